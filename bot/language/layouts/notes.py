"""Notes as cards: what was understood, slot by slot."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any, Final

from bot.domain.chat import Card
from bot.domain.interactions import Channel, Facts, Interaction, Topic
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.preferences import Preference
from bot.language import sums
from bot.language.layouts.parts import at_customer, block, newcomer, unstopped, who
from bot.language.speak import Say, says

FIGURES: Final = frozenset({Topic.QUOTE, Topic.DEAL, Topic.ORDER, Topic.PAYMENT})
NAMED: Final = ("person", "product", "source", "competitor", "reason", "referrer")
Telling = Callable[[Facts, Say, bool], str]


@says(Noted)
def noted(result: Noted, say: Say) -> Card:
    """What was read, in one line, and what does not follow from it yet."""
    but = f"notes.but.{result.interaction.topic}"
    told = block(say(but) if say.has(but) else "")
    return Card(title_of(result, say), told, newcomer(result.customer, result.person, say))


def title_of(result: Noted, say: Say, *, head: str = "") -> str:
    """The line that every note starts with: `已记下：给泰禾报价，A款，¥2,800/台`."""
    note, customer = result.interaction, result.customer
    whom = at_customer(customer, result.contact, say) if customer else ""
    by = "" if say.is_me(note.member_id) else say("notes.by", by=who(result.by, say))
    day = "" if note.day == say.today else say("notes.on", day=say.day(note.day))
    return say("notes.noted", by=by, day=day, note=note_of(note, whom, say, head=head))


def note_of(note: Interaction, whom: str, say: Say, *, hidden: bool = False, head: str = "") -> str:
    """`给泰禾报价，A款，¥2,800/台，账期60天`; `hidden` stars its sums, `head` is another key than the topic's."""
    head = say(f"notes.head.{head or note.topic or 'campaign'}", whom=whom).strip()
    details = details_of(note, say, hidden=hidden, head=head)
    return say("interactions.with_what", how=head, what=details) if head and details else head or details


def details_of(note: Interaction, say: Say, *, hidden: bool = False, head: str = "") -> str:
    """The slots and the words, nothing twice; the words go last where figures are what matters."""
    said = unstopped(note.what)
    words = [] if said.lower() in head.lower() else [say.words(said, hidden=hidden)]
    facts = _facts(_besides(said, note.facts), note.topic, say, hidden=hidden)
    told = [*facts, *words] if note.topic in FIGURES else [*words, *facts]
    return say("parts.joined").join(filter(None, told))


def slots_of(facts: Facts, topic: Topic, say: Say, *, hidden: bool = False) -> str:
    """The slots alone, as they read."""
    return say("parts.joined").join(filter(None, _facts(facts, topic, say, hidden=hidden)))


def _besides(words: str, facts: Facts | None) -> Facts | None:
    """The slots without the names that the words say already."""
    if facts is None:
        return None
    said: dict[str, Any] = {each: "" for each in NAMED if getattr(facts, each) in words}
    return replace(facts, **said)


def _facts(facts: Facts | None, topic: Topic | None, say: Say, *, hidden: bool) -> Iterator[str]:
    """Each slot as it reads; in the order in which people say them."""
    if facts is None:
        return
    for tell in TELLING:
        yield tell(facts, say, hidden)
    if topic is Topic.PREFERENCE:
        channel = Channel(facts.channel) if facts.channel else None
        yield wish_text(channel, Preference(facts.pref or Preference.NEVER), facts.at, say)
    elif facts.channel:
        yield say("notes.via", channel=say(f"channels.{facts.channel}"))


def _price(facts: Facts, say: Say, hidden: bool) -> str:
    if facts.amount is None:
        return ""
    price = sum_of(facts.amount, say, hidden=hidden)
    if facts.upto:
        price = say("notes.range", low=price, high=sum_of(facts.upto, say, hidden=hidden))
    return say("notes.each", price=price, unit=facts.unit) if facts.unit else price


def sum_of(money: Money, say: Say, *, hidden: bool) -> str:
    return sums.hidden(say.language, money.currency) if hidden else say.money(money)


def _quantity(facts: Facts, say: Say, _hidden: bool) -> str:
    if facts.qty is None:
        return ""
    several = facts.unit.isascii() and facts.unit and facts.qty != 1
    unit = facts.unit.removesuffix("s") + "s" if several else facts.unit
    return say("notes.qty", qty=sums.number(facts.qty), unit=unit).strip()


def _discount(facts: Facts, say: Say, _hidden: bool) -> str:
    return "" if facts.discount is None else sums.reduced(facts.discount, say.language)


def _term(facts: Facts, say: Say, _hidden: bool) -> str:
    if facts.term is None:
        return ""
    return say("notes.term", days=facts.term) if facts.term else say("notes.on_delivery")


def _worded(slot: str, key: str) -> Telling:
    """A slot that is text or a figure, with the words around it."""

    def tell(facts: Facts, say: Say, _hidden: bool) -> str:
        value = getattr(facts, slot)
        if value in {None, ""}:
            return ""
        return say(key, value=sums.number(value) if isinstance(value, Decimal) else value)

    return tell


def _dated(slot: str, key: str) -> Telling:
    """A slot that is a day."""

    def tell(facts: Facts, say: Say, _hidden: bool) -> str:
        moment = getattr(facts, slot)
        return say(key, day=say.moment(moment)) if moment else ""

    return tell


def _stage(facts: Facts, say: Say, _hidden: bool) -> str:
    return stage_name(facts.stage, say)


def stage_name(stage: str, say: Say) -> str:
    """A stage as people read it; those that a workspace named itself stand as they are."""
    key = f"notes.stage.{stage}"
    return say(key) if say.has(key) else stage


def _confidence(facts: Facts, say: Say, _hidden: bool) -> str:
    return say(f"notes.confidence.{facts.confidence}") if facts.confidence else ""


def wish_text(channel: Channel | None, pref: Preference, at: time | None, say: Say) -> str:
    """How somebody wants (not) to be contacted: 不要发邮件, no calls before 10 am."""
    how = say(f"notes.how.{channel or 'contact'}")
    return say(f"notes.wish.{pref}", how=how, at=say.time(at) if at else "")


TELLING: Final[tuple[Telling, ...]] = (
    _worded("person", "notes.person"),
    _worded("product", "notes.product"),
    _stage,
    _price,
    _quantity,
    _discount,
    _worded("rate", "notes.rate"),
    _term,
    _dated("delivery", "notes.delivery"),
    _worded("lead", "notes.lead"),
    _dated("valid_until", "notes.valid_until"),
    _dated("close_date", "notes.close_date"),
    _worded("probability", "notes.probability"),
    _confidence,
    _worded("competitor", "notes.competitor"),
    _worded("reason", "notes.reason"),
    _worded("referrer", "notes.referrer"),
    _worded("source", "notes.source"),
    _dated("due", "notes.due"),
)
