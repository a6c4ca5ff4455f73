"""The way in: a workspace is opened, and people come in with one-time codes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import language
from bot.domain.audit import Action
from bot.domain.base import NOBODY, ActionId, WorkspaceId, new_id
from bot.domain.calendar import WeekdaysOnly
from bot.domain.chat import Card, Incoming, Outgoing
from bot.domain.codes import TRIES, digest_of
from bot.domain.errors import CodeRefused, Refusal, UnknownMember
from bot.domain.people import (
    LOBBY,
    Behind,
    CreateWorkspace,
    Joined,
    Language,
    Link,
    Workspace,
    WorkspaceCreated,
    reach,
)
from bot.domain.ports import Store, Work
from bot.handlers import CLOCK, Turn, count_try, create_workspace, fits, guesses, leave, redeem, seal
from bot.language import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where those knock whom no link lets in, and those who bring another code."""

    store: Store
    clock: Callable[[], datetime]

    def found(self, command: CreateWorkspace) -> WorkspaceCreated:
        """Open a new workspace; the code in the result lets its first admin in."""
        now = self.clock()
        workspace = Workspace(
            id=command.id or WorkspaceId(new_id()),
            name=command.name,
            language=command.language,
            zone=command.zone,
            created_at=now,
        )
        with self.store.work(workspace.id) as work:
            turn = Turn(work=work, actor=CLOCK, now=now, calendar=WeekdaysOnly())
            turn.begin((command,))
            work.add(workspace)
            return create_workspace(command, turn)

    def open(self, code: str, incoming: Incoming, behind: Behind | None) -> Card | None:
        """A good code lets them in; all others hear how to get one. None when it was answered before."""
        home = self._home(code)
        before = self._guesses_in_the_lobby(incoming) if home else 0
        say = Say(language=hinted(incoming), zone="UTC", now=self.clock(), group=incoming.group)
        if behind and home and home != behind.workspace_id:
            self._move_out(code, incoming, behind, home, before)
        with self.store.work(home or LOBBY) as work:
            if not work.mailbox.first_time(incoming):
                return None
            try:
                joined = self._let_in(code, incoming, work, before)
                say = replace(say, language=joined.member.language, zone=joined.member.zone)
                spoken = language.speak(joined, say)
                card = seal(spoken, joined.member.id, incoming.address, work, self.clock())
            except Refusal as refusal:
                card = language.refuse(refusal, say)
            work.mailbox.send(_answer(incoming, card))
        return card

    def _home(self, code: str) -> WorkspaceId | None:
        return self.store.redeemable(digest_of(code)) if code else None

    def reopen(self, link: Link, incoming: Incoming, work: Work) -> None:
        """Who blocked the bot and writes to it again hears from it again."""
        if link.blocked_at and incoming.address == reach(link):
            action = Action(id=ActionId(new_id()), member_id=NOBODY, at=self.clock(), commands=())
            work.begin(action)
            work.save(replace(link, blocked_at=None))

    def _guesses_in_the_lobby(self, incoming: Incoming) -> int:
        """Guesses that hit no workspace are counted there; they bar the way into every workspace."""
        with self.store.reading(LOBBY) as lobby:
            return guesses(incoming.sender, lobby, self.clock())

    def _let_in(self, code: str, incoming: Incoming, work: Work, before: int) -> Joined:
        """Redeem the code; a refused try is kept, although what redeeming wrote is rolled back."""
        if not code:
            raise UnknownMember
        if before + guesses(incoming.sender, work, self.clock()) >= TRIES:
            raise CodeRefused({"why": "too_many"})
        try:
            with work.attempt():
                return redeem(code, incoming, work, self.clock())
        except CodeRefused:
            count_try(code, incoming, work, self.clock())
            raise

    def _move_out(
        self, code: str, incoming: Incoming, behind: Behind, home: WorkspaceId, before: int
    ) -> None:
        """Leave the old workspace before the new one is joined, if the code is good.

        Two transactions: a fault between them leaves a stranger whose message comes again, never two links.
        """
        with self.store.reading(home) as new:
            barred = before + guesses(incoming.sender, new, self.clock()) >= TRIES
            if barred or not fits(code, incoming, new, self.clock()):
                return
        with self.store.work(behind.workspace_id) as old:
            leave(incoming, old, self.clock())


def _answer(incoming: Incoming, card: Card) -> Outgoing:
    return Outgoing(
        address=incoming.address,
        card=replace(card, notice=bool(incoming.button)),
        answers=incoming.source,
        callback=incoming.callback,
        user=incoming.sender.user,
    )


def hinted(incoming: Incoming) -> Language:
    """The language of somebody we do not know, as far as their platform tells."""
    return Language.EN if incoming.language.startswith("en") else Language.ZH
