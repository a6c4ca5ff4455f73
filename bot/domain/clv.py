"""Customer lifetime value: how often an account will buy again, for how much, and what is left of it.

Purchases: BG/NBD (Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24(2), 2005).
Their size: Gamma-Gamma (Fader and Hardie, "The Gamma-Gamma Model of Monetary Value", 2013).
P(alive) is a step on the way and never shown: it is 1 for everybody who bought once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, inf, isfinite, lgamma, log, log1p

from bot.domain.policy import ValuePolicy
from bot.domain.simplex import Point, minimum

WEEK = 7.0
LEAST, MOST = 1e-3, 1e4
"""A parameter beyond these says that the data do not fit the model."""
FINE = 1e-7
STEP = 0.4
TURNS = 500
SETTLED = 1e-12
FAR = 700.0
"""Beyond the exponential of this there are no numbers."""
TERMS = 20_000
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Buyer:
    """`repeats` is how often they bought after the first time, the last `recency` and today `age` weeks after it.

    `mean` is the mean size of the repeats, 0 without any.
    """

    repeats: int
    recency: float
    age: float
    mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """BG/NBD: rates of buying are gamma (r, alpha), chances of leaving after a purchase beta (a, b); in weeks."""

    r: float
    alpha: float
    a: float
    b: float

    def alive(self, buyer: Buyer) -> float:
        """P(alive): for the formulas below, not for people."""
        return 1 / (1 + self._gone(buyer))

    def expected(self, buyer: Buyer, weeks: float) -> float:
        """Purchases in the coming weeks (equation 10)."""
        r, alpha, a, b = self.r, self.alpha, self.a if abs(self.a - 1) > FINE else 1 + FINE, self.b
        x, reach = buyer.repeats, alpha + buyer.age
        series = gauss(r + x, b + x, a + b + x - 1, weeks / (reach + weeks))
        least = 1 - exp((r + x) * log(reach / (reach + weeks))) * series
        return (a + b + x - 1) / (a - 1) * least * self.alive(buyer)

    def silent(self, buyer: Buyer, weeks: float) -> float:
        """P(no purchase in the coming weeks)."""
        reach = self.alpha + buyer.age
        none = exp((self.r + buyer.repeats) * log(reach / (reach + weeks)))
        return 1 - self.alive(buyer) * (1 - none)

    def _gone(self, buyer: Buyer) -> float:
        """The odds that they have left; none for who never bought again."""
        x = buyer.repeats
        if not x:
            return 0.0
        waited = log((self.alpha + buyer.age) / (self.alpha + buyer.recency))
        return exp(min(FAR, log(self.a / (self.b + x - 1)) + (self.r + x) * waited))


@dataclass(frozen=True, slots=True)
class Spend:
    """Gamma-Gamma: what an account spends each time is gamma (p, v), and v among accounts gamma (q, gamma)."""

    p: float
    q: float
    gamma: float

    def mean(self, buyer: Buyer) -> float:
        """What a purchase of theirs will come to: their own mean, drawn to everybody's the fewer there were."""
        paid = self.gamma + buyer.repeats * buyer.mean
        return self.p * paid / (self.p * buyer.repeats + self.q - 1)


@dataclass(frozen=True, slots=True)
class Fit:
    """What the accounts of a workspace have taught, `buyers` of whom `repeaters` bought more than once."""

    rhythm: Rhythm
    spend: Spend
    buyers: int
    repeaters: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The coming twelve months of an account: purchases, what they bring, and what is left of it, discounted.

    `margin` and `service` (cost to serve) are None where the workspace has not said them; `left` is what the
    discounted revenue comes to after both, as far as they are known.
    """

    purchases: float
    each: float
    revenue: float
    margin: float | None
    service: float | None
    left: float


def log_likelihood(rhythm: Rhythm, buyers: Iterable[Buyer]) -> float:
    """Of BG/NBD (equation 6)."""
    return -_misfit(Counter(_purchases(buyers)))((rhythm.r, rhythm.alpha, rhythm.a, rhythm.b))


def fit_rhythm(buyers: Sequence[Buyer]) -> Rhythm | None:
    """The likeliest parameters; None when the fit is degenerate."""
    found = _fitted(_misfit(Counter(_purchases(buyers))), 4)
    return Rhythm(*found) if found else None


def fit_spend(buyers: Iterable[Buyer]) -> Spend | None:
    """The likeliest parameters, of those who bought again; None when the fit is degenerate or has no mean."""
    found = _fitted(_misspend([each for each in buyers if each.repeats and each.mean > 0]), 3)
    return Spend(*found) if found and found[1] > 1 else None


def fit(buyers: Sequence[Buyer], policy: ValuePolicy) -> Fit | None:
    """None below so many accounts that bought again, or when either part is degenerate."""
    means = sorted(each.mean for each in buyers if each.repeats and each.mean > 0)
    if len(means) < policy.least_repeaters:
        return None
    rhythm, usual = fit_rhythm(buyers), means[len(means) // 2]
    spend = fit_spend(_scaled(each, 1 / usual) for each in buyers) if rhythm else None
    if rhythm is None or spend is None:
        return None
    return Fit(rhythm, replace(spend, gamma=spend.gamma * usual), len(buyers), len(means))


def outlook(
    found: Fit, buyer: Buyer, touches: float, policy: ValuePolicy, touch_cost: float | None
) -> Outlook:
    """The coming year by months, each discounted to today; so many touches a year cost `touch_cost` each."""
    each = found.spend.mean(buyer)
    totals = [
        found.rhythm.expected(buyer, month * policy.horizon_weeks / MONTHS) for month in range(MONTHS + 1)
    ]
    rates = [(1 + float(policy.discount) / 100) ** (-month / MONTHS) for month in range(1, MONTHS + 1)]
    worth = sum((totals[at + 1] - totals[at]) * rate for at, rate in enumerate(rates)) * each
    margin = None if policy.margin is None else float(policy.margin) / 100
    service = None if touch_cost is None else sum(rates) / MONTHS * touches * touch_cost
    left = worth * (1.0 if margin is None else margin) - (service or 0.0)
    return Outlook(totals[-1], each, totals[-1] * each, margin, service, left)


def gauss(a: float, b: float, c: float, z: float) -> float:
    """The hypergeometric series 2F1(a, b; c; z) for z from 0 to 1."""
    term = total = 1.0
    for n in range(TERMS):
        term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z
        total += term
        if abs(term) <= SETTLED * abs(total):
            break
    return total


def _softly(exponent: float) -> float:
    """log(1 + exp(x)), where exp(x) may be beyond all numbers."""
    return exponent + log1p(exp(-exponent)) if exponent > 0 else log1p(exp(exponent))


def _purchases(buyers: Iterable[Buyer]) -> Iterable[tuple[int, float, float]]:
    return ((each.repeats, each.recency if each.repeats else 0.0, each.age) for each in buyers)


def _misfit(counted: Counter[tuple[int, float, float]]) -> Callable[[Point], float]:
    """Minus the log likelihood of BG/NBD; accounts that are alike are reckoned once."""
    rows = [(x, t_x, age, count) for (x, t_x, age), count in counted.items()]
    repeats: Counter[int] = Counter()
    for x, _, _, count in rows:
        repeats[x] += count

    def misfit(point: Point) -> float:
        r, alpha, a, b = point
        steady = lgamma(a + b) - lgamma(b) - lgamma(r) + r * log(alpha)
        total = sum(
            count * (steady + lgamma(r + x) + lgamma(b + x) - lgamma(a + b + x))
            for x, count in repeats.items()
        )
        odds = {x: log(a / (b + x - 1)) if x else -inf for x in repeats}
        for x, t_x, age, count in rows:
            whole = log(alpha + age)
            left = odds[x] + (r + x) * (whole - log(alpha + t_x)) if x else -inf
            total += count * (_softly(left) - (r + x) * whole)
        return -total

    return misfit


def _misspend(buyers: Sequence[Buyer]) -> Callable[[Point], float]:
    """Minus the log likelihood of Gamma-Gamma."""
    repeats = Counter(each.repeats for each in buyers)
    paid = [(each.repeats, log(each.mean), each.repeats * each.mean) for each in buyers]

    def misspend(point: Point) -> float:
        p, q, gamma = point
        steady = q * log(gamma) - lgamma(q)
        total = sum(
            count * (steady + lgamma(p * x + q) - lgamma(p * x) + p * x * log(x))
            for x, count in repeats.items()
        )
        return -total - sum((p * x - 1) * mean - (p * x + q) * log(gamma + sum_) for x, mean, sum_ in paid)

    return misspend


def _fitted(misfit: Callable[[Point], float], parameters: int) -> Point | None:
    """Sought by their logarithms, for all are positive; None where one runs off or nothing is found."""

    def at(logs: Point) -> float:
        if any(abs(each) > log(MOST) for each in logs):
            return inf
        return misfit(tuple(map(exp, logs)))

    found = minimum(at, (0.0,) * parameters, step=STEP, fine=FINE, most=TURNS)
    values = tuple(map(exp, found)) if found else ()
    sound = bool(values) and isfinite(misfit(values)) and all(LEAST < each < MOST * 0.99 for each in values)
    return values if sound else None


def _scaled(buyer: Buyer, factor: float) -> Buyer:
    """In units of a usual purchase, so that the fit does not depend on the currency."""
    return Buyer(buyer.repeats, buyer.recency, buyer.age, buyer.mean * factor)
