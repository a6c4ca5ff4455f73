"""What a price was offered on: tax and freight in it or not, for whom alone, how firmly, for how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bot.domain.quotes import Included
from bot.language.offers import Offer
from bot.language.slots import Heard
from bot.language.words import section

ONE: Final = Decimal(1)
TAX: Final[Mapping[str, Included]] = {"tax_out": Included.OUT, "tax_in": Included.IN}
FREIGHT: Final[Mapping[str, Included]] = {"freight_out": Included.OUT, "freight_in": Included.IN}
EXCLUSIVE: Final[Mapping[str, bool]] = {"shared": False, "exclusive": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """As the slots of a quote."""

    tax: Included | None
    freight: Included | None
    exclusive: bool | None
    agreed: bool
    revises: bool
    about: bool


def conditions_of(heard: Heard) -> Conditions:
    """Out of all that the statement says, remarks after the price too."""
    return Conditions(
        tax=_first(TAX, heard),
        freight=_first(FREIGHT, heard),
        exclusive=_first(EXCLUSIVE, heard),
        agreed=_said("agreed", heard),
        revises=_said("revises", heard),
        about=_said("rough", heard),
    )


def is_total(offer: Offer, heard: Heard) -> bool:
    """Whether the price is for all of the quantity: said so, or a round sum without a unit of its own."""
    if offer.qty is None or offer.qty <= ONE or offer.amount is None or offer.unit:
        return False
    return _said("whole", heard) and not _said("each", heard)


def _said(name: str, heard: Heard) -> bool:
    return section("offered")[name].search(heard.masked.lower()) is not None


def _first(meanings: Mapping[str, Any], heard: Heard) -> Any:
    """What the first of the words that are there means; the denials stand first."""
    return next((meaning for name, meaning in meanings.items() if _said(name, heard)), None)
