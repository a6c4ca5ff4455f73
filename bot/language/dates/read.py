"""The public reader: text → tokens → rules → When."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.calendar import DatePolicy, WorkCalendar
from bot.language.dates import (
    beside,
    bounds,
    days,
    edges,
    hours,
    lengths,
    moments,
    offsets,
    periods,
    ranges,
    repeats,
    rolling,
    seasons,
    times,
    weekdays,
)
from bot.language.dates.clocks import moment_of, part_hours
from bot.language.dates.grammar import NEAR, Grammar, Scene
from bot.language.dates.lengths import in_seconds
from bot.language.dates.lexer import lex
from bot.language.dates.moments import as_moment
from bot.language.dates.resolve import day_of
from bot.language.dates.spans import span_of
from bot.language.dates.tokens import (
    Bound,
    Clock,
    Day,
    Length,
    Moment,
    Month,
    Part,
    Repeat,
    Span,
    Token,
    Unit,
    Value,
    Year,
    grain_of,
)
from bot.language.dates.when import Direction, Grain, Kind, When

DAYS: Final = [*days.RULES, *weekdays.RULES]
GRAMMAR: Final = Grammar(
    [
        *moments.EARLY,
        *seasons.EARLY,
        *ranges.EARLY,
        *hours.EARLY,
        *repeats.RULES,
        *lengths.RULES,
        *DAYS,
        *times.RULES,
        *moments.PARTS,
        *rolling.RULES,
        *periods.RULES,
        *DAYS,
        *seasons.RULES,
        *beside.RULES,
        *edges.RULES,
        *DAYS,
        *beside.RULES,
        *offsets.RULES,
        *bounds.WITHIN,
        *weekdays.ALONE,
        *offsets.RULES,
        *bounds.WITHIN,
        *hours.RULES,
        *ranges.RULES,
        *moments.RULES,
        *moments.RULES,
        *repeats.LATE,
        *hours.RULES,
        *ranges.RULES,
        *bounds.RULES,
    ]
)
LONGEST: Final = 4_096
"""Characters of the longest message of a chat platform; what follows is not read."""
LIST: Final = re.compile(r"[\s、,，和与及跟]+")
LEADING: Final = re.compile(r"\b(?:on|by|until|before|in|since|next|last|during|around)$")


def read_dates(
    text: str,
    at: datetime,
    *,
    policy: DatePolicy,
    calendar: WorkCalendar,
    direction: Direction,
    masked: Sequence[tuple[int, int]] = (),
) -> tuple[When, ...]:
    """Every date, time, range, duration and recurrence, in order; nothing inside or across `masked` spans."""
    scene = Scene(at.replace(tzinfo=None), policy, calendar, direction, text[:LONGEST], at.tzinfo)
    tokens = _of_months(GRAMMAR.reduce(scene, lex(_hide(scene.text, masked))), scene.text)
    found = (_in_calendar(scene, token) for token in tokens)
    return tuple(_anchored(when for when in found if when))


def _of_months(tokens: Iterable[Token], text: str) -> Iterable[Token]:
    """The 11号 of 9月10号、11号 is of September too."""
    last: Token | None = None
    for token in tokens:
        known = _listed(last, token, text) if last else None
        made = replace(token, value=known) if known else token
        last = made if isinstance(made.value, Day) else last
        yield made


def _listed(last: Token, token: Token, text: str) -> Day | None:
    before, day = last.value, token.value
    if not isinstance(before, Day) or not isinstance(day, Day) or before.month is None:
        return None
    bare = day.day is not None and day.month is None and day.fixed is None
    apart = LIST.fullmatch(text[last.end : token.start]) is None
    return replace(day, month=before.month, year=before.year) if bare and not apart else None


def _hide(text: str, masked: Sequence[tuple[int, int]]) -> str:
    for start, end in masked:
        text = text[:start] + "\0" * (min(end, len(text)) - start) + text[end:]
    return text


def _anchored(found: Iterable[When]) -> Iterable[When]:
    """提前一天 counts back from the nearest day said before it."""
    said = list(found)
    anchor: date | None = None
    for place, when in enumerate(said):
        after = next((each.value for each in said[place + 1 :] if each.value), None) if not anchor else None
        yield _led(when, anchor or (after if when.said.isascii() else None))
        anchor = when.value or anchor


def _led(when: When, anchor: date | None) -> When:
    """A lead time of hours needs the hour of what it leads up to."""
    if anchor is None or when.seconds is None or when.seconds >= 0:
        return when
    timed = isinstance(anchor, datetime)
    if not timed and when.seconds % timedelta(days=1).total_seconds():
        return when
    value = anchor + timedelta(seconds=when.seconds)
    return replace(
        when, kind=Kind.POINT, grain=Grain.MINUTE if timed else Grain.DAY, seconds=None, value=value
    )


def _in_calendar(scene: Scene, token: Token) -> When | None:
    """Nothing where a day would lie outside of the years 1 to 9999."""
    try:
        return _when(scene, token)
    except (OverflowError, ValueError):
        return None


def _when(scene: Scene, token: Token) -> When | None:
    span = (token.start, token.end)
    blank = When(span, scene.text[token.start : token.end], Kind.POINT, Grain.DAY)
    value = token.value
    if isinstance(value, Day):
        return _day(scene, blank, value)
    if isinstance(value, (Moment, Clock, Part)):
        return _moment(scene, blank, as_moment(value))
    if isinstance(value, (Span, Month, Year)):
        return _range(scene, blank, value)
    return _rest(scene, blank, value)


def _rest(scene: Scene, blank: When, value: Value) -> When | None:
    if isinstance(value, Bound):
        return _bound(scene, blank, value)
    if isinstance(value, Length):
        return replace(blank, kind=Kind.DURATION, grain=grain_of(value.unit), seconds=in_seconds(value))
    if isinstance(value, Repeat):
        return replace(blank, kind=Kind.RECURRING, grain=value.grain, recurrence=value.rule)
    return None


def _bound(scene: Scene, blank: When, bound: Bound) -> When:
    found = replace(blank, kind=bound.kind, grain=bound.grain, value=bound.value)
    if bound.kind is Kind.BY:
        now = scene.at.replace(second=0, microsecond=0)
        late = bound.end is not None and bound.end.timetuple() < now.timetuple()
        return found if late else replace(found, start=now, end=bound.end)
    return replace(found, start=bound.value, end=bound.end)


def _day(scene: Scene, blank: When, day: Day) -> When | None:
    if day.weak and not _alone(scene, blank):
        return None
    found = day_of(scene, day)
    start, end = day.around or (None, None)
    return replace(blank, value=found, start=start, end=end) if found else None


def _alone(scene: Scene, blank: When) -> bool:
    """Weak words (may, sat, sun) are dates only where nothing else is said, or after on/by/next."""
    start, end = blank.span
    before, after = scene.text[max(0, start - NEAR) : start], scene.text[end : end + NEAR]
    return not (before + after).strip(" .") or LEADING.search(before.rstrip().lower()) is not None


def _moment(scene: Scene, blank: When, moment: Moment) -> When | None:
    found = moment_of(scene, moment)
    if found is None:
        return None
    if moment.part and not moment.clock:
        return None if moment.part.weak and not moment.day else _part(blank, found, moment.part)
    return replace(blank, value=found, grain=Grain.HOUR if _whole_hour(moment.clock) else Grain.MINUTE)


def _whole_hour(clock: Clock | None) -> bool:
    return clock is not None and not clock.minute and not clock.sure


def _part(blank: When, found: datetime, part: Part) -> When:
    start, end = part_hours(found.date(), part)
    return replace(blank, value=found, grain=Grain.PART, start=start, end=end)


def _range(scene: Scene, blank: When, value: Span | Month | Year) -> When | None:
    if isinstance(value, Month) and value.weak and not _alone(scene, blank):
        return None
    span = span_of(scene, value)
    if span is None:
        return None
    grain = Grain.DAY if span.unit is Unit.WEEKEND else grain_of(span.unit)
    return replace(blank, kind=Kind.RANGE, grain=grain, start=span.start, end=span.end)
