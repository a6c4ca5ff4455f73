"""A day or a minute on somebody's wall clock, and whole days in a row."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A local day, with a time when one was said; the zone is that of the person who said it."""

    day: date
    at: time | None = None

    @classmethod
    def of(cls, value: date | datetime) -> "Moment":
        if isinstance(value, datetime):
            return cls(value.date(), value.time().replace(second=0, microsecond=0, tzinfo=None))
        return cls(value)

    def iso(self) -> str:
        """`2026-03-13`, or `2026-03-13T15:00` when a time was said."""
        return self.day.isoformat() if self.at is None else f"{self.day}T{self.at:%H:%M}"

    def utc(self, zone: str, default: time = END_OF_DAY) -> datetime:
        """The instant meant; a minute that a clock change skips moves forward, one that repeats is the first."""
        local = datetime.combine(self.day, default if self.at is None else self.at, ZoneInfo(zone))
        return local.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` on, up to but without `end`."""

    start: date
    end: date


def local(instant: datetime, zone: str) -> datetime:
    """The instant on the wall clock of a zone."""
    return instant.astimezone(ZoneInfo(zone))
