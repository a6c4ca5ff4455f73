"""Rows of people, customers, contacts and products."""

from collections.abc import Hashable

from bot.domain.base import NOBODY, ContactId, CustomerId, MemberId, ProductId, new_id
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.likeness import plain
from bot.domain.money import Money
from bot.domain.people import Member
from bot.domain.products import Product
from bot.domain.transfer import ImportRows, Row
from bot.handlers.intake.arriving import heirs_of, look_alikes, refuse_maybe, same_of, source_of
from bot.handlers.intake.reading import (
    EMAIL,
    PHONE,
    Intake,
    added,
    by_name,
    customers_in,
    days_in,
    filled,
    looked_up,
    name_in,
    role,
    shaped,
    sum_in,
    tier,
    whole_in,
)
from bot.handlers.registry import Turn


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
            "aliases": added(before.aliases if before else (), row["aliases"]),
            "skills": added(before.skills if before else (), row["skills"]),
            **filled(row, "role", role),
            **filled(row, "manager", lambda said: looked_up(ids, said, "unknown_manager"), "manager_id"),
        }

    return Intake(known, name_in, new, read)


def customers(command: ImportRows, turn: Turn) -> Intake[Customer]:
    owners = {name: each.id for name, each in by_name(turn.work.people.all(active=False)).items()}
    known = customers_in(command, "name", turn)
    alike = look_alikes(command, known, turn) if command.careful else {}
    source, heirs = source_of(command, turn), heirs_of(command, turn)

    def key(row: Row) -> str:
        name = name_in(row)
        refuse_maybe(name, row["name"], alike)
        return name

    def new(row: Row, _key: Hashable) -> Customer:
        return Customer(
            id=CustomerId(new_id()),
            name=row["name"].strip(),
            source=source,
            owner_id=NOBODY if row["owner"].strip() else heirs.next(),
            created_by=turn.actor.id,
            created_at=turn.now,
        )

    def read(row: Row, before: Customer | None) -> dict[str, object]:
        spelt = row["name"] if name_in(row) in alike else ""
        return {
            "aliases": added(before.aliases if before else (), f"{row['aliases']};{spelt}"),
            "tags": added(before.tags if before else (), row["tags"]),
            **filled(row, "owner", lambda said: looked_up(owners, said, "unknown_owner"), "owner_id"),
            **filled(row, "industry", str),
            **filled(row, "source", str),
            **filled(row, "tier", tier),
        }

    return Intake({**known, **same_of(alike)}, key, new, read)


def contacts(command: ImportRows, turn: Turn) -> Intake[Contact]:
    employers = {name: each.id for name, each in customers_in(command, "customer", turn).items()}

    def employer(row: Row) -> CustomerId:
        return CustomerId(looked_up(employers, row["customer"], "unknown_customer"))

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
            "aliases": added(before.aliases if before else (), row["aliases"]),
            **filled(row, "title", str),
            **filled(row, "phone", lambda said: shaped(PHONE, said, "bad_phone")),
            **filled(row, "email", lambda said: shaped(EMAIL, said, "bad_email")),
            **filled(row, "role", str),
        }

    there = turn.work.contacts.at_all(employers.values())
    known = {(each.customer_id, plain(each.name)): each for each in there}
    return Intake(known, lambda row: (employer(row), name_in(row)), new, read)


def products(_command: ImportRows, turn: Turn) -> Intake[Product]:
    def new(row: Row, _key: Hashable) -> Product:
        return Product(id=ProductId(new_id()), name=row["name"].strip(), created_at=turn.now)

    def price(said: str) -> Money:
        return sum_in(said, turn.workspace.currency)

    def read(row: Row, before: Product | None) -> dict[str, object]:
        return {
            "aliases": added(before.aliases if before else (), row["aliases"]),
            **filled(row, "list_price", price),
            **filled(row, "floor_price", price),
            **filled(row, "unit", str),
            **filled(row, "lead_time", days_in, "lead_days"),
            **filled(row, "pack", whole_in),
        }

    return Intake(by_name(turn.work.products.all()), name_in, new, read)
