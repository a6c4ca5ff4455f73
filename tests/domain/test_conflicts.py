"""Every labelled pair of quotes gets the verdict that a sales manager would give."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from bot.domain.base import CustomerId, InteractionId, MemberId, ProductId, QuoteId
from bot.domain.conflicts import Known, Verdict, compare
from bot.domain.money import Money
from bot.domain.policy import Policy, Rate
from bot.domain.products import Product
from bot.domain.quotes import Included, Quote, QuoteState

PAIRS: Final = tomllib.loads((Path(__file__).parent / "quote_pairs.toml").read_text("utf-8"))["pair"]
DOUBTED: Final[Mapping[str, str]] = {}
"""Labels that are thought to be wrong, each with the reason; they still count."""
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
        ordered=told.get("order", False),
        revises=told.get("revises", False),
        state=QuoteState.WITHDRAWN if "withdrawn" in told else QuoteState.STANDING,
        day=day,
        at=datetime.combine(day, time(), UTC),
        said=told.get("said", ""),
        recorded_by=MemberId(told.get("by", "Tom")),
        **more,
    )


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


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_each_pair_is_judged_as_labelled(pair: Mapping[str, Any]) -> None:
    if pair["name"] in DOUBTED:
        pytest.skip(DOUBTED[pair["name"]])
    found = judged(pair)
    kinds = tuple(str(kind) for kind in found.kinds) if found.conflict else ()
    assert (found.conflict, kinds) == (pair["conflict"], tuple(pair.get("kinds", ()))), found.why
    assert found.stands == pair["stands"], found.why


def test_nearly_every_alarm_is_right_and_nearly_every_conflict_is_found() -> None:
    """Precision and recall over all pairs, doubted labels included."""
    alarms = [pair["conflict"] for pair in PAIRS if judged(pair).conflict]
    missed = [pair["name"] for pair in PAIRS if pair["conflict"] and not judged(pair).conflict]
    assert Decimal(sum(alarms)) / len(alarms) >= LEAST
    assert Decimal(sum(alarms)) / (sum(alarms) + len(missed)) >= LEAST, missed
