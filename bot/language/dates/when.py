"""What reading a date yields."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import Recurrence


class Kind(StrEnum):
    POINT = "point"
    RANGE = "range"
    BY = "by"
    AFTER = "after"
    DURATION = "duration"
    RECURRING = "recurring"


class Grain(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    PART = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Direction(StrEnum):
    """Where the speech act looks: logs back, promises ahead; unknown reads like ahead."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class When:
    """One date, time, range, duration or recurrence read from a text.

    `span` and `said` are of the original text. Values are local and naive: a `date`, or a `datetime` when
    a time was said. POINT, BY (at the latest) and AFTER (not before) have `value`. RANGE has `start` and
    `end`, end excluded. DURATION has `seconds`, negative for a lead time without an anchor (提前三天).
    A part of day is a POINT at its usual hour with the part's `start` and `end`, which are of one day: the last
    minute of an evening is 23:59. The end of a period is a POINT on its last day with the stretch it is the end of.
    BY runs from now (`start`) up to `end` unless that is past, AFTER from its value.
    """

    span: tuple[int, int]
    said: str
    kind: Kind
    grain: Grain
    value: date | datetime | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    seconds: int | None = None
    recurrence: Recurrence | None = None
