"""Whatever an entity holds comes back unchanged, from both engines."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.store import SqlStore
from bot.adapters.store.images import read_image
from bot.adapters.store.work import SHAPES
from bot.domain.base import new_id
from bot.domain.calendar import Every, Recurrence
from bot.domain.interactions import Facts
from bot.domain.moment import Moment
from bot.domain.money import EXPONENTS, Money
from bot.domain.people import LinkCode
from bot.domain.policy import Policy
from bot.domain.promises import Evidence
from tests.adapters.store import made

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=9, minutes=30))])
EARLIEST, LATEST = datetime(1, 1, 3), datetime(9999, 12, 29)  # noqa: DTZ001
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
MONEY = st.builds(
    Money.from_minor,
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from(["CNY", "USD", "JPY", "KWD", *list(EXPONENTS)[:3]]),
)
RECURRENCES = st.builds(
    Recurrence,
    every=st.sampled_from(Every),
    interval=st.integers(1, 9),
    weekdays=st.lists(st.integers(0, 6)).map(tuple),
    month=st.none() | st.integers(1, 12),
    nth=st.none() | st.integers(-5, 31),
    working=st.booleans(),
    at=st.none() | st.times(),
    since=st.none() | st.dates(),
)
MOMENTS = st.builds(Moment, st.dates(), st.none() | st.times())
FIGURES = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
FACTS = st.builds(
    Facts,
    product=WORDS,
    amount=st.none() | MONEY,
    upto=st.none() | MONEY,
    qty=FIGURES,
    discount=FIGURES,
    term=st.none() | st.integers(0, 400),
    delivery=st.none() | MOMENTS,
    at=st.none() | st.times(),
)
EVIDENCE = st.builds(
    Evidence,
    said=WORDS,
    source=WORDS,
    member_id=st.just(made.ANN),
    at=st.datetimes(EARLIEST, LATEST, timezones=ZONES),
)
POLICIES = st.builds(Policy, stages=st.lists(WORDS).map(tuple), restricted=st.lists(WORDS).map(tuple))
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    datetime: st.datetimes(EARLIEST, LATEST, timezones=ZONES),
    date: st.dates(),
    time: st.times(),
    bool: st.booleans(),
    Money: MONEY,
    Recurrence: RECURRENCES,
    Facts: FACTS,
    Decimal: st.decimals(-(10**9), 10**9, places=3),
    int: st.integers(-(2**31), 2**31 - 1),
    Policy: POLICIES,
    tuple[Evidence, ...]: st.lists(EVIDENCE, max_size=2).map(tuple),
    tuple[str, ...]: st.lists(WORDS, max_size=4).map(tuple),
}
REFERENCES = {
    *("customer_id", "contact_id", "member_id", "product_id", "promise_id", "owner_id", "manager_id"),
    *("interaction_id", "quote_id", "other_id", "from_id", "to_id", "referrer_id"),
}
LEDGERS = (
    *("quote", "conflict", "deal", "purchase", "payment", "complaint", "request", "wish", "material"),
    *("inheritance", "follower", "referral"),
)
MAKERS: dict[str, Callable[..., Any]] = {
    "workspace": made.workspace,
    "member": made.member,
    "link": made.link,
    "link_code": lambda **facts: LinkCode(
        **{"digest": "", "member_id": made.ANN, "made_by": made.ANN, **facts}
    ),
    "customer": made.customer,
    "contact": made.contact,
    "product": made.product,
    "interaction": made.interaction,
    "promise": made.promise,
    "reminder": made.reminder,
}


def _ledger_row(noun: str) -> Callable[..., Any]:
    """A row of a ledger that refers to nothing but its member."""
    kind = SHAPES.named(noun).kind
    names = {each.name for each in fields(kind)}
    nothing = {**dict.fromkeys(REFERENCES, ""), "member_id": made.ANN}
    usual = {name: value for name, value in nothing.items() if name in names}
    return lambda **facts: kind(**{**usual, **facts})


MAKERS |= {noun: _ledger_row(noun) for noun in LEDGERS}


class Rollback(Exception):
    """The end of an example."""


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field; None too where it may be."""
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of(*(st.none() if each is type(None) else of_type(each) for each in get_args(hint)))
    plain = getattr(hint, "__supertype__", hint)
    return BY_TYPE[plain] if plain in BY_TYPE else st.from_type(plain)


def entities(noun: str) -> st.SearchStrategy[Any]:
    kind = SHAPES.named(noun).kind
    hints = get_type_hints(kind)
    free = [each.name for each in fields(kind) if each.name not in {"id", *REFERENCES}]
    fixed = {"id": made.HOME if noun == "workspace" else new_id()}
    return st.fixed_dictionaries({name: of_type(hints[name]) for name in free}).map(
        lambda facts: MAKERS[noun](**fixed, **facts)
    )


@pytest.mark.parametrize("noun", list(MAKERS))
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_noun_comes_back(store: SqlStore, noun: str, data: st.DataObject) -> None:
    shape = SHAPES.named(noun)
    one, other = data.draw(entities(noun)), data.draw(entities(noun))
    with pytest.raises(Rollback), store.work(made.HOME) as work:
        if noun != "workspace":
            work.add(one)
            assert _read(work, shape, one.id) == one
        work.save(replace(other, id=one.id))
        assert _read(work, shape, one.id) == replace(other, id=one.id)
        for change in work.journal.changes(work._scribe.action.id):
            if change.after is not None:
                read_image(shape.kind, _json(change.after))
        raise Rollback


def test_references_come_back(store: SqlStore) -> None:
    boss, rep = made.member(), made.member()
    rep = replace(rep, manager_id=boss.id)
    account = made.customer(owner_id=rep.id)
    person, thing = made.contact(customer_id=account.id), made.product()
    at = {"customer_id": account.id, "contact_id": person.id}
    touch = made.interaction(**at, product_id=thing.id, member_id=rep.id)
    given = made.promise(**at, product_id=thing.id, amount=Money(Decimal("2800.50"), "CNY"))
    note = made.reminder(**at, promise_id=given.id)
    everything: list[Any] = [note, given, touch, thing, person, account, rep, boss]
    with store.work(made.HOME) as work:
        work.add(*everything)
    with store.work(made.HOME) as work:
        assert [work.get(type(each), each.id) for each in everything] == everything


@pytest.mark.parametrize("text", ["nul\x00", "\ud83d half a surrogate", "whole 😀 é 漢字 \u202e"])
def test_what_no_database_takes_is_cleaned(store: SqlStore, text: str) -> None:
    clean = text.replace("\x00", "").replace("\ud83d", "?")
    given = made.customer(name=text, aliases=(text, "b"))
    with store.work(made.HOME) as work:
        work.add(given)
        assert work.get(type(given), given.id) == replace(given, name=clean, aliases=(clean, "b"))
        work.mailbox.send(made.outgoing(text))
        work.mailbox.first_time(made.incoming(text))
    with store.work(made.HOME) as work:
        assert work.get(type(given), given.id) == replace(given, name=clean, aliases=(clean, "b"))
        assert [each.id for each in work.customers.named(clean)] == [given.id]


def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(Exception, match="has no zone"), store.work(made.HOME) as work:
        work.add(made.customer(created_at=datetime(2026, 3, 10)))  # noqa: DTZ001


def _read(work: Any, shape: Any, row_id: str) -> Any:
    """As the database has it, past what the transaction remembers."""
    (row,) = work.transaction.rows(work.transaction.select(shape.table, shape.table.c.id == row_id))
    return shape.entity(row)


def _json(image: Any) -> str:
    return json.dumps(image)
