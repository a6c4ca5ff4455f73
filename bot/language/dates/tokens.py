"""The values that the lexer and the rules pass on."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from bot.domain.calendar import Recurrence
from bot.language.dates.when import Grain, Kind


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    QUARTER_HOUR = "quarter_hour"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"


HOURS: Final = 24
NOON: Final = 12
MINUTES: Final = 60
SECONDS: Final = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.QUARTER_HOUR: 900,
    Unit.HOUR: 3600,
    Unit.DAY: 86400,
    Unit.WORKDAY: 86400,
    Unit.WEEK: 7 * 86400,
    Unit.WEEKEND: 2 * 86400,
    Unit.MONTH: 30 * 86400,
    Unit.QUARTER: 90 * 86400,
    Unit.HALF: 182 * 86400,
    Unit.YEAR: 365 * 86400,
    Unit.DECADE: 3650 * 86400,
}
MONTHS: Final = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
GRAINS: Final = {
    Unit.SECOND: Grain.MINUTE,
    Unit.QUARTER_HOUR: Grain.MINUTE,
    Unit.WORKDAY: Grain.DAY,
    Unit.WEEKEND: Grain.DAY,
    Unit.DECADE: Grain.YEAR,
}


def grain_of(unit: Unit) -> Grain:
    return GRAINS.get(unit) or Grain(unit.value)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the tables: its sort, and a number, unit or name where the sort has one."""

    sort: str
    number: int = 0
    unit: Unit = Unit.DAY
    name: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    amount: float
    digits: int = 0
    """How many digits were written; 0 for words."""
    ordinal: bool = False

    @property
    def whole(self) -> int:
        return int(self.amount)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Digits with separators, such as 3/7/2017 or 2015-1, not yet put in order."""

    parts: tuple[int, ...]
    lengths: tuple[int, ...]
    separator: str


@dataclass(frozen=True, slots=True)
class Year:
    year: int


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    year: int | None = None
    weak: bool = False
    """The word means something else too (may, march)."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was said of a day; `fixed` once nothing is open."""

    fixed: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    festival: str = ""
    lunar: bool = False
    weak: bool = False
    shift: int = 0
    """Days to go on from the day found: 国庆前一天 is -1."""
    around: tuple[date, date] | None = None
    """The stretch whose last day it is: 月底 is the 31st, of the days from the 25th up to, not including, the 1st."""


@dataclass(frozen=True, slots=True)
class Clock:
    hour: int
    minute: int = 0
    sure: bool = False
    """Morning or afternoon is known."""
    weak: bool = False
    zone: str = ""
    """The IANA zone that was named; empty for the hearer's own."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: from hour to hour, the hour that stands for it, and whether 3 in it is 15."""

    start: int
    end: int
    usual: time
    afternoon: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a clock or a part of the day, or one exact instant."""

    day: Day | None = None
    clock: Clock | None = None
    part: Part | None = None
    exact: datetime | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From start up to, not including, end."""

    start: date | datetime
    end: date | datetime
    unit: Unit


@dataclass(frozen=True, slots=True)
class Length:
    months: float = 0
    seconds: float = 0
    workdays: int = 0
    unit: Unit = Unit.DAY
    nominal: float = 0
    """Seconds with years of 365 days and months of 30."""


@dataclass(frozen=True, slots=True)
class Bound:
    """By or after a moment; `grain` when it is coarser than the value, `end` the first moment too late."""

    kind: Kind
    value: date | datetime
    grain: Grain
    end: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    rule: Recurrence
    grain: Grain = Grain.DAY
    part: Part | None = None
    """The part of the day that was said: 每晚."""


Value = Mark | Number | Numbers | Year | Month | Day | Clock | Part | Moment | Span | Length | Bound | Repeat


@dataclass(frozen=True, slots=True)
class Token:
    sort: str
    start: int
    end: int
    value: Value
