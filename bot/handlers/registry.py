"""Which function carries out which command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from bot.domain import access
from bot.domain.audit import Action
from bot.domain.base import ActionId, Command, CustomerId, MemberId, Result, new_id
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import NotAllowed
from bot.domain.moment import Moment, local
from bot.domain.people import Member, Workspace
from bot.domain.ports import Focus, Work

CommandT = TypeVar("CommandT", bound=Command)
ResultT = TypeVar("ResultT", bound=Result)
NOTHING = ActionId("")
Handler = Callable[[CommandT, "Turn"], Result]


def no_way(_member: MemberId) -> str:
    return ""


def no_way_out(_member: MemberId, _customer: CustomerId) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Ways:
    """Links of the web chat: `into` signs somebody in, `out` gives a file with all there is about a customer.

    `board` signs in, too, and leads to the page of one's own numbers.
    """

    into: Callable[[MemberId], str] = no_way
    out: Callable[[MemberId, CustomerId], str] = no_way_out
    board: Callable[[MemberId], str] = no_way


@dataclass(slots=True, kw_only=True)
class Turn:
    """What a handler knows besides its command: the transaction, who speaks, when, where and in which words.

    `focus` moves on with every customer that a handler touches; `ways` makes links of the web chat;
    `shared` remembers which customers somebody looks after together with their owners, `looked` at whose details
    they looked: a line on the audit trail is enough for one message.
    """

    work: Work
    actor: Member
    now: datetime
    calendar: WorkCalendar
    said: str = ""
    source: str = ""
    group: bool = False
    action: ActionId = ActionId("")
    focus: Focus = field(default_factory=Focus)
    ways: Ways = Ways()
    shared: dict[MemberId, frozenset[CustomerId]] = field(default_factory=dict)
    looked: set[CustomerId] = field(default_factory=set)

    def begin(self, commands: Sequence[Command], undoes: ActionId = NOTHING) -> None:
        """What follows is an action of its own, so that it can be undone in turn."""
        self.action = ActionId(new_id())
        action = Action(
            id=self.action,
            member_id=self.actor.id,
            at=self.now,
            commands=tuple(commands),
            source=self.source,
            said=self.said,
            undoes=undoes,
        )
        self.work.begin(action)

    @property
    def workspace(self) -> Workspace:
        return self.work.workspace

    @property
    def here(self) -> datetime:
        """Now, on the speaker's wall clock."""
        return local(self.now, self.actor.zone)

    @property
    def today(self) -> date:
        return self.here.date()

    def instant(self, moment: Moment) -> datetime:
        """The moment as an instant, in the speaker's zone; without a time, the end of that day."""
        return moment.utc(self.actor.zone)


_handlers: dict[type[Command], Handler[Any]] = {}


def handles(
    kind: type[CommandT],
) -> Callable[[Callable[[CommandT, Turn], ResultT]], Callable[[CommandT, Turn], ResultT]]:
    """Declare the function below as the one that carries out this command."""

    def declare(handler: Callable[[CommandT, Turn], ResultT]) -> Callable[[CommandT, Turn], ResultT]:
        _handlers[kind] = handler
        return handler

    return declare


def handle(command: Command, turn: Turn) -> Result:
    """Carry a command out, if the speaker may; raises Refusal or Question."""
    if not access.may(turn.actor, command):
        raise NotAllowed
    return _handlers[type(command)](command, turn)


def handled() -> frozenset[type[Command]]:
    return frozenset(_handlers)
