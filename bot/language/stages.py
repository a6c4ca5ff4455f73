"""Where a deal stands: its stage, its chances, against whom, and why it was lost."""

from decimal import Decimal
from typing import Final

from bot.domain.deals import Stage
from bot.domain.money import Money
from bot.language.amounts import AmountKind
from bot.language.offers import figures_of, percent_of, prices_of
from bot.language.slots import Heard, tidy
from bot.language.words import section

EVEN: Final = Decimal(50)
LEAST_SIZE: Final = 1000
LEAST_CHANCE: Final = 5
MOST_CHANCE: Final = 100


def chances_of(heard: Heard) -> Decimal | None:
    """How likely, per cent: also a bare number after the word (概率提到80); even chances are 50.

    By how much a price is lower is no chance.
    """
    found = percent_of(heard)
    if "odds" not in heard.clause.features:
        return None if "differs" in heard.clause.features else found
    if found is not None:
        return found
    numbers = (each.value for each in figures_of(heard) if each.kind is AmountKind.NUMBER)
    bare = next((each for each in numbers if LEAST_CHANCE <= each <= MOST_CHANCE), None)
    return EVEN if bare is None and section("sold")["even"].search(heard.masked) else bare


def size_of(heard: Heard) -> Money | None:
    """What the deal is worth; a small bare number is its chances."""
    money = prices_of(heard).amount
    bare = "money" not in heard.clause.features
    return None if money is None or (bare and money.amount < LEAST_SIZE) else money


def stage_of(heard: Heard) -> Stage | None:
    """Lost or won when it is over, else the last stage that it moves to."""
    features = heard.clause.features
    if "lost" in features and "not_lost" not in features:
        return Stage.LOST
    if "won" in features and features.isdisjoint({"not_won", "odds", "closing", "ahead", "negation"}):
        return Stage.WON
    moved = [match[0] for match in section("selling")["moves"].finditer(heard.masked)]
    words = section("stages")
    return next((Stage(name) for name in words if moved and words[name].search(moved[-1])), None)


def competitor_of(heard: Heard) -> str:
    """To whom it was lost, or against whom it stands."""
    return _said("competitor", heard)


def reason_of(heard: Heard) -> str:
    return _said("reason", heard)


def _said(name: str, heard: Heard) -> str:
    """What the words of a table leave open, as it was said."""
    found = section("sold")[name].search(heard.masked)
    if not found:
        return ""
    group = next((key for key, said in found.groupdict().items() if said), None)
    return tidy(heard.text[slice(*found.span(group))]) if group else ""
