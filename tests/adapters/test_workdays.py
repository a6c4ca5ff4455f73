"""Countries' working days, China's adjusted ones included."""

from datetime import date
from pathlib import Path

import pytest

from bot.adapters.workdays import Workdays, WorkdaysFileError
from bot.domain.calendar import add_working_days


def test_china_works_on_moved_days_and_rests_on_holidays() -> None:
    china = Workdays("CN")
    assert china.is_working(date(2026, 2, 28))  # a Saturday
    assert not china.is_working(date(2026, 10, 1))
    assert not china.is_working(date(2026, 10, 7))
    assert add_working_days(date(2026, 9, 30), 1, china) == date(2026, 10, 8)


def test_a_year_without_a_notice_is_not_covered() -> None:
    china = Workdays("CN")
    assert china.covers(2026)
    assert not china.covers(2050)


def test_other_countries_are_covered() -> None:
    assert Workdays("US").covers(2050)
    assert not Workdays("US").is_working(date(2026, 12, 25))
    assert not Workdays("GB").is_working(date(2026, 12, 28))


def test_a_file_adds_a_year(tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("# mine\nCN,2050-01-01,work\nCN,2050-01-03,off\nUS,2050-01-04,off\n", encoding="utf-8")
    china = Workdays("CN", days)
    assert china.covers(2050)
    assert china.is_working(date(2050, 1, 1))
    assert not china.is_working(date(2050, 1, 3))
    assert china.is_working(date(2050, 1, 4))


def test_a_wrong_row_is_refused(tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("CN,tomorrow,off\n", encoding="utf-8")
    with pytest.raises(WorkdaysFileError, match="days"):
        Workdays("CN", days)
