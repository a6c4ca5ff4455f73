"""Figures put right in the next message; words beside them are a correction of the words."""

from decimal import Decimal

import pytest

from bot.domain.audit import Amend
from bot.domain.money import Money
from bot.language import understand
from tests.language.world import hearing

SAID = [
    ("不对，是2600", Amend(number=Decimal(2600))),
    ("不是2800，是2600", Amend(number=Decimal(2600))),
    ("不对，是2600元", Amend(amount=Money(Decimal(2600), "CNY"))),
    ("不对，账期是30天", Amend(term=30)),
    ("不对，应该是九折", Amend(discount=Decimal("0.9"))),
    ("不对，是80%", Amend(rate=Decimal(80), probability=Decimal(80))),
    ("不对，是120台", Amend(qty=Decimal(120))),
    ("no, it was $11,000", Amend(amount=Money(Decimal(11000), "USD"))),
    ("no, net 45", Amend(term=45)),
    ("no, 12 seats", Amend(qty=Decimal(12))),
]


@pytest.mark.parametrize(("text", "amend"), SAID)
def test_figures_are_put_right(text: str, amend: Amend) -> None:
    assert understand(text, hearing()).commands == (amend,)


@pytest.mark.parametrize("text", ["不对，是送2份资料", "no, it was about the 2 labs"])
def test_words_beside_figures_are_words(text: str) -> None:
    (command,) = understand(text, hearing()).commands
    assert isinstance(command, Amend)
    assert (command.qty, command.number, command.amount) == (None, None, None)
    assert command.what
