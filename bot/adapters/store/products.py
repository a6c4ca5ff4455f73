"""Products: the table and what is asked of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.adapters.store.columns import Row, id_part, instant, minor, names, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.products import Product


class ProductRow(Row, table=True):
    __tablename__ = "product"

    id: str = id_part()
    name: str = words()
    aliases: str = names()
    list_price_minor: int | None = minor()
    list_price_currency: str | None = words()
    floor_price_minor: int | None = minor()
    floor_price_currency: str | None = words()
    unit: str = words()
    lead_days: int | None
    pack: int | None
    created_at: datetime = instant()
    archived_at: datetime | None = instant()


PRODUCT = Shape(Product, ProductRow)
_c = PRODUCT.table.c


class Products:
    """What is sold; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> Sequence[Product]:
        return self._rows.find(PRODUCT, _c.archived_at.is_(None), order=(_c.name, _c.id))
