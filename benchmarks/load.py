"""Fills a database with a made-up company: names by the product's own import, the history by set-based inserts."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, or_, text

from benchmarks.company import Account, account
from benchmarks.messages import CHINESE, ENGLISH, FIRST_USER, PEOPLE, SPEAKERS
from benchmarks.rows import HOME, ZONE, each, promise, times
from benchmarks.timing import MONDAY
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.promises import PROMISE
from bot.app import App
from bot.domain.base import ContactId, CustomerId, MemberId
from bot.domain.chat import Platform
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.people import Language, Link, Member, Role, Workspace
from bot.domain.transfer import ImportRows, Kind, Row, RowsImported

CHUNK: Final = 2000
"""Rows of one transaction, as in `yinuo import`."""
ANALYZE_EVERY: Final = 10
PER_REP: Final = 250
TEAM: Final = 10
"""People of a manager, who also sells."""
LONG_AGO: Final = MONDAY - timedelta(days=400)

ENDS: Final = ("%0", "%8")
"""One customer in sixteen, by the end of its id."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How fast rows of one kind came in: all of them, and the last tenth."""

    rows: int
    rate: float
    last_rate: float


def people(app: App, reps: int) -> None:
    """The workspace, its reps, and what the speakers among them talk about."""
    with app.store.work(HOME) as work:
        work.add(Workspace(id=HOME, name="bench", zone=ZONE, created_at=LONG_AGO))
        work.add(*(_member(number) for number in range(reps)), *map(_link, range(SPEAKERS)))
        work.add(*(each for number in range(SPEAKERS) for each in _spoken_of(number)))


def _member(number: int) -> Member:
    return Member(
        id=MemberId(f"rep{number}"),
        name=f"Rep {number}",
        role=Role.REP if number % TEAM else Role.MANAGER,
        manager_id=MemberId(f"rep{number - number % TEAM}" if number % TEAM else ""),
        language=Language.ZH if number % 2 else Language.EN,
        zone=ZONE,
        created_at=LONG_AGO,
    )


def _link(number: int) -> Link:
    user = str(FIRST_USER + number)
    member = MemberId(f"rep{number}")
    return Link(
        id=f"link{number}",
        member_id=member,
        platform=Platform.TELEGRAM,
        user=user,
        chat=user,
        linked_at=LONG_AGO,
    )


def _spoken_of(number: int) -> Iterator[Customer | Contact]:
    for key, name in {"z": f"{CHINESE[number]}装备有限公司", "e": f"{ENGLISH[number]} Ltd"}.items():
        customer = CustomerId(f"{key}{number}")
        yield Customer(
            id=customer,
            name=name,
            aliases=(CHINESE[number],) if key == "z" else (),
            owner_id=MemberId(f"rep{number}"),
            created_by=MemberId(f"rep{number}"),
            created_at=LONG_AGO,
        )
        if key == "z":
            yield Contact(
                id=ContactId(f"c{number}"),
                customer_id=customer,
                name=PEOPLE[number],
                created_by=MemberId(f"rep{number}"),
                created_at=LONG_AGO,
            )


def take_in(app: App, kind: Kind, numbers: Sequence[int], reps: int) -> Imported:
    """Import these rows as `yinuo import` does, in chunks of their own transactions."""
    cells = _customer if kind is Kind.CUSTOMERS else _contact
    took: list[float] = []
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        rows = tuple(Row(number, cells(account(number, reps))) for number in part)
        begun = time.perf_counter()
        done = app.conversation.routine(HOME, ImportRows(kind=kind, rows=rows, batch="bench"))
        took.append((time.perf_counter() - begun) / len(part))
        _keep_statistics(app, len(took))
        if not isinstance(done, RowsImported) or done.created != len(part):
            raise RuntimeError(f"the import did not take all rows: {done}")
    tail = took[-max(1, len(took) // 10) :]
    return Imported(len(numbers), len(took) / sum(took), len(tail) / sum(tail))


def _keep_statistics(app: App, chunks: int) -> None:
    """What PostgreSQL does by itself a minute after, unless autovacuum is off there; outside the clock."""
    if app.store.engine.dialect.name == "postgresql" and chunks % ANALYZE_EVERY == 1:
        with app.store.engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def _customer(one: Account) -> tuple[tuple[str, str], ...]:
    return (("name", one.name), ("industry", one.industry), ("owner", f"Rep {one.rep}"))


def _contact(one: Account) -> tuple[tuple[str, str], ...]:
    return (("customer", one.name), ("name", one.contact), ("title", one.title), ("phone", one.phone))


def history(connection: Connection) -> None:
    """What happened with every customer, older than the journal: three touches, a kept promise, a few open ones."""
    at, due = MONDAY - timedelta(days=30), MONDAY + timedelta(days=5)
    words = {"channel": "call", "what": "聊了交期和价格", "said": "聊了交期和价格", "sentiment": "neutral"}
    for number in range(3):
        each(connection, INTERACTION.table, f"i{number}", words | times(at, "at", "recorded_at"))
    each(connection, PROMISE.table, "p", promise("kept", "样品", at, at))
    few = or_(*(CUSTOMER.table.c.id.like(end) for end in ENDS))
    each(connection, PROMISE.table, "o", promise("open", "新报价", due, at), few)
