"""The one road of a message: inbox mark → who → what → may they → handle → journal and outbox → card."""

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce

from bot import language, lessons
from bot.domain.audit import Amended, Undo, Undone
from bot.domain.base import Command, CustomerId, Mention, Result, WorkspaceId, new_id
from bot.domain.calendar import WorkCalendar
from bot.domain.chat import Address, Card, Incoming, Outgoing
from bot.domain.contacts import Contact
from bot.domain.customers import Customer, NewCustomer
from bot.domain.errors import Question, Refusal, StaleButton, TryAgain
from bot.domain.examples import Confirmed
from bot.domain.guide import NEW, NONE, Answer, Dropped, NotUnderstood
from bot.domain.handover import gathered
from bot.domain.people import LOBBY, Behind, CreateWorkspace, Invited, Member, Workspace, reach
from bot.domain.ports import Focus, Pending, Sealed, Store, Work
from bot.domain.scoring import ScoreAccounts
from bot.door import Door, hinted
from bot.handlers import CLOCK, Turn, Ways, give_back, handle, learn, notify, seal, take_back, tell
from bot.language import Hearing, Inquire, Say, Understand, Understood
from bot.nightly import score

log = logging.getLogger(__name__)

FOCUS_LASTS = timedelta(minutes=60)
BUTTON_LASTS = timedelta(days=30)


class _Rehearsed(Exception):
    """The end of a rehearsal."""


@dataclass(slots=True)
class Answered:
    """What came of a message so far: cards in order, what still waits for an answer, and where it goes."""

    results: list[Result] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    asked: list[tuple[Question, Command]] = field(default_factory=list)
    replaces: str = ""

    @property
    def settled(self) -> bool:
        """Whether all of it was done."""
        return bool(self.results) and not self.asked and not self.cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything a message needs on its road; `clock` gives the time in UTC."""

    store: Store
    understand: Understand
    calendars: Callable[[Workspace], WorkCalendar]
    clock: Callable[[], datetime]
    ways: Ways = Ways()
    inquire: Inquire | None = None

    @property
    def door(self) -> Door:
        return Door(store=self.store, clock=self.clock)

    def receive(self, incoming: Incoming) -> Card | None:
        """Carry one message out, once, in one transaction; the card returned is also in the outbox.

        None when the event was handled before. TryAgain passes through: nothing was written.
        """
        try:
            return self._receive(incoming)
        except TryAgain:
            raise
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("fault %s in %s", reference, incoming.source)
            return self._apologise(incoming, reference)

    def compose(self, workspace: WorkspaceId, outgoing: Outgoing) -> Card | None:
        """The card of a push, in the language its reader has now; None when there is nothing left to say."""
        if outgoing.push is None:
            return outgoing.card
        with self.store.work(workspace) as work:
            member = work.get(Member, outgoing.member)
            if member is None or not member.active:
                return None
            turn = self._turn(work, member)
            result = tell(outgoing.push, turn)
            if result is None:
                return None
            return self._seal(language.speak(result, self._say(turn)), turn, outgoing.address)

    def routine(self, workspace: WorkspaceId, command: Command) -> Result:
        """Carry out what the clock (or the command line) asks for."""
        if isinstance(command, CreateWorkspace):
            return self.door.found(command)
        if isinstance(command, ScoreAccounts):
            return score(self.store, workspace, command, self.by_clock)
        with self.store.work(workspace) as work:
            turn = self.by_clock(work)
            turn.begin((command,))
            return handle(command, turn)

    @contextmanager
    def rehearsal(self, workspace: WorkspaceId) -> Iterator[Callable[[Command], Result]]:
        """Carry commands out for real, each seeing what the ones before did, and then take it all back."""
        with suppress(_Rehearsed), self.store.work(workspace) as work:
            turn = self.by_clock(work)
            yield lambda command: handle(command, turn)
            raise _Rehearsed

    def by_clock(self, work: Work) -> Turn:
        """Nobody speaks, and all may be done."""
        return self._turn(work, replace(CLOCK, zone=work.workspace.zone))

    def _receive(self, incoming: Incoming) -> Card | None:
        behind = self.store.behind(incoming.sender)
        code = language.code_in(incoming.text)
        if behind is None or (code and len(incoming.text.strip()) > len(code)):
            return self.door.open(code, incoming, behind)
        advice = self._advice(incoming, behind)
        with self.store.work(behind.workspace_id) as work:
            if not work.mailbox.first_time(incoming):
                return None
            self.door.reopen(behind.link, incoming, work)
            turn = self._turn(work, behind.member, incoming)
            try:
                with work.attempt():
                    answered = self._answer(incoming, turn, advice)
            except Refusal as refusal:
                answered = Answered(cards=[language.refuse(refusal, self._say(turn))])
                if isinstance(refusal, StaleButton):
                    work.journal.note("stale_button", incoming.button)
            return self._reply(incoming, turn, answered, behind)

    def _advice(self, incoming: Incoming, behind: Behind) -> Sequence[Command]:
        """What a second reader makes of it, where there is one; asked while no transaction is open."""
        if self.inquire is None or not incoming.text or incoming.button:
            return ()
        with self.store.reading(behind.workspace_id) as work:
            turn = self._turn(work, behind.member, incoming)
            pending = work.conversations.pending(behind.member.id, incoming.address)
            answers = pending is not None and language.choice_in(incoming.text, pending) != ""
            inquiry = None if answers else self.inquire(incoming.text, self._hearing(turn))
        return inquiry() if inquiry else ()

    def _answer(self, incoming: Incoming, turn: Turn, advice: Sequence[Command] = ()) -> Answered:
        if incoming.button:
            return self._pressed(incoming, turn)
        answered = Answered()
        if incoming.edited:
            answered.replaces = turn.work.mailbox.answer_to(incoming.source)
            self._take_back(incoming, turn)
        pending = turn.work.conversations.pending(turn.actor.id, incoming.address)
        choice = language.choice_in(incoming.text, pending) if pending else ""
        if pending and choice:
            self._settle(pending, choice, turn, answered)
            return answered
        understood = self._understood(incoming, turn)
        self._carry_out(understood.commands, turn, answered)
        if not understood.commands:
            guesses = lessons.merged(advice, understood.guesses)
            answered.results.append(NotUnderstood(said=incoming.text, guesses=guesses))
        return answered

    def _pressed(self, incoming: Incoming, turn: Turn) -> Answered:
        sealed = turn.work.conversations.sealed(incoming.button)
        if sealed is None or not self._presses(sealed, incoming, turn):
            raise StaleButton
        if not sealed.command.reads:
            turn.work.conversations.use(sealed, turn.now)
        answered = Answered(replaces="" if sealed.stays else incoming.message)
        if isinstance(sealed.command, Answer):
            pending = turn.work.conversations.pending(turn.actor.id, incoming.address)
            if pending is None or pending.id != sealed.command.question:
                raise StaleButton
            self._settle(pending, sealed.command.choice, turn, answered)
        else:
            self._do(sealed, turn, answered)
        return answered

    def _do(self, sealed: Sealed, turn: Turn, answered: Answered) -> None:
        """What stands on a button; a guess is done as if it had been said so."""
        if sealed.source:
            turn.said, turn.source = sealed.said, sealed.source
        self._carry_out((sealed.command,), turn, answered)
        if sealed.source and answered.settled:
            lessons.keep((sealed.command,), Confirmed.GUESS, turn, self._hearing(turn))

    def _presses(self, sealed: Sealed, incoming: Incoming, turn: Turn) -> bool:
        """Whether this button is this person's, stands in this chat, and still counts."""
        return (
            sealed.member_id == turn.actor.id
            and sealed.address == incoming.address
            and sealed.used_at is None
            and turn.now - sealed.at < BUTTON_LASTS
        )

    def _understood(self, incoming: Incoming, turn: Turn) -> Understood:
        hearing = self._hearing(turn)
        if incoming.filled:
            return language.from_form(incoming.filled, hearing)
        if incoming.contact:
            return language.from_contact(incoming.contact, hearing)
        return self.understand(incoming.text, hearing)

    def _carry_out(self, commands: Sequence[Command], turn: Turn, answered: Answered) -> None:
        commands = gathered(commands)
        turn.begin(commands)
        for command in commands:
            try:
                with turn.work.attempt():
                    answered.results.append(handle(command, turn))
            except Question as question:
                answered.asked.append((question, command))
            except Refusal as refusal:
                answered.cards.append(language.refuse(refusal, self._say(turn)))
        notify(commands, turn)
        if any(isinstance(each, Amended) for each in answered.results):
            done = turn.work.journal.action(turn.action)
            lessons.keep(done.commands if done else (), Confirmed.AMENDED, turn, self._hearing(turn))

    def _settle(self, pending: Pending, choice: str, turn: Turn, answered: Answered) -> None:
        """Go on with the commands that waited, now that the choice is made."""
        turn.work.conversations.settle(pending.id)
        turn.said, turn.source = pending.said, pending.source
        if choice == NONE:
            answered.results.append(Dropped(said=pending.said))
            return
        chosen = _chosen(pending, choice)
        said = lessons.whole(pending, chosen, turn.work)
        self._carry_out(chosen, turn, answered)
        picked = next((each for each in pending.choices if each.id == choice), None)
        if picked and pending.about == "customer":
            learn(CustomerId(picked.id), pending.mention.said, turn)
        if answered.settled:
            lessons.keep(said, Confirmed.ANSWER, turn, self._hearing(turn))

    def _take_back(self, incoming: Incoming, turn: Turn) -> None:
        """Undo what the message logged before it was edited."""
        for action in turn.work.journal.of_source(incoming.source):
            if action.member_id == turn.actor.id:
                turn.begin((Undo(action=action.id),), undoes=action.id)
                take_back(action, turn)

    def _reply(self, incoming: Incoming, turn: Turn, answered: Answered, behind: Behind) -> Card:
        """Put the answer into the outbox, and what the group must not see into the private chat."""
        private = incoming.group and any(result.private for result in answered.results)
        say = self._say(turn, private=private)
        address = reach(behind.link) if private else incoming.address
        card = self._card(turn, answered, address, say)
        self._keep_focus(turn, incoming.address)
        reply = Outgoing(
            address=address,
            card=card,
            member=turn.actor.id,
            replaces="" if private or card.notice else answered.replaces,
            answers=incoming.source,
            callback="" if private else incoming.callback,
            user=incoming.sender.user,
        )
        turn.work.mailbox.send(reply)
        if private:
            hint = replace(reply, address=incoming.address, card=language.sent_privately(say), replaces="")
            turn.work.mailbox.send(replace(hint, callback=incoming.callback))
        return card

    def _card(self, turn: Turn, answered: Answered, address: Address, say: Say) -> Card:
        """All that came of the message as one card: refusals, results, what one gets back, the question."""
        results = [*answered.results, *give_back(answered.results, turn)]
        cards = [*answered.cards, *(language.speak(result, say) for result in results)]
        if answered.asked:
            cards.append(language.ask(self._ask(answered.asked, turn, address), say))
        undoable = turn.work.changed and not any(
            isinstance(each, Undone | Invited) for each in answered.results
        )
        if undoable:
            cards.append(Card(buttons=((language.undo_button(turn.action, say),),)))
        return self._seal(reduce(Card.followed_by, cards) if cards else Card(), turn, address)

    def _ask(self, asked: Sequence[tuple[Question, Command]], turn: Turn, address: Address) -> Pending:
        """Keep the first question with every command that waits; the others ask when their turn comes."""
        question = asked[0][0]
        pending = Pending(
            id=new_id(),
            member_id=turn.actor.id,
            address=address,
            commands=tuple(command for _, command in asked),
            slot=question.slot,
            about=question.about,
            mention=question.mention,
            choices=question.choices,
            new=question.new,
            said=turn.said,
            source=turn.source,
            asked_at=turn.now,
        )
        turn.work.conversations.ask(pending)
        return pending

    def _seal(self, card: Card, turn: Turn, address: Address) -> Card:
        who, at = turn.actor.id, turn.now
        return seal(card, who, address, turn.work, at, said=turn.said, source=turn.source)

    def _apologise(self, incoming: Incoming, reference: str) -> Card | None:
        behind = self.store.behind(incoming.sender)
        member = behind.member if behind else None
        tongue = member.language if member else hinted(incoming)
        say = Say(language=tongue, zone="UTC", now=self.clock(), member=member)
        card = language.fault(reference, say)
        with self.store.work(behind.workspace_id if behind else LOBBY) as work:
            if not work.mailbox.first_time(incoming):
                return None
            work.mailbox.send(
                Outgoing(
                    address=incoming.address,
                    card=card,
                    answers=incoming.source,
                    callback=incoming.callback,
                    user=incoming.sender.user,
                )
            )
        return card

    def _turn(self, work: Work, member: Member, incoming: Incoming | None = None) -> Turn:
        now = self.clock()
        turn = Turn(
            work=work,
            actor=member,
            now=now,
            calendar=self.calendars(work.workspace),
            ways=self.ways,
        )
        if incoming is None:
            return turn
        focus = work.conversations.focus(member.id, incoming.address)
        fresh = focus.at is not None and now - focus.at < FOCUS_LASTS
        return replace(
            turn,
            said=incoming.text,
            source=incoming.source,
            group=incoming.group,
            focus=focus if fresh else Focus(),
        )

    def _keep_focus(self, turn: Turn, address: Address) -> None:
        action = turn.action if turn.work.changed else turn.focus.action_id
        focus = replace(turn.focus, action_id=action, at=turn.now)
        turn.work.conversations.set_focus(turn.actor.id, address, focus)

    def _hearing(self, turn: Turn) -> Hearing:
        customer = turn.work.get(Customer, turn.focus.customer_id)
        contact = turn.work.get(Contact, turn.focus.contact_id)
        return Hearing(
            at=turn.here,
            names=turn.work.names,
            calendar=turn.calendar,
            policy=turn.workspace.dates,
            currency=turn.workspace.currency,
            member=turn.actor,
            customer=Mention("", customer.id, customer.name) if customer else None,
            contact=Mention("", contact.id, contact.name) if contact else None,
            language=turn.actor.language,
            shares_names=turn.workspace.share_names,
            stages=turn.workspace.policy.own_stages,
            recall=lessons.recalled(turn.work),
        )

    def _say(self, turn: Turn, *, private: bool = False) -> Say:
        return Say(
            language=turn.actor.language,
            zone=turn.actor.zone,
            now=turn.now,
            member=turn.actor,
            workspace=turn.workspace,
            group=turn.group and not private,
        )


def _chosen(pending: Pending, choice: str) -> tuple[Command, ...]:
    """The waiting commands with the choice in the slot that was asked for, in all that meant the same."""
    if choice == NEW:
        return (NewCustomer(name=pending.mention.said, sure=True), *pending.commands)
    picked = next((each for each in pending.choices if each.id == choice), None)
    if picked is None:
        raise StaleButton
    meant = pending.mention.meaning(picked)

    def fill(command: Command) -> Command:
        if getattr(command, pending.slot, None) not in {pending.mention, None}:
            return command
        return replace(command, **{pending.slot: meant})

    return tuple(fill(command) for command in pending.commands)
