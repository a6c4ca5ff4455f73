"""Whether two promises are one deed, contradict each other, or have nothing to do with each other."""

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
        return replace(deed_of(self.words, self.product), rest=frozenset(), which=deed.which)

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
    if _settled_before(first, second) or not _one_deed(first, second):
        return UNRELATED
    if first.customer != second.customer:
        return _of_two_customers(first.deed, second.deed)
    kinds = _differences(first, second)
    if _apart(first, second, kinds):
        return UNRELATED
    agree = not kinds or first.by == second.by
    return Related(Relation.SAME) if agree else Related(Relation.CONTRADICTING, kinds)


def _settled_before(first: Given, second: Given) -> bool:
    return first.until is not None and first.until <= second.made


def _of_two_customers(one: Deed, other: Deed) -> Related:
    """Only one of them can be exclusive."""
    granted = one.exclusive and other.exclusive
    return Related(Relation.CONTRADICTING, (Differs.EXCLUSIVITY,)) if granted else UNRELATED


def _apart(first: Given, second: Given, kinds: tuple[Differs, ...]) -> bool:
    """Another day's report of a series, or a payment of another sum on another day: two deeds."""
    if Differs.DATE not in kinds:
        return False
    series = "periodical" in first.deed.objects & second.deed.objects
    payments = "pay" in first.deed.acts | second.deed.acts and Differs.AMOUNT in kinds
    return series or payments


def _one_deed(first: Given, second: Given) -> bool:
    one, other = first.deed, second.deed
    named = ((one.which, other.which), (one.objects, other.objects), (one.acts, other.acts))
    if first.side != second.side or any(_strangers(*pair) for pair in named):
        return False
    return (
        _agreeing(one.rest, other.rest)
        and _one_thing(first, second)
        and _one_reader(first, second)
        and _kin(one, other)
    )


def _one_thing(first: Given, second: Given) -> bool:
    """Products and codes that were named agree; a list of two is not one of them."""
    one, other = first.product.casefold(), second.product.casefold()
    if _clash(one, other):
        return False
    mine, its = _codes(first, f"{one} {other}"), _codes(second, f"{one} {other}")
    foreign = (these and (those or name) for these, those, name in ((mine, its, other), (its, mine, one)))
    return mine == its or not any(foreign)


def _codes(given: Given, named: str) -> frozenset[str]:
    """The product codes of its words that are no part of a product's name."""
    return frozenset(each for each in given.deed.marks if each not in named)


def _one_reader(first: Given, second: Given) -> bool:
    """What is given to a person is another deed for another person."""
    one, other = first.deed, second.deed
    personal = PERSONAL_ACTS & one.acts & other.acts or PERSONAL_OBJECTS & one.objects & other.objects
    return not (personal and _clash(first.person, second.person))


def _kin(one: Deed, other: Deed) -> bool:
    """Whether they share what they are about: an object, a term, or else the deed itself."""
    shared = one.acts & other.acts
    if shared - FAINT or one.objects & other.objects or _one_term(one, other):
        return True
    if one.objects or other.objects:
        return False
    return _agreeing(one.rest, other.rest, both=True) if shared else _mostly(one.rest, other.rest)


def _one_term(one: Deed, other: Deed) -> bool:
    freight = one.freight and other.freight
    return bool(freight) or None not in {one.exclusive, other.exclusive}


def _differences(first: Given, second: Given) -> tuple[Differs, ...]:
    """In which points both cannot be kept as said."""
    one, other = first.deed, second.deed
    told = {
        Differs.DATE: _clash(first.due, second.due),
        Differs.QUANTITY: _clash(first.units, second.units),
        Differs.FREIGHT: _clash(one.freight, other.freight),
        Differs.EXCLUSIVITY: None not in {one.exclusive, other.exclusive}
        and one.exclusive != other.exclusive,
        Differs.AMOUNT: _costs_differ(first, second),
        Differs.SCOPE: _lengths_differ(one, other),
        Differs.REFUSAL: one.denied != other.denied,
    }
    return tuple(kind for kind, differs in told.items() if differs)


def _costs_differ(first: Given, second: Given) -> bool:
    """Other sums, other percentages of money, or free to one and charged to the other."""
    pair = (first, second)
    charged = {each.deed.free is False or each.sum is not None for each in pair}
    if charged == {True, False} and any(each.deed.free for each in pair):
        return True
    return _unlike(first.sum, second.sum) or _shares_differ(first.deed, second.deed, of_money=True)


def _lengths_differ(one: Deed, other: Deed) -> bool:
    lengths = _unlike(one.months, other.months) or _unlike(one.days, other.days)
    return lengths or _shares_differ(one, other, of_money=False)


def _shares_differ(one: Deed, other: Deed, *, of_money: bool) -> bool:
    return bool(MONEY_OFF & one.objects & other.objects) == of_money and _unlike(one.percent, other.percent)


def _clash(one: object, other: object) -> bool:
    """Whether both were said, and differ."""
    return bool(one and other) and one != other


def _unlike(one: Decimal | None, other: Decimal | None) -> bool:
    """The same for figures, of which nought is said too."""
    return None not in {one, other} and one != other


def _strangers(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both were said and nothing is common to them."""
    return bool(some and others) and not some & others


def _agreeing(one: frozenset[str], other: frozenset[str], *, both: bool = False) -> bool:
    """Whether half of the smaller set stands in the other; with `both`, an empty one only in an empty one."""
    least = min(len(one), len(other))
    return len(one & other) >= least * HALF and (least > 0 or not both or one == other)


def _mostly(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most of all their words stand in both; a single Han character among others is none."""
    words = one & other
    if one == other:
        return bool(words)
    return len(words) * 2 > len(one | other) and (len(words) > 1 or any(each.isascii() for each in words))
