"""The labelled pairs of promises: how many are judged as a sales manager judges them."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.domain.deeds import deed_of, vague
from bot.domain.likewise import Differs, Given, Related, Relation, relation
from bot.domain.money import Money

HERE = Path(__file__).parent
SETS = {"promise_pairs": 44, "promise_pairs_fresh": 30}
DOZEN = 12
LEAST = 0.9
"""Precision and recall below which something has gone wrong."""


def pairs(name: str) -> Iterator[Mapping[str, Any]]:
    yield from tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))["pair"]


def given(row: Mapping[str, Any]) -> Given:
    amount = row.get("amount", "").split()
    times = DOZEN if row.get("unit") == "dozen" else 1
    return Given(
        side=row["side"],
        customer=row.get("customer", "the customer"),
        by=row["by"],
        person=row.get("person", ""),
        what=row["what"],
        words=row["said"],
        product=row.get("product", ""),
        qty=Decimal(row["qty"] * times) if "qty" in row else None,
        amount=Money(Decimal(amount[0]), amount[1]) if amount else None,
        due=row.get("due"),
        made=at(row["made"]),
        until=at(row["kept"]) if "kept" in row else None,
    )


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)


@pytest.mark.parametrize("name", SETS)
def test_pairs_are_judged_as_labelled(name: str) -> None:
    judged = [(pair, relation(given(pair["first"]), given(pair["second"]))) for pair in pairs(name)]
    assert len(judged) == SETS[name]
    meant = Counter(pair["relation"] for pair, _ in judged)
    found = Counter(str(related.relation) for _, related in judged)
    right = Counter(pair["relation"] for pair, related in judged if related.relation == pair["relation"])
    for kind in (Relation.SAME, Relation.CONTRADICTING):
        precision, recall = right[kind] / found[kind], right[kind] / meant[kind]
        print(f"{name}, {kind}: precision {precision:.2f}, recall {recall:.2f} of {meant[kind]}")  # noqa: T201
        assert min(precision, recall) >= LEAST, [
            pair["name"] for pair, related in judged if related.relation != pair["relation"]
        ]


@pytest.mark.parametrize("name", SETS)
def test_contradictions_are_told_by_their_kinds(name: str) -> None:
    for pair in pairs(name):
        related = relation(given(pair["first"]), given(pair["second"]))
        if related.relation is Relation.CONTRADICTING and pair["relation"] == related.relation:
            assert [str(kind) for kind in related.kinds] == pair["kinds"], pair["name"]


def said(what: str, by: str = "Tom", **facts: Any) -> Given:
    return Given(side="ours", customer="c", by=by, what=what, made=at(date(2026, 3, 2)), **facts)


def related(one: str, other: str, **facts: Any) -> Related:
    return relation(said(one), said(other, "Priya", **facts))


def test_a_bare_verb_takes_its_object_from_the_whole_message() -> None:
    second = said("发", "韩梅", words="泰禾要A款检测报告，答应周五发")
    assert relation(said("把检测报告发过去"), second).relation is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("九折", "八五折", (Differs.AMOUNT,)),
        ("质保两年", "质保18个月", (Differs.SCOPE,)),
        ("net 30", "net 60", (Differs.SCOPE,)),
        ("free delivery", "delivery is extra", (Differs.FREIGHT,)),
        ("培训三个人免费", "培训收费", (Differs.AMOUNT,)),
        ("we replace the pump", "we do not replace the pump", (Differs.REFUSAL,)),
    ],
)
def test_terms_contradict_without_any_day(one: str, other: str, kinds: tuple[Differs, ...]) -> None:
    assert related(one, other) == Related(Relation.CONTRADICTING, kinds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("send the contract", "sign the contract"),
        ("补货", "补寄"),
        ("an answer on exclusivity", "an answer on the leak"),
        ("送样到苏州厂", "送样到无锡厂"),
        ("ship batch 1", "ship batch 2"),
    ],
)
def test_one_common_word_makes_no_common_deed(one: str, other: str) -> None:
    assert related(one, other).relation is Relation.UNRELATED


@pytest.mark.parametrize(
    ("text", "found"),
    [("尽快送样", "尽快"), ("send it ASAP", "ASAP"), ("周五前送样", ""), ("a soonish reply", "")],
)
def test_vague_days_are_heard(text: str, found: str) -> None:
    assert vague(text) == found


@pytest.mark.parametrize(
    ("text", "qty"),
    [
        ("送5台样机", 5),
        ("3 trial units", 3),
        ("a dozen samples", 12),
        ("两箱配件", 2),
        ("a revised quote", None),
    ],
)
def test_quantities_are_counted(text: str, qty: int | None) -> None:
    assert deed_of(text).qty == (None if qty is None else Decimal(qty))
