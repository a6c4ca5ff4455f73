"""Cross-sell and up-sell hints out of what was ordered: one line at most, with the counts that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.base import ProductId, Result
from bot.domain.customers import Customer
from bot.domain.orders import Order, OrderState
from bot.domain.policy import HintPolicy, SilencePolicy
from bot.domain.products import Product
from bot.domain.silence import silence_of


class HintKind(StrEnum):
    REFILL = "refill"
    TOGETHER = "together"
    PACK = "pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What could be offered and why.

    Refill: it is bought every `usual` days, last `days` ago. Together: of `among` customers (of the `industry`) who
    bought `having`, `bought` bought `product`, too. Pack: `qty` each time, where a box holds `pack`.
    """

    kind: HintKind
    product: str
    having: str = ""
    usual: int = 0
    days: int = 0
    bought: int = 0
    among: int = 0
    industry: str = ""
    qty: Decimal | None = None
    pack: int = 0
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Hinted(Result):
    """The one hint beside what was just logged of a customer."""

    customer: Customer
    hint: Hint


@dataclass(frozen=True, slots=True)
class Baskets:
    """What buyers of `having` bought besides: how many of `among` bought each product, and of `everybody` at all."""

    having: str
    among: int
    bought: Mapping[ProductId, int]
    everybody: int
    of_all: Mapping[ProductId, int]
    industry: str = ""


def standing(orders: Iterable[Order]) -> list[Order]:
    return [each for each in orders if each.state is not OrderState.CANCELLED]


def refill(orders: Sequence[Order], today: date, policy: HintPolicy, silence: SilencePolicy) -> Hint | None:
    """A product that is bought at its own pace and due again; the most overdue one."""
    due: list[tuple[float, Hint]] = []
    for name in sorted({each.product for each in orders if each.product}):
        days = sorted({each.day for each in orders if each.product == name})
        gone = silence_of(days, today, silence) if len(days) >= policy.least_days else None
        if gone and policy.due * gone.usual <= gone.days <= gone.limit:
            hint = Hint(kind=HintKind.REFILL, product=name, usual=round(gone.usual), days=gone.days)
            due.append((gone.days / gone.usual, hint))
    return max(due, key=lambda each: each[0])[1] if due else None


def together(baskets: Baskets, names: Mapping[ProductId, str], policy: HintPolicy) -> Hint | None:
    """What most buyers of the same bought besides, and clearly more often than buyers of anything."""
    fitting = [each for each in sorted(baskets.bought) if each in names and _goes_with(each, baskets, policy)]
    if not fitting:
        return None
    best = max(fitting, key=lambda each: baskets.bought[each])
    return Hint(
        kind=HintKind.TOGETHER,
        product=names[best],
        having=baskets.having,
        bought=baskets.bought[best],
        among=baskets.among,
        industry=baskets.industry,
    )


def _goes_with(product: ProductId, baskets: Baskets, policy: HintPolicy) -> bool:
    """Bought by enough of them (support), by most, and more often than by buyers of anything (lift)."""
    bought = baskets.bought[product]
    share = bought / max(1, baskets.among)
    usual = baskets.of_all.get(product, 0) / max(1, baskets.everybody)
    return (
        bought >= policy.least_bought and share >= policy.least_share and share >= policy.least_lift * usual
    )


def larger_pack(orders: Sequence[Order], products: Mapping[ProductId, Product]) -> Hint | None:
    """A product of which they twice took less than a box, but at least half of one; the newest order first."""
    for product in products.values():
        last = [each.qty for each in orders if each.product_id == product.id and each.qty][:2]
        pack = product.pack or 0
        if len(last) > 1 and all(pack > qty >= Decimal(pack) / 2 for qty in last):
            return Hint(kind=HintKind.PACK, product=product.name, qty=last[0], pack=pack, unit=product.unit)
    return None
