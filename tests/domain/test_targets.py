"""Periods of targets, and targets that make up a longer one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base import MemberId, TargetId
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.targets import Target, aim_of, months, quarter_of, summed, whole

LI, HAN = MemberId("li"), MemberId("han")


def target(member: MemberId, start: str, count: int, amount: int, *, team: bool = False) -> Target:
    period = months(date.fromisoformat(start), count)
    return Target(
        id=TargetId(f"{member}{start}{count}"),
        member_id=member,
        team=team,
        start=period.start,
        end=period.end,
        amount=Money(Decimal(amount), "CNY"),
        set_by=LI,
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2026-03-01", "2026-04-01", ("2026-03-01", "2026-04-01")),
        ("2026-01-01", "2026-04-01", ("2026-01-01", "2026-04-01")),
        ("2026-01-01", "2027-01-01", ("2026-01-01", "2027-01-01")),
        ("2026-03-10", "2026-04-01", ("2026-03-01", "2026-04-01")),
        ("2024-02-29", "2024-03-01", ("2024-02-01", "2024-03-01")),
        ("2025-12-31", "2026-01-01", ("2025-12-01", "2026-01-01")),
        ("2026-03-09", "2026-03-16", None),
        ("2026-02-01", "2026-04-01", None),
    ],
)
def test_a_target_is_for_a_month_a_quarter_or_a_year(
    start: str, end: str, meant: tuple[str, str] | None
) -> None:
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    found = whole(period)
    assert (found and (found.start.isoformat(), found.end.isoformat())) == meant


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.start <= day < quarter.end
    assert quarter.start.month in {1, 4, 7, 10}
    assert quarter.end - quarter.start in {timedelta(days=days) for days in (90, 91, 92)}
    assert whole(quarter) == quarter


def test_months_make_up_a_quarter_only_without_a_gap() -> None:
    quarter = months(date(2026, 1, 1), 3)
    first, second = target(LI, "2026-01-01", 1, 10), target(LI, "2026-02-01", 1, 20)
    third = target(LI, "2026-03-01", 1, 30)
    assert aim_of([first, second], LI, quarter, team=False) is None
    assert aim_of([third, first, second], LI, quarter, team=False) == Money(Decimal(60), "CNY")
    whole_one = target(LI, "2026-01-01", 3, 99)
    assert aim_of([first, second, third, whole_one], LI, quarter, team=False) == Money(Decimal(99), "CNY")
    assert aim_of([whole_one], LI, quarter, team=True) is None


def test_the_targets_of_several_people_add_up() -> None:
    quarter = months(date(2026, 1, 1), 3)
    targets = [target(LI, "2026-01-01", 3, 10), target(HAN, "2026-01-01", 3, 5)]
    found = summed(targets, [LI, HAN, MemberId("tom")], quarter)
    assert found
    assert (found.amount, found.people) == (Money(Decimal(15), "CNY"), 2)
    assert summed(targets, [MemberId("tom")], quarter) is None
