"""Whether two promises are one deed, contradict each other, or have nothing to do with each other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.domain.deeds import Deed, deed_of
from bot.domain.money import Money

HALF: Final = Decimal("0.5")
PERSONAL_ACTS: Final = frozenset({"call", "reply", "meet", "introduce", "visit", "invite"})
PERSONAL_OBJECTS: Final = frozenset(
    {"brochure", "gift", "invitation", "pricelist", "certificate", "report", "drawing"}
)
"""What one person gets and another still waits for."""
FAINT: Final = frozenset({"send", "reply", "check", "call", "meet"})
"""Deeds that are the same only where what they are about is."""
MONEY_OFF: Final = frozenset({"discount", "rebate", "deposit"})


class Relation(StrEnum):
    SAME = "same"
    CONTRADICTING = "contradicting"
    UNRELATED = "unrelated"


class Differs(StrEnum):
    """In what two promises contradict each other; a refusal is that one of them says we do not do that."""

    DATE = "date"
    QUANTITY = "quantity"
    FREIGHT = "freight"
    EXCLUSIVITY = "exclusivity"
    AMOUNT = "amount"
    SCOPE = "scope"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A promise as it is compared; `until` is when it was settled, `words` the whole message it came in."""

    side: str
    customer: str
    by: str
    person: str = ""
    what: str
    words: str = ""
    product: str = ""
    qty: Decimal | None = None
    amount: Money | None = None
    due: date | None = None
    made: datetime
    until: datetime | None = None

    @property
    def deed(self) -> Deed:
        """Read from its own words; where they say too little (发, "send it"), from the whole message."""
        deed = deed_of(self.what, self.product)
        if deed.telling or not self.words:
            return deed
        return replace(deed_of(self.words, self.product), rest=frozenset(), which=frozenset())

    @property
    def units(self) -> Decimal | None:
        return self.deed.qty if self.qty is None else self.qty

    @property
    def sum(self) -> Decimal | None:
        return self.amount.amount if self.amount else self.deed.sum


@dataclass(frozen=True, slots=True)
class Related:
    relation: Relation
    kinds: tuple[Differs, ...] = ()


UNRELATED: Final = Related(Relation.UNRELATED)


def relation(first: Given, second: Given) -> Related:
    """How the later promise stands to the earlier; whoever gave both has corrected himself.

    What was settled before the second was given is another deed.
    """
    if first.side != second.side or (first.until and first.until <= second.made):
        return UNRELATED
    if not _one_deed(first, second):
        return UNRELATED
    kinds = tuple(_differences(first, second))
    if first.customer != second.customer:
        granted = first.deed.exclusive and second.deed.exclusive
        return Related(Relation.CONTRADICTING, (Differs.EXCLUSIVITY,)) if granted else UNRELATED
    if _apart(first, second, kinds):
        return UNRELATED
    if not kinds or first.by == second.by:
        return Related(Relation.SAME)
    return Related(Relation.CONTRADICTING, kinds)


def _apart(first: Given, second: Given, kinds: tuple[Differs, ...]) -> bool:
    """Another day's report of a series, or a payment of another sum on another day: two deeds."""
    if Differs.DATE not in kinds:
        return False
    series = "periodical" in first.deed.objects & second.deed.objects
    payments = "pay" in first.deed.acts | second.deed.acts and Differs.AMOUNT in kinds
    return series or payments


def _one_deed(first: Given, second: Given) -> bool:
    one, other = first.deed, second.deed
    return (
        _one_thing(first, second)
        and not _strangers(one.which, other.which)
        and not _strangers(one.objects, other.objects)
        and not _strangers(one.acts, other.acts)
        and not (one.rest and other.rest and not _overlap(one.rest, other.rest))
        and _one_reader(first, second)
        and _kin(one, other)
    )


def _one_thing(first: Given, second: Given) -> bool:
    """Products and codes that were named agree; a list of two is not one of them."""
    one, other = first.product.casefold(), second.product.casefold()
    if one and other and one != other:
        return False
    mine = {each for each in first.deed.marks if each not in f"{one} {other}"}
    its = {each for each in second.deed.marks if each not in f"{one} {other}"}
    if mine == its:
        return True
    return not (mine and (its or other)) and not (its and one)


def _one_reader(first: Given, second: Given) -> bool:
    """What is given to a person is another deed for another person."""
    if not (first.person and second.person) or first.person == second.person:
        return True
    one, other = first.deed, second.deed
    return not (PERSONAL_ACTS & one.acts & other.acts or PERSONAL_OBJECTS & one.objects & other.objects)


def _kin(one: Deed, other: Deed) -> bool:
    """Whether they share what they are about: an object, a term, or else the deed itself."""
    if one.objects & other.objects or (one.freight and other.freight):
        return True
    if one.exclusive is not None and other.exclusive is not None:
        return True
    shared = one.acts & other.acts
    if shared - FAINT and (one.objects or other.objects or not (one.rest and other.rest)):
        return True
    if shared:
        return not (one.objects or other.objects) and (
            one.rest == other.rest or _overlap(one.rest, other.rest)
        )
    apart = (one.acts and other.acts) or one.objects or other.objects
    return not apart and _mostly(one.rest, other.rest)


def _differences(first: Given, second: Given) -> Iterator[Differs]:
    """In which points both cannot be kept as said."""
    one, other = first.deed, second.deed
    if first.due and second.due and first.due != second.due:
        yield Differs.DATE
    if _unlike(first.units, second.units):
        yield Differs.QUANTITY
    if one.freight and other.freight and one.freight != other.freight:
        yield Differs.FREIGHT
    if None not in {one.exclusive, other.exclusive} and one.exclusive != other.exclusive:
        yield Differs.EXCLUSIVITY
    if _costs_differ(first, second):
        yield Differs.AMOUNT
    if (
        _unlike(one.months, other.months)
        or _unlike(one.days, other.days)
        or _shares_differ(one, other, of_money=False)
    ):
        yield Differs.SCOPE
    if one.denied != other.denied:
        yield Differs.REFUSAL


def _costs_differ(first: Given, second: Given) -> bool:
    """Other sums, other percentages of money, or free to one and charged to the other."""
    one, other = first.deed, second.deed
    charged = {one.free is False or first.sum is not None, other.free is False or second.sum is not None}
    if charged == {True, False} and True in {one.free, other.free}:
        return True
    return _unlike(first.sum, second.sum) or _shares_differ(one, other, of_money=True)


def _shares_differ(one: Deed, other: Deed, *, of_money: bool) -> bool:
    return bool(MONEY_OFF & one.objects & other.objects) == of_money and _unlike(one.percent, other.percent)


def _unlike(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one != other


def _strangers(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both were said and nothing is common to them."""
    return bool(some and others) and not some & others


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether half of the smaller set stands in the other."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= least * HALF


def _mostly(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most of all their words stand in both; a single Han character among others is none."""
    words = one & other
    if one == other:
        return bool(words)
    return len(words) * 2 > len(one | other) and (len(words) > 1 or any(each.isascii() for each in words))
