from contextlib import AbstractContextManager
from datetime import date, datetime
from itertools import count
from typing import Any, cast

import pytest

from bot.adapters.store import SqlStore
from bot.adapters.store.work import SqlWork
from bot.domain.base import MemberId, WorkspaceId
from bot.domain.chat import Address, Identity, Incoming, Platform
from bot.domain.codes import digest_of
from bot.domain.errors import TryAgain
from bot.domain.people import LOBBY, CreateWorkspace, Invite, Invited, Language, Workspace
from bot.domain.ports import Store
from bot.door import Door
from bot.handlers import handle
from tests.handlers.office import HOME, MONDAY, Office, utc

MESSAGES = count()
NEWCOMER = "stranger"


def knocks(user: str, text: str, at: datetime, *, group: bool = False, event: str = "") -> Incoming:
    return Incoming(
        event=event or f"event{next(MESSAGES)}",
        at=at,
        sender=Identity(Platform.TELEGRAM, "", user),
        address=Address(Platform.TELEGRAM, "", f"chat-{user}"),
        group=group,
        text=text,
        language="en",
    )


class Threshold:
    """Who knocks at this door, and who is behind an identity afterwards."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.door = Door(store=office.store, clock=lambda: office.now)

    def code(self, name: str = "小明") -> str:
        return self.office.does("wang", Invite(name=name), Invited).code

    def knock(self, code: str, user: str = NEWCOMER, *, group: bool = False, event: str = "") -> str:
        incoming = knocks(user, f"/start {code}", self.office.now, group=group, event=event)
        card = self.door.open(code, incoming, self.office.store.behind(incoming.sender))
        return card.plain() if card else "(answered before)"

    def chats(self, name: str = "小明") -> list[str]:
        """Where this member is reached on the platform that they knocked from."""
        with self.office.work() as work:
            links = work.people.links(work.people.named(name)[0].id)
        return [each.chat for each in links if each.platform is Platform.TELEGRAM]

    def behind(self, user: str = NEWCOMER) -> tuple[str, str] | None:
        behind = self.office.store.behind(Identity(Platform.TELEGRAM, "", user))
        return (behind.workspace_id, behind.member.name) if behind else None


@pytest.fixture
def threshold(office: Office) -> Threshold:
    return Threshold(office)


def test_a_code_binds_the_identity_and_the_chat(threshold: Threshold) -> None:
    threshold.knock(threshold.code())
    assert threshold.behind() == (HOME, "小明")
    assert threshold.chats() == [f"chat-{NEWCOMER}"]


def test_a_code_works_once(threshold: Threshold) -> None:
    code = threshold.code()
    threshold.knock(code)
    threshold.knock(code, "other")
    assert threshold.behind("other") is None


def test_the_same_event_counts_once(threshold: Threshold) -> None:
    code = threshold.code()
    threshold.knock(code, event="once")
    assert threshold.knock(code, event="once") == "(answered before)"


def test_a_code_works_for_fifteen_minutes(threshold: Threshold) -> None:
    early, late = threshold.code(), threshold.code("小红")
    threshold.office.later(minutes=14)
    threshold.knock(early)
    threshold.office.later(minutes=1)
    threshold.knock(late, "other")
    assert threshold.behind() is not None
    assert threshold.behind("other") is None


def test_a_code_a_group_has_seen_is_worth_nothing(threshold: Threshold) -> None:
    code = threshold.code()
    threshold.knock(code, group=True)
    assert threshold.behind() is None
    threshold.knock(code)
    assert threshold.behind() is None


@pytest.mark.parametrize("wrong", ["AAAA1111", "ZZZZ9999"])
def test_after_five_wrong_codes_even_the_right_one_waits(threshold: Threshold, wrong: str) -> None:
    code = threshold.code()
    for _ in range(5):
        threshold.knock(wrong)
    threshold.knock(code)
    assert threshold.behind() is None
    threshold.knock(code, "other")
    assert threshold.behind("other") is not None


def test_the_wait_ends(threshold: Threshold) -> None:
    for _ in range(5):
        threshold.knock("AAAA1111")
    threshold.office.later(minutes=16)
    threshold.knock(threshold.code())
    assert threshold.behind() is not None


def test_used_codes_are_guesses_too(threshold: Threshold) -> None:
    used, code = threshold.code(), threshold.code("小红")
    threshold.knock(used, "first")
    for _ in range(5):
        threshold.knock(used)
    threshold.knock(code)
    assert threshold.behind() is None


def test_guesses_are_kept_where_they_were_made(threshold: Threshold) -> None:
    threshold.knock("AAAA1111")
    with threshold.office.store.work(LOBBY) as lobby:
        who = Identity(Platform.TELEGRAM, "", NEWCOMER)
        assert lobby.people.wrong_codes(who, MONDAY) == 1


def test_who_joins_elsewhere_leaves_the_old_workspace(threshold: Threshold) -> None:
    threshold.knock(threshold.code())
    created = threshold.door.found(
        CreateWorkspace(name="Other", admin="Eve", language=Language.EN, zone="Europe/London")
    )
    threshold.knock(created.code)
    assert threshold.behind() == (created.workspace.id, "Eve")
    with threshold.office.work() as work:
        assert work.people.link_of(Identity(Platform.TELEGRAM, "", NEWCOMER)) is None


class Busy:
    """A store one of whose transactions finds the database busy."""

    def __init__(self, store: SqlStore, busy_at: int) -> None:
        self._store = store
        self._countdown = busy_at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def work(self, workspace: WorkspaceId) -> AbstractContextManager[SqlWork]:
        self._countdown -= 1
        if self._countdown == 0:
            raise TryAgain
        return self._store.work(workspace)


@pytest.mark.parametrize("busy_at", [1, 2])
def test_moving_elsewhere_survives_a_busy_database(threshold: Threshold, busy_at: int) -> None:
    threshold.knock(threshold.code())
    created = threshold.door.found(
        CreateWorkspace(name="Other", admin="Eve", language=Language.EN, zone="Europe/London")
    )
    store = threshold.office.store
    busy = Door(store=cast("Store", Busy(store, busy_at)), clock=lambda: threshold.office.now)
    incoming = knocks(NEWCOMER, f"/start {created.code}", threshold.office.now, event="once")
    with pytest.raises(TryAgain):
        busy.open(created.code, incoming, store.behind(incoming.sender))
    threshold.knock(created.code, event="once")
    assert threshold.behind() == (created.workspace.id, "Eve")
    assert threshold.chats() == []


def test_an_old_code_for_elsewhere_changes_nothing(threshold: Threshold) -> None:
    threshold.knock(threshold.code())
    created = threshold.door.found(
        CreateWorkspace(name="Other", admin="Eve", language=Language.EN, zone="Europe/London")
    )
    threshold.office.later(minutes=20)
    threshold.knock(created.code)
    assert threshold.behind() == (HOME, "小明")


def test_who_joins_again_here_has_one_link(threshold: Threshold) -> None:
    threshold.knock(threshold.code())
    threshold.knock(threshold.code())
    assert len(threshold.chats()) == 1


def test_links_of_who_leaves_die_at_once(threshold: Threshold) -> None:
    threshold.knock(threshold.code())
    with threshold.office.work() as work:
        ming = work.people.named("小明")[0].id
    threshold.office.change(ming, left_on=date(2026, 3, 9))
    assert threshold.behind() is None


def test_a_code_for_who_left_meanwhile_is_wrong(threshold: Threshold) -> None:
    code = threshold.code("李雷")
    threshold.office.change("li", left_on=date(2026, 3, 9))
    threshold.knock(code)
    assert threshold.behind() is None


def test_without_a_code_one_hears_how_to_get_one(threshold: Threshold) -> None:
    assert threshold.knock("")
    assert threshold.behind() is None


def test_the_code_itself_is_kept_nowhere(threshold: Threshold) -> None:
    code = threshold.code()
    threshold.knock(code)
    with threshold.office.work() as work:
        kept = work.people.code(digest_of(code))
        assert kept is not None
        assert code not in repr(kept)
        actions = [work.journal.last_action(MemberId(each), MONDAY) for each in ("wang", kept.member_id)]
        assert code not in repr(actions)


def test_a_workspace_opens_with_its_first_admin(office: Office) -> None:
    home = WorkspaceId("second")
    command = CreateWorkspace(id=home, name="Second", admin="Eve", language=Language.EN, zone="Europe/London")
    door = Door(store=office.store, clock=lambda: utc("2026-03-09T02:00"))
    created = door.found(command)
    assert isinstance(created.workspace, Workspace)
    assert (created.workspace.id, created.admin.role, created.admin.zone) == (home, "admin", "Europe/London")
    assert set(office.store.workspaces()) == {HOME, home}


def test_the_command_line_may_invite(office: Office) -> None:
    with office.turn("clock") as turn:
        turn.begin((Invite(name="小明"),))
        invited = handle(Invite(name="小明"), turn)
    assert isinstance(invited, Invited)
    assert invited.member.manager_id == ""


def test_a_newcomer_is_spoken_to_as_their_platform_is(threshold: Threshold) -> None:
    threshold.office.later(minutes=1)
    assert threshold.knock(threshold.code()).startswith("Welcome, 小明!")


def test_a_language_that_was_chosen_stays(threshold: Threshold) -> None:
    threshold.office.later(minutes=1)
    threshold.knock(threshold.code())
    with threshold.office.work() as work:
        member = work.people.named("小明")[0].id
    threshold.office.change(member, language=Language.ZH)
    assert threshold.knock(threshold.code(), "second-phone").startswith("欢迎，小明！")
