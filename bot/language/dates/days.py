"""Rules for days by number: 3月5日, 2026-03-05, May 9, the 15th, 农历八月十五, Christmas 2026."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.calendar import MONTHS_A_YEAR
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.lexer import lex
from bot.language.dates.resolve import day_of, full_year, ordered, safe_date
from bot.language.dates.spans import span_of
from bot.language.dates.tokens import Clock, Day, Mark, Month, Number, Numbers, Span, Unit, Value, Year
from bot.language.dates.when import Direction

RULES: Final = Rules()
DAYS_A_MONTH: Final = 31
CENTURIES: Final = range(17, 21)
YEARS: Final = range(1700, 2200)
OUR_YEARS: Final = range(1950, 2061)
FULL: Final = 4
"""Digits of a year written out."""
SHORT: Final = 2
IDES: Final = 15
NOT_A_DATE: Final = frozenset({(24, 7), (1, 2)})
NUMBERED: Final = re.compile(r"[\d一二三四五六七八九十]月$")
PAIRS: Final = ("一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九")
EIGHTH: Final = ("八月十五", "8月十五")
HOUSE: Final = frozenset("楼线机店厂库门车院桌房柜")
MEASURES: Final = frozenset("台个件套箱吨万千百折成倍人家%％位只条张米块元kKwW")
ENDS: Final = frozenset(" \t前之以后给交送发见去到开签付来，,。.!！?？；;)）")
LED: Final = re.compile(
    r"(?:\b(?:on|by|before|until|from|mon|tue|wed|thu|thur|thurs|fri|sat|sun|\w+day)|从|在|到|周[一二三四五六日天])$"
)

NEAR_DAYS: Final = 62
LAST_HOUR: Final = 12


def of_month(number: Number) -> bool:
    return 1 <= number.whole <= DAYS_A_MONTH


@RULES.on("yearshift")
def this_year(scene: Scene, got: Found) -> Value | None:
    mark = got.mark("yearshift")
    return Year(scene.at.year + mark.number) if mark else None


@RULES.on("number year_mark(?!half)")
def chinese_year(_: Scene, got: Found) -> Value | None:
    number = got.one(Number)
    if not SHORT <= number.digits <= FULL or not number.whole:
        return None
    return Year(full_year(number.whole, number.digits))


@RULES.on("(?<!year)number month_mark number(?!day_mark|unit|measure)")
def mid_autumn(_: Scene, got: Found) -> Value | None:
    """八月十五 without 日 is the festival; 八月十五日 is a day of August."""
    return Day(festival="中秋节") if got.said.endswith(EIGHTH) and "农历" not in got.before[-4:] else None


@RULES.on(
    "number month_mark number (day_mark)?(?!unit|measure|month_mark|hour_mark|year_mark)",
    "number month_mark (?=(to|and) number month_mark)",
    "number month_mark",
)
def chinese_month(scene: Scene, got: Found) -> Value | None:
    month, *rest = got.numbers()
    if not 1 <= month <= MONTHS_A_YEAR:
        return None
    if not rest:
        return _two_months(scene, got, month) or Month(month)
    lunar = any(sign in got.said for sign in "廿卅") and not got.has("day_mark")
    return Day(month=month, day=rest[0], lunar=lunar) if 1 <= rest[0] <= DAYS_A_MONTH else None


def _two_months(scene: Scene, got: Found, last: int) -> Span | None:
    """四五月, 七八月份."""
    if got.said[:2] not in PAIRS:
        return None
    first, second = span_of(scene, Month(last - 1)), span_of(scene, Month(last))
    return Span(first.start, second.end, Unit.DAY) if first and second and first.end == second.start else None


@RULES.on("number day_mark")
def chinese_day(_: Scene, got: Found) -> Value | None:
    """15号, but not 5号楼, nor the 5日 of 13月5日."""
    number = got.one(Number)
    known = of_month(number) and not NUMBERED.search(got.before)
    return Day(day=number.whole) if known and got.after[:1] not in HOUSE else None


@RULES.on("numbers day_mark?")
def separated(scene: Scene, got: Found) -> Value | None:
    numbers = got.one(Numbers)
    open_year = len(numbers.parts) == SHORT and FULL not in numbers.lengths
    if numbers.parts in NOT_A_DATE or (open_year and not _clearly(numbers, got)):
        return None
    return ordered(scene, numbers)


def _clearly(numbers: Numbers, got: Found) -> bool:
    """Whether two numbers are a date and not a range, a fraction or a price."""
    after = got.text[got.tokens[-1].end :][:1]
    if after and after in MEASURES:
        return False
    if numbers.separator == "/":
        return not got.after.startswith("of ")
    padded = numbers.lengths[0] == SHORT and got.said.startswith("0")
    return padded or LED.search(got.before) is not None or _ends(numbers, got, after)


def _ends(numbers: Numbers, got: Found, after: str) -> bool:
    """2-15 as a message of its own, 12.25前."""
    begins = numbers.separator == "-" and not got.before
    return got.after.startswith(("前", "号")) or (begins and (not after or after in ENDS))


@RULES.on("number lunarday", "lunarmonth (lunarday|side? number day_mark?)")
def lunar_day(_: Scene, got: Found) -> Value | None:
    """九月初一, 腊月二十三, 大年初十."""
    month, day, numbers = got.mark("lunarmonth"), got.mark("lunarday"), got.numbers()
    which = month.number if month else numbers[0]
    return Day(month=which, day=day.number if day else numbers[-1], lunar=True)


@RULES.on("day of? dayshift")
def following(scene: Scene, got: Found) -> Value | None:
    """国庆节第二天."""
    found = day_of(scene, got.one(Day)) if got.said.endswith(("第二天", "次日", "翌日")) else None
    return Day(fixed=found + timedelta(days=1)) if found else None


@RULES.on("day of? th number unit(?!within|later|before)")
def nth_day_of(scene: Scene, got: Found) -> Value | None:
    """国庆节第三天."""
    found, number = day_of(scene, got.one(Day)), got.one(Number)
    if found is None or got.unit is not Unit.DAY or not 0 < number.whole <= DAYS_A_MONTH:
        return None
    return Day(fixed=found + timedelta(days=number.whole - 1))


@RULES.on("dayshift")
def relative(scene: Scene, got: Found) -> Value | None:
    mark = got.mark("dayshift")
    return Day(fixed=scene.at.date() + timedelta(days=mark.number)) if mark else None


@RULES.on(
    "the (relation) unit(?! (weekday|number|of|in))",
    "relation unit(?=$|break|comma|at)",
    "(?<=for)the unitEND",
)
def next_day(scene: Scene, got: Found) -> Value | None:
    """The next day, last day, for the day."""
    relation = got.relation()
    if got.unit is not Unit.DAY or not got.said.lower().endswith("day"):
        return None
    return Day(fixed=scene.at.date() + timedelta(days=relation.number if relation else 0))


@RULES.on("number (slash|to) month (slash|to) number(?! NOT_YEAR)")
def day_month_year(_: Scene, got: Found) -> Value | None:
    """15-Mar-26, 2026/aug/01."""
    one, two = got.all(Number)
    month = got.one(Month)
    day, year = (two, one) if one.digits == FULL else (one, two)
    if not of_month(day) or year.digits not in (SHORT, FULL) or not of_month(Number(month.month)):
        return None
    return Day(year=full_year(year.whole, year.digits), month=month.month, day=day.whole)


@RULES.on(
    "(the)? ordinal unit? of? (the)? month",
    "number unit? of? month",
    "month (of)? (the)? ordinal",
    "month (comma|to|numbers)? number"
    "(?! (edge|month_mark|month|unit|oclock|am|pm|am_letter|pm_letter|letter|half|length))",
    "month (slash|to) (number|ordinal)(?!edge|month_mark)",
    "(number|ordinal) (slash|to) month",
    "month comma? the? ordinal",
    "ides month",
)
def month_and_day(_: Scene, got: Found) -> Value | None:
    month, number = got.one(Month), got.first(Number)
    day = number.whole if number else IDES
    return Day(year=month.year, month=month.month, day=day) if 1 <= day <= DAYS_A_MONTH else None


def in_year(value: Day | Month | None, year: int) -> Day | Month | None:
    """A month, a day of a month or a holiday, of that year; None if its year is known."""
    if isinstance(value, Month):
        return replace(value, year=year, weak=False) if value.year is None else None
    if value is None or value.fixed or value.year is not None:
        return None
    return replace(value, year=year) if value.month or value.festival else None


@RULES.on(
    "year GLUE month",
    "year (of|comma)? day(?! month)",
    "month (of|comma|in|slash|to)? year",
    "day (of|in|comma)? year",
)
def with_year(_: Scene, got: Found) -> Value | None:
    return in_year(got.first(Month) or got.first(Day), got.one(Year).year)


@RULES.on(
    "(?<=in|since|after|before|by|from|between)number(?! NOT_YEAR)",
    "(?<=year to|year and|unit of|quarter of|half of|length of)number(?! NOT_YEAR)",
    "(?<=week_of|end_of|start_of|middle_of)number(?! NOT_YEAR)",
)
def lone_year(_: Scene, got: Found) -> Value | None:
    """In 2014, since 2019: four digits of our times."""
    number = got.one(Number)
    return Year(number.whole) if number.digits == FULL and number.whole in OUR_YEARS else None


@RULES.on(
    "month (comma|slash|to|in|of|the)* number number?(?! NOT_YEAR)",
    "day (comma|slash|to|in|of)* number number?(?! NOT_YEAR)",
    "number (slash|to)? month(?! number)",
    "(?<!from)number (slash|to) day",
    "number month slash? number",
)
def with_year_number(_: Scene, got: Found) -> Value | None:
    """A bare year beside a month or a day: May 9 2026, Dec/2018, 14 April 15, nineteen eighty six."""
    numbers = got.all(Number)
    year = _two_words(*numbers) if len(numbers) > 1 else _digits(numbers[0], got)
    return in_year(got.first(Month) or got.first(Day), year) if year else None


def _two_words(century: Number, rest: Number) -> int | None:
    written = century.digits or not 10 <= rest.whole <= 99  # noqa: PLR2004 - the two digits after nineteen
    return century.whole * 100 + rest.whole if century.whole in CENTURIES and not written else None


def _digits(number: Number, got: Found) -> int | None:
    if number.digits == SHORT and not number.ordinal and got.said[-SHORT:].isdigit():
        free = number.whole > DAYS_A_MONTH or got.first(Day) is not None or "'" in got.said
        return full_year(number.whole, SHORT) if free else None
    return number.whole if number.whole in YEARS else None


@RULES.on(
    "the ordinal unit(?=of|in|relation|span)",
    "the ordinal(?! (unit|weekday|measure|quarter|half|month|th_last|relation unit|few|number|week_of|decade))",
    "(?<=on)ordinal(?! (unit|weekday|month|week_of|quarter|half|number))",
    "^ordinal$",
    "ordinal(?=on? clock)",
    "(?<=weekday)the? ordinal(?! (unit|month))",
    "ordinal unit?(?=of (the)? (relation|span))",
)
def ordinal_day(_: Scene, got: Found) -> Value | None:
    """The 15th, the 15th day of; the first only where nothing follows it."""
    number = got.one(Number)
    named = got.after[:1].isalpha() and not got.before.endswith("day")
    spelled = not number.digits and got.tokens[0].sort == "the" and got.unit is None
    if got.unit not in (None, Unit.DAY) or (spelled and named):
        return None
    return Day(day=number.whole) if of_month(number) else None


@RULES.on(
    "(?<=weekday)the number(?! (unit|month|am|pm))",
    "(?<=weekday)number(?=$|on)",
    "(?<=only_on)number(?=$|break|comma|on)",
    "(?<!unit)number(?=of (the)? (relation|span))",
    "the number(?=$|break|between|from|clock|moment)",
    "number(?=between)",
)
def numbered_day(scene: Scene, got: Found) -> Value | None:
    """On 15, Friday the fifteen: if no noun follows; Thursday 10 is ten o'clock unless a 10th near is a Thursday."""
    number = got.one(Number)
    if not of_month(number) or not (number.digits or got.has("the")) or _counts(got.after):
        return None
    hour = not got.has("the") and _is_an_hour(scene, number.whole, got.before)
    return Clock(number.whole) if hour else Day(day=number.whole)


def _counts(after: str) -> bool:
    """Whether the number is one of things: of what stands behind it."""
    return after[:1].isalpha() and not after.startswith(("at ", "of ", "between ", "from "))


def _is_an_hour(scene: Scene, number: int, before: str) -> bool:
    """Of a number behind a weekday: whether no day of that number near is that weekday."""
    last = next((each.value for each in lex(before.lower())[-1:]), None)
    if not isinstance(last, Mark) or last.sort != "weekday" or number > LAST_HOUR:
        return False
    near = (scene.at.date() + timedelta(days=each) for each in range(-NEAR_DAYS, NEAR_DAYS))
    return not any(day.day == number and day.weekday() == last.number for day in near)


@RULES.on("lunar GLUE day", "lunar GLUE year GLUE day", "year GLUE lunar GLUE day")
def lunar(_: Scene, got: Found) -> Value | None:
    day, year = got.one(Day), got.first(Year)
    return replace(day, lunar=True, year=year.year if year else day.year)


@RULES.on("relation day")
def which_festival(scene: Scene, got: Found) -> Value | None:
    """Last Easter, next Thanksgiving."""
    day, relation = got.one(Day), got.relation()
    if not day.festival or relation is None or day.year:
        return None
    direction = Direction.PAST if relation.number < 0 else Direction.FUTURE
    found = day_of(replace(scene, direction=direction), day)
    return Day(fixed=found) if found else None


@RULES.on("span GLUE day", "day (of|in|comma|the)* span")
def day_in_span(_: Scene, got: Found) -> Value | None:
    """下个月20号, the 20th of next month, June 3 next year, Christmas this year."""
    span, day = got.one(Span), got.one(Day)
    if span.unit is Unit.YEAR:
        return in_year(day, span.start.year)
    if span.unit is not Unit.MONTH or day.fixed or day.month or not day.day:
        return None
    found = safe_date(span.start.year, span.start.month, day.day)
    return Day(fixed=found) if found else None


@RULES.on("month (of|in|comma)* span", "span GLUE month")
def month_in_year(_: Scene, got: Found) -> Value | None:
    span = got.one(Span)
    return in_year(got.one(Month), span.start.year) if span.unit is Unit.YEAR else None
