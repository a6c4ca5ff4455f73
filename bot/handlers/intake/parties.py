"""Whom a row is about: its customer, the person there, the colleague and the product, looked up once for all rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.base import ContactId, CustomerId, MemberId
from bot.domain.customers import Customer
from bot.domain.likeness import plain
from bot.domain.moment import Moment
from bot.domain.products import Product
from bot.domain.transfer import ImportRows, Row
from bot.handlers.intake.reading import Unusable, by_name, customers_in, day_in, looked_up, needed
from bot.handlers.registry import Turn


@dataclass(frozen=True, slots=True)
class Parties:
    """Everybody whom the rows of a file name, by name."""

    turn: Turn
    customers: Mapping[str, Customer]
    members: Mapping[str, MemberId]
    contacts: Mapping[tuple[CustomerId, str], ContactId]
    products: Mapping[str, Product]

    def customer(self, row: Row) -> Customer:
        found = self.customers.get(plain(row["customer"]))
        if found is None:
            raise Unusable(
                "unknown_customer" if row["customer"].strip() else "missing_customer", row["customer"]
            )
        return found

    def home(self, row: Row) -> CustomerId:
        """The customer of a deal; one with a name and a colleague may have none yet."""
        alone = row["name"].strip() and row["by"].strip() and not row["customer"].strip()
        return CustomerId("") if alone else self.customer(row).id

    def member(self, row: Row, customer: Customer) -> MemberId:
        """Who did it; the customer's owner where the row does not say."""
        said = row["by"].strip()
        return self.named(said) if said else customer.owner_id

    def named(self, said: str) -> MemberId:
        return MemberId(looked_up(self.members, said, "unknown_rep"))

    def contact(self, row: Row, customer: Customer) -> ContactId:
        said = row["contact"].strip()
        found = self.contacts.get((customer.id, plain(said)))
        if said and found is None:
            raise Unusable("unknown_contact", said)
        return found or ContactId("")

    def product(self, row: Row) -> Product | None:
        """None when there is none of that name: what was sold may be on no list."""
        return self.products.get(plain(row["product"]))

    def day(self, row: Row) -> Moment:
        """The day of the row, with a time when one is given; it has been."""
        moment = day_in(needed(row, "day"), self.turn)
        if moment.day > self.turn.today:
            raise Unusable("day_to_come", row["day"])
        return moment


def parties_of(command: ImportRows, turn: Turn) -> Parties:
    customers = customers_in(command, "customer", turn)
    named = any(row["contact"].strip() for row in command.rows)
    contacts = turn.work.contacts.at_all(each.id for each in customers.values()) if named else ()
    return Parties(
        turn=turn,
        customers=customers,
        members={name: each.id for name, each in by_name(turn.work.people.all(active=False)).items()},
        contacts={
            (each.customer_id, plain(called)): each.id
            for each in contacts
            for called in (*each.aliases, each.name)
        },
        products=by_name(turn.work.products.all()),
    )
