"""Beside a log: what else this customer may want, at most one line, and never where it would be out of place."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.base import CustomerId, ProductId, Result, new_id
from bot.domain.customers import Customer
from bot.domain.hints import Baskets, Hint, Hinted, larger_pack, refill, standing, together
from bot.domain.interactions import InteractionLogged
from bot.domain.orders import Order, OrderLogged
from bot.domain.products import Product
from bot.domain.routines import Told
from bot.domain.wishes import Approach, against
from bot.handlers.registry import Turn

KIND: Final = "hint"
BY_INDUSTRY: Final = 8
"""Customers of the same industry from which on they are compared with, not with everybody."""


def hinted(results: Iterable[Result], turn: Turn) -> list[Hinted]:
    """For the customer of a touch or an order; to the same colleague once a week."""
    for each in results:
        if isinstance(each, InteractionLogged | OrderLogged):
            hint = hint_of(each.customer, turn) if not _was_told(each.customer.id, turn) else None
            if hint:
                _tell(each.customer.id, turn)
                return [Hinted(customer=each.customer, hint=hint)]
    return []


def hint_of(customer: Customer, turn: Turn) -> Hint | None:
    """What is due again, else what others bought besides, else the larger pack; none while something is wrong."""
    orders = standing(turn.work.orders.of(customer.id))
    if not orders or _out_of_place(customer, turn):
        return None
    policy = turn.workspace.policy
    due = refill(orders, turn.today, policy.hints, policy.silence)
    if due:
        return due
    mine = {each.product_id for each in orders if each.product_id}
    products = turn.work.many(Product, mine)
    found = together(_baskets(customer, mine, turn), _others(mine, turn), policy.hints) if mine else None
    return found or larger_pack(orders, {ProductId(key): each for key, each in products.items()})


def _out_of_place(customer: Customer, turn: Turn) -> bool:
    """A complaint is open, or they do not want to hear of offers."""
    if turn.work.complaints.open_at([customer.id]):
        return True
    offer = Approach(words="推荐 推广 营销 新品 offer promotion marketing")
    return against(turn.work.wishes.of(customer.id), offer) is not None


def _baskets(customer: Customer, mine: set[ProductId], turn: Turn) -> Baskets:
    """Buyers of the product that they bought most often, in their industry where there are enough."""
    orders: Sequence[Order] = standing(turn.work.orders.of(customer.id))
    main = max(sorted(mine), key=lambda one: sum(each.product_id == one for each in orders))
    limit = turn.workspace.policy.hints.sampled
    peers = (
        turn.work.orders.buyers([main], customer.id, customer.industry, limit) if customer.industry else ()
    )
    industry = customer.industry if len(peers) >= BY_INDUSTRY else ""
    if not industry:
        peers = turn.work.orders.buyers([main], customer.id, "", limit)
    everybody = turn.work.orders.buyers([], customer.id, "", limit)
    product = turn.work.get(Product, main)
    return Baskets(
        having=product.name if product else "",
        among=len(peers),
        bought=turn.work.orders.bought_by(peers) if peers else {},
        everybody=len(everybody),
        of_all=turn.work.orders.bought_by(everybody) if everybody else {},
        industry=industry,
    )


def _others(mine: set[ProductId], turn: Turn) -> dict[ProductId, str]:
    """Products that they do not have yet."""
    return {each.id: each.name for each in turn.work.products.all() if each.id not in mine}


def _was_told(customer: CustomerId, turn: Turn) -> bool:
    return turn.work.told.was(turn.actor.id, KIND, customer, _week(turn))


def _tell(customer: CustomerId, turn: Turn) -> None:
    told = Told(id=new_id(), member_id=turn.actor.id, kind=KIND, subject=customer, day=_week(turn))
    turn.work.told.mark(told)


def _week(turn: Turn) -> str:
    year, week, _ = turn.today.isocalendar()
    return f"{year}-W{week:02}"
