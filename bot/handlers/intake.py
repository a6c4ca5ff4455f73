"""How a row of each kind is read: what it is compared with, what it says, what is wrong with it."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from bot.domain.base import ContactId, CustomerId, MemberId, ProductId, new_id
from bot.domain.calendar import DAYS_A_WEEK
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.likeness import plain
from bot.domain.money import Money, MoneyError, PrecisionError
from bot.domain.people import Member, Role
from bot.domain.products import Product
from bot.domain.transfer import ImportRows, Row
from bot.handlers.registry import Turn

EntityT = TypeVar("EntityT", Member, Customer, Contact, Product)
NamedT = TypeVar("NamedT", bound="Named")

ROLES: Final = {
    **dict.fromkeys(("rep", "sales", "销售", "业务员", "销售代表"), Role.REP),
    **dict.fromkeys(("service", "support", "客服", "售后", "服务"), Role.SERVICE),
    **dict.fromkeys(("manager", "经理", "主管", "销售经理"), Role.MANAGER),
    **dict.fromkeys(("admin", "administrator", "管理员"), Role.ADMIN),
}
TIERS: Final = frozenset("ABC")
_SEVERAL: Final = re.compile(r"\s*[;；,，、|\n]\s*")
_PHONE: Final = re.compile(r"\+?[\d\s().\-/]{5,24}(?:\s*(?:ext|x|转)\.?\s*\d{1,6})?", re.IGNORECASE)
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_SPAN: Final = re.compile(
    r"(?P<digits>\d{1,3})\s*(?:(?P<weeks>周|个?星期|weeks?|wks?)|(?:个?工作日|天|日|(?:working )?days?|d))?",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    r"(?P<code>[A-Za-z]{3})?\s*[¥￥$€£]?\s*(?P<digits>[\d,.]+)\s*(?P<tail>[A-Za-z]{3})?"
)


class Named(Protocol):
    """A row that people call by several names."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Unusable(Exception):
    """A row that cannot be taken; `reason` is a phrase key, `said` the cell at fault."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.reason, self.said = reason, said


@dataclass(frozen=True, slots=True)
class Intake(Generic[EntityT]):
    """One kind of rows: the rows known by key, a row's key, a bare new entity, and what a row says of it.

    An empty cell says nothing: what is known stays. Aliases, tags and skills are only added to.
    """

    known: Mapping[Any, EntityT]
    key: Callable[[Row], Hashable]
    new: Callable[[Row, Hashable], EntityT]
    read: Callable[[Row, EntityT | None], dict[str, object]]


def people(command: ImportRows, turn: Turn) -> Intake[Member]:
    known = by_name(turn.work.people.all(active=False))
    coming = {plain(row["name"]): MemberId(new_id()) for row in command.rows}
    ids: dict[str, str] = {**coming, **{name: each.id for name, each in known.items()}}

    def new(row: Row, key: Hashable) -> Member:
        return Member(
            id=coming[str(key)],
            name=row["name"].strip(),
            language=turn.workspace.language,
            zone=turn.workspace.zone,
            created_at=turn.now,
        )

    def read(row: Row, before: Member | None) -> dict[str, object]:
        return {
            "aliases": _joined(before.aliases if before else (), row["aliases"]),
            "skills": _joined(before.skills if before else (), row["skills"]),
            **_said(row, "role", _role),
            **_said(row, "manager", lambda said: _looked_up(ids, said, "unknown_manager"), "manager_id"),
        }

    return Intake(known, _name, new, read)


def customers(command: ImportRows, turn: Turn) -> Intake[Customer]:
    owners = {name: each.id for name, each in by_name(turn.work.people.all(active=False)).items()}

    def new(row: Row, _key: Hashable) -> Customer:
        return Customer(
            id=CustomerId(new_id()),
            name=row["name"].strip(),
            created_by=turn.actor.id,
            created_at=turn.now,
        )

    def read(row: Row, before: Customer | None) -> dict[str, object]:
        return {
            "aliases": _joined(before.aliases if before else (), row["aliases"]),
            "tags": _joined(before.tags if before else (), row["tags"]),
            **_said(row, "owner", lambda said: _looked_up(owners, said, "unknown_owner"), "owner_id"),
            **_said(row, "industry", str),
            **_said(row, "source", str),
            **_said(row, "tier", _tier),
        }

    return Intake(_customers_in(command, "name", turn), _name, new, read)


def contacts(command: ImportRows, turn: Turn) -> Intake[Contact]:
    employers = {name: each.id for name, each in _customers_in(command, "customer", turn).items()}

    def employer(row: Row) -> CustomerId:
        return CustomerId(_looked_up(employers, row["customer"], "unknown_customer"))

    def new(row: Row, _key: Hashable) -> Contact:
        return Contact(
            id=ContactId(new_id()),
            customer_id=employer(row),
            name=row["name"].strip(),
            created_by=turn.actor.id,
            created_at=turn.now,
        )

    def read(row: Row, before: Contact | None) -> dict[str, object]:
        return {
            "aliases": _joined(before.aliases if before else (), row["aliases"]),
            **_said(row, "title", str),
            **_said(row, "phone", lambda said: _shaped(_PHONE, said, "bad_phone")),
            **_said(row, "email", lambda said: _shaped(_EMAIL, said, "bad_email")),
            **_said(row, "role", str),
        }

    there = turn.work.contacts.at_all(employers.values())
    known = {(each.customer_id, plain(each.name)): each for each in there}
    return Intake(known, lambda row: (employer(row), _name(row)), new, read)


def products(_command: ImportRows, turn: Turn) -> Intake[Product]:
    def new(row: Row, _key: Hashable) -> Product:
        return Product(id=ProductId(new_id()), name=row["name"].strip(), created_at=turn.now)

    def price(said: str) -> Money:
        return _money(said, turn.workspace.currency)

    def read(row: Row, before: Product | None) -> dict[str, object]:
        return {
            "aliases": _joined(before.aliases if before else (), row["aliases"]),
            **_said(row, "list_price", price),
            **_said(row, "floor_price", price),
            **_said(row, "unit", str),
            **_said(row, "lead_time", _days, "lead_days"),
        }

    return Intake(by_name(turn.work.products.all()), _name, new, read)


def _customers_in(command: ImportRows, column: str, turn: Turn) -> dict[str, Customer]:
    """Those that the rows name in this column, by name: a part of a file costs the same however many there are."""
    return by_name(turn.work.customers.spelt({row[column] for row in command.rows}))


def by_name(rows: Iterable[NamedT]) -> dict[str, NamedT]:
    """Rows by every name that people use for them; a name proper goes before an alias."""
    found: dict[str, NamedT] = {}
    kept = [*rows]
    for each in kept:
        found.update({plain(alias): each for alias in each.aliases})
    found.update({plain(each.name): each for each in kept})
    return found


def _name(row: Row) -> str:
    name = plain(row["name"])
    if not name:
        raise Unusable("missing_name")
    return name


def _said(
    row: Row, column: str, read: Callable[[str], object], field: str | None = None
) -> dict[str, object]:
    """The field that a cell fills, nothing for an empty one."""
    said = row[column].strip()
    return {field or column: read(said)} if said else {}


def _joined(before: tuple[str, ...], cell: str) -> tuple[str, ...]:
    said = (each.strip() for each in _SEVERAL.split(cell))
    return tuple(dict.fromkeys((*before, *(each for each in said if each))))


def _looked_up(ids: Mapping[str, str], said: str, reason: str) -> str:
    found = ids.get(plain(said))
    if not said.strip():
        raise Unusable(reason.replace("unknown", "missing"))
    if found is None:
        raise Unusable(reason, said)
    return found


def _role(said: str) -> Role:
    role = ROLES.get(said.casefold())
    if role is None:
        raise Unusable("bad_role", said)
    return role


def _tier(said: str) -> str:
    tier = said.upper().removesuffix("类").removesuffix("级")
    if tier not in TIERS:
        raise Unusable("bad_tier", said)
    return tier


def _days(said: str) -> int:
    """`15`, `15天`, `3 weeks`: whole days."""
    found = _SPAN.fullmatch(said)
    if found is None:
        raise Unusable("bad_days", said)
    return int(found["digits"]) * (DAYS_A_WEEK if found["weeks"] else 1)


def _shaped(shape: re.Pattern[str], said: str, reason: str) -> str:
    if not shape.fullmatch(said):
        raise Unusable(reason, said)
    return said


def _money(said: str, currency: str) -> Money:
    """`2,800`, `¥2800.50`, `120 USD`; without a code in the workspace's currency."""
    found = _PRICE.fullmatch(said)
    if found is None:
        raise Unusable("bad_amount", said)
    try:
        money = Money.parse(found["digits"], found["code"] or found["tail"] or currency)
        money.to_minor()
    except (MoneyError, PrecisionError):
        raise Unusable("bad_amount", said) from None
    return money
