"""Contacts: the table and what is asked of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.adapters.store.columns import Row, chunks, id_part, index, instant, names, reference, refers, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.contacts import Contact


class ContactRow(Row, table=True):
    __tablename__ = "contact"
    __table_args__ = (refers("customer", "customer_id"), index("customer_id"))

    id: str = id_part()
    customer_id: str = reference()
    name: str = words()
    aliases: str = names()
    title: str = words()
    phone: str = words()
    email: str = words()
    role: str = words()
    created_by: str = words()
    created_at: datetime = instant()
    archived_at: datetime | None = instant()


CONTACT = Shape(Contact, ContactRow)
_c = CONTACT.table.c


class Contacts:
    """The people at customers; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def at(self, customer: CustomerId) -> Sequence[Contact]:
        """The first one noted first."""
        at = (_c.customer_id == customer, _c.archived_at.is_(None))
        return self._rows.find(CONTACT, *at, order=(_c.created_at, _c.id))

    def at_all(self, customers: Iterable[CustomerId]) -> Sequence[Contact]:
        """Those at any of these customers."""
        found: list[Contact] = []
        for some in chunks(sorted(set(customers))):
            found += self._rows.find(
                CONTACT, _c.customer_id.in_(some), _c.archived_at.is_(None), order=(_c.id,)
            )
        return found

    def named(self, name: str, customer: CustomerId | None = None) -> Sequence[Contact]:
        """Living contacts with exactly this name or alias, in any case; of one customer if given."""
        found = self._rows.called(CONTACT, name)
        return [each for each in found if customer is None or each.customer_id == customer]

    def reached_by(self, phone: str) -> Sequence[Contact]:
        """Living contacts with this number (E.164)."""
        return self._rows.find(CONTACT, _c.phone == phone, _c.archived_at.is_(None), order=(_c.id,))

    def all(self) -> Iterable[Contact]:
        return self._rows.find(CONTACT, _c.archived_at.is_(None), order=(_c.id,))
