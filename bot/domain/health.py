"""Account health: what the last sweep found of each customer, so that lists need not reckon it anew.

Everything here is derived from the ledgers and can be thrown away; it is neither journalled nor undone.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.base import CustomerId
from bot.domain.lifecycle import Lifecycle, Standing
from bot.domain.money import Money
from bot.domain.risk import Colour, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The at-risk score (0-100) of an account with its reasons, and its stage (SCORING.md, sections 1 to 3).

    `since` is the day from which it has this colour, `stage_since` this stage; `next_stage` is what the last
    `next_checks` weekly checks said instead, the last one on `next_checked_on`. A declined account remembers the stage
    that it `declined_from`; so does one that was won back, until its stage changes again.
    """

    customer_id: CustomerId
    checked_on: date
    points: int = 0
    colour: Colour = Colour.GREEN
    since: date
    reasons: tuple[Reason, ...] = ()
    stage: Lifecycle | None = None
    stage_since: date | None = None
    declined_from: Lifecycle | None = None
    next_stage: Lifecycle | None = None
    next_checks: int = 0
    next_checked_on: date | None = None

    @property
    def standing(self) -> Standing | None:
        """How its stage stood on `checked_on`."""
        if self.stage is None:
            return None
        return Standing(
            stage=self.stage,
            since=self.stage_since or self.checked_on,
            checked_on=self.checked_on,
            declined_from=self.declined_from,
            next_stage=self.next_stage,
            next_checks=self.next_checks,
            next_checked_on=self.next_checked_on or self.checked_on,
        )

    @property
    def won_back(self) -> bool:
        """Whether it came back out of decline, and its stage has not changed since."""
        return self.declined_from is not None and self.stage is not Lifecycle.DECLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What an account brought in the twelve months before `reckoned_on`, and how it compares (SCORING.md, section 4).

    `tier` is its ABC class by that revenue; `recency`, `frequency` and `monetary` are quintiles from 1 to 5 (0 without
    an order); `touches` counts contact days. `orders` and `revenue` are of the twelve months, `first_order` and
    `last_order` of all time. `unvalued` are the orders of the twelve months of which nobody knows the sum.
    """

    customer_id: CustomerId
    reckoned_on: date
    revenue: Money | None = None
    orders: int = 0
    first_order: date | None = None
    last_order: date | None = None
    touches: int = 0
    tier: str = ""
    recency: int = 0
    frequency: int = 0
    monetary: int = 0
    unvalued: int = 0
