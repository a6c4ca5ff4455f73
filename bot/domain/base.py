"""What every noun is made of: ids, commands, results, and names as people say them."""

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NewType

WorkspaceId = NewType("WorkspaceId", str)
MemberId = NewType("MemberId", str)
CustomerId = NewType("CustomerId", str)
ContactId = NewType("ContactId", str)
ProductId = NewType("ProductId", str)
PromiseId = NewType("PromiseId", str)
InteractionId = NewType("InteractionId", str)
ReminderId = NewType("ReminderId", str)
QuoteId = NewType("QuoteId", str)
ConflictId = NewType("ConflictId", str)
DealId = NewType("DealId", str)
OrderId = NewType("OrderId", str)
PaymentId = NewType("PaymentId", str)
ComplaintId = NewType("ComplaintId", str)
RequestId = NewType("RequestId", str)
WishId = NewType("WishId", str)
MaterialId = NewType("MaterialId", str)
TargetId = NewType("TargetId", str)
ActionId = NewType("ActionId", str)

NOBODY = MemberId("")

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


def new_id() -> str:
    """An opaque id of 18 characters; later ones sort after earlier ones, so that indexes stay dense."""
    number = (time.time_ns() // 1_000_000) << 42 | secrets.randbits(42)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(85, -1, -5))


@dataclass(frozen=True, kw_only=True)
class Command:
    """What somebody wants done; the slots hold what was said, resolved as far as it could be.

    A command that `reads` changes nothing, so its buttons may be pressed again.
    """

    reads: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was done or found, as facts; `bot.language.speak` turns it into a card.

    A `private` one is never shown in a group: it goes to the person's own chat.
    """

    private: ClassVar[bool] = False


def name_of(kind: type[Command | Result]) -> str:
    """`MakePromise` is known as `make_promise` in patterns, audit lines and `yinuo parse`."""
    return _HUMP.sub("_", kind.__name__).lower()


def vocabulary() -> dict[str, type[Command]]:
    """Every command by its name; complete once `bot.handlers` is imported."""
    return {name_of(kind): kind for kind in _below(Command)}


def _below(kind: type[Command]) -> Iterator[type[Command]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things a name may mean, with what tells it from the others (owner, title, place)."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it was said; `id` when it is certain whom it means, `choices` when it is not."""

    said: str
    id: str = ""
    name: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.id)

    def meaning(self, choice: Choice) -> "Mention":
        """The same words after somebody chose what they mean."""
        return Mention(self.said, choice.id, choice.name)
