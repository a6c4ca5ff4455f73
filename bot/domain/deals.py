"""Deals (opportunities): how far a sale has come, what it is worth, and when it should close."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    DealId,
    MemberId,
    Mention,
    ProductId,
    Result,
)
from bot.domain.customers import Customer
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.notes import Noted

WON: Final = "won"
LOST: Final = "lost"
ENDS: Final = (WON, LOST)
"""Where every deal ends, whatever stages a workspace has before that."""


class DealState(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Confidence(StrEnum):
    """How sure the rep is that it closes in its period."""

    COMMIT = "commit"
    BEST_CASE = "best_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An opportunity: `stage` is one of the workspace's while it is open; `close_day` is when it should close.

    `probability` is per cent, `origin` where it came from (a campaign, a referral); `member_id` whose it is. A deal
    that was imported may have no customer yet.
    """

    id: DealId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    name: str = ""
    product_id: ProductId = ProductId("")
    product: str = ""
    stage: str
    state: DealState = DealState.OPEN
    amount: Money | None = None
    close_day: date | None = None
    probability: Decimal | None = None
    confidence: Confidence | None = None
    competitor: str = ""
    reason: str = ""
    origin: str = ""
    opened_on: date
    closed_on: date | None = None
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    updated_at: datetime
    archived_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state is DealState.OPEN and self.archived_at is None

    @property
    def called(self) -> str:
        """What tells it from the customer's other deals: its name, else its product, else what was said of it."""
        return self.name or self.product or self.said

    def age(self, today: date) -> int:
        """Days from its first word to its last, or until today."""
        return ((self.closed_on or today) - self.opened_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMove:
    """One move of a deal: its stage, amount and expected day before and after, who told it when."""

    id: str
    deal_id: DealId
    customer_id: CustomerId
    member_id: MemberId
    day: date
    at: datetime
    stage_from: str = ""
    stage_to: str
    amount_from: Money | None = None
    amount_to: Money | None = None
    close_from: date | None = None
    close_to: date | None = None
    said: str = ""
    source: str = ""

    @property
    def slipped(self) -> int:
        """Days by which it is expected later than before, 0 when it is not."""
        if self.close_from is None or self.close_to is None:
            return 0
        return max(0, (self.close_to - self.close_from).days)


@dataclass(frozen=True, kw_only=True)
class DealUpdate(Command):
    """A deal moves: its stage, size, expected day of closing, chances (per cent), rival, or why it was lost.

    `stage` is one of the workspace's, won or lost. `deal` is set by a button or a choice; `fresh` is another deal
    than those that are open, `reopen` the last one that was closed.
    """

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    deal: Mention | None = None
    stage: str = ""
    amount: Money | None = None
    close_date: Moment | None = None
    probability: Decimal | None = None
    confidence: Confidence | None = None
    competitor: str = ""
    reason: str = ""
    fresh: bool = False
    reopen: bool = False
    when: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckDeals(Command):
    """How far the deals of a customer or a colleague have come; with `deal`, every move of that one."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    deal: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class AskLoss(Command):
    """Why was it lost: the usual reasons to choose from."""

    reads: ClassVar[bool] = True
    deal: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLine:
    """One deal as a list shows it: whose it is, how old (days), its last move and how often it slipped.

    `masked` when amounts are not for this reader.
    """

    deal: Deal
    customer: str
    by: str
    age: int
    moved: DealMove | None = None
    slips: int = 0
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class DealMoved(Result):
    """`noted` is the line in the history, `move` what changed; `opened` with the first word of this deal.

    `another` when the customer has more than this one, `ordered` when its order is known already, `masked` when
    earlier amounts are not for this reader.
    """

    noted: Noted
    customer: Customer
    deal: Deal
    move: DealMove | None
    opened: bool = False
    another: bool = False
    ordered: bool = False
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class LossAsked(Result):
    deal: Deal
    customer: Customer


@dataclass(frozen=True, kw_only=True)
class DealsChecked(Result):
    """Open deals first, then closed ones, newest first; `total` counts them all."""

    customer: Customer | None
    by: str
    lines: tuple[DealLine, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class DealTold(Result):
    """One deal with all its moves, the newest first; names of people by member id. It may have no customer yet."""

    customer: Customer | None
    line: DealLine
    moves: tuple[DealMove, ...]
    names: dict[str, str]
