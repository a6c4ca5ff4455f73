"""Plays a transcript on the real road, store and language, and tells what everybody got to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot import language
from bot.adapters.store import SqlStore
from bot.conversation import Conversation
from bot.domain.alerts import SendAlerts
from bot.domain.base import Command, Result
from bot.domain.calendar import WeekdaysOnly
from bot.domain.chat import Address, Card, Filled, Identity, Incoming, Outgoing, Platform, SharedContact
from bot.domain.mail import Departure
from bot.domain.ownership import RecyclePool, SendNews
from bot.domain.routines import (
    RoutineDone,
    SendDigests,
    SendDueReminders,
    WatchCases,
    WatchMeetings,
    WatchPromises,
    WatchQuotes,
)
from bot.domain.scoring import ScoreAccounts
from bot.domain.summaries import SendSummaries
from bot.handlers import Ways
from tests.conversations.past import remember
from tests.conversations.script import Script, Step
from tests.conversations.team import TEAM, settle

ROUTINES = (
    ScoreAccounts(),
    SendDueReminders(),
    WatchPromises(),
    WatchCases(),
    WatchMeetings(),
    SendDigests(),
    SendAlerts(),
    RecyclePool(),
    WatchQuotes(),
)
ASKED_FOR = {"news": SendNews(), "summaries": SendSummaries()}
"""Routines of those transcripts only whose preamble names them."""
PACE = timedelta(seconds=5)
CONTACT = re.compile(r"\(contact ([^)]*)\)")
FORM = re.compile(r"\(form (\w+): ([^)]*)\)")
BUTTON = re.compile(r"\[([^\[\]]+)\]")
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@dataclass(frozen=True, slots=True)
class Heard:
    """A card that arrived: in which chat, under which message id."""

    chat: str
    card: Card
    message: str
    replaces: str = ""

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(button.label for row in self.card.buttons for button in row)


@dataclass(slots=True)
class Stage:
    """One run of one conversation."""

    store: SqlStore
    now: datetime
    besides: tuple[Command, ...] = ()
    heard: list[Heard] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    code: str = ""
    count: int = 0
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.conversation = Conversation(
            store=self.store,
            understand=language.understand,
            calendars=lambda _workspace: WeekdaysOnly(),
            clock=lambda: self.now,
            ways=Ways(out=lambda member, customer: f"https://yinuo.example/export/{member}-{customer}"),
        )

    def play(self, step: Step) -> list[Heard]:
        """Do what the step says; what arrived because of it, in order."""
        if step.until is not None:
            self.now = step.until.astimezone(UTC)
            for routine in (*ROUTINES, *self.besides):
                while _goes_on(self.conversation.routine(TEAM, routine)):
                    pass
        else:
            self.now += PACE
            self.conversation.receive(self._incoming(step))
        arrived = list(self._delivered())
        self.heard += arrived
        return arrived

    def _incoming(self, step: Step) -> Incoming:
        self.count += 1
        chat = step.group or step.who
        text = step.text.replace("<code>", self.code)
        pressed = self._pressed(text, chat)
        filled, shared = _filled(text), _shared(text)
        message = pressed.message if pressed else self._message(step)
        return Incoming(
            event=f"e{self.count}",
            at=self.now,
            sender=Identity(Platform.WEB, "", step.who),
            address=Address(Platform.WEB, "", chat),
            group=bool(step.group),
            text="" if pressed or filled or shared else text,
            button=_id_of(pressed.card, text[1:-1]) if pressed else "",
            message=message,
            edited=bool(step.edits),
            filled=filled,
            contact=shared,
            callback=f"c{self.count}" if pressed else "",
            language="en" if step.who.isascii() else "zh",
            name=step.who,
        )

    def _message(self, step: Step) -> str:
        """A new message of this person, or the one that they edit."""
        mine = self.said.setdefault(f"{step.who}@{step.group}", [])
        if step.edits:
            return mine[step.edits - 1]
        mine.append(f"m{self.count}")
        return mine[-1]

    def _pressed(self, text: str, chat: str) -> Heard | None:
        """The newest card in this chat that has the button."""
        if not (text.startswith("[") and text.endswith("]")):
            return None
        cards = (each for each in reversed(self.heard) if each.chat == chat and text[1:-1] in each.buttons)
        found = next(cards, None)
        if found is None:
            raise AssertionError(f"no card in the chat of {chat} has a button {text}")
        return found

    def _delivered(self) -> Iterator[Heard]:
        """Empty the outbox as the delivery does: claim, compose pushes, send."""
        at = self.now
        while departure := self.store.outbox.claim(at):
            at += PACE
            card = self._composed(departure)
            if card is None:
                self.store.outbox.failed(departure, "nothing left to say")
                continue
            self.count += 1
            message = departure.outgoing.replaces or f"b{self.count}"
            self.store.outbox.sent(departure, message)
            self.code = next(iter(CODE.findall(card.plain())), self.code)
            yield Heard(departure.outgoing.address.chat, card, message, departure.outgoing.replaces)
        self.now = at

    def _composed(self, departure: Departure) -> Card | None:
        outgoing: Outgoing = departure.outgoing
        return outgoing.card or self.conversation.compose(departure.workspace_id, outgoing)


def staged(store: SqlStore, script: Script) -> Stage:
    """The team of a script on an empty store, at its first minute."""
    settle(store, script.setting)
    remember(store, script.setting)
    besides = tuple(each for name, each in ASKED_FOR.items() if name in script.setting.facts)
    return Stage(store, script.setting.now.astimezone(UTC), besides)


def _goes_on(result: Result) -> bool:
    return isinstance(result, RoutineDone) and result.more


def _id_of(card: Card, label: str) -> str:
    return next(button.id for row in card.buttons for button in row if button.label == label)


def _filled(text: str) -> Filled | None:
    """`(form make_promise: customer=泰禾; what=送样)`."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    fields = (each.strip().partition("=") for each in found[2].split(";"))
    return Filled(command=found[1], fields=tuple((name, value) for name, _, value in fields))


def _shared(text: str) -> SharedContact | None:
    """`(contact 王丽, 13900001111, 泰禾)`: the name, the phone, the organisation."""
    found = CONTACT.fullmatch(text)
    if found is None:
        return None
    name, phone, organisation, *_ = [*(each.strip() for each in found[1].split(",")), "", ""]
    return SharedContact(name=name, phone=phone, organisation=organisation)
