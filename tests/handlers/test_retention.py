"""Customers counted by their orders and stages: whose, over which days, and by whom they may be asked for."""

from datetime import date, timedelta

import pytest

from bot.domain.base import CustomerId, MemberId, Mention, OrderId, new_id
from bot.domain.errors import NotAllowed
from bot.domain.health import Health
from bot.domain.lifecycle import Lifecycle
from bot.domain.orders import Order
from bot.domain.people import Scope
from bot.domain.retention import CheckLifecycle, LifecycleChecked, Retention, Staged
from tests.handlers.office import MONDAY, Office

TODAY = MONDAY.date()
TOM = Mention("Tom", "tom", "Tom")


def ordered(office: Office, customer: str, *days_ago: int) -> None:
    with office.work() as work:
        work.add(
            *(
                Order(
                    id=OrderId(new_id()),
                    customer_id=CustomerId(customer),
                    member_id=MemberId("li"),
                    day=TODAY - timedelta(days=each),
                    recorded_by=MemberId("li"),
                    recorded_at=office.now,
                )
                for each in days_ago
            )
        )


def stands(office: Office, customer: str, stage: Lifecycle, before: Lifecycle | None = None) -> None:
    with office.work() as work:
        health = Health(
            customer_id=CustomerId(customer), checked_on=TODAY, since=TODAY, stage=stage, declined_from=before
        )
        work.health.put([health])


def counted(office: Office, who: str, **facts: object) -> LifecycleChecked:
    return office.does(who, CheckLifecycle(**facts), LifecycleChecked)  # type: ignore[arg-type]


def test_each_sees_the_counts_of_their_own_people(office: Office) -> None:
    ordered(office, "taihe", 10, 400)
    ordered(office, "acme", 10)
    ordered(office, "hualian", 400)
    assert counted(office, "li").counts == Retention(kept=1)
    assert counted(office, "tom").counts == Retention(new=1)
    assert counted(office, "ann").counts == Retention(kept=1, new=1)
    assert counted(office, "ann", scope=Scope.ME).counts == Retention()
    assert counted(office, "ann", person=TOM).counts == Retention(new=1)
    assert counted(office, "wang").counts == Retention(kept=1, new=1, lost=1)
    with pytest.raises(NotAllowed):
        counted(office, "li", person=TOM)


@pytest.mark.parametrize(
    ("days", "ago", "found"),
    [
        (365, (364,), Retention(new=1)),
        (365, (365,), Retention(lost=1)),
        (365, (729,), Retention(lost=1)),
        (365, (730,), Retention()),
        (365, (0, 730), Retention(won_back=1)),
        (90, (89, 90), Retention(kept=1)),
        (90, (0, 180), Retention(won_back=1)),
        (90, (0, 179), Retention(kept=1)),
    ],
)
def test_today_is_the_last_day_of_the_period(
    office: Office, days: int, ago: tuple[int, ...], found: Retention
) -> None:
    ordered(office, "taihe", *ago)
    shown = counted(office, "li", days=days)
    assert (shown.counts, shown.since) == (found, TODAY - timedelta(days=days - 1))


def test_the_period_ends_where_the_reader_is(office: Office) -> None:
    """At 10:00 on Monday in Shanghai it is Sunday in New York."""
    assert counted(office, "tom", days=90).since == date(2025, 12, 9)
    assert counted(office, "ann", days=90).since == date(2025, 12, 10)


def test_stages_tell_who_came_back_and_who_fell(office: Office) -> None:
    stands(office, "taihe", Lifecycle.DECLINE, Lifecycle.MATURITY)
    stands(office, "acme", Lifecycle.GROWTH, Lifecycle.MATURITY)
    stands(office, "hualian", Lifecycle.GROWTH)
    assert counted(office, "wang").stages == (
        Staged(stage=Lifecycle.GROWTH, customers=2, won_back=1),
        Staged(stage=Lifecycle.MATURITY, customers=0, declined=1),
        Staged(stage=Lifecycle.DECLINE, customers=1),
    )
    assert counted(office, "li").stages == (
        Staged(stage=Lifecycle.MATURITY, customers=0, declined=1),
        Staged(stage=Lifecycle.DECLINE, customers=1),
    )


def test_nobody_reads_the_counts_along(office: Office) -> None:
    assert counted(office, "li").private
