"""Hand-over: previewed, done as one action with all that hangs on it, undone as one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit import Undo, Undone
from bot.domain.base import Command, CustomerId, DealId, MemberId, Mention, RequestId
from bot.domain.customers import Customer, CustomerCreated, NewCustomer
from bot.domain.deals import Deal
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.handover import (
    HandedOver,
    Handover,
    HandoverPlanned,
    Inheritance,
    Inherited,
    LeaveAsIs,
    LeftAsItWas,
    gathered,
    spread,
    weight,
)
from bot.domain.ownership import CoOwn, Followed, Watch
from bot.domain.people import Leave, Left
from bot.domain.ports import Work
from bot.domain.promises import MakePromise, Promise, PromiseMade, PromiseState
from bot.domain.reminders import Reminder, ReminderSet, SetReminder
from bot.domain.requests import Request
from bot.domain.routines import PushKind, WatchPromises
from bot.handlers import handle
from tests.handlers.office import MONDAY, Office, on

TAIHE, ACME, HUALIAN = Mention("泰禾"), Mention("Acme"), Mention("华联")
HAN, TOM, LI, ANN = (
    Mention(name, member, name)
    for name, member in (("韩梅", "han"), ("Tom", "tom"), ("李雷", "li"), ("Ann", "ann"))
)


def gives(office: Office, who: str, command: Handover) -> HandedOver:
    """Look at the preview, and confirm what it says."""
    planned = office.does(who, command, HandoverPlanned)
    return office.does(who, planned.asked, HandedOver)


def row(office: Office, kind: type[Any], row_id: str) -> Any:
    with office.work() as work:
        return work.get(kind, row_id)


def owner(office: Office, customer: str) -> str:
    return str(row(office, Customer, customer).owner_id)


def promised(office: Office, who: str = "li") -> Promise:
    command = MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13"))
    return office.does(who, command, PromiseMade).promise


def reminded(office: Office, who: str = "li") -> Reminder:
    command = SetReminder(customer=TAIHE, what="打电话", due=on("2026-03-12", "15:00"))
    return office.does(who, command, ReminderSet).reminder


def deal(office: Office, who: str = "li") -> Deal:
    made = Deal(
        id=DealId("deal"),
        customer_id=CustomerId("taihe"),
        member_id=MemberId(who),
        stage="proposal",
        probability=Decimal(50),
        opened_on=MONDAY.date(),
        recorded_by=MemberId(who),
        updated_at=MONDAY,
    )
    with office.work() as work:
        work.add(made)
    return made


def asked(office: Office, who: str = "li") -> Request:
    made = Request(
        id=RequestId("request"),
        customer_id=CustomerId("taihe"),
        member_id=MemberId(who),
        what="回电话",
        day=MONDAY.date(),
        opened_at=MONDAY,
        due_at=MONDAY + timedelta(hours=8),
        recorded_by=MemberId(who),
    )
    with office.work() as work:
        work.add(made)
    return made


def test_a_preview_changes_nothing(office: Office) -> None:
    promised(office)
    planned = office.does("li", Handover(customer=TAIHE, to=HAN), HandoverPlanned)
    share = planned.shares[0]
    assert (share.name, [each.id for each in share.customers]) == ("韩梅", ["taihe"])
    assert share.counts == (("promise", 1),)
    assert owner(office, "taihe") == "li"
    assert office.does("li", LeaveAsIs(wish="handover"), LeftAsItWas).wish == "handover"


def test_all_that_hangs_on_a_customer_goes_along(office: Office) -> None:
    promise, reminder, opportunity, request = promised(office), reminded(office), deal(office), asked(office)
    done = gives(office, "li", Handover(customer=TAIHE, to=HAN))
    assert dict(done.shares[0].counts) == {"deal": 1, "promise": 1, "reminder": 1, "request": 1}
    kept = row(office, Promise, promise.id)
    assert (kept.member_id, kept.keeper_id) == ("li", "han")
    for kind, one in ((Reminder, reminder), (Deal, opportunity), (Request, request)):
        assert row(office, kind, one.id).member_id == "han"


def test_what_is_settled_or_a_colleagues_stays_as_it_is(office: Office) -> None:
    settled, toms = promised(office), promised(office, "tom")
    with office.work() as work:
        work.save(replace(settled, state=PromiseState.KEPT, closed_at=office.now))
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    assert not row(office, Promise, settled.id).keeper_id
    assert not row(office, Promise, toms.id).keeper_id


def test_a_promise_that_comes_back_is_the_givers_again(office: Office) -> None:
    promise = promised(office)
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    gives(office, "han", Handover(customer=TAIHE, to=LI))
    assert not row(office, Promise, promise.id).keeper_id


def test_the_heir_is_nudged_in_place_of_the_giver(office: Office) -> None:
    promise = promised(office)
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    office.now = MONDAY + timedelta(days=3, hours=6)
    told = office.pushes(WatchPromises())
    assert ("han", PushKind.PROMISE_TOMORROW, promise.id) in told
    assert not [each for each in told if each[0] == "li"]


def test_when_the_heir_leaves_too_the_owner_is_nudged(office: Office) -> None:
    promise = promised(office)
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    office.does("wang", Leave(person=HAN), Left)
    gives(office, "ann", Handover(customer=TAIHE, to=TOM))
    office.now = MONDAY + timedelta(days=3, hours=6)
    assert row(office, Promise, promise.id).keeper_id == "tom"


def test_undo_brings_all_of_it_back(office: Office) -> None:
    promise, reminder = promised(office), reminded(office)
    office.does("han", Watch(customer=TAIHE), Followed)
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    undone = office.does("li", Undo(), Undone)
    assert dict(undone.counts) == {"customer": 1, "follower": 1, "promise": 1, "reminder": 1}
    assert owner(office, "taihe") == "li"
    assert row(office, Promise, promise.id) == promise
    assert row(office, Reminder, reminder.id) == reminder
    with office.work() as work:
        assert [each.member_id for each in work.followers.of(CustomerId("taihe"))] == ["han"]


def test_a_customer_who_was_handed_over_and_back_can_still_be_taken_back(office: Office) -> None:
    """The heir was told of it, and of the taking back; that is forgotten with the customer."""
    office.does("li", NewCustomer(name="新客户", sure=True), CustomerCreated)
    office.later(minutes=1)
    gives(office, "li", Handover(to=HAN))
    for _ in range(2):
        office.later(minutes=1)
        office.does("li", Undo(), Undone)
    with office.work() as work:
        assert work.customers.named("新客户") == []


def test_each_heir_is_told_and_nothing_after_it_was_taken_back(office: Office) -> None:
    gives(office, "ann", Handover(from_=LI, to=HAN))
    with office.work() as work:
        subject = _inheritances(work)[0].id
    told = office.told("han", PushKind.HANDED_OVER, subject)
    assert isinstance(told, Inherited)
    assert (told.giver, told.by, told.total) == ("李雷", "Ann", 1)
    assert office.told("tom", PushKind.HANDED_OVER, subject) is None
    office.does("ann", Undo(), Undone)
    assert office.told("han", PushKind.HANDED_OVER, subject) is None


def _inheritances(work: Work, who: str = "ann") -> Sequence[Inheritance]:
    """Those of the last hand-over of somebody."""
    action = work.journal.last_action(MemberId(who), MONDAY)
    assert action is not None
    written = [each.row_id for each in work.journal.changes(action.id) if each.noun == "inheritance"]
    found = [work.get(Inheritance, each) for each in written]
    return [each for each in found if each]


def test_a_departed_persons_customers_and_passed_on_reminders_follow(office: Office) -> None:
    reminder = reminded(office)
    office.does("wang", Leave(person=LI), Left)
    assert row(office, Reminder, reminder.id).member_id == "ann"
    gives(office, "ann", Handover(from_=LI, to=HAN))
    assert (owner(office, "taihe"), row(office, Reminder, reminder.id).member_id) == ("han", "han")


def test_hand_over_and_let_go_in_one_step(office: Office) -> None:
    planned = office.does("ann", Handover(from_=LI, to=HAN), HandoverPlanned)
    assert planned.may_leave
    done = office.does("ann", replace(planned.asked, leaves=True), HandedOver)
    assert done.left == 1
    with office.work() as work:
        assert work.people.identities(MemberId("li")) == []
    assert owner(office, "taihe") == "han"


def test_whose_leaving_tells_how_many_customers_are_left_and_to_whom_they_could_go(office: Office) -> None:
    left = office.does("wang", Leave(person=LI), Left)
    assert left.customers == 1
    assert [each.name for each in left.heirs] == ["Ann", "韩梅", "Tom"]


REFUSED: tuple[tuple[str, Handover, str], ...] = (
    ("han", Handover(customer=TAIHE, to=TOM), "not_yours"),
    ("han", Handover(from_=LI, to=HAN), "all_not_yours"),
    ("han", Handover(customer=HUALIAN, to=TOM), "nobodys"),
    ("li", Handover(customer=TAIHE, to=LI), "already"),
    ("li", Handover(from_=TOM, customer=TAIHE, to=HAN), "other_owner"),
    ("ann", Handover(from_=HAN, to=TOM), "owns_nothing"),
)


@pytest.mark.parametrize(("who", "command", "why"), REFUSED, ids=lambda each: str(each)[:20])
def test_what_may_not_or_need_not_be_handed_over(
    office: Office, who: str, command: Handover, why: str
) -> None:
    with pytest.raises(BadSlot) as refused:
        office.does(who, command, HandoverPlanned)
    assert refused.value.facts["why"] == why


@pytest.mark.parametrize("who", ["li", "ann", "wang"])
def test_owners_those_above_and_admins_may(office: Office, who: str) -> None:
    gives(office, who, Handover(customer=TAIHE, to=HAN))
    assert owner(office, "taihe") == "han"


def test_who_left_inherits_nothing(office: Office) -> None:
    office.does("wang", Leave(person=HAN), Left)
    with pytest.raises(BadSlot):
        office.does("li", Handover(customer=TAIHE, to=HAN), HandoverPlanned)


def test_without_an_heir_it_asks(office: Office) -> None:
    with pytest.raises(Question) as asked_for:
        office.does("ann", Handover(from_=LI), HandoverPlanned)
    assert (asked_for.value.slot, asked_for.value.about) == ("to", "heir")
    assert {each.id for each in asked_for.value.choices} == {"han", "tom", "ann"}


def test_somebody_unknown_is_no_heir(office: Office) -> None:
    with pytest.raises(NothingFound):
        office.does("li", Handover(customer=TAIHE, to=HAN, also=(Mention("Nobody"),)), HandoverPlanned)


def test_what_nobody_owns_is_simply_taken(office: Office) -> None:
    with office.turn("han") as turn:
        turn.begin(())
        handle(Handover(customer=HUALIAN, to=HAN), turn)
    assert owner(office, "hualian") == "han"


def test_the_heir_no_longer_shares_what_is_theirs_now(office: Office) -> None:
    office.does("li", CoOwn(customer=TAIHE, with_=HAN), Followed)
    gives(office, "li", Handover(customer=TAIHE, to=HAN))
    with office.work() as work:
        assert list(work.followers.of(CustomerId("taihe"))) == []


def test_several_customers_of_one_message_are_one_hand_over() -> None:
    commands: tuple[Command, ...] = (
        Handover(customer=TAIHE, to=HAN),
        Handover(customer=ACME, to=HAN),
        Handover(customer=HUALIAN, to=TOM),
        Undo(),
    )
    first, second, _ = gathered(commands)
    assert isinstance(first, Handover)
    assert first.named == (TAIHE, ACME)
    assert second == commands[2]


def test_several_owners_give_in_one_action(office: Office) -> None:
    done = gives(office, "ann", Handover(customer=TAIHE, customers=(ACME,), to=HAN))
    assert {each.id for each in done.shares[0].customers} == {"taihe", "acme"}
    with office.work() as work:
        assert {each.from_id for each in _inheritances(work)} == {"li", "tom"}
    office.does("ann", Undo(), Undone)
    assert (owner(office, "taihe"), owner(office, "acme")) == ("li", "tom")


TIERS = st.lists(st.sampled_from(["A", "B", "C", ""]), max_size=40)
LOADS = st.dictionaries(st.sampled_from(["han", "tom", "ann", "wang"]), st.integers(0, 50), min_size=1)


@given(TIERS, LOADS)
def test_spreading_gives_everybody_the_same_weight(tiers: list[str], loads: dict[str, int]) -> None:
    customers = [
        Customer(id=CustomerId(str(number)), name=str(number), tier=tier, created_at=MONDAY)
        for number, tier in enumerate(tiers)
    ]
    dealt = spread(customers, {MemberId(name): load for name, load in loads.items()})
    assert sorted(each.id for some in dealt.values() for each in some) == sorted(c.id for c in customers)
    weights = [sum(map(weight, some)) for some in dealt.values()]
    assert max(weights) - min(weights) <= max(map(weight, customers), default=0)


def test_of_equals_who_looks_after_less_gets_one_more() -> None:
    one = Customer(id=CustomerId("1"), name="1", created_at=MONDAY)
    dealt = spread([one], {MemberId("tom"): 9, MemberId("han"): 2})
    assert dealt[MemberId("han")] == (one,)
