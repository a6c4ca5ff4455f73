"""Rules for lengths of time: 3天, 两个半月, an hour and a half, 2w."""

from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.tokens import MONTHS, SECONDS, Length, Mark, Number, Numbers, Unit, Value

RULES: Final = Rules()
FEW: Final = 3
COUPLE: Final = 2
PAIR: Final = 2
FULL: Final = 4
"""Digits of a year written out."""
PARTS_OF_A_UNIT: Final = (2, 3, 4)
MANY_YEARS: Final = 200
LASTING: Final = ("in", "within", "for", "last", "next")
SHORT_HOURS: Final = 7
"""7h and more is a clock (15h), less is a length."""


def length(amount: float, unit: Unit) -> Length:
    """So many units; months stay months, the rest are seconds."""
    nominal = amount * SECONDS[unit]
    if unit is Unit.WORKDAY:
        return Length(workdays=int(amount), unit=unit, nominal=nominal)
    if unit in MONTHS:
        return Length(months=amount * MONTHS[unit], unit=unit, nominal=nominal)
    return Length(seconds=nominal, unit=unit, nominal=nominal)


def times(length: Length, sign: int) -> Length:
    """The length forwards (1) or backwards (-1) whatever its own sign is."""
    months, seconds, workdays = abs(length.months), abs(length.seconds), abs(length.workdays)
    return Length(sign * months, sign * seconds, sign * workdays, length.unit, sign * abs(length.nominal))


def in_seconds(value: Length) -> int:
    """A year is 365 days, a month 30, a working day one day."""
    return round(value.nominal)


def amount_of(got: Found) -> float:
    number = got.first(Number)
    if number:
        return number.amount
    return COUPLE if got.has("couple") else FEW if got.has("few") else 1


def unit_of(got: Found) -> Unit:
    letter = got.mark("letter")
    return got.unit or (letter.unit if letter else Unit.DAY)


@RULES.on("numbers (of article)? (unit|month_mark)", "numbers letter")
def fraction(_: Scene, got: Found) -> Value | None:
    """1/2 hour, 2.5 hours; of 3-5 days the longer."""
    numbers = got.one(Numbers)
    if len(numbers.parts) != PAIR:
        return None
    one, two = numbers.parts
    if numbers.separator == ".":
        return length(float(f"{one}.{two}"), unit_of(got))
    if numbers.separator == "-":
        return length(two, unit_of(got)) if one < two else None
    return length(one / two, unit_of(got)) if two in PARTS_OF_A_UNIT else None


@RULES.on("number to number measure? (unit|fortnight)")
def at_most(_: Scene, got: Found) -> Value | None:
    """3到5天: the longer."""
    one, two = got.numbers()
    return length(two, unit_of(got)) if one < two else None


@RULES.on("article? number? quarter of article? unit", "number to? (quarter|unit) of article? unit")
def quarters(_: Scene, got: Found) -> Value | None:
    if "quarter" not in got.said.lower():
        return None
    return length(amount_of(got) / 4, got.all(Mark)[-1].unit)


@RULES.on(
    "number half (unit|month_mark|quarter)",
    "number and? article? half (unit|quarter)",
    "number measure? (unit|year_mark|letter) half(?! (unit|year_mark|month_mark|measure))",
    "(number|article) unit and article? half",
)
def and_a_half(_: Scene, got: Found) -> Value | None:
    return length(amount_of(got) + 0.5, unit_of(got))


@RULES.on("(number|article) unit and article? quarter")
def and_a_quarter(_: Scene, got: Found) -> Value | None:
    return length(amount_of(got) + 0.25, unit_of(got))


@RULES.on("(?<!hour_mark)half (of)? article? (unit|year_mark|month_mark)")
def half_of(_: Scene, got: Found) -> Value | None:
    return length(0.5, unit_of(got))


@RULES.on("number day_mark(?=within|later)", "number day_mark")
def days(_: Scene, got: Found) -> Value | None:
    """两日, 7日内; 7日 alone is a day of the month."""
    within = got.after.startswith(("内", "之内", "以内", "后", "之后", "以后"))
    counted = got.said.endswith("日") and (within or got.said[0] in "两俩")
    return length(amount_of(got), Unit.DAY) if counted else None


@RULES.on("(number|article) part")
def nights(_: Scene, got: Found) -> Value | None:
    return length(amount_of(got), Unit.DAY) if got.said.lower().endswith("night") else None


@RULES.on(
    "number year_mark more?(?! (month|number month_mark|number day_mark|edge|side|quartermark|halfyear))"
)
def some_years(_: Scene, got: Found) -> Value | None:
    """三十三年, 3年; 26年 and 二六年 are years."""
    number = got.one(Number)
    return length(number.amount, Unit.YEAR) if number.digits <= 1 and number.whole < MANY_YEARS else None


@RULES.on(
    "(number|decimal|few) measure more? (unit|month_mark)",
    "(number|decimal) more (unit|month_mark|year_mark)",
    "decimal year_mark",
    "number few (unit|month_mark|year_mark)",
)
def with_measure(_: Scene, got: Found) -> Value | None:
    return length(amount_of(got), unit_of(got))


@RULES.on("(number|article|few|couple) fortnight", "(?<=in article)fortnight")
def fortnights(_: Scene, got: Found) -> Value | None:
    return length(2 * amount_of(got), Unit.WEEK)


@RULES.on("(number|decimal) letter")
def letters(_: Scene, got: Found) -> Value | None:
    mark = got.mark("letter")
    clock = amount_of(got) >= SHORT_HOURS and not got.has("decimal") and not got.before.endswith(LASTING)
    return length(amount_of(got), mark.unit) if mark and not (clock and mark.unit is Unit.HOUR) else None


@RULES.on(
    "few few unit",
    "article few unit",
    "article couple unit",
    "(?<!th)(number|decimal|few|couple) unit",
    "(?<!end_of)(?<!rest)article unit",
)
def basic(_: Scene, got: Found) -> Value | None:
    named = got.said.endswith("季度") and "个" not in got.said
    if named or (got.unit is Unit.QUARTER and got.after.startswith("past ")):
        return None
    return length(amount_of(got), unit_of(got))


@RULES.on("number ordinal")
def seconds(_: Scene, got: Found) -> Value | None:
    """The unit: 30 seconds as "30 second"."""
    apart = got.tokens[0].end < got.tokens[1].start
    return (
        length(got.one(Number).amount, Unit.SECOND) if apart and got.said.lower().endswith("second") else None
    )


@RULES.on(
    "(?<=length and)number (hour_mark|minute_mark|year_mark)",
    "(?<=length)number (hour_mark|minute_mark)",
    "number minute_mark half",
    "(few|number) year_mark(?=before|later|within|more)",
)
def clock_units(_: Scene, got: Found) -> Value | None:
    number = got.first(Number)
    if number and got.has("year_mark") and number.digits == FULL:
        return None
    return length(amount_of(got) + 0.5 * got.has("half"), unit_of(got))


@RULES.on("number year_mark (?=length)")
def years(_: Scene, got: Found) -> Value | None:
    number = got.one(Number)
    return length(number.amount, Unit.YEAR) if number.digits <= PAIR else None


@RULES.on("minutes")
def feet(_: Scene, got: Found) -> Value | None:
    """30' is half an hour."""
    mark = got.mark("minutes")
    return length(mark.number, Unit.MINUTE) if mark else None


@RULES.on("all to? unit", "all (month_mark|year_mark)")
def whole(_: Scene, got: Found) -> Value | None:
    return length(1, unit_of(got))


@RULES.on("length (and|comma|more)? length", "length number length")
def sums(_: Scene, got: Found) -> Value | None:
    one, two = got.all(Length)
    if one.unit is two.unit or any(got.numbers()):
        return None
    smaller = one if SECONDS[one.unit] < SECONDS[two.unit] else two
    return Length(
        months=one.months + two.months,
        seconds=one.seconds + two.seconds,
        workdays=one.workdays + two.workdays,
        unit=smaller.unit,
        nominal=one.nominal + two.nominal,
    )
