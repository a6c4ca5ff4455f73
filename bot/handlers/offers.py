"""What a customer may hold us to: the quotes of the ledger, and the prices of orders not yet delivered."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.base import CustomerId, QuoteId
from bot.domain.orders import Order, OrderState
from bot.domain.quotes import Quote, QuoteState
from bot.handlers.registry import Turn


def offer_called(offer_id: str, turn: Turn) -> Quote | None:
    """A quote by its id, or the price of an open order by the order's."""
    quote = turn.work.get(Quote, offer_id)
    order = None if quote else turn.work.get(Order, offer_id)
    return quote or (_as_quote(order) if order and _counts(order, turn) else None)


def offers_to(customer: CustomerId, turn: Turn) -> Iterator[Quote]:
    """All that stands, the newest first, then what was ordered."""
    yield from turn.work.quotes.standing(customer)
    yield from (_as_quote(each) for each in turn.work.orders.of(customer) if _counts(each, turn))


def _counts(order: Order, turn: Turn) -> bool:
    """Not delivered yet, as far as anybody told: an old one has been."""
    new = turn.today - order.day <= timedelta(days=turn.workspace.policy.quotes.valid_days)
    waiting = order.state is OrderState.OPEN and order.archived_at is None
    return new and waiting and (order.price or order.amount) is not None


def _as_quote(order: Order) -> Quote:
    """The price of one unit where it is known, else of the whole."""
    return Quote(
        id=QuoteId(order.id),
        customer_id=order.customer_id,
        contact_id=order.contact_id,
        member_id=order.member_id,
        interaction_id=order.interaction_id,
        product_id=order.product_id,
        product=order.product,
        amount=order.price or order.amount,
        total=order.price is None,
        unit=order.unit if order.price else "",
        qty=order.qty,
        term=order.term,
        state=QuoteState.ORDERED,
        day=order.day,
        at=order.recorded_at,
        said=order.said,
        source=order.source,
        recorded_by=order.recorded_by,
    )
