"""Quotes: logged with what they contradict, and looked up with what stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.domain.base import Mention, QuoteId, new_id
from bot.domain.conflicts import Known, ended
from bot.domain.customers import Customer
from bot.domain.interactions import Facts, Interaction, Topic
from bot.domain.limits import excess_of
from bot.domain.moment import Moment
from bot.domain.notes import Noted
from bot.domain.people import Member
from bot.domain.products import Product
from bot.domain.quotes import CheckQuotes, LogQuote, Offered, Quote, QuoteLogged, QuotesChecked
from bot.handlers.conflicts import clashes_of, offered, settle_in
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_if_said
from bot.handlers.warning import tell_of

SHOWN: Final = 8
"""Quotes on one phone screen."""
SEARCHED: Final = 200
"""Quotes looked through for a product."""
FIGURES: Final = ("amount", "upto", "unit", "qty", "discount", "rate", "term", "lead")
"""What the sentence, a note in the history and a quote call by the same names."""
KINDS: Final = ("total", "about", "tax", "freight", "exclusive", "agreed", "revises")
"""What only the sentence tells besides."""


@handles(LogQuote)
def log_quote(command: LogQuote, turn: Turn) -> QuoteLogged:
    """Keep it at once; whatever it contradicts or replaces follows from what stood before."""
    noted = told(command, turn, Topic.QUOTE)
    quote = _quote(command, noted, turn)
    turn.work.add(quote)
    found = settle_in(quote, turn)
    return QuoteLogged(
        interaction=noted.interaction,
        customer=noted.customer,
        contact=noted.contact,
        by=noted.by,
        person=noted.person,
        quote=quote,
        clashes=found.clashes,
        replaced=found.replaced,
        told=tell_of(quote, [each.besides(quote.id) for each in found.clashes], turn),
    )


def _quote(command: LogQuote, noted: Noted, turn: Turn) -> Quote:
    note = noted.interaction
    product = turn.work.get(Product, note.product_id)
    meant = command.product
    quote = Quote(
        id=QuoteId(new_id()),
        customer_id=note.customer_id,
        contact_id=note.contact_id,
        member_id=note.member_id,
        interaction_id=note.id,
        product_id=note.product_id,
        product=product.name if product else (meant.name or meant.said) if meant else "",
        **{name: getattr(command, name) for name in (*FIGURES, *KINDS)},
        delivery=_day(command.delivery),
        valid_until=_day(command.valid_until),
        day=note.day,
        at=note.at,
        said=note.said,
        source=note.source,
        recorded_by=turn.actor.id,
    )
    return replace(quote, excess=excess_of(quote, product, turn.workspace.policy))


def _day(moment: Moment | None) -> date | None:
    return moment.day if moment else None


@handles(CheckQuotes)
def check_quotes(command: CheckQuotes, turn: Turn) -> QuotesChecked:
    """What stands first; what does not any more says why."""
    customer = customer_if_said(command, command.customer, turn)
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    quotes = [each for each in _ledger(customer, by, turn) if _of(each, command.product)]
    product = (command.product.name or command.product.said) if command.product else ""
    asked = (customer.short if customer else "", product, by.name if by else "")
    return QuotesChecked(
        customer=customer,
        name=" ".join(filter(None, asked)),
        lines=_lines(_ordered(quotes, turn)[:SHOWN], turn),
        total=len(quotes),
    )


def _ledger(customer: Customer | None, by: Member | None, turn: Turn) -> Sequence[Quote]:
    """The newest first; what was noted before there was a ledger is read from the history."""
    whose, whom = by.id if by else None, customer.id if customer else None
    quotes = turn.work.quotes.of(customer.id) if customer else turn.work.quotes.by(whose, SEARCHED)
    own = [each for each in quotes if whose in {None, each.member_id}]
    kept = {each.interaction_id for each in quotes}
    notes = turn.work.interactions.noted(Topic.QUOTE, customer=whom, by=whose, limit=SEARCHED)
    earlier = [_from_note(each) for each in notes if each.id not in kept]
    return sorted([*own, *earlier], key=lambda each: (each.day, each.at, each.id), reverse=True)


def _from_note(note: Interaction) -> Quote:
    """A quote that is only in the history, as far as its slots tell."""
    facts = note.facts or Facts()
    return Quote(
        id=QuoteId(note.id),
        customer_id=note.customer_id,
        member_id=note.member_id,
        interaction_id=note.id,
        product_id=note.product_id,
        product=facts.product,
        **{name: getattr(facts, name) for name in FIGURES},
        delivery=_day(facts.delivery),
        valid_until=_day(facts.valid_until),
        day=note.day,
        at=note.at,
        said=note.said,
        source=note.source,
        recorded_by=note.member_id,
    )


def _of(quote: Quote, product: Mention | None) -> bool:
    """Whether it is a quote of the product asked for: by id, or by the name it was told under."""
    if product is None or (product.id and product.id == quote.product_id):
        return True
    told_as = quote.product.casefold()
    return told_as != "" and told_as in {product.name.casefold(), product.said.casefold()}


def _ordered(quotes: Sequence[Quote], turn: Turn) -> Sequence[Quote]:
    """Agreed terms, what stands, what is over; each with the newest first."""
    known = Known(today=turn.today, policy=turn.workspace.policy)
    return sorted(quotes, key=lambda each: (ended(each, known) is not None, not each.agreed))


def _lines(quotes: Sequence[Quote], turn: Turn) -> tuple[Offered, ...]:
    """Each with the colleagues whose quotes contradict it."""
    names: dict[str, list[str]] = {each.id: [] for each in quotes}
    for clash in clashes_of(turn.work.conflicts.open_among([each.id for each in quotes]), turn):
        for one, other in ((clash.first, clash.second), (clash.second, clash.first)):
            names.setdefault(one.quote.id, []).append(other.by)
    return tuple(
        replace(offered(each, turn), disputed=tuple(dict.fromkeys(names[each.id]))) for each in quotes
    )
