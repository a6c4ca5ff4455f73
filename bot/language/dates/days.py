"""Rules for days: 3月5日, Friday the 22nd, 下周三, the first Monday of June, holidays."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, NextWeekday, monday_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of, full_year, ordered, safe_date, span_of
from bot.language.dates.tokens import Day, Mark, Month, Number, Numbers, Span, Unit, Value, Year
from bot.language.dates.when import Direction

RULES: Final = Rules()
DAYS_A_MONTH: Final = 31
NOT_A_DATE: Final = frozenset({(24, 7), (1, 2)})
HOUSE: Final = frozenset("楼线机店厂库门车院桌房柜")
MEASURES: Final = frozenset("台个件套箱吨万千百折成倍人家%％位只条张米块元kKwW")
LED: Final = re.compile(
    r"(?:\b(?:on|by|before|until|from|mon|tue|wed|thu|thur|thurs|fri|sat|sun|\w+day)|从|在|到|周[一二三四五六日天])$"
)
ENDS: Final = frozenset(" \t前之以后给交送发见去到开签付来，,。.!！?？；;)）")


def of_month(number: Number | None) -> bool:
    return number is not None and 1 <= number.whole <= DAYS_A_MONTH


@RULES.on("yearshift")
def this_year(scene: Scene, got: Found) -> Value | None:
    mark = got.mark("yearshift")
    return Year(scene.at.year + mark.number) if mark else None


@RULES.on("number year_mark(?!half)")
def chinese_year(scene: Scene, got: Found) -> Value | None:
    number = got.one(Number)
    if number.digits not in (2, 3, 4) or not 1 <= number.whole <= 9999:
        return None
    return Year(full_year(number.whole, number.digits))


@RULES.on(
    "number month_mark number (day_mark)?(?!unit|measure|month_mark|hour_mark|year_mark)",
    "number month_mark (?=(to|and) number month_mark)",
    "number month_mark",
)
def chinese_month(_: Scene, got: Found) -> Value | None:
    month, *rest = got.numbers()
    if not 1 <= month <= 12:
        return None
    if not rest:
        return Month(month)
    return Day(month=month, day=rest[0]) if 1 <= rest[0] <= DAYS_A_MONTH else None


@RULES.on("(?<=month)number day_mark", "number day_mark")
def chinese_day(scene: Scene, got: Found) -> Value | None:
    number = got.one(Number)
    after = scene.text[got.tokens[-1].end : got.tokens[-1].end + 1]
    return Day(day=number.whole) if of_month(number) and after not in HOUSE else None


@RULES.on("numbers day_mark?")
def separated(scene: Scene, got: Found) -> Value | None:
    numbers = got.one(Numbers)
    token = got.tokens[0]
    if numbers.parts in NOT_A_DATE:
        return None
    if (
        len(numbers.parts) == 2
        and 4 not in numbers.lengths
        and not _clearly(scene, numbers, token.start, got.tokens[-1].end)
    ):
        return None
    return ordered(scene, numbers)


def _clearly(scene: Scene, numbers: Numbers, start: int, end: int) -> bool:
    """Whether two numbers are a date and not a range, a fraction or a price."""
    after, before = scene.text[end : end + 1], scene.text[:start].rstrip().lower()
    if after in MEASURES and after:
        return False
    if numbers.separator == "/":
        return not scene.text[end:].lstrip().startswith("of ")
    padded = numbers.lengths[0] == 2 and scene.text[start] == "0"
    dashed = numbers.separator == "-" and not before and (not after or after in ENDS)
    return bool(LED.search(before)) or padded or dashed or scene.text[end:].strip()[:1] in ("前", "号")


@RULES.on("dayshift")
def relative(scene: Scene, got: Found) -> Value | None:
    mark = got.mark("dayshift")
    return Day(fixed=scene.at.date() + timedelta(days=mark.number)) if mark else None


@RULES.on(
    "the (relation) unit(?! (weekday|number))", "relation unit(?=$|break|comma|at)", "(?<=for)the unitEND"
)
def next_day(scene: Scene, got: Found) -> Value | None:
    """The next day, last day, for the day."""
    unit, relation = got.mark("unit"), got.mark("relation")
    if unit is None or unit.unit is not Unit.DAY or not got.said.lower().endswith("day"):
        return None
    return Day(fixed=scene.at.date() + timedelta(days=relation.number if relation else 0))


@RULES.on(
    "(the)? ordinal unit? of? (the)? month",
    "number unit? of? month",
    "month (of)? (the)? ordinal",
    "month (comma|to|numbers)? number(?! (unit|clock_word|oclock|am|pm|letter|am_letter|pm_letter|half|length))",
    "month (slash|to) (number|ordinal)",
    "(number|ordinal) (slash|to) month",
    "month comma? the? ordinal",
    "ides month",
)
def month_and_day(_: Scene, got: Found) -> Value | None:
    month = got.one(Month)
    number = got.first(Number)
    day = 15 if got.has("ides") else number.whole if number else 0
    return Day(year=month.year, month=month.month, day=day) if 1 <= day <= DAYS_A_MONTH else None


@RULES.on(
    "year GLUE month",
    "year (of|comma)? day(?! month)",
    "month (of|comma|in|slash|to)? year",
    "day (of|in|comma)? year",
)
def with_year(_: Scene, got: Found) -> Value | None:
    year = got.one(Year).year
    month, day = got.first(Month), got.first(Day)
    if month and month.year is None:
        return replace(month, year=year, weak=False)
    if day and not day.fixed and day.year is None and (day.month or day.festival):
        return replace(day, year=year)
    return None


@RULES.on(
    "(?<=in|since|after|before|until|by|from|between)number(?! NOT_YEAR)",
    "(?<=year to|year and)number(?! NOT_YEAR)",
    "month (comma|slash|to|in|of|the)* number number?(?! NOT_YEAR)",
    "day (comma|slash|to|in|of)* number number?(?! NOT_YEAR)",
    "number (slash|to)? month(?! number)",
    "number (slash|to) day",
    "day clock number",
    "number month slash? number",
)
def with_year_number(scene: Scene, got: Found) -> Value | None:
    """A bare year beside a month or a day: May 9 2026, Dec/2018, 14 April 15, nineteen eighty six."""
    if len(got.tokens) == 1:
        return _lone_year(got.one(Number))
    year = _year_number(got)
    month, day = got.first(Month), got.first(Day)
    if year is None or got.has("clock"):
        return None
    if month and month.year is None:
        return replace(month, year=year, weak=False)
    if day and not day.fixed and day.year is None and (day.month or day.festival):
        return replace(day, year=year)
    return None


def _lone_year(number: Number) -> Year | None:
    """In 2014, since 2019: four digits of our times."""
    return Year(number.whole) if number.digits == 4 and 1950 <= number.whole <= 2060 else None


def _year_number(got: Found) -> int | None:
    numbers = got.all(Number)
    if len(numbers) == 2:
        century, rest = numbers
        return (
            century.whole * 100 + rest.whole
            if 17 <= century.whole <= 20 and 10 <= rest.whole <= 99 and not century.digits
            else None
        )
    number = numbers[0]
    if (
        number.digits == 2
        and got.text[got.tokens[-1].end - 2 : got.tokens[-1].end].isdigit()
        and not number.ordinal
    ):
        return full_year(number.whole, 2) if number.whole > 31 or got.first(Day) or "'" in got.said else None
    return number.whole if 1700 <= number.whole <= 2199 else None


@RULES.on(
    "the ordinal unit(?=of|in|relation|span)",
    "the ordinal(?! (unit|weekday|measure|quarter|half|month|th_last|relation unit))",
    "(?<=on)ordinal(?! (unit|weekday|month))",
    "(?<=weekday)the? ordinal(?! (unit|month))",
    "(?<=weekday)the number(?! (unit|month|am|pm))",
    "(?<=weekday)number(?=$|on)",
    "(?<=only_on)number(?=$|break|comma|on)",
    "ordinal unit?(?=of (the)? (relation|span))",
    "number(?=of (the)? (relation|span))",
    "the number(?=$|break|between|from|clock|moment)",
    "number(?=between)",
)
def day_of_month(scene: Scene, got: Found) -> Value | None:
    """The 15th; on 15, if nothing follows."""
    number = got.one(Number)
    unit = got.mark("unit")
    if unit and unit.unit is not Unit.DAY:
        return None
    if (
        not number.ordinal
        and scene.text[got.tokens[-1].end :].strip()[:1].isalpha()
        and not scene.text[got.tokens[-1].end :].strip().lower().startswith(("at ", "of "))
    ):
        return None
    follows = scene.text[got.tokens[-1].end :].strip()[:1]
    if (
        number.ordinal
        and not number.digits
        and got.tokens[0].sort == "the"
        and len(got.tokens) == 2
        and follows.isalpha()
        and not got.text[: got.tokens[0].start].rstrip().lower().endswith("day")
    ):
        return None
    return (
        Day(day=number.whole)
        if of_month(number) and (number.ordinal or number.digits or got.has("the"))
        else None
    )


@RULES.on("lunar GLUE day", "lunar GLUE year GLUE day", "year GLUE lunar GLUE day")
def lunar(_: Scene, got: Found) -> Value | None:
    day = got.one(Day)
    year = got.first(Year)
    return replace(day, lunar=True, year=year.year if year else day.year)


@RULES.on("relation (day|festival)")
def which_festival(scene: Scene, got: Found) -> Value | None:
    """Last Easter, next Thanksgiving."""
    day, relation = got.one(Day), got.mark("relation")
    if not day.festival or relation is None or day.year:
        return None
    back = relation.number < 0
    found = day_of(replace(scene, direction=Direction.PAST if back else Direction.FUTURE), day)
    return Day(fixed=found) if found else None


@RULES.on("(month|span|year) GLUE th number unit (number|day_mark|unit)")
def chinese_nth_weekday(scene: Scene, got: Found) -> Value | None:
    """十月第一个星期一, whose 个星期 reads as one word."""
    values = [token.value for token in got.tokens if isinstance(token.value, (Month, Span, Year))]
    span, unit, numbers = span_of(scene, values[0]), got.mark("unit"), got.numbers()
    weekday = numbers[1] - 1 if len(numbers) > 1 else 6
    if span is None or unit is None or unit.unit is not Unit.WEEK or not 0 <= weekday <= 6:
        return None
    found = nth_in(span, numbers[0], weekday)
    return Day(fixed=found) if found else None


@RULES.on(
    "(the)? (ordinal|number) (measure)? weekday (of|in)* (the)? (month|span|year|unit)",
    "(month|span|year) GLUE (th number|ordinal|last_th|th_last|relation) measure? GLUE weekday",
    "(the)? (th_last|last_th|relation) weekday (of|in)* (the)? (month|span|year|unit)",
    "(the)? ordinal weekday(?! (of|in))",
)
def nth_weekday(scene: Scene, got: Found) -> Value | None:
    weekday, number, relation = got.mark("weekday"), got.first(Number), got.mark("relation")
    if relation and not (relation.name == "last" and relation.number == -1):
        return None
    values = [token.value for token in got.tokens if not isinstance(token.value, (Mark, Number))]
    span = span_of(scene, values[0]) if values else span_of(scene, Month(scene.at.month, scene.at.year))
    if weekday is None or span is None or span.unit in (Unit.WEEK, Unit.DAY):
        return None
    nth = number.whole if number else -1
    found = nth_in(span, nth, weekday.number)
    return Day(fixed=found) if found else None


@RULES.on("relation weekday(?! (of|in) (the)? (month|span|year|unit|relation))")
def week_and_weekday(scene: Scene, got: Found) -> Value | None:
    relation, weekday = got.mark("relation"), got.mark("weekday")
    if relation is None or weekday is None:
        return None
    monday = monday_of(scene.at.date())
    found = monday + timedelta(days=DAYS_A_WEEK * relation.number + weekday.number)
    return Day(fixed=_english_weekday(scene, relation, found) if relation.name else found)


def _english_weekday(scene: Scene, relation: Mark, found: date) -> date:
    """This, next, coming, last and past Friday have their own habits."""
    today, week = scene.at.date(), timedelta(days=DAYS_A_WEEK)
    soonest = relation.name == "coming" or scene.policy.next_weekday is NextWeekday.SOONEST
    if relation.number == 1 and soonest and found - week > today:
        return found - week
    if relation.name == "this" and found < today and scene.direction is not Direction.PAST:
        return found + week
    recent = relation.name == "past" or (relation.name == "last" and today.weekday() >= 5)
    return found + week if recent and found + week < today else found


@RULES.on("span comma? (of|on|the|in)* weekday", "weekday comma? (of|from|in|the|on)* span")
def weekday_of_week(_: Scene, got: Found) -> Value | None:
    span, weekday = got.one(Span), got.mark("weekday")
    if weekday is None or span.unit is not Unit.WEEK or isinstance(span.start, str):
        return None
    start = date(span.start.year, span.start.month, span.start.day)
    return Day(fixed=start + timedelta(days=weekday.number))


def nth_in(span: Span, nth: int, weekday: int) -> date | None:
    start, end = _date(span.start), _date(span.end)
    if nth < 0:
        last = end - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % DAYS_A_WEEK)
    found = start + timedelta(days=(weekday - start.weekday()) % DAYS_A_WEEK + DAYS_A_WEEK * (nth - 1))
    return found if found < end else None


def _date(value: date) -> date:
    return date(value.year, value.month, value.day)


@RULES.on(
    "(the)? last_day (of|in|the)* (month|span|year)",
    "(the)? (ordinal|number) (th_last|relation) unit (of|in|the)* (month|span|year)",
    "(ordinal|number) unit (of|in)? (the)* (month|span|year)",
    "(month|span|year) GLUE (last_th|th number|last_th number) measure? unit",
    "(the)? th_last unit (of|in|the)* (month|span|year)",
    "(the)? relation unit (of|in)+ (the)* (month|span|year)",
    "(last_th|th_last) measure? unit",
)
def nth_day(scene: Scene, got: Found) -> Value | None:
    """The last day of October, the 5th last day of May, 本月最后一个工作日."""
    values = [token.value for token in got.tokens if not isinstance(token.value, (Mark, Number))]
    span, unit = (
        span_of(scene, values[0] if values else Month(scene.at.month, scene.at.year)),
        got.mark("unit"),
    )
    kind = unit.unit if unit else Unit.DAY
    if span is None or kind not in (Unit.DAY, Unit.WORKDAY):
        return None
    relation, number = got.mark("relation"), got.first(Number)
    from_end = got.has("last_day", "last_th", "th_last") or (relation is not None and relation.name == "last")
    if not from_end and number is None:
        return None
    return nth_of(
        scene, span, (number.whole if number else 1) * (-1 if from_end else 1), working=kind is Unit.WORKDAY
    )


def nth_of(scene: Scene, span: Span, nth: int, *, working: bool) -> Day | None:
    start, end = _date(span.start), _date(span.end)
    days = [
        date.fromordinal(number)
        for number in range(start.toordinal(), min(end.toordinal(), start.toordinal() + 366))
    ]
    fits = [day for day in days if not working or scene.calendar.is_working(day)]
    place = nth - 1 if nth > 0 else len(fits) + nth
    return Day(fixed=fits[place]) if 0 <= place < len(fits) else None


@RULES.on("span GLUE day", "day (of|in|comma|the)* span")
def day_in_span(_: Scene, got: Found) -> Value | None:
    """下个月20号, the 20th of next month, June 3 next year, Christmas this year."""
    span, day = got.one(Span), got.one(Day)
    start = _date(span.start)
    if day.fixed or day.year is not None:
        return None
    if span.unit is Unit.MONTH and day.month is None and day.day:
        found = safe_date(start.year, start.month, day.day)
        return Day(fixed=found) if found else None
    if span.unit is Unit.YEAR and (day.month or day.festival):
        return replace(day, year=start.year)
    return None


@RULES.on("month (of|in|comma)* span", "span GLUE month")
def month_in_year(_: Scene, got: Found) -> Value | None:
    span, month = got.one(Span), got.one(Month)
    if span.unit is not Unit.YEAR or month.year is not None:
        return None
    return replace(month, year=span.start.year, weak=False)


@RULES.on(
    "weekday (comma|open_paren|the|on)* day close_paren?", "day (comma|open_paren)* weekday close_paren?"
)
def weekday_and_day(scene: Scene, got: Found) -> Value | None:
    day, weekday = got.one(Day), got.mark("weekday")
    if weekday is None or day.festival or (day.fixed and day.fixed.weekday() != weekday.number):
        return None
    return replace(day, weekday=weekday.number)


@RULES.on("day day")
def same_day(scene: Scene, got: Found) -> Value | None:
    """Friday 7/6 whose weekday was read already."""
    one, two = got.all(Day)
    return two if one.fixed and one.fixed == day_of(scene, two) else None


@RULES.on("weekday after relation")
def after_next(scene: Scene, got: Found) -> Value | None:
    weekday, relation = got.mark("weekday"), got.mark("relation")
    if weekday is None or relation is None or relation.name != "next":
        return None
    first = day_of(replace(scene, direction=Direction.FUTURE), Day(weekday=weekday.number))
    return Day(fixed=first + timedelta(days=DAYS_A_WEEK)) if first else None


@RULES.on("(the)? ordinal weekday after day")
def weekday_after(scene: Scene, got: Found) -> Value | None:
    """The third Tuesday after Christmas."""
    weekday, start = got.mark("weekday"), day_of(scene, got.one(Day))
    if weekday is None or start is None:
        return None
    ahead = (weekday.number - start.weekday() - 1) % DAYS_A_WEEK + 1
    return Day(fixed=start + timedelta(days=ahead + DAYS_A_WEEK * (got.numbers()[0] - 1)))


@RULES.on("number weekday (later|ago)", "number weekday in? later")
def weekdays_on(scene: Scene, got: Found) -> Value | None:
    """Three Fridays from now, two Thursdays ago."""
    weekday, number = got.mark("weekday"), got.one(Number).whole
    back = got.has("ago")
    if weekday is None:
        return None
    first = day_of(
        replace(scene, direction=Direction.PAST if back else Direction.FUTURE), Day(weekday=weekday.number)
    )
    if first is None:
        return None
    if back and first == scene.at.date():
        first -= timedelta(days=DAYS_A_WEEK)
    return Day(fixed=first + timedelta(days=(-1 if back else 1) * DAYS_A_WEEK * (number - 1)))


def weekday_alone(scene: Scene, got: Found) -> Value | None:
    weekday = got.mark("weekday")
    return Day(weekday=weekday.number, weak=weekday.name == "weak") if weekday else None
