"""A message laid out for reading: its text, the names and dates in it, and a masked copy of equal length."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from bot.domain.calendar import previous_working
from bot.domain.moment import Moment
from bot.domain.people import Language
from bot.language.dates import Direction, Grain, Kind, When, read_dates
from bot.language.dotted import with_month
from bot.language.guessing import guess
from bot.language.hearing import Hearing
from bot.language.misheard import near_people
from bot.language.nearly import near_names, nearer
from bot.language.normalise import LONGEST, fold
from bot.language.spotting import Asker, Name, mask, spot
from bot.language.words import DEADLINE, MOMENT, RECURRING, reading

SIGNS: Final = {Kind.BY: DEADLINE, Kind.RECURRING: RECURRING}
REPLACES: Final = re.compile(
    r"[ ,，。.;；…-]*(?:(?:哦|啊|呃)?(?:不对|不是|不|错了|说错了?|应该是|改成)"
    r"|(?:oh |er |uh )?(?:no|wait|sorry|i mean|i meant|actually|make that|make it|rather|scratch that|correction))"
    r"[ ,，。.;；…-]*(?:是|应该是|应该|wait|no|make it|i mean|on|by)?[ ,，]*"
)
REPLACED: Final = re.compile(
    r"[ ,，(（]*(?:,? ?not|,? ?and not|,? ?instead of|,? ?rather than|(?:而)?不是) ?(?:on |by |at )?"
)
"""What stands between two days of which only the second, or only the first, is meant."""
RANKED: Final = re.compile(r"前(?=(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:大|名|位|家|强|个客户))")
"""去年前十大客户: the ten of last year, not before it."""
COUNT_AFTER: Final = re.compile(
    r"(?<=\d[/.]\d|/\d\d|-\d\d) "
    r"(?=\d{1,4} ?(?:pcs|pieces|units?|sets?|nos|cases|boxes|seats|racks|x|台|套|件|箱|个|只|\ue003))"
)
"""15/4 20 pcs: a count after the day, and no year."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`masked` is folded, with a private sign at every character of a name or a date."""

    text: str
    masked: str
    names: tuple[Name, ...]
    whens: tuple[When, ...]

    def within(self, span: Span) -> tuple[Name, ...]:
        return tuple(name for name in self.names if span[0] <= name.span[0] < span[1])

    def times(self, span: Span) -> tuple[When, ...]:
        return tuple(when for when in self.whens if span[0] <= when.span[0] < span[1])


def sheet_of(text: str, hearing: Hearing) -> Sheet:
    """Names are masked before dates are read, dates before unknown names are guessed."""
    text = text[:LONGEST]
    folded = fold(text)
    asker = _asker(hearing)
    names = spot(folded, text, asker)
    masked = mask(folded, names)
    if not any(name.noun == "customer" or name.parent for name in names):
        near = near_names(masked, text, asker)
        names, masked = tuple(sorted((*names, *near), key=_place)), mask(masked, near)
    whens = _put_right(times_of(masked, hearing, Direction.FUTURE), masked)
    for when in whens:
        start, end = when.span
        if when.kind is not Kind.DURATION:
            masked = masked[:start] + SIGNS.get(when.kind, MOMENT) * (end - start) + masked[end:]
    guessed = tuple(nearer(each, asker) for each in guess(masked, text))
    people = near_people(masked, text, (*names, *guessed), asker)
    return Sheet(text, mask(masked, people), tuple(sorted(people, key=_place)), whens)


def _put_right(whens: tuple[When, ...], masked: str) -> tuple[When, ...]:
    """周四 不对 周五, Thursday, not Friday: only the day that is meant, over the words of both."""
    kept: list[When] = []
    for when in whens:
        between = masked[kept[-1].span[1] : when.span[0]] if kept else ""
        if kept and REPLACES.fullmatch(between):
            kept[-1] = replace(when, span=(kept[-1].span[0], when.span[1]))
        elif kept and REPLACED.fullmatch(between):
            kept[-1] = replace(kept[-1], span=(kept[-1].span[0], when.span[1]))
        else:
            kept.append(when)
    return tuple(kept)


def _asker(hearing: Hearing) -> Asker:
    return Asker(
        names=hearing.names,
        member_id=hearing.member.id if hearing.member else "",
        customer_id=hearing.customer.id if hearing.customer else "",
    )


def _place(name: Name) -> Span:
    return name.span


def times_of(text: str, hearing: Hearing, direction: Direction) -> tuple[When, ...]:
    """What reads as a date or time; meals are what people meet for, not when."""
    found = read_dates(
        with_month(COUNT_AFTER.sub("#", RANKED.sub("#", text))),
        hearing.at,
        policy=hearing.policy,
        calendar=hearing.calendar,
        direction=direction,
    )
    return tuple(
        when for when in found if when.said.lower() not in _not_dates() and not _at_once(when, hearing.at)
    )


def _at_once(when: When, now: datetime) -> bool:
    """As soon as possible, right away: words that name the present minute without a figure are no due time."""
    same = isinstance(when.value, datetime) and when.value == now.replace(
        tzinfo=None, second=0, microsecond=0
    )
    return same and not any(sign.isdigit() for sign in when.said)


@cache
def _not_dates() -> frozenset[str]:
    return frozenset(word for language in Language for word in reading(language)["not_dates"].split())


def last_day(when: When, hearing: Hearing) -> Moment | None:
    """By when, at the latest; None of what names no day."""
    if when.value is None:
        return _end(when, hearing)
    whole = when.grain is Grain.PART or (when.kind is Kind.BY and when.grain is Grain.DAY)
    return Moment(_day(when.value)) if whole else Moment.of(when.value)


def _end(when: When, hearing: Hearing) -> Moment | None:
    """The last moment of a range; of a week its last working day."""
    if when.end is None or isinstance(when.end, datetime):
        return Moment.of(when.end) if when.end else None
    last = when.end - timedelta(days=1)
    if when.grain is not Grain.WEEK:
        return Moment(last)
    working = previous_working(last, hearing.calendar)
    return Moment(max(working, _day(when.start or working)))


def first_minute(when: When) -> Moment | None:
    """When to begin: the moment itself, or the first of a range."""
    value = when.start if when.value is None else when.value
    return None if value is None or when.kind is Kind.DURATION else Moment.of(value)


def only_day(when: When) -> Moment | None:
    """The day (with a time when one was said) of something that happened."""
    moment = first_minute(when)
    return Moment(moment.day) if moment and when.grain is Grain.PART else moment


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def ahead(when: When, now: datetime) -> bool:
    """Whether it reaches into the future."""
    if when.kind in {Kind.BY, Kind.AFTER, Kind.RECURRING}:
        return when.value is None or _day(when.value) >= now.date()
    until = when.end if when.kind is Kind.RANGE else when.value
    if until is None:
        return False
    if isinstance(until, datetime):
        return until > now.replace(tzinfo=None)
    return until > now.date()
