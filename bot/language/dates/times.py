"""Rules for times of day: 三点半, half past seven, 9:30pm, 15h30, at seven, noon."""

import re
from dataclasses import replace
from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.tokens import HOURS, MINUTES, NOON, Clock, Length, Number, Numbers, Unit, Value

RULES: Final = Rules()
HALF_HOUR: Final = 30
QUARTER: Final = 15
BEFORE_BIT: Final = frozenset("有这第差快慢多好大小宜便高低贵长短少点几")
BEFORE_ONE: Final = frozenset("午上晨天在周到 \t，,")
"""What may stand before 一点 as a time; elsewhere it means a bit."""
PRICED: Final = re.compile(
    r"(?:[$¥€£]|quot|pric|sell|sold|cost|offer|buy|bought|报价|单价)[^.;。；]{0,24}$|%$"
)
GOES_ON: Final = (
    "in", "tom", "tod", "ton", "on", "this", "at", "sharp", "for", "with", "to", "until", "till",
    "next", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "pst", "pdt", "est", "edt", "gmt", "utc", "cet", "bst", "beijing", "london", "eastern", "pacific",
)  # fmt: skip
"""Beginnings of words that may follow a time; other words are what a number counts."""
PLAIN_MINUTES: Final = frozenset({5, 10, 20, 25})
MERIDIEM: Final = ("am", "pm", "am_letter", "pm_letter")
COUNTED: Final = frozenset("%％$€£¥台个件套箱吨万千百折成倍人家只条张块元亿款位单次")
TWO: Final = 2
"""Digits of written minutes."""
LEAST_SPELLED: Final = 5
MILITARY: Final = range(100, 2401)
NAMED: Final = {"noon": Clock(NOON, sure=True), "midnight": Clock(0, sure=True)}


def clock(hour: int, minute: int = 0, *, sure: bool = False) -> Clock | None:
    """A time of day if there is one; 13 and later are sure."""
    if not 0 <= hour <= HOURS or not 0 <= minute < MINUTES or (hour == HOURS and minute):
        return None
    return Clock(hour, minute, sure=sure or hour > NOON)


@RULES.on(
    "number hour_mark fraction_less number (minute_mark|quarter_mark)",
    "fraction_less number (minute_mark|quarter_mark) number hour_mark",
)
def chinese_to(_: Scene, got: Found) -> Value | None:
    """差五分三点."""
    numbers = got.numbers()
    minutes, hour = numbers if got.tokens[0].sort == "fraction_less" else numbers[::-1]
    minutes *= QUARTER if got.has("quarter_mark") else 1
    return clock((hour - 1) % HOURS, MINUTES - minutes) if 0 < minutes < MINUTES else None


@RULES.on(
    "number hour_mark half whole?",
    "number hour_mark number quarter_mark",
    "number hour_mark number minute_mark? whole?",
    "number hour_mark whole?",
)
def chinese_clock(scene: Scene, got: Found) -> Value | None:
    """三点半, 8点11分, 三点一刻."""
    hour, *minutes = got.all(Number)
    minute = HALF_HOUR if got.has("half") else minutes[0].whole if minutes else 0
    if len(got.tokens) == TWO and _a_bit(scene, got, hour):
        return None
    written = hour.digits == TWO and hour.whole < NOON - TWO
    return clock(
        hour.whole, minute * (QUARTER if got.has("quarter_mark") else 1), sure=written or not hour.whole
    )


def _a_bit(scene: Scene, got: Found, hour: Number) -> bool:
    """便宜一点 and 有两点要求 are no times of day."""
    start = got.tokens[0].start
    before = scene.text[max(0, start - 1) : start]
    if scene.text[start].isdigit() or not before or got.before.endswith("差不多"):
        return False
    return before in BEFORE_BIT or (hour.whole == 1 and before not in BEFORE_ONE)


@RULES.on(
    "clock (am|pm|am_letter|pm_letter)",
    "(number|decimal) number? (am|pm|am_letter|pm_letter)",
    "(number|decimal) oclock (am|pm)?",
    "number ish (am|pm)?",
    "number in the (am|pm)",
    "numbers (am|pm)",
    "number letter number (am|pm)?",
)
def meridiem(_: Scene, got: Found) -> Value | None:
    found = got.first(Clock) or spelled(got)
    if found is None or not got.has(*MERIDIEM):
        return found
    if "ampm" in got.said.lower() or found.hour > NOON:
        return replace(found, sure=True)
    return replace(found, hour=found.hour % NOON + NOON * got.has("pm", "pm_letter"), sure=True)


def spelled(got: Found) -> Clock | None:
    """Eleven twenty, 8.30, 1030, 3."""
    pair = got.first(Numbers)
    if pair:
        return clock(*pair.parts) if pair.separator == "." and len(pair.parts) == TWO else None
    hour, minute = (*got.all(Number), Number(0))[:TWO]
    if hour.whole in MILITARY and hour.digits > TWO:
        return clock(*divmod(hour.whole, 100))
    if hour.amount != hour.whole:
        return _pointed(hour)
    return clock(hour.whole, minute.whole) if minute.digits != 1 else None


def _pointed(number: Number) -> Clock | None:
    """8.30; 8.3 is no time."""
    return clock(number.whole, round(number.amount % 1 * 100)) if number.digits > len("8.3") else None


@RULES.on(
    "half (relation)? (number|clock) oclock?",
    "half to (number|clock)",
    "quarter (relation|to|after) (number|clock|noon|midnight)",
    "article? number quarter (relation|to) (number|clock)",
    "number unit (relation|to) (number|clock)",
    "(number|length) to number number",
    "(number|length) (relation|to) (number|clock|noon|midnight) oclock?",
    "(number|length) after clock",
)
def past_to(_: Scene, got: Found) -> Value | None:
    """Half past seven, a quarter to 8, ten past nine, half 3."""
    minutes, found = _minutes(got), _hour(got)
    if found is None or not 0 < minutes < MINUTES or not _joined(got) or _counts(got, minutes):
        return None
    if _two_hours(got, minutes, found) or counts(got):
        return None
    sign = -1 if got.has("to") else 1
    hour, minute = divmod(found.hour * MINUTES + found.minute + sign * minutes, MINUTES)
    return replace(found, hour=hour % HOURS, minute=minute)


def _joined(got: Found) -> bool:
    """By "to" or "past": a dash or "next" does not tell the time."""
    if got.has("to"):
        return re.search(r"\b(?:to|till)\b", got.said.lower()) is not None
    return got.relation() is None or got.relation("past") is not None


def _minutes(got: Found) -> int:
    """The minutes before or after the hour; 0 when they are not minutes."""
    length, first = got.first(Length), got.first(Number) or Number(0)
    if got.has("half"):
        return HALF_HOUR
    if length:
        return int(length.seconds // MINUTES) if length.unit is Unit.MINUTE else 0
    if got.unit is Unit.QUARTER:
        return QUARTER * (first.whole if got.tokens[0].value is first else 1)
    return 0 if got.unit else first.whole


def _hour(got: Found) -> Clock | None:
    """The seven of ten past seven, the five thirty of three minutes to five thirty."""
    named = [NAMED[word] for word in NAMED if got.has(word)] + got.all(Clock)
    if named:
        return named[0]
    numbers = [token.value.whole for token in got.tokens[1:] if isinstance(token.value, Number)]
    return clock(*numbers[:TWO]) if numbers else None


def counts(got: Found) -> bool:
    """Bare numbers before a noun count it: 5 to 7 people, between 10 and 20 units."""
    numbers, words = got.all(Number), [token.sort for token in got.tokens if token.sort not in ("to", "and")]
    if len(numbers) != len(words) or not got.after:
        return False
    named = got.after[0].isalpha() and got.after.isascii() and not got.after.startswith((*GOES_ON, "and "))
    return named or got.after[0] in COUNTED


def _two_hours(got: Found, minutes: int, found: Clock) -> bool:
    """From 5 to 6 and 7 to 7:30 are ranges of hours, ten to nine is a time."""
    spelled_out = got.first(Length) or got.unit or got.has("half")
    named = got.has("noon", "midnight")
    odd = minutes not in (*PLAIN_MINUTES, QUARTER) and not named
    ranged = got.before.endswith(("from", "between")) or odd or found.minute
    return not spelled_out and got.has("to") and bool(ranged)


def _counts(got: Found, minutes: int) -> bool:
    """Two to four people: without a unit only ten to nine and its like are times."""
    ends = (got.tokens[0].value, got.tokens[-1].value)
    plain = len(got.tokens) == len(("two", "to", "four")) and all(isinstance(each, Number) for each in ends)
    return plain and got.has("to") and minutes not in PLAIN_MINUTES


@RULES.on("number? noon", "number? midnight")
def noon(_: Scene, got: Found) -> Value | None:
    if got.numbers() not in ([], [NOON]):
        return None
    return NAMED["noon"] if got.has("noon") else Clock(HOURS, sure=True)


@RULES.on("number letter(?! number)")
def french(_: Scene, got: Found) -> Value | None:
    """15h."""
    mark = got.mark("letter")
    return clock(got.numbers()[0], sure=True) if mark and mark.unit is Unit.HOUR else None


@RULES.on(
    "(?<=at)(number|decimal|numbers) number?"
    "(?=$|break|comma|in|part|on|the|for|dayshift|relation|weekday|day|zone|ish|to|and|daypart)",
    "(?<=weekday|dayshift)numbers(?=$|break|comma)",
    "(?<=day)number(?=part|daypart)",
    "number(?=day part|daypart|dayshift|day$|in the part|relation part)",
    "(?<=part)number number?END",
    "(?<=before|after)number(?=$|comma)",
    "number number(?=$|comma|part)",
)
def bare(_: Scene, got: Found) -> Value | None:
    """At seven, at 10.30, at 1030, ten fifteen: a number is a time only where nothing else is meant."""
    counted = got.after[:1].isalpha() and not got.after.startswith(GOES_ON)
    if counted or PRICED.search(got.before) or not _minutes_fit(got):
        return None
    found = spelled(got)
    return found if found and found.hour < HOURS else None


def _minutes_fit(got: Found) -> bool:
    """Two numbers are a time when both are words, or after "at" with two digits of minutes."""
    numbers = got.all(Number)
    if len(numbers) < TWO:
        return True
    hour, minute = numbers
    if got.before.endswith("at") and minute.digits == TWO:
        return True
    return not hour.digits and not minute.digits and minute.whole >= LEAST_SPELLED
