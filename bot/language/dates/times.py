"""Rules for times of day: 三点半, half past seven, 下午, 9:30pm, and their days."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.language.dates import en, zh
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of
from bot.language.dates.tokens import (
    Bound,
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Number,
    Numbers,
    Part,
    Span,
    Unit,
    Value,
)
from bot.language.dates.when import Grain, Kind

RULES: Final = Rules()
JOIN: Final = Rules()
MINUTES: Final = 60
BEFORE_BIT: Final = frozenset("有这第差早晚快慢多好大小宜便高低贵长短少点几")
NIGHT_FROM: Final = 18


def is_hour(number: Number | None, low: int = 0, high: int = 24) -> bool:
    return number is not None and low <= number.whole <= high and number.amount == number.whole


@RULES.on(
    "number hour_mark fraction_less? half whole?",
    "number hour_mark number quarter_mark",
    "number hour_mark number minute_mark? whole?",
    "number hour_mark fraction_less number (minute_mark|quarter_mark)",
    "fraction_less number (minute_mark|quarter_mark|length)? number hour_mark",
    "number hour_mark whole?",
)
def chinese_clock(scene: Scene, got: Found) -> Value | None:
    numbers = got.all(Number)
    hour_at = 1 if got.tokens[0].sort == "fraction_less" else 0
    if len(numbers) <= hour_at or not is_hour(numbers[hour_at]):
        return None
    hour = numbers[hour_at].whole
    minute = _minute(got, numbers[1 - hour_at].whole if len(numbers) > 1 else 0)
    if not 0 <= minute < MINUTES or _a_bit(scene, got, numbers[0]):
        return None
    less = got.has("fraction_less")
    written = got.tokens[0].value
    sure = hour > 12 or hour == 0 or (isinstance(written, Number) and written.digits == 2 and hour < 10)
    return (
        Clock((hour - less) % 24, (MINUTES - minute) % MINUTES if less else minute, sure=sure)
        if hour < 24
        else Clock(24, 0, sure=True)
    )


def _minute(got: Found, number: int) -> int:
    return 30 if got.has("half") else number * 15 if got.has("quarter_mark") else number


def _a_bit(scene: Scene, got: Found, number: Number) -> bool:
    """便宜一点 and 有两点 are no times of day."""
    start = got.tokens[0].start
    spelled = not scene.text[start].isdigit() and len(got.tokens) == 2
    return spelled and (
        (scene.text[start - 1 : start] in BEFORE_BIT and start > 0)
        or (number.whole == 1 and start > 0 and scene.text[start - 1] not in "午上晨天在周到 \t，,")
    )


@RULES.on(
    "clock (am|pm|am_letter|pm_letter)",
    "(number|decimal) number? (am|pm|am_letter|pm_letter)",
    "(number|decimal) oclock (am|pm)?",
    "number in the (am|pm)",
    "numbers (am|pm)",
    "number letter number (am|pm)?",
)
def meridiem(_: Scene, got: Found) -> Value | None:
    clock = got.first(Clock) or _spelled(got)
    if clock is None:
        return None
    if not got.has("am", "pm", "am_letter", "pm_letter"):
        return clock
    if "ampm" in got.said.lower():
        return replace(clock, sure=True)
    pm = got.has("pm", "pm_letter")
    if clock.hour > 12:
        return replace(clock, sure=True)
    return replace(clock, hour=clock.hour % 12 + 12 * pm, sure=True)


def _spelled(got: Found) -> Clock | None:
    """Eleven twenty, 8.30, 3 o'clock."""
    numbers, pair = got.all(Number), got.first(Numbers)
    if pair:
        return (
            Clock(*pair.parts)
            if pair.separator == "." and pair.parts[0] < 25 and pair.parts[1] < MINUTES
            else None
        )
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else None
    if hour.amount != hour.whole:
        return None
    if 100 <= hour.whole <= 2400 and hour.digits in (3, 4):
        return _military(hour.whole)
    if not is_hour(hour) or (minute and not 0 <= minute.whole < MINUTES):
        return None
    return Clock(hour.whole, minute.whole if minute else 0, sure=hour.whole > 12)


def _military(number: int) -> Clock | None:
    hour, minute = divmod(number, 100)
    return Clock(hour, minute, sure=hour > 12) if hour < 24 and minute < MINUTES else None


@RULES.on(
    "half (relation)? (number|clock) oclock?",
    "half to (number|clock)",
    "quarter (relation|to|after) (number|clock|noon|midnight)",
    "article? number quarter (relation|to) (number|clock)",
    "(number|length) (relation|to) (number|clock|noon|midnight) oclock?",
    "length? after (clock)",
)
def past_to(_: Scene, got: Found) -> Value | None:
    """Half past seven, a quarter to 8, ten past nine, half 3."""
    minutes = _past_minutes(got)
    relation = got.mark("relation")
    if (
        minutes is None
        or (relation and relation.name != "past")
        or (got.has("to") and "to" not in got.said.lower().split() and "till" not in got.said.lower())
    ):
        return None
    clock = _named(got.tokens[-1].value) or _named(got.tokens[-2].value)
    if clock is None or not 0 < minutes < MINUTES:
        return None
    total = clock.hour * 60 + clock.minute + (-minutes if got.has("to") else minutes)
    return replace(clock, hour=total // 60 % 24, minute=total % 60)


def _past_minutes(got: Found) -> int | None:
    if got.has("half"):
        return 30
    first = got.tokens[0].value if not got.has("article") else got.tokens[1].value
    if got.has("quarter"):
        return 15 * (first.whole if isinstance(first, Number) else 1)
    if isinstance(first, Length):
        return int(first.seconds // 60) if first.unit is Unit.MINUTE else None
    return first.whole if isinstance(first, Number) else None


def _named(value: Value) -> Clock | None:
    if isinstance(value, Clock):
        return value
    if isinstance(value, Number):
        return Clock(value.whole) if is_hour(value, 0, 23) else None
    named = {"noon": Clock(12, sure=True), "midnight": Clock(0, sure=True)}
    return named.get(value.sort) if isinstance(value, Mark) else None


@RULES.on("number? noon", "number? midnight")
def noon(_: Scene, got: Found) -> Value | None:
    if got.first(Number) and got.numbers() != [12]:
        return None
    return Clock(12, sure=True) if got.has("noon") else Clock(24, sure=True)


@RULES.on("number letter number?")
def french(_: Scene, got: Found) -> Value | None:
    """15h and 15h30."""
    mark, numbers = got.mark("letter"), got.numbers()
    if mark is None or mark.unit is not Unit.HOUR or not 0 <= numbers[0] < 24 or len(numbers) > 1:
        return None
    return Clock(numbers[0], sure=True)


@RULES.on(
    "(?<=on)(number) number?(?=$|break|comma|in|part|on|the|dayshift|relation|weekday|day|zone|ish|to|and|daypart)",
    "(?<=on)decimal(?=$|break|comma|in|part)",
    "(?<=day|eekday)number(?=part|daypart)",
    "(?<=day on|part on|weekday on)numbers",
    "number(?=day part|daypart|dayshift|day$)",
    "number number(?=$|break|part)",
    "(?<=part)number number?(?=$|break|comma)",
    "(?<=day)number number(?=$|break)",
    "(?<=before|by|after)number(?=$|break)",
    "number(?=in the part)",
)
def bare(scene: Scene, got: Found) -> Value | None:
    """At seven, at 10.30, at 1030: a number is a time only where nothing else is meant."""
    start = got.tokens[0].start
    before = scene.text[:start].rstrip().lower()
    led = (
        before.endswith(("at", "@", "around", "about", "for", "by", "before", "after"))
        or got.first(Numbers) is not None
    )
    clock = _spelled(got)
    if (
        clock is None
        or clock.hour > 23
        or before.endswith("%")
        or got.one(Number if not got.first(Numbers) else Numbers) is None
    ):
        return None
    numbers = got.all(Number)
    if len(numbers) == 2 and (numbers[0].digits or numbers[1].digits or numbers[1].whole < 5):
        return None
    follows = scene.text[got.tokens[-1].end :].lstrip().lower()
    if (
        before.endswith(("for", "about", "around"))
        and numbers
        and len(numbers) == 1
        and numbers[0].whole < 100
        and not follows.startswith(("in the", "tomorrow", "today"))
    ):
        return None
    return (
        clock
        if led
        or len(numbers) == 2
        or not follows[:1].isalpha()
        or follows.startswith(("in", "tom", "tod", "ton", "on", "this"))
        else None
    )


@RULES.on("daypart")
def day_and_part(scene: Scene, got: Found) -> Value | None:
    """今晚, tonight."""
    mark = got.mark("daypart")
    part = (zh.PARTS | en.PARTS).get(mark.name) if mark else None
    day = Day(fixed=scene.at.date() + timedelta(days=mark.number)) if mark else None
    return Moment(day=day, part=part) if isinstance(part, Part) else None


@RULES.on("relation part")
def this_part(scene: Scene, got: Found) -> Value | None:
    """This morning, last night, next evening."""
    relation = got.mark("relation")
    if relation is None or not got.said.isascii():
        return None
    return Moment(day=Day(fixed=scene.at.date() + timedelta(days=relation.number)), part=got.one(Part))


@RULES.on(
    "part (of)? (?:clock)", "part (on|comma|in)* clock", "clock (in|on|the|relation)* part", "part part"
)
def clock_in_part(_: Scene, got: Found) -> Value | None:
    """下午3点, 7 in the morning; 12 at night is the end of the day."""
    parts, clock = got.all(Part), got.first(Clock)
    if clock is None:
        return replace(parts[1], weak=False) if parts[1].weak is False else None
    relation = got.mark("relation")
    return Moment(clock=clock, part=parts[0]) if relation is None or relation.number == 0 else None


@JOIN.on(
    "day GLUE part",
    "part (of|on|comma|the)* day",
    "day (of|on|comma|in|from|open_paren|close_paren|to|zone|by)* clock",
    "day (comma)? moment",
    "moment (of|on|comma|in|the)* day",
    "clock (of|on|comma|in|the|zone)* day",
    "moment (on|comma|in)* clock",
    "clock (on|comma|in)* moment",
    "moment (on|comma|in|the)* part",
)
def join(_: Scene, got: Found) -> Value | None:
    """A day with its time, in any order: 明天下午3点, 3pm on Friday."""
    whole = Moment()
    for token in got.tokens:
        merged = _merge(whole, token.value)
        if merged is None:
            return None
        whole = merged
    weak_part = whole.part and whole.part.weak and not whole.day
    return None if weak_part else whole


def _merge(whole: Moment, value: Value) -> Moment | None:
    extra = (
        Moment(day=value)
        if isinstance(value, Day)
        else Moment(clock=value)
        if isinstance(value, Clock)
        else Moment(part=value)
        if isinstance(value, Part)
        else value
    )
    if not isinstance(extra, Moment):
        return whole
    if (
        extra.exact
        or (whole.day and extra.day)
        or (whole.clock and extra.clock)
        or (whole.part and extra.part and whole.part.afternoon != extra.part.afternoon)
    ):
        return None
    return Moment(day=whole.day or extra.day, clock=whole.clock or extra.clock, part=extra.part or whole.part)


@JOIN.on("(clock|moment) (zone|ish)")
def zone(_: Scene, got: Found) -> Value | None:
    """A zone's name is passed over: times are the reader's local ones."""
    return got.tokens[0].value


@JOIN.on("cob (of|on|in|the)* (day|dayshift)", "(day|moment) GLUE cob", "cob (on|in|the)* span", "cob")
def close_of_business(scene: Scene, got: Found) -> Value | None:
    """COB, EOD, 下班前: the workspace's hour, today unless a day is said."""
    day = got.first(Day) or Day(fixed=scene.at.date())
    span = got.first(Span)
    if span:
        last = date(span.end.year, span.end.month, span.end.day) - timedelta(
            days=3 if span.unit is Unit.WEEK else 1
        )
        day = Day(fixed=last)
    found = day_of(scene, day, Clock(scene.policy.cob.hour, sure=True))
    if found is None or got.first(Moment):
        return None
    return Bound(Kind.BY, datetime.combine(found, scene.policy.cob), Grain.MINUTE)
