"""Products: what is sold, by the names people use, with list and floor price."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base import ProductId
from bot.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """`lead_days` from an order to its delivery, `pack` pieces of `unit` in a box; None when nobody has said."""

    id: ProductId
    name: str
    aliases: tuple[str, ...] = ()
    list_price: Money | None = None
    floor_price: Money | None = None
    unit: str = ""
    lead_days: int | None = None
    pack: int | None = None
    created_at: datetime
    archived_at: datetime | None = None
