"""What cannot be done yet is declined: nothing changes, and something useful is offered."""

import sqlite3
from contextlib import closing

import pytest

from bot.domain import access
from bot.domain.advice import AssignAdvice
from bot.domain.agenda import Calendar, MyDay
from bot.domain.audit import Audit, Forget
from bot.domain.base import Command, Mention, name_of, vocabulary
from bot.domain.customers import Brief
from bot.domain.errors import NotAllowed
from bot.domain.guide import Declined
from bot.domain.people import Role
from bot.domain.transfer import Export, Import
from bot.handlers import handled
from tests.handlers.office import Office

TAIHE = Mention("泰禾")
ALONE: tuple[tuple[Command, tuple[Command, ...]], ...] = (
    (Forget(customer=TAIHE, person=Mention("钱总")), (Brief(customer=TAIHE),)),
    (Export(), ()),
    (Audit(), ()),
    (Import(), ()),
    (Calendar(), (MyDay(),)),
    (AssignAdvice(customer=TAIHE), (Brief(customer=TAIHE),)),
)


@pytest.mark.parametrize(("command", "instead"), ALONE, ids=lambda each: type(each).__name__)
def test_nothing_changes_and_something_is_offered(
    office: Office, sqlite_url: str, command: Command, instead: tuple[Command, ...]
) -> None:
    before = _rows(sqlite_url)
    declined = office.does("wang", command, Declined)
    assert declined.instead == instead
    assert _rows(sqlite_url) == before


def test_the_names_in_the_answer_are_those_that_were_said(office: Office) -> None:
    assert office.does("wang", ALONE[0][0], Declined).name == "钱总"


RIGHTS = (
    (Export(), {Role.ADMIN, Role.MANAGER}),
    (Audit(), {Role.ADMIN, Role.MANAGER}),
    (Forget(), {Role.ADMIN}),
    (AssignAdvice(), set(Role)),
)


@pytest.mark.parametrize(("command", "roles"), RIGHTS, ids=lambda each: type(each).__name__)
def test_who_may_ask(office: Office, command: Command, roles: set[Role]) -> None:
    for role in Role:
        member = office.change("han", role=role)
        assert access.may(member, command) == (role in roles)
        if role not in roles:
            with pytest.raises(NotAllowed):
                office.does("han", command, Declined)


def test_every_command_is_carried_out_by_somebody() -> None:
    missing = {name_of(each) for each in vocabulary().values() if each not in handled()}
    assert missing == set()


def _rows(url: str) -> list[str]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        return [line for line in database.iterdump() if "notable" not in line]
