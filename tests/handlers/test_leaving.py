"""Somebody leaves: their ways in, their reminders, their promises, and their way back."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import MemberId, Mention
from bot.domain.chat import Identity, Platform
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.people import Invite, Invited, Leave, Left, Link, Member, Role
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.reminders import Reminder, ReminderSet, ReminderState, SetReminder
from tests.handlers.office import MONDAY, Office, on

TAIHE = Mention("泰禾")
LI = Leave(person=Mention("李雷", "li", "李雷"))


def reminded(office: Office, who: str = "li") -> str:
    command = SetReminder(what="打电话", due=on("2026-03-12", "15:00"))
    return office.does(who, command, ReminderSet).reminder.id


def kept(office: Office, reminder: str) -> Reminder:
    with office.work() as work:
        found = work.get(Reminder, reminder)
    assert found is not None
    return found


def block(office: Office, link: str) -> None:
    with office.work() as work:
        found = work.get(Link, link)
        assert found is not None
        work.save(replace(found, blocked_at=office.now))


def test_who_leaves_is_behind_no_identity(office: Office) -> None:
    assert office.store.behind(Identity(Platform.WEB, "", "li")) is not None
    left = office.does("wang", LI, Left)
    assert (left.member.left_on, left.identities) == (date(2026, 3, 9), 1)
    assert office.store.behind(Identity(Platform.WEB, "", "li")) is None


def test_the_day_is_the_workspaces(office: Office) -> None:
    office.now = MONDAY.replace(hour=20)
    assert office.does("wang", LI, Left).member.left_on == date(2026, 3, 10)


def test_blocked_links_end_too(office: Office) -> None:
    block(office, "link-li")
    assert office.does("wang", LI, Left).identities == 1
    with office.work() as work:
        assert work.people.identities(MemberId("li")) == []


def test_waiting_reminders_go_to_the_manager(office: Office) -> None:
    reminder = reminded(office)
    left = office.does("wang", LI, Left)
    assert (left.reminders, left.heir) == (1, "Ann")
    assert kept(office, reminder).member_id == "ann"


def test_a_manager_who_left_is_passed_over(office: Office) -> None:
    office.change("ann", left_on=date(2026, 3, 2))
    reminder = reminded(office)
    assert office.does("wang", LI, Left).heir == "Wang"
    assert kept(office, reminder).member_id == "wang"


def test_without_a_manager_they_are_called_off(office: Office) -> None:
    office.change("li", manager_id="")
    reminder = reminded(office)
    left = office.does("wang", LI, Left)
    assert (left.reminders, left.heir) == (1, "")
    assert kept(office, reminder).state is ReminderState.CANCELLED


def test_managers_in_a_circle_end_nowhere(office: Office) -> None:
    office.change("ann", manager_id="li", left_on=date(2026, 3, 2))
    assert office.does("wang", LI, Left).heir == ""


def test_open_promises_stay_in_their_name(office: Office) -> None:
    promise = MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13"))
    made = office.does("li", promise, PromiseMade).promise
    assert office.does("wang", LI, Left).promises == 1
    with office.work() as work:
        assert [each.member_id for each in work.promises.open_of(made.customer_id)] == ["li"]


def test_it_can_be_undone(office: Office) -> None:
    reminder = reminded(office)
    block(office, "link-li")
    office.does("wang", LI, Left)
    office.does("wang", Undo(), Undone)
    assert office.store.behind(Identity(Platform.WEB, "", "li")) is not None
    assert kept(office, reminder).member_id == "li"


def test_a_manager_lets_those_below_go(office: Office) -> None:
    assert office.does("ann", LI, Left).member.id == "li"


@pytest.mark.parametrize(("who", "whom"), [("li", "han"), ("ann", "wang")])
def test_nobody_else_may(office: Office, who: str, whom: str) -> None:
    office.change("han", role=Role.SERVICE)
    with pytest.raises(NotAllowed):
        office.does(who, Leave(person=Mention(whom, whom, whom)), Left)


def test_a_manager_lets_no_admin_below_go(office: Office) -> None:
    office.change("li", role=Role.ADMIN)
    with pytest.raises(NotAllowed):
        office.does("ann", LI, Left)


@pytest.mark.parametrize(
    ("who", "whom", "why"),
    [("wang", "wang", "oneself"), ("clock", "wang", "last_admin"), ("ann", "ann", "oneself")],
)
def test_not_oneself_and_not_the_last_admin(office: Office, who: str, whom: str, why: str) -> None:
    with pytest.raises(BadSlot) as refused:
        office.does(who, Leave(person=Mention(whom, whom, whom)), Left)
    assert refused.value.facts["why"] == why


def test_one_of_two_admins_may_go(office: Office) -> None:
    office.change("han", role=Role.ADMIN)
    assert office.does("han", Leave(person=Mention("Wang")), Left).member.id == "wang"


def test_nobody_leaves_twice(office: Office) -> None:
    office.does("wang", LI, Left)
    with pytest.raises(BadSlot) as refused:
        office.does("wang", LI, Left)
    assert refused.value.facts == {"slot": "person", "said": "李雷", "why": "gone"}


def test_of_two_namesakes_the_one_who_is_here_is_meant(office: Office) -> None:
    office.change("han", aliases=("小李",), left_on=date(2026, 3, 2))
    office.change("li", aliases=("小李",))
    assert office.does("wang", Leave(person=Mention("小李")), Left).member.id == "li"


def test_an_invitation_brings_them_back(office: Office) -> None:
    office.does("wang", LI, Left)
    invited = office.does("wang", Invite(name="李雷", role=Role.SERVICE), Invited)
    assert (invited.back, invited.member.id, invited.member.role) == (True, "li", Role.SERVICE)
    with office.work() as work:
        member = work.get(Member, "li")
    assert member is not None
    assert member.active
