"""Every labelled pair of quotes gets the verdict that a sales manager would give; no label was found wrong."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from bot.domain.base import CustomerId, InteractionId, MemberId, ProductId, QuoteId
from bot.domain.conflicts import Known, Verdict, Why, compare
from bot.domain.money import Money
from bot.domain.policy import Policy, Rate
from bot.domain.prices import gap
from bot.domain.products import Product
from bot.domain.quotes import Included, Quote, QuoteState

HERE: Final = Path(__file__).parent


def pairs(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text("utf-8"))["pair"]
    return found


PAIRS: Final = pairs("quote_pairs.toml")
FRESH: Final = pairs("quote_pairs_fresh.toml")
LEAST: Final = Decimal("0.95")
TODAY: Final = date(2026, 3, 11)


def money(text: str | None) -> Money | None:
    return Money.parse(*text.split()) if text else None


def decimal(figure: object) -> Decimal | None:
    return None if figure is None else Decimal(str(figure))


def quote_of(told: Mapping[str, Any], **more: Any) -> Quote:
    """A quote from what the table says of it."""
    day: date = told.get("day", TODAY)
    return Quote(
        id=QuoteId("q"),
        customer_id=CustomerId(told.get("customer", "one")),
        member_id=MemberId(told.get("by", "Tom")),
        interaction_id=InteractionId("i"),
        product=told.get("product", ""),
        amount=money(told.get("amount")),
        upto=money(told.get("amount_to")),
        total=told.get("total", False),
        about=told.get("about", False),
        unit=told.get("unit", ""),
        qty=decimal(told.get("qty")),
        discount=decimal(told.get("discount")),
        rate=decimal(told.get("rate")),
        tax=Included(told["tax"]) if "tax" in told else None,
        freight=Included(told["freight"]) if "freight" in told else None,
        term=told.get("term"),
        delivery=told.get("delivery"),
        lead=told.get("lead"),
        valid_until=told.get("valid_until"),
        exclusive=told.get("exclusive"),
        agreed=told.get("agreed", False),
        revises=told.get("revises", False),
        state=state_of(told),
        day=day,
        at=datetime.combine(day, time(), UTC),
        said=told.get("said", ""),
        recorded_by=MemberId(told.get("by", "Tom")),
        **more,
    )


def state_of(told: Mapping[str, Any]) -> QuoteState:
    if "withdrawn" in told:
        return QuoteState.WITHDRAWN
    return QuoteState.ORDERED if told.get("order") else QuoteState.STANDING


def known_of(pair: Mapping[str, Any]) -> Known:
    rates = tuple(_rate(names, value) for names, value in pair.get("rates", {}).items())
    facts = pair.get("products", {})
    product = next((_product(name, each) for name, each in facts.items()), None)
    return Known(today=pair["today"], policy=Policy(rates=rates), product=product)


def _rate(names: str, value: float) -> Rate:
    base, quote = names.split("/")
    return Rate(base, quote, Decimal(str(value)))


def _product(name: str, facts: Mapping[str, Any]) -> Product:
    return Product(
        id=ProductId(name),
        name=name,
        list_price=money(facts.get("list")),
        floor_price=money(facts.get("floor")),
        unit=facts.get("unit", ""),
        pack=facts.get("pack"),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def judged(pair: Mapping[str, Any]) -> Verdict:
    return compare(quote_of(pair["first"]), quote_of(pair["second"]), known_of(pair))


@pytest.mark.parametrize("pair", [*PAIRS, *FRESH], ids=lambda pair: pair["name"])
def test_each_pair_is_judged_as_labelled(pair: Mapping[str, Any]) -> None:
    found = judged(pair)
    kinds = tuple(str(kind) for kind in found.kinds) if found.conflict else ()
    assert (found.conflict, kinds) == (pair["conflict"], tuple(pair.get("kinds", ()))), found.why
    assert found.stands == pair["stands"], found.why


@pytest.mark.parametrize("table", [PAIRS, FRESH], ids=["labelled before the code", "fresh"])
def test_nearly_every_alarm_is_right_and_nearly_every_conflict_is_found(table: list[dict[str, Any]]) -> None:
    """Precision and recall; the figures stand in docs/reference/ledger.md."""
    alarms = [pair["conflict"] for pair in table if judged(pair).conflict]
    conflicts = sum(pair["conflict"] for pair in table)
    assert Decimal(sum(alarms)) / len(alarms) >= LEAST
    assert Decimal(sum(alarms)) / conflicts >= LEAST


@pytest.mark.parametrize("pair", [*PAIRS, *FRESH], ids=lambda pair: pair["name"])
def test_a_quote_never_contradicts_itself(pair: Mapping[str, Any]) -> None:
    for said in (pair["first"], pair["second"]):
        told = {**said, "by": "Tom"}
        again = compare(quote_of(told), quote_of({**told, "by": "Dan"}), known_of(pair))
        assert not again.conflict or again.why is Why.RESERVED


@pytest.mark.parametrize(
    ("cheaper", "dearer", "apart_by"),
    [
        ({"amount": "100 CNY"}, {"amount": "113 CNY", "tax": "in"}, 0),
        ({"amount": "100 CNY", "tax": "out", "rate": 13}, {"amount": "120 CNY", "tax": "in"}, -1),
        ({"amount": "10 CNY", "unit": "个"}, {"amount": "240 CNY", "unit": "箱"}, -1),
        ({"amount": "100 CNY", "freight": "out"}, {"amount": "140 CNY", "freight": "in"}, -1),
        ({"amount": "100 USD"}, {"amount": "700 CNY"}, None),
        ({"amount": "100 CNY", "total": True}, {"amount": "90 CNY"}, None),
        ({"discount": 0.8}, {"amount": "90 CNY"}, -1),
    ],
)
def test_what_a_price_comes_to(cheaper: dict[str, Any], dearer: dict[str, Any], apart_by: int | None) -> None:
    made = _product("滤芯", {"unit": "个", "pack": 12, "list": "100 CNY"})
    one, other = quote_of(cheaper), quote_of(dearer)
    assert gap(one, other, made, Policy()) == apart_by
    assert gap(other, one, made, Policy()) == (None if apart_by is None else -apart_by)


def test_a_product_counted_in_boxes_is_compared_by_the_piece_too() -> None:
    made = _product("滤芯", {"unit": "箱", "pack": 12})
    box, piece = quote_of({"amount": "1200 CNY", "unit": "箱"}), quote_of({"amount": "90 CNY", "unit": "个"})
    assert gap(box, piece, made, Policy()) == 1
