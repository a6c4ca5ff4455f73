"""What a platform may show without a message: account cards as one types, the home page, an empty form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from bot import language, lessons
from bot.domain.agenda import MyDay
from bot.domain.base import Choice, Command, CustomerId, Mention, Result, WorkspaceId
from bot.domain.calendar import WorkCalendar
from bot.domain.chat import Card, Form, Identity
from bot.domain.customers import Brief, Customer, Find, Found
from bot.domain.errors import NotAllowed, UnknownMember
from bot.domain.guide import OpenForm
from bot.domain.people import Behind, Workspace
from bot.domain.ports import Store, Work
from bot.domain.transfer import Kind, Row
from bot.handlers import Turn, all_of, board_of, handle
from bot.language import Asker, Hearing, Matches, Say, Understood

MOST_ACCOUNTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Changes nothing; raises UnknownMember for those whom no link lets in."""

    store: Store
    calendars: Callable[[Workspace], WorkCalendar]
    clock: Callable[[], datetime]

    def accounts(self, identity: Identity, query: str) -> Sequence[tuple[str, Card]]:
        """Account cards for what was typed so far, with personal data masked: they may go to any chat."""
        behind = self._behind(identity)
        with self.store.reading(behind.workspace_id) as work:
            turn = self._turn(work, behind, group=True)
            found = handle(Find(name=query), turn) if query else None
            choices = found.customers if isinstance(found, Found) else self._own(turn)
            return [(each.name, self._show(_brief_of(each), turn)) for each in choices[:MOST_ACCOUNTS]]

    def home(self, identity: Identity) -> Card | None:
        """The day of whoever opened their home page; None for strangers."""
        if self.store.behind(identity) is None:
            return None
        behind = self._behind(identity)
        with self.store.reading(behind.workspace_id) as work:
            return self._show(MyDay(), self._turn(work, behind))

    def board(self, behind: Behind) -> Sequence[Card]:
        """The numbers of somebody who is signed in, as they stand now; a part that breaks is left out."""
        with self.store.reading(behind.workspace_id) as work:
            turn = self._turn(work, behind)
            return [self._spoken(each, turn) for each in board_of(turn)]

    def take_out(self, identity: Identity, customer: CustomerId) -> Mapping[Kind, Sequence[Row]]:
        """All there is about a customer, by kind, for whom may have it; noted on the audit trail."""
        behind = self._behind(identity)
        with self.store.work(behind.workspace_id) as work:
            turn = self._turn(work, behind)
            turn.begin(())
            found = work.get(Customer, customer)
            if found is None:
                raise NotAllowed
            return all_of(found, turn)

    def form(self, identity: Identity, command: str) -> Form | None:
        """The empty form of a command, in the language of whoever asks for it."""
        behind = self.store.behind(identity)
        if behind is None:
            return None
        say = Say(language=behind.member.language, zone=behind.member.zone, now=self.clock())
        return language.form_of(command, say)

    @contextmanager
    def reader(self, workspace: WorkspaceId, who: str) -> Iterator[Callable[[str, datetime], Understood]]:
        """Understands messages said at a local time, by `who` (a name, or nobody), with the workspace's names."""
        with self.store.reading(workspace) as work:
            member = next(iter(work.people.named(who)), None) if who else None
            here = Hearing(
                at=self.clock(),
                names=work.names,
                calendar=self.calendars(work.workspace),
                policy=work.workspace.dates,
                currency=work.workspace.currency,
                member=member,
                language=work.workspace.language,
                recall=lessons.recalled(work),
                stages=work.workspace.policy.own_stages,
            )
            yield lambda text, at: language.understand(text, replace(here, at=at))

    @contextmanager
    def examples(self, workspace: WorkspaceId) -> Iterator[Iterator[Mapping[str, Any]]]:
        """What was confirmed in this workspace, as plain data."""
        with self.store.reading(workspace) as work:
            yield lessons.told(work)

    @contextmanager
    def finder(self, workspace: WorkspaceId) -> Iterator[Callable[[str, str], Matches]]:
        """Looks customers up by any of their names, whole or in a sentence, for a member (a name, or nobody)."""
        with self.store.reading(workspace) as work:

            @cache
            def asker(who: str) -> Asker:
                member = next(iter(work.people.named(who)), None) if who else None
                return Asker(names=work.names, member_id=member.id if member else "")

            yield lambda text, who: language.find(text, asker(who))

    def form_behind(self, identity: Identity, button: str) -> str:
        """The command whose form this person's button opens; "" of other buttons and of others'."""
        behind = self.store.behind(identity)
        if behind is None:
            return ""
        with self.store.reading(behind.workspace_id) as work:
            sealed = work.conversations.sealed(button)
        if sealed is None or sealed.member_id != behind.member.id:
            return ""
        return sealed.command.command if isinstance(sealed.command, OpenForm) else ""

    def _behind(self, identity: Identity) -> Behind:
        behind = self.store.behind(identity)
        if behind is None:
            raise UnknownMember
        return behind

    def _own(self, turn: Turn) -> Sequence[Choice]:
        owned = turn.work.customers.owned(turn.actor.id, MOST_ACCOUNTS)
        return [Choice(each.id, each.name) for each in owned]

    def _turn(self, work: Work, behind: Behind, *, group: bool = False) -> Turn:
        calendar = self.calendars(work.workspace)
        return Turn(work=work, actor=behind.member, now=self.clock(), calendar=calendar, group=group)

    def _show(self, command: Command, turn: Turn) -> Card:
        return self._spoken(handle(command, turn), turn)

    def _spoken(self, result: Result, turn: Turn) -> Card:
        """Without its buttons: nobody could press them there."""
        say = Say(
            language=turn.actor.language,
            zone=turn.actor.zone,
            now=turn.now,
            member=turn.actor,
            workspace=turn.workspace,
            group=turn.group,
        )
        return replace(language.speak(result, say), buttons=())


def _brief_of(choice: Choice) -> Brief:
    return Brief(customer=Mention(choice.name, choice.id, choice.name))
