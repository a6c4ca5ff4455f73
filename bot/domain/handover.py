"""Hand-over: customers, and all that hangs on them, go from one colleague to another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.base import Command, CustomerId, MemberId, Mention, Result
from bot.domain.customers import Customer

WEIGHTS: Final[Mapping[str, int]] = {"A": 3, "B": 2}
"""What a customer of a class weighs where work is spread; every other one weighs 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """What one heir got from a colleague in one hand-over: the ids of the customers, told to the heir once.

    From nobody it is a claim out of the pool, to nobody a release into it.
    """

    id: str
    from_id: MemberId
    to_id: MemberId
    customers: tuple[str, ...]
    handed_by: MemberId
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Handover(Command):
    """Without `from_` the customers are whoever's they are; without any customer all of that colleague's go.

    `also` are further heirs among whom they are spread, `customers` further customers. Until it is `sure` only
    a preview is shown; with `leaves` the colleague is let go in the same step.
    """

    from_: Mention | None = None
    to: Mention | None = None
    customer: Mention | None = None
    also: tuple[Mention, ...] = ()
    customers: tuple[Mention, ...] = ()
    sure: bool = False
    leaves: bool = False

    @property
    def named(self) -> tuple[Mention, ...]:
        """Every customer that was named."""
        return (*((self.customer,) if self.customer else ()), *self.customers)


@dataclass(frozen=True, kw_only=True)
class LeaveAsIs(Command):
    """The other button of a preview: what was planned (`wish`: handover, merge) is not done."""

    wish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one heir gets: the customers, how much open work by noun hangs on them, and what they look after now."""

    heir: MemberId
    name: str
    customers: tuple[Customer, ...]
    counts: tuple[tuple[str, int], ...] = ()
    load: int = 0


@dataclass(frozen=True, kw_only=True)
class HandoverPlanned(Result):
    """Nothing was changed yet; `mine` of the customers are others' and stay where they are (`left_out`)."""

    asked: Handover
    giver: str
    shares: tuple[Share, ...]
    left_out: tuple[str, ...] = ()
    may_leave: bool = False


@dataclass(frozen=True, kw_only=True)
class HandedOver(Result):
    """`left`: the colleague was let go, too, with so many sign-ins ended."""

    giver: str
    shares: tuple[Share, ...]
    left_out: tuple[str, ...] = ()
    left: int | None = None


@dataclass(frozen=True, kw_only=True)
class Inherited(Result):
    """What an heir is told: from whom, how many, and the first of the customers."""

    giver: str
    by: str
    total: int
    customers: tuple[Customer, ...]


@dataclass(frozen=True, kw_only=True)
class LeftAsItWas(Result):
    wish: str


def spread(
    customers: Sequence[Customer], loads: Mapping[MemberId, int]
) -> Mapping[MemberId, tuple[Customer, ...]]:
    """Deal customers out so that every heir gets the same weight; of equals, who looks after less comes first."""
    got: dict[MemberId, list[Customer]] = {heir: [] for heir in loads}
    dealt = dict.fromkeys(loads, 0)
    for customer in sorted(customers, key=weight, reverse=True):
        heir = min(loads, key=lambda each: (dealt[each], loads[each] + len(got[each])))
        got[heir].append(customer)
        dealt[heir] += weight(customer)
    return {heir: tuple(some) for heir, some in got.items()}


def weight(customer: Customer) -> int:
    return WEIGHTS.get(customer.tier, 1)


def gathered(commands: Iterable[Command]) -> tuple[Command, ...]:
    """One message that hands several customers to the same colleague is one hand-over."""
    found: list[Command] = []
    for command in commands:
        last = found[-1] if found else None
        if isinstance(last, Handover) and isinstance(command, Handover) and _goes_with(last, command):
            found[-1] = _together(last, command)
        else:
            found.append(command)
    return tuple(found)


def _goes_with(last: Handover, following: Handover) -> bool:
    same = (last.from_, last.to, last.also) == (following.from_, following.to, following.also)
    return same and bool(last.named and following.named)


def _together(last: Handover, following: Handover) -> Handover:
    return Handover(
        from_=last.from_,
        to=last.to,
        customer=last.customer,
        also=last.also,
        customers=(*last.customers, *following.named),
    )


def ids(customers: Iterable[Customer]) -> tuple[CustomerId, ...]:
    return tuple(each.id for each in customers)
