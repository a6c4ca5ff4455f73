"""Whether two quotes contradict each other, in what, and which of them the customer may hold us to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.domain.policy import Policy
from bot.domain.prices import gap
from bot.domain.products import Product
from bot.domain.quotes import Quote, QuoteState


class Kind(StrEnum):
    """In what two quotes differ."""

    PRICE = "price"
    DISCOUNT = "discount"
    TERM = "term"
    DELIVERY = "delivery"
    EXCLUSIVITY = "exclusivity"


class Stands(StrEnum):
    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"


class Why(StrEnum):
    """What decides between two quotes."""

    AGREED = "agreed"
    ORDERED = "ordered"
    REVISED = "revised"
    LATER = "later"
    FIRM = "firm"
    BETTER = "better"
    MIXED = "mixed"
    RESERVED = "reserved"
    SAME = "same"
    APART = "apart"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


ENDED: Final = frozenset({Why.EXPIRED, Why.OUTDATED, Why.WITHDRAWN, Why.SUPERSEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known besides two quotes; `product` is the one of both, where there is such a row."""

    today: date
    policy: Policy = Policy()
    product: Product | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kinds` is what differs, whether or not that is a conflict: a rep may change their own mind."""

    stands: Stands
    why: Why
    kinds: tuple[Kind, ...] = ()
    conflict: bool = False


def compare(first: Quote, second: Quote, known: Known) -> Verdict:
    """Judge two quotes, the earlier one first."""
    if first.customer_id != second.customer_id:
        return _reserved(first, second, known)
    if apart(first, second):
        return Verdict(Stands.NEITHER, Why.APART)
    return (
        _one_ended(first, second, known) or _replaced(first, second, known) or _judged(first, second, known)
    )


def ended(quote: Quote, known: Known) -> Why | None:
    """Why a quote no longer counts today; agreed terms and orders do not grow old."""
    if quote.state is QuoteState.WITHDRAWN:
        return Why.WITHDRAWN
    if quote.state is QuoteState.SUPERSEDED:
        return Why.SUPERSEDED
    if quote.valid_until is not None:
        return Why.EXPIRED if quote.valid_until < known.today else None
    old = known.today - quote.day > timedelta(days=known.policy.quotes.valid_days)
    return Why.OUTDATED if old and not binding(quote) else None


def binding(quote: Quote) -> bool:
    """What both sides have said yes to; it comes before whatever is merely quoted."""
    return quote.agreed or quote.ordered


def same_product(first: Quote, second: Quote) -> bool:
    if first.product_id and second.product_id:
        return first.product_id == second.product_id
    return first.product.casefold().strip() == second.product.casefold().strip()


def priced(quote: Quote) -> bool:
    return quote.amount is not None or quote.discount is not None


def points(quote: Quote) -> set[str]:
    """What a quote speaks of."""
    said = {
        "term": quote.term,
        "delivery": quote.delivery,
        "lead": quote.lead,
        "exclusive": quote.exclusive,
        "valid_until": quote.valid_until,
    }
    price = {"price"} if priced(quote) else set()
    return price | {name for name, value in said.items() if value is not None}


def apart(first: Quote, second: Quote) -> bool:
    """Whether they are about different things: products, quantities, or nobody knows what."""
    if _less(first.qty, second.qty):
        return True
    if _general(first) or _general(second):
        return False
    if not first.product and not second.product:
        return not _same_goods(first, second)
    return not same_product(first, second)


def _general(quote: Quote) -> bool:
    """A term of payment for whatever the customer buys."""
    return not quote.product and not priced(quote) and quote.term is not None


def _same_goods(first: Quote, second: Quote) -> bool:
    """Without a product, ten seats are only known to be those ten seats by their number."""
    return first.qty is not None and (first.qty, first.unit) == (second.qty, second.unit)


def _reserved(first: Quote, second: Quote, known: Known) -> Verdict:
    """A product that one customer has to themselves, offered to another."""
    if not first.product or not same_product(first, second) or not (first.exclusive or second.exclusive):
        return Verdict(Stands.NEITHER, Why.APART)
    if ended(first, known) or ended(second, known):
        return Verdict(Stands.NEITHER, Why.APART)
    stands = Stands.FIRST if first.exclusive else Stands.SECOND
    return Verdict(stands, Why.RESERVED, (Kind.EXCLUSIVITY,), conflict=True)


def _one_ended(first: Quote, second: Quote, known: Known) -> Verdict | None:
    """A quote that still counts comes before one that does not."""
    over, later_over = ended(first, known), ended(second, known)
    if over:
        return Verdict(Stands.NEITHER if later_over else Stands.SECOND, over)
    return Verdict(Stands.FIRST, later_over) if later_over else None


def _replaced(first: Quote, second: Quote, known: Known) -> Verdict | None:
    """The second is meant to take the place of the first: agreed on, ordered at, or said to be a revision."""
    why = _meant(second)
    if why is None or first.ordered or (first.agreed and why is not Why.AGREED):
        return None
    kinds = tuple(differences(first, second, known))
    repeats = why is Why.REVISED and not kinds and not _own(first, second)
    return None if repeats else Verdict(Stands.SECOND, why, kinds)


def _meant(second: Quote) -> Why | None:
    """Why a quote takes the place of others by its own words."""
    whys = ((second.ordered, Why.ORDERED), (second.agreed, Why.AGREED), (second.revises, Why.REVISED))
    return next((why for holds, why in whys if holds), None)


def _own(first: Quote, second: Quote) -> bool:
    """Whether one colleague gave both, who may change their mind."""
    return first.member_id == second.member_id


def _judged(first: Quote, second: Quote, known: Known) -> Verdict:
    found = differences(first, second, known)
    kinds = tuple(found)
    if binding(first):
        why = Why.AGREED if first.agreed else Why.ORDERED
        return Verdict(Stands.FIRST, why, kinds, conflict=bool(kinds))
    conflict = bool(kinds) and not _own(first, second)
    if firmer := _firmer(first, second, found):
        return Verdict(firmer, Why.FIRM, kinds, conflict=conflict)
    if not kinds:
        return Verdict(Stands.NEITHER, Why.SAME if _comparable(first, second, known) else Why.UNKNOWN)
    return _better(found) if conflict else Verdict(Stands.SECOND, Why.LATER, kinds)


def _better(found: Mapping[Kind, Stands]) -> Verdict:
    """Of two live quotes the customer takes the better one, if either is better in every point."""
    best = {*found.values()}
    if len(best) > 1:
        return Verdict(Stands.NEITHER, Why.MIXED, tuple(found), conflict=True)
    return Verdict(best.pop(), Why.BETTER, tuple(found), conflict=True)


def _firmer(first: Quote, second: Quote, found: Mapping[Kind, Stands]) -> Stands | None:
    """A rough figure binds nobody; a figure inside a range settles it."""
    if not (priced(first) and priced(second)):
        return None
    vague = (first.about, second.about)
    if vague[0] == vague[1] and not found:
        vague = (first.upto is not None, second.upto is not None)
    if vague[0] == vague[1]:
        return None
    return Stands.SECOND if vague[0] else Stands.FIRST


def _comparable(first: Quote, second: Quote, known: Known) -> bool:
    both = priced(first) and priced(second)
    return not both or gap(first, second, known.product, known.policy) is not None


def differences(first: Quote, second: Quote, known: Known) -> dict[Kind, Stands]:
    """Each point in which they differ, with the one that is better for the customer."""
    term = {Kind.TERM: _more(first.term, second.term)}
    if _general(first) or _general(second):
        found = term
    else:
        days = (_ordinal(first.delivery), _ordinal(second.delivery))
        found = _price(first, second, known) | term
        found[Kind.DELIVERY] = _less(*days) or _less(first.lead, second.lead)
        found[Kind.EXCLUSIVITY] = _more(first.exclusive, second.exclusive)
    return {kind: better for kind, better in found.items() if better}


def _price(first: Quote, second: Quote, known: Known) -> dict[Kind, Stands | None]:
    same_start = first.amount == second.amount and first.total == second.total
    if first.discount is not None and second.discount is not None and same_start:
        return {Kind.DISCOUNT: _less(first.discount, second.discount)}
    apart_by = gap(first, second, known.product, known.policy)
    if not apart_by:
        return {}
    stands, *pair = (Stands.FIRST, first, second) if apart_by < 0 else (Stands.SECOND, second, first)
    return {} if _for_more(*pair) else {Kind.PRICE: stands}


def _for_more(cheaper: Quote, other: Quote) -> bool:
    """Whether the lower price is explained by a quantity that only it was given for."""
    return other.qty is None and cheaper.qty is not None and cheaper.qty > 1


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _less(one: Decimal | int | None, other: Decimal | int | None) -> Stands | None:
    """Which of two figures is less, when both were said and differ."""
    if one is None or other is None or one == other:
        return None
    return Stands.FIRST if one < other else Stands.SECOND


def _more(one: int | None, other: int | None) -> Stands | None:
    return _less(None if one is None else -one, None if other is None else -other)
