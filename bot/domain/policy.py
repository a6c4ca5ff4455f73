"""What a team has decided: every constant of the ledgers in one object that a workspace can override."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.domain.money import Money


@dataclass(frozen=True, slots=True)
class Rate:
    """How much of `quote` one unit of `base` is worth, as the team has stated it."""

    base: str
    quote: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class QuotePolicy:
    """A quote without a last day counts for `valid_days`; amounts within `tolerance` are the same amount.

    Below `least_factor` of the list price, and beyond `longest_term` days to pay, a manager has to agree.
    """

    valid_days: int = 90
    tolerance: Decimal = Decimal("0.01")
    least_factor: Decimal | None = None
    longest_term: int | None = None


@dataclass(frozen=True, slots=True)
class ClockPolicy:
    """Working hours until an answer is due: by kind of complaint or request, times the share for A, B and C.

    A kind that is not listed has `usual` hours. After the hours the owner hears of it, after as many again the
    manager, and after as many again it is open to everybody (the pool). Where the class has hours of a `first_word`
    and nobody of ours touched the customer within them, the owner hears of that, after as many again the manager.
    """

    complaint_hours: int = 24
    request_hours: int = 48
    by_kind: tuple[tuple[str, int], ...] = (
        ("callback", 8),
        ("signup", 8),
        ("repair", 24),
        ("visit", 40),
    )
    by_tier: tuple[tuple[str, Decimal], ...] = (("A", Decimal("0.5")), ("C", Decimal(2)))
    first_word: tuple[tuple[str, int], ...] = (("A", 8),)


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    """After `idle_days` without a touch a customer goes to the pool (0: never), `warn_days` after a warning.

    One person claims at most `claims_a_day` and owns at most `most_owned` (0: no limit), and nobody claims back
    what went from them to the pool within `reclaim_days`.
    """

    idle_days: int = 0
    warn_days: int = 7
    claims_a_day: int = 5
    most_owned: int = 0
    reclaim_days: int = 30

    @property
    def notice_days(self) -> int:
        """How long before it happens the owner is warned: never more than half the time."""
        return min(self.warn_days, self.idle_days // 2)


@dataclass(frozen=True, slots=True)
class SilencePolicy:
    """`prior` is the usual gap in days of an account without a history, worth `weight` gaps of its own.

    The limit is `times` the usual gap, between `least` and `most` days.
    """

    prior: float = 36.6
    weight: int = 3
    times: float = 3.0
    least: float = 30.0
    most: float = 120.0


@dataclass(frozen=True, slots=True)
class RiskPolicy:
    """Points of each signal (SCORING.md, section 2), and from how many on an account is amber or red.

    A promise of ours costs `promise` once late and `promise_week` for each full week, at most `promise_most`; an
    open complaint `complaint` and one for each day past its clock, at most `complaint_most`; a payment one for each
    day beyond the account's own usual delay, at most `payment_most`. What was said counts for `heard_days`; a deal is
    stalled when it is older than the age by which most of the team's are decided, `stalled_days` while nobody knows.
    """

    silence: float = 25.0
    order_silence: float = 25.0
    promise: float = 8.0
    promise_week: float = 1.0
    promise_most: float = 20.0
    complaint: float = 5.0
    complaint_most: float = 15.0
    payment_most: float = 10.0
    volume_quarter: float = 12.0
    volume_half: float = 4.0
    champion: float = 15.0
    stated: float = 20.0
    mood: float = 8.0
    stalled: float = 5.0
    heard_days: int = 90
    stalled_days: int = 90
    amber: float = 30.0
    red: float = 50.0
    red_signals: int = 2


@dataclass(frozen=True, slots=True)
class PlanStep:
    """What is to be done within so many working days to win a customer back; in the words of who has to do it."""

    within: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """When an account at risk is told of again, and what the answers to that promise.

    Signals of less than `least` points are no news. "I am on it" is a promise of `contact`; an alert sleeps for
    `snooze_days`; winning back takes the steps of `plan`. A sweep older than `stale_days` is shown with its day.
    """

    least: float = 5.0
    snooze_days: int = 7
    stale_days: int = 2
    contact: PlanStep = PlanStep(2, "联系客户", "get in touch")
    plan: tuple[PlanStep, ...] = (
        PlanStep(2, "打电话问清原因", "call to find out what went wrong"),
        PlanStep(7, "上门拜访", "visit them"),
        PlanStep(14, "提出新方案", "make them a new offer"),
    )


@dataclass(frozen=True, slots=True)
class TopWeights:
    """How much each of the four factors counts for who the best customers are; any positive numbers."""

    revenue: int = 40
    volume: int = 20
    overdue: int = 20
    cycle: int = 20


@dataclass(frozen=True, slots=True)
class ValuePolicy:
    """What accounts are worth (SCORING.md, section 4): `margin` and `discount` (a year) in per cent.

    Accounts are A up to `a_share` and B up to `b_share` per cent of the revenue; `top_share` per cent of them are
    the best. Time against value is out of step beyond a factor of 2 to the power of `out_of_step`. A fit of buying
    habits takes `least_repeaters` accounts that bought again and at most `most_fitted` of all.
    Up to `live_accounts` everything is reckoned anew with every question, beyond that once a night; for who the
    best are, the `most_ranked` with the highest revenue are compared. Silence is looked ahead for `ahead_days`.
    """

    margin: Decimal | None = None
    touch_cost: Money | None = None
    discount: Decimal = Decimal(10)
    horizon_weeks: float = 52.0
    weights: TopWeights = TopWeights()
    a_share: int = 80
    b_share: int = 95
    top_share: int = 20
    smoothing: float = 0.005
    out_of_step: float = 1.0
    least_repeaters: int = 50
    most_fitted: int = 2_000
    refit_days: int = 7
    live_accounts: int = 1_000
    most_ranked: int = 2_000
    ahead_days: int = 90


@dataclass(frozen=True, slots=True)
class VolumePolicy:
    """Orders of the last `window` days against the mean of as many days in the `history` before.

    Judged from `least_history` days on, and only where at least `least_orders` were to be expected in the window:
    below that, silence says more. Months of the year count from `season_years` whole years of the team's orders on.
    """

    window: int = 90
    history: int = 730
    least_history: int = 180
    least_orders: float = 2.0
    season_years: int = 2


@dataclass(frozen=True, slots=True)
class LifecyclePolicy:
    """Stages of a relationship (SCORING.md, section 3).

    Up to `first_orders` orders or `first_days` days it is explored, below `few_orders` or `few_days`, or from `growing`
    times its own mean on, it grows; at `shrinking` times it declines. A change needs `checks` checks, `every` days
    apart. `cadence` is how often (in days) to be in touch in each stage.
    """

    first_orders: int = 2
    first_days: int = 90
    few_orders: int = 5
    few_days: int = 180
    growing: float = 1.25
    shrinking: float = 0.25
    checks: int = 4
    every: int = 7
    cadence: tuple[tuple[str, int], ...] = (
        ("exploration", 7),
        ("growth", 14),
        ("maturity", 30),
        ("decline", 7),
    )


@dataclass(frozen=True, slots=True)
class SweepPolicy:
    """At `hour` o'clock, local, all accounts are judged anew; what is usual in the team every `norms_days` days."""

    hour: int = 3
    norms_days: int = 7


@dataclass(frozen=True, slots=True)
class PipelinePolicy:
    """An open deal older than the share `live_share` of all past cycles is stalled, older than the longest one dead.

    Rates are of the last `window` days, new business of the last `fresh` days. Fewer than `least_past` decided deals
    tell no cycle, fewer than `least_won` signed ones in the window no pace. A forecast is tried again at most
    `tries` times on earlier days, `apart` days from each other.
    """

    live_share: float = 0.9
    window: int = 90
    fresh: int = 60
    least_past: int = 20
    least_won: int = 5
    tries: int = 6
    apart: int = 30


STAGES = ("lead", "qualified", "proposal", "negotiation")


@dataclass(frozen=True, slots=True)
class Policy:
    """A workspace's own rules; `stages` are those of an open deal, in order (won and lost follow).

    Promises of free goods, exclusivity and the like that need a manager are named in `restricted`.
    """

    quotes: QuotePolicy = field(default_factory=QuotePolicy)
    clocks: ClockPolicy = field(default_factory=ClockPolicy)
    pool: PoolPolicy = field(default_factory=PoolPolicy)
    silence: SilencePolicy = field(default_factory=SilencePolicy)
    risk: RiskPolicy = field(default_factory=RiskPolicy)
    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    value: ValuePolicy = field(default_factory=ValuePolicy)
    volume: VolumePolicy = field(default_factory=VolumePolicy)
    lifecycle: LifecyclePolicy = field(default_factory=LifecyclePolicy)
    sweep: SweepPolicy = field(default_factory=SweepPolicy)
    pipeline: PipelinePolicy = field(default_factory=PipelinePolicy)
    stages: tuple[str, ...] = STAGES
    restricted: tuple[str, ...] = ("独家", "免费", "exclusive", "free of charge")
    rates: tuple[Rate, ...] = ()

    @property
    def own_stages(self) -> tuple[str, ...]:
        """The stages that the workspace named itself; none while it has the usual ones."""
        return () if self.stages == STAGES else self.stages

    def stating(self, rate: Rate) -> "Policy":
        """The policy with this rate in place of any other between the two currencies."""
        pair = {rate.base, rate.quote}
        others = (each for each in self.rates if {each.base, each.quote} != pair)
        return replace(self, rates=(*others, rate))

    def worth(self, money: Money, currency: str) -> Money | None:
        """The amount in another currency at the stated rate, either way round; None when none is stated."""
        if money.currency == currency:
            return money
        for rate in self.rates:
            if (rate.base, rate.quote) == (money.currency, currency):
                return Money(money.amount * rate.value, currency)
            if (rate.base, rate.quote) == (currency, money.currency):
                return Money(money.amount / rate.value, currency)
        return None
