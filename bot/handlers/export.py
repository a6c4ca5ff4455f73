"""Export: rows of every kind as the import reads them, a page at a time, each one on the audit trail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from bot.domain import access
from bot.domain.base import Mention
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.errors import NotAllowed
from bot.domain.guide import Declined
from bot.domain.interactions import Interaction
from bot.domain.moment import Moment, local
from bot.domain.money import Money
from bot.domain.orders import Order, Payment
from bot.domain.people import Member, Role
from bot.domain.preferences import Preference, Wish
from bot.domain.products import Product
from bot.domain.promises import Promise
from bot.domain.transfer import Export, ExportReady, ExportRows, Kind, Row, RowsExported
from bot.handlers.access import leads
from bot.handlers.instead import decline
from bot.handlers.registry import Turn, handle, handles
from bot.handlers.resolve import customer_if_said, customer_of

AT_ONCE: Final = 1000
"""Rows of one page."""
OF_ONE: Final = frozenset({Kind.PEOPLE, Kind.PRODUCTS})
"""Kinds that belong to no customer: left out where only one is asked for."""
NOUNS: Final[Mapping[Kind, type]] = {
    Kind.PEOPLE: Member,
    Kind.CUSTOMERS: Customer,
    Kind.CONTACTS: Contact,
    Kind.PRODUCTS: Product,
    Kind.INTERACTIONS: Interaction,
    Kind.PROMISES: Promise,
    Kind.COMPLAINTS: Complaint,
    Kind.DEALS: Deal,
    Kind.ORDERS: Order,
    Kind.PAYMENTS: Payment,
}
Cells = dict[str, str]


@handles(Export)
def export(command: Export, turn: Turn) -> ExportReady | Declined:
    """A link to the file of one customer; all customers at once are an admin's matter on the server."""
    if command.customer is None:
        return decline(command, turn)
    customer = customer_of(command, command.customer, turn)
    _allow(customer, turn)
    turn.work.journal.note("export_link", customer.id)
    return ExportReady(customer=customer, url=turn.ways.out(turn.actor.id, customer.id))


def all_of(customer: Customer, turn: Turn) -> dict[Kind, list[Row]]:
    """Every row about one customer, by kind, for whose role permits it."""
    whose = Mention(customer.name, customer.id, customer.name)
    found: dict[Kind, list[Row]] = {}
    for kind in Kind:
        after = ""
        while True:
            page = handle(ExportRows(kind=kind, customer=whose, after=after), turn)
            assert isinstance(page, RowsExported)  # noqa: S101  (its handler returns nothing else)
            found.setdefault(kind, []).extend(page.rows)
            if not page.after:
                break
            after = page.after
    return {kind: rows for kind, rows in found.items() if rows}


def _allow(customer: Customer | None, turn: Turn) -> None:
    """Admins all of it; managers what their people look after, and what is in the pool."""
    if turn.actor.role is Role.ADMIN:
        return
    subtree = (customer.owner_id,) if customer and leads(customer.owner_id, turn) else ()
    if customer is None or not access.sees_details(turn.actor, customer, subtree, open_details=False):
        raise NotAllowed


@handles(ExportRows)
def export_rows(command: ExportRows, turn: Turn) -> RowsExported:
    """The page after the last id; the first page of each kind is noted with whose rows they are."""
    customer = customer_if_said(command, command.customer, turn)
    _allow(customer, turn)
    if customer and command.kind in OF_ONE:
        return RowsExported(kind=command.kind, rows=(), after="")
    whose = customer.id if customer else ""
    if not command.after:
        turn.work.journal.note("export", f"{command.kind} {whose}".strip())
    noun = NOUNS[command.kind]
    found: list[Any] = [*turn.work.page(noun, AT_ONCE, after=command.after, customer=whose)]
    names = _names_of(found, turn)
    rows = tuple(
        Row(line, tuple((name, said) for name, said in CELLS[command.kind](each, names).items() if said))
        for line, each in enumerate(found, start=1)
    )
    return RowsExported(kind=command.kind, rows=rows, after=found[-1].id if len(found) == AT_ONCE else "")


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a page stand for, and the zone in which its times are told."""

    zone: str
    customers: Mapping[str, Customer]
    members: Mapping[str, Member]
    contacts: Mapping[str, Contact]
    products: Mapping[str, Product]
    orders: Mapping[str, Order]
    wishes: Mapping[str, str]

    def whom(self, row: Any) -> Cells:
        """Who is concerned: the customer, the person there, the colleague."""
        customer, contact = self.customers.get(row.customer_id), self.contacts.get(row.contact_id)
        member = self.members.get(row.member_id)
        return {
            "customer": customer.name if customer else "",
            "contact": contact.name if contact else "",
            "by": member.name if member else "",
        }

    def product(self, product_id: str, said: str = "") -> str:
        product = self.products.get(product_id)
        return said or (product.name if product else "")

    def minute(self, instant: datetime | None) -> str:
        return "" if instant is None else f"{local(instant, self.zone):%Y-%m-%d %H:%M}"


def _names_of(rows: Iterable[Any], turn: Turn) -> Names:
    """Every name of a page in one query for each noun."""
    kept = [*rows]

    def ids(*fields: str) -> set[str]:
        return {getattr(each, field, "") for each in kept for field in fields}

    contacts = [each for each in kept if isinstance(each, Contact)]
    return Names(
        zone=turn.workspace.zone,
        customers=turn.work.many(Customer, ids("customer_id")),
        members=turn.work.many(Member, ids("member_id", "owner_id", "manager_id")),
        contacts=turn.work.many(Contact, ids("contact_id")),
        products=turn.work.many(Product, ids("product_id")),
        orders=turn.work.many(Order, ids("order_id")),
        wishes=_unwanted(contacts, turn),
    )


def _unwanted(contacts: Iterable[Contact], turn: Turn) -> dict[str, str]:
    """How contacts do not want to be reached, by contact: of themselves, or of everybody at their customer."""
    kept = [*contacts]
    never: dict[str, list[str]] = {}
    for wish in filter(_stands, turn.work.at_customers(Wish, {each.customer_id for each in kept})):
        how = wish.channel.value if wish.channel else "all"
        never.setdefault(wish.contact_id or wish.customer_id, []).append(how)
    told = {each.id: [*never.get(each.id, ()), *never.get(each.customer_id, ())] for each in kept}
    return {key: "; ".join(dict.fromkeys(said)) for key, said in told.items()}


def _stands(wish: Wish) -> bool:
    """Whether somebody does not want to be reached that way, whatever it is about."""
    return wish.pref is Preference.NEVER and wish.ended_at is None and not wish.topic


def _person(member: Member, names: Names) -> Cells:
    manager = names.members.get(member.manager_id)
    return {
        "name": member.name,
        "aliases": _list(member.aliases),
        "role": member.role.value,
        "manager": manager.name if manager else "",
        "skills": _list(member.skills),
    }


def _customer(customer: Customer, names: Names) -> Cells:
    owner = names.members.get(customer.owner_id)
    return {
        "name": customer.name,
        "aliases": _list(customer.aliases),
        "owner": owner.name if owner else "",
        "industry": customer.industry,
        "source": customer.source,
        "tier": customer.tier,
        "tags": _list(customer.tags),
    }


def _contact(contact: Contact, names: Names) -> Cells:
    customer = names.customers.get(contact.customer_id)
    return {
        "customer": customer.name if customer else "",
        "name": contact.name,
        "aliases": _list(contact.aliases),
        "title": contact.title,
        "phone": contact.phone,
        "email": contact.email,
        "role": contact.role,
        "do_not_contact": names.wishes.get(contact.id, ""),
    }


def _product(product: Product, _names: Names) -> Cells:
    return {
        "name": product.name,
        "aliases": _list(product.aliases),
        "list_price": _sum(product.list_price),
        "floor_price": _sum(product.floor_price),
        "unit": product.unit,
        "lead_time": _whole(product.lead_days),
        "pack": _whole(product.pack),
    }


def _interaction(touch: Interaction, names: Names) -> Cells:
    minute = names.minute(touch.at)
    return {
        **names.whom(touch),
        "day": minute if minute.startswith(touch.day.isoformat()) else touch.day.isoformat(),
        "channel": touch.channel.value if touch.channel else "",
        "what": touch.what or touch.said,
        "sentiment": touch.sentiment.value if touch.sentiment else "",
        "product": names.product(touch.product_id),
        "topic": touch.topic.value if touch.topic else "",
    }


def _promise(promise: Promise, names: Names) -> Cells:
    return {
        **names.whom(promise),
        "side": promise.side.value,
        "what": promise.what,
        "day": f"{local(promise.made_at, promise.zone):%Y-%m-%d %H:%M}",
        "due": _moment(promise.due),
        "product": names.product(promise.product_id),
        "amount": _sum(promise.amount),
        "state": promise.state.value,
        "closed": names.minute(promise.closed_at),
    }


def _complaint(complaint: Complaint, names: Names) -> Cells:
    minute = names.minute(complaint.opened_at)
    return {
        **names.whom(complaint),
        "day": minute if minute.startswith(complaint.day.isoformat()) else complaint.day.isoformat(),
        "what": complaint.what,
        "kind": complaint.kind,
        "product": names.product(complaint.product_id),
        "state": complaint.state.value,
        "closed": names.minute(complaint.closed_at),
        "outcome": complaint.outcome,
        "satisfaction": _whole(complaint.satisfaction),
    }


def _deal(deal: Deal, names: Names) -> Cells:
    return {
        **names.whom(deal),
        "name": deal.name,
        "product": names.product(deal.product_id, deal.product),
        "opened": deal.opened_on.isoformat(),
        "stage": deal.stage,
        "value": _sum(deal.amount),
        "expected": _day(deal.close_day),
        "closed": _day(deal.closed_on),
        "probability": _number(deal.probability),
        "confidence": deal.confidence.value if deal.confidence else "",
        "competitor": deal.competitor,
        "reason": deal.reason,
        "source": deal.origin,
    }


def _order(order: Order, names: Names) -> Cells:
    return {
        **names.whom(order),
        "day": order.day.isoformat(),
        "number": order.number or order.id,
        "product": names.product(order.product_id, order.product),
        "qty": _number(order.qty),
        "unit": order.unit,
        "price": _sum(order.price),
        "amount": _sum(order.amount),
        "term": _whole(order.term),
        "delivery": _day(order.due_day),
        "pay_by": _day(order.pay_by),
        "state": order.state.value,
    }


def _payment(payment: Payment, names: Names) -> Cells:
    order = names.orders.get(payment.order_id)
    return {
        **names.whom(payment),
        "day": payment.day.isoformat(),
        "number": payment.number or payment.id,
        "amount": _sum(payment.amount),
        "rate": _number(payment.rate),
        "order": (order.number or order.id) if order else "",
    }


CELLS: Final[Mapping[Kind, Callable[[Any, Names], Cells]]] = {
    Kind.PEOPLE: _person,
    Kind.CUSTOMERS: _customer,
    Kind.CONTACTS: _contact,
    Kind.PRODUCTS: _product,
    Kind.INTERACTIONS: _interaction,
    Kind.PROMISES: _promise,
    Kind.COMPLAINTS: _complaint,
    Kind.DEALS: _deal,
    Kind.ORDERS: _order,
    Kind.PAYMENTS: _payment,
}


def _list(names: Iterable[str]) -> str:
    return "; ".join(names)


def _sum(money: Money | None) -> str:
    return "" if money is None else f"{_number(money.amount)} {money.currency}"


def _number(number: Decimal | None) -> str:
    """Without zeros that say nothing."""
    return "" if number is None else format(number.normalize(), "f")


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _moment(moment: Moment | None) -> str:
    return "" if moment is None else moment.iso().replace("T", " ")
