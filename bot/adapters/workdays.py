"""A country's working days from the `holidays` package, with a file for what it does not know yet."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import holidays

from bot.domain.calendar import SATURDAY

KNOWN_FILE: Final = Path(__file__).with_name("workdays.csv")
"""Official days that the package does not know yet; delete a year's rows once it does."""
WORDS: Final = {"work": True, "off": False}


class WorkdaysFileError(ValueError):
    """Each row of a working-days file is country,YYYY-MM-DD,work or off."""


@dataclass(slots=True)
class Workdays:
    """A WorkCalendar that admits when a year's adjusted days are unpublished (`covers` is False).

    China moves working days by a yearly notice; for a year without one the package guesses, so only the
    years of its table of notices, or of the override files, count as covered.
    """

    country: str
    override_file: Path | None = None
    _package: holidays.HolidayBase = field(init=False, repr=False)
    _overrides: dict[date, bool] = field(init=False, repr=False)
    _noticed: frozenset[int] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._package = holidays.country_holidays(self.country)
        files = [KNOWN_FILE, *([self.override_file] if self.override_file else [])]
        self._overrides = {day: work for file in files for day, work in read_overrides(file, self.country)}
        notices = getattr(self._package, "special_public_holidays", None)
        moves = notices if self.country in MOVING_COUNTRIES else None
        self._noticed = None if moves is None else frozenset(moves) | {day.year for day in self._overrides}

    def is_working(self, day: date) -> bool:
        known = self._overrides.get(day)
        if known is not None:
            return known
        if not self._package.start_year <= day.year <= self._package.end_year:
            return day.weekday() < SATURDAY
        return bool(self._package.is_working_day(day))

    def covers(self, year: int) -> bool:
        if self._noticed is not None:
            return year in self._noticed or self._package.start_year <= year < min(self._noticed)
        return bool(self._package.start_year <= year <= self._package.end_year)


MOVING_COUNTRIES: Final = frozenset({"CN"})
"""Countries whose working Saturdays and Sundays are announced year by year."""


def read_overrides(file: Path, country: str) -> list[tuple[date, bool]]:
    """The country's rows of a CSV file: country,day,work|off."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines) if row and not row[0].startswith("#")]
    try:
        return [(date.fromisoformat(day), WORDS[word]) for code, day, word in rows if code == country]
    except (KeyError, ValueError) as fault:
        raise WorkdaysFileError(f"{file}: {fault}") from fault
