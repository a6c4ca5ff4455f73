"""The pool: letting go, claiming within limits, and being taken back after a warning."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.agenda import DayShown, MyDay
from bot.domain.audit import Undo, Undone
from bot.domain.base import Command, CustomerId, Mention
from bot.domain.briefs import Briefed
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.customers import Brief, Customer
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.ownership import (
    CheckPool,
    Claim,
    Claimed,
    CoOwn,
    Followed,
    InPool,
    KeepOwn,
    Kept,
    PoolShown,
    PoolTook,
    PoolWarned,
    RecyclePool,
    Released,
)
from bot.domain.people import Settings, SettingsShown
from bot.domain.promises import MakePromise, Promise, PromiseMade
from bot.domain.reminders import Reminder, ReminderSet, ReminderState, SetReminder
from bot.domain.risk import Release
from bot.domain.routines import PushKind, WatchPromises
from bot.handlers import give_back
from tests.handlers.office import HOME, MONDAY, Office, on

TAIHE, ACME, HUALIAN = Mention("泰禾"), Mention("Acme"), Mention("华联")
LET_GO = Release(customer=TAIHE)


def row(office: Office, kind: type[Any], row_id: str) -> Any:
    with office.work() as work:
        return work.get(kind, row_id)


def sets(office: Office, setting: str, value: str) -> None:
    office.does("wang", Settings(setting=setting, value=value), SettingsShown)


def why_not(office: Office, who: str, command: Command) -> str:
    with pytest.raises(BadSlot) as refused:
        office.does(who, command, Claimed)
    return refused.value.facts["why"]


def test_letting_go_ends_the_nagging_and_keeps_what_was_promised(office: Office) -> None:
    promise = office.does(
        "li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-12")), PromiseMade
    ).promise
    command = SetReminder(customer=TAIHE, what="打电话", due=on("2026-03-12", "15:00"))
    reminder = office.does("li", command, ReminderSet).reminder
    released = office.does("li", LET_GO, Released)
    assert (released.owner, released.promises, released.reminders) == ("李雷", 1, 1)
    customer = row(office, Customer, "taihe")
    assert (customer.owner_id, customer.pooled_from, customer.pooled_at) == ("", "li", office.now)
    assert row(office, Reminder, reminder.id).state is ReminderState.CANCELLED
    assert row(office, Promise, promise.id).open
    office.now = MONDAY + timedelta(days=4, hours=6)
    assert office.pushes(WatchPromises()) == []
    assert office.does("li", MyDay(), DayShown).late == ()


def test_letting_go_can_be_undone(office: Office) -> None:
    before = row(office, Customer, "taihe")
    office.does("li", LET_GO, Released)
    office.does("li", Undo(), Undone)
    assert row(office, Customer, "taihe") == before


def test_nobody_lets_go_of_a_colleagues_customer(office: Office) -> None:
    assert why_not(office, "han", LET_GO) == "not_yours"
    office.does("ann", LET_GO, Released)
    assert why_not(office, "ann", LET_GO) == "in_pool"


def test_who_shared_it_shares_it_no_more(office: Office) -> None:
    han = Mention("韩梅", "han", "韩梅")
    office.does("li", CoOwn(customer=TAIHE, with_=han), Followed)
    office.does("li", LET_GO, Released)
    with office.work() as work:
        assert not work.followers.of(CustomerId("taihe"))


def test_the_pool_tells_who_had_it(office: Office) -> None:
    assert office.does("han", CheckPool(), PoolShown).total == 0
    office.does("li", LET_GO, Released)
    shown = office.does("han", CheckPool(), PoolShown)
    assert [(each.customer.id, each.owner, each.touched) for each in shown.customers] == [
        ("taihe", "李雷", None)
    ]


def test_claiming_brings_the_open_promises_along(office: Office) -> None:
    promise = office.does(
        "li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade
    ).promise
    office.does("li", LET_GO, Released)
    claimed = office.does("han", Claim(customer=TAIHE), Claimed)
    assert (claimed.customer.owner_id, claimed.left_today) == ("han", 4)
    assert row(office, Promise, promise.id).keeper_id == "han"


def test_what_somebody_owns_is_not_claimed(office: Office) -> None:
    assert why_not(office, "han", Claim(customer=TAIHE)) == "not_yours"
    assert why_not(office, "li", Claim(customer=TAIHE)) == "yours"


def test_what_never_was_in_the_pool_is_taken_without_limits(office: Office) -> None:
    sets(office, "pool_most", "1")
    claimed = office.does("li", Claim(customer=HUALIAN), Claimed)
    assert (claimed.customer.owner_id, claimed.left_today) == ("li", None)


def test_claims_have_their_limits(office: Office) -> None:
    office.does("li", LET_GO, Released)
    office.does("tom", Release(customer=ACME), Released)
    assert why_not(office, "li", Claim(customer=TAIHE)) == "own_released"
    sets(office, "pool_claims", "1")
    office.does("han", Claim(customer=TAIHE), Claimed)
    assert why_not(office, "han", Claim(customer=ACME)) == "claims_a_day"
    office.later(days=1)
    sets(office, "pool_most", "1")
    assert why_not(office, "han", Claim(customer=ACME)) == "most_owned"
    sets(office, "pool_most", "不限")
    office.does("han", Claim(customer=ACME), Claimed)


def test_after_a_month_one_may_have_it_back(office: Office) -> None:
    office.does("li", LET_GO, Released)
    office.later(days=31)
    assert office.does("li", Claim(customer=TAIHE), Claimed).customer.owner_id == "li"


def test_a_log_at_a_pooled_customer_claims_nothing_but_offers_it(office: Office) -> None:
    office.does("li", LET_GO, Released)
    logged = office.does("han", LogInteraction(customer=TAIHE, what="打了电话"), InteractionLogged)
    assert logged.customer.owner_id == ""
    with office.turn("han") as turn:
        told = [each for each in give_back([logged], turn) if isinstance(each, InPool)]
    assert [each.customer.id for each in told] == ["taihe"]


@pytest.mark.parametrize(("who", "sees"), [("han", False), ("li", False), ("ann", True), ("wang", True)])
def test_what_is_in_the_pool_shows_its_phones_once_it_is_claimed(
    office: Office, who: str, sees: bool
) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱总", phone="13812345678"), ContactKept)
    office.does("li", LET_GO, Released)
    assert office.does(who, Brief(customer=TAIHE), Briefed).masked is not sees
    office.does("tom", Claim(customer=TAIHE), Claimed)
    assert not office.does("tom", Brief(customer=TAIHE), Briefed).masked


def touch(office: Office, who: str, customer: Mention) -> None:
    office.does(who, LogInteraction(customer=customer, what="打了电话"), InteractionLogged)


def recycled(office: Office) -> list[tuple[str, str]]:
    return [(who, kind) for who, kind, _ in office.pushes(RecyclePool())]


def test_first_warned_then_taken(office: Office) -> None:
    sets(office, "pool_days", "30")
    touch(office, "li", TAIHE)
    touch(office, "tom", ACME)
    office.now = MONDAY + timedelta(days=22)
    assert recycled(office) == []
    office.now = MONDAY + timedelta(days=24)
    assert recycled(office) == [("li", PushKind.POOL_WARNING), ("tom", PushKind.POOL_WARNING)]
    assert recycled(office) == []
    warned = office.told("li", PushKind.POOL_WARNING, "")
    assert isinstance(warned, PoolWarned)
    assert ([each.id for each, _ in warned.customers], warned.days) == (["taihe"], 7)
    office.does("li", KeepOwn(customer=TAIHE), Kept)
    assert office.told("li", PushKind.POOL_WARNING, "") is None
    office.now = MONDAY + timedelta(days=31)
    assert recycled(office) == [("tom", PushKind.POOL_TOOK)]
    took = office.told("tom", PushKind.POOL_TOOK, office.now.date().isoformat())
    assert isinstance(took, PoolTook)
    assert [each.id for each in took.customers] == ["acme"]
    assert row(office, Customer, "taihe").owner_id == "li"


def test_a_touch_in_time_keeps_it(office: Office) -> None:
    sets(office, "pool_days", "30")
    office.now = MONDAY + timedelta(days=24)
    assert ("li", PushKind.POOL_WARNING) in recycled(office)
    touch(office, "li", TAIHE)
    office.now = MONDAY + timedelta(days=31)
    recycled(office)
    assert row(office, Customer, "taihe").owner_id == "li"


@pytest.mark.parametrize("days", [26, 27])
def test_not_on_a_weekend(office: Office, days: int) -> None:
    sets(office, "pool_days", "30")
    office.now = MONDAY + timedelta(days=days)
    assert recycled(office) == []


def test_something_planned_keeps_it(office: Office) -> None:
    sets(office, "pool_days", "30")
    command = SetReminder(customer=TAIHE, what="打电话", due=on("2026-06-12", "15:00"))
    office.does("li", command, ReminderSet)
    office.now = MONDAY + timedelta(days=40)
    recycled(office)
    assert row(office, Customer, "taihe").warned_at is None


def test_off_takes_nothing(office: Office) -> None:
    office.now = MONDAY + timedelta(days=400)
    assert recycled(office) == []


def test_rules_are_for_admins_and_in_numbers(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.does("li", Settings(setting="pool_days", value="30"), SettingsShown)
    with pytest.raises(BadSlot):
        sets(office, "pool_days", "很多")
    sets(office, "pool_days", "60")
    sets(office, "pool_days", "关")
    with office.work() as work:
        assert work.workspace.id == HOME
        assert work.workspace.policy.pool.idle_days == 0


def test_a_short_rule_warns_halfway(office: Office) -> None:
    sets(office, "pool_days", "4")
    with office.work() as work:
        assert work.workspace.policy.pool.notice_days == 2
        assert replace(work.workspace.policy.pool, idle_days=90).notice_days == 7
