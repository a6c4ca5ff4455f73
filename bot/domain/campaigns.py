"""Campaigns: fairs, mailings and adverts, with what they cost, whom they brought, and what became of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar, Final

from bot.domain.base import CampaignId, Command, CustomerId, MemberId, Mention, ProductId, Result
from bot.domain.customers import Customer
from bot.domain.likeness import plain
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.notes import Noted

LONGEST: Final = 30
"""Characters of a campaign's name; longer words are a sentence about it."""
GENERIC: Final = re.compile(
    "(?:这个|这次|那次|上次|我们的?|市场)?(?:展会?|展览会?|活动|市场活动|研讨会|广告|推广)"
    r"|(?:the |our |this |that |last )?(?:trade )?(?:fair|show|event|campaign|expo|exhibition|webinar|seminar|ads?)",
    re.IGNORECASE,
)
"""A word for any campaign: it means the last one."""
MORE: Final = re.compile(
    r"追加|另外|又花|又投|再花|再投|补了|\b(?:another|more|extra|additional|on top)\b", re.IGNORECASE
)
"""The sum comes on top of what was told before."""
LEFT_OVER: Final = re.compile(
    r"(?:又|再|还|另外|追加|一共|总共|总计|共)+\s*$|^\s*(?:another|also)\b", re.IGNORECASE
)
"""What stays of a sentence besides the name."""
SAME_WITHIN: Final = timedelta(days=180)
CORRECTED_WITHIN: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Campaign(Command):
    """`what` is its name, `amount` its cost, `qty` the cards, leads or sign-ups that it brought.

    One that is known already is told more of; with nothing but a name it is looked at.
    """

    customer: Mention | None = None
    product: Mention | None = None
    what: str = ""
    source: str = ""
    amount: Money | None = None
    qty: Decimal | None = None
    when: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class CheckCampaigns(Command):
    """What campaigns brought: all of them, or the one that `what` names or a button means."""

    reads: ClassVar[bool] = True
    campaign: str = ""
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckUntouched(Command):
    """Whom of a campaign's customers nobody has contacted: of one owner, of nobody (""), or of all (None)."""

    reads: ClassVar[bool] = True
    campaign: str
    owner: str | None = None


@dataclass(frozen=True, kw_only=True)
class DealOut(Command):
    """Give a campaign's customers that nobody owns to the reps, evenly; until it is `sure` only a preview."""

    campaign: str
    sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A campaign that took place: its name, and the other names under which customers' sources know it.

    `kind` is the word for what it was, `cost` what was spent, `brought` how many cards or sign-ups were counted.
    """

    id: CampaignId
    name: str
    spellings: tuple[str, ...] = ()
    kind: str = ""
    day: date
    cost: Money | None = None
    brought: Decimal | None = None
    product_id: ProductId = ProductId("")
    member_id: MemberId
    said: str = ""
    source: str = ""
    recorded_at: datetime
    archived_at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.spellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One owner's part of a campaign's customers, and how many of them nobody has contacted since."""

    owner_id: MemberId
    name: str = ""
    total: int = 0
    touched: int = 0

    @property
    def untouched(self) -> int:
        return self.total - self.touched


@dataclass(frozen=True, slots=True)
class Sums:
    """So many deals, worth `value` together; of `unrated` ones the sum is missing, or in a currency without a rate."""

    count: int = 0
    value: Money | None = None
    unrated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What became of a campaign's customers since its day.

    `answered` are those from whom something came: a request, a promise, a deal, an order; `signups` those who signed
    up, `unconfirmed` of them wait for our answer, `late` ones beyond their time.
    """

    shares: tuple[Share, ...] = ()
    answered: int = 0
    signups: int = 0
    unconfirmed: int = 0
    late: int = 0
    opened: Sums = Sums()
    won: Sums = Sums()

    @property
    def total(self) -> int:
        return sum(each.total for each in self.shares)

    @property
    def touched(self) -> int:
        return sum(each.touched for each in self.shares)

    @property
    def nobodys(self) -> int:
        return sum(each.total for each in self.shares if not each.owner_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What came back of each unit spent: (won × margin − cost) / cost, without a margin of the value itself."""

    cost: Money
    won: Money
    margin: Decimal | None
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveLine:
    """A campaign as lists and its card show it; without sums (`masked`) for reps."""

    drive: Drive
    reach: Reach
    gain: Gain | None = None
    by: str = ""
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class CampaignKept(Result):
    """`before` is how it stood, None for a new one."""

    noted: Noted
    drive: Drive
    before: Drive | None
    reach: Reach


@dataclass(frozen=True, kw_only=True)
class CampaignShown(Result):
    """`mine` when the reader sees no more than their own customers; `may_deal` when they may give customers out."""

    private: ClassVar[bool] = True
    line: DriveLine
    mine: bool = False
    may_deal: bool = False


@dataclass(frozen=True, kw_only=True)
class CampaignsShown(Result):
    """The newest first; `loose` are sources of customers that no campaign is known for, with how many they brought."""

    private: ClassVar[bool] = True
    lines: tuple[DriveLine, ...]
    total: int
    loose: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Untouched:
    """One customer that waits; `barred` when they do not want to be contacted."""

    customer: Customer
    owner: str
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class UntouchedShown(Result):
    """The longest known first; `total` counts them all."""

    private: ClassVar[bool] = True
    drive: Drive
    owner: str
    lines: tuple[Untouched, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class DealtOut(Result):
    """Who gets how many, and owns how many then; nothing has moved until it is `done`."""

    private: ClassVar[bool] = True
    drive: Drive
    shares: tuple[tuple[str, int, int], ...]
    done: bool


def name_of_drive(what: str, kind: str, product: str = "") -> str:
    """What it is called: its own words unless they are a sentence, else the word for what it was."""
    said = LEFT_OVER.sub("", what).strip()
    return (said if 0 < len(said) <= LONGEST else "") or kind or product or said[:LONGEST]


def told_of(name: str, drives: Sequence[Drive], day: date) -> Drive | None:
    """The campaign that more is told of on that day; what bears the same name half a year later is another one."""
    return meant(name, [each for each in drives if abs(day - each.day) <= SAME_WITHIN])


def summed(before: Drive, said: Money | None, words: str, at: datetime) -> Money | None:
    """What it cost in all: told again within a week it is a correction, later or on top it is spent besides."""
    if before.cost is None or said is None or before.cost.currency != said.currency:
        return said or before.cost
    besides = MORE.search(words) is not None or at - before.recorded_at > CORRECTED_WITHIN
    return before.cost + said if besides else said


def meant(name: str, drives: Sequence[Drive]) -> Drive | None:
    """The campaign of that name; else the newest whose name holds it or is held by it, or the newest of all."""
    said = plain(name)
    if not said:
        return None
    exact = [each for each in drives if said in {plain(one) for one in each.names}]
    near = [each for each in drives if any(_within(said, plain(one)) for one in each.names)]
    last = drives if GENERIC.fullmatch(name.strip()) else ()
    return next(iter((*exact, *near, *last)), None)


def _within(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def gain_of(cost: Money | None, won: Money | None, margin: Decimal | None) -> Gain | None:
    """None where nobody said what it cost, or it cost nothing; both in the workspace's currency."""
    if cost is None or cost.amount <= 0:
        return None
    value = won or Money(Decimal(0), cost.currency)
    back = value.amount * (margin if margin is not None else Decimal(1))
    return Gain(cost=cost, won=value, margin=margin, rate=(back - cost.amount) / cost.amount)


def of_signups(drive: Drive, whats: Iterable[tuple[CustomerId, str]]) -> frozenset[CustomerId]:
    """Customers whose sign-up names the campaign, or what it was."""
    named = [plain(each) for each in (*drive.names, drive.kind) if plain(each)]
    return frozenset(customer for customer, what in whats if any(each in plain(what) for each in named))
