"""What a period will bring: two forecasts side by side, each with how far off it was on earlier days.

The pace of the last days carried on, and how likely deals of each age are won within the time that is left (daily
win and loss hazards by age of all past deals) with new business as it has been coming in. Nothing is adjusted for
who sells: on 8,800 deals the differences between reps were noise (SCORING.md, section 5).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.base import Result
from bot.domain.deals import WON, Confidence
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked
from bot.domain.pipeline import Forecast, Sum, total
from bot.domain.snapshot import Book, Life, Look, Of, Snapshot


@dataclass(frozen=True, slots=True)
class Hazards:
    """`won[a]` is the chance to be won before age a, `left[a]` to be undecided at age a, in days."""

    won: Sequence[float]
    left: Sequence[float]

    def chance(self, age: int, days: int, wait: int = 0) -> float:
        """That a deal of this age is won within so many days, or within those after a wait."""
        last = len(self.left) - 1
        now, start, end = (min(age + each, last) for each in (0, wait, wait + days))
        return (self.won[end] - self.won[start]) / self.left[now] if self.left[now] else 0.0


def hazards_of(snapshot: Snapshot) -> Hazards:
    """Out of all deals known on that day: each was at risk at every age up to its end, or its age now."""
    won = Counter([max(0, each.closed - each.opened) for each in snapshot.past if each.stage == WON])
    lost = Counter([max(0, each.closed - each.opened) for each in snapshot.past if each.stage != WON])
    waiting = Counter([snapshot.day - each.opened for each in snapshot.open])
    at_risk = len(snapshot.past) + len(snapshot.open)
    gained, left = [0.0], [1.0]
    for age in range(max((*won, *lost, *waiting), default=-1) + 1):
        win, loss = won[age] / at_risk, lost[age] / at_risk
        gained.append(gained[-1] + left[-1] * win)
        left.append(max(0.0, left[-1] * (1 - win - loss)))
        at_risk -= won[age] + lost[age] + waiting[age]
    return Hazards(gained, left)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the time that is left should bring, in minor units: of open deals, and of those still to come."""

    open: float
    fresh: float

    @property
    def all(self) -> float:
        return self.open + self.fresh


@dataclass(frozen=True, slots=True)
class Window:
    """So many days, which begin after a wait."""

    days: int
    wait: int = 0


def expected(book: Book, snapshot: Snapshot, window: Window, of: Of) -> Expected | None:
    """By age, within a window; None with too few past deals."""
    signed, asked = book.signed_before(snapshot.day)
    if snapshot.limit is None or not asked:
        return None
    ratio = signed / asked
    hazards = hazards_of(snapshot)
    by_age: Counter[int] = Counter()
    for each in filter(of, snapshot.open):
        by_age[snapshot.age(each)] += each.value or 0
    days, wait = window.days, window.wait
    open_ = sum(value * hazards.chance(age, days, wait) for age, value in by_age.items())
    chances = sum(
        hazards.chance(0, min(left, days), max(0, left - days)) for left in range(1, wait + days + 1)
    )
    return Expected(ratio * open_, ratio * _fresh(book, snapshot, of) * chances)


def _fresh(book: Book, snapshot: Snapshot, of: Of) -> float:
    """What new deals have been worth a day of late."""
    days = snapshot.policy.fresh
    new = filter(of, book.opened_between(snapshot.day - days, snapshot.day))
    return sum(book.asked(each) or 0 for each in new) / days


@dataclass(frozen=True, slots=True)
class Pace:
    """What the last `window` days brought, in minor units; None with too few signed deals."""

    won: int
    window: int

    def over(self, days: int) -> float:
        return self.won * days / self.window


def pace_of(book: Book, snapshot: Snapshot, of: Of) -> Pace | None:
    """The run rate."""
    window, least = snapshot.policy.window, snapshot.policy.least_won
    won = won_between(book, snapshot.day - window, snapshot.day, of)
    return Pace(won.value, window) if won.count >= least else None


def won_between(book: Book, first: int, end: int, of: Of) -> Sum:
    return total(each for each in book.closed_between(first, end) if each.won and of(each))


@dataclass(frozen=True, slots=True)
class Tried:
    """On how many earlier days a forecast was made anew, and how far off it was there: the mean absolute share."""

    days: int
    error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a period will bring as told at the start of `day`; sums are minor units and count what is `won` already.

    `commit` and `best_case` are as the reps marked them; a forecast is None with too few past deals.
    """

    day: int
    won: Sum
    commit: Sum
    best_case: Sum
    run_rate: float | None
    hazard: float | None
    expected: Expected | None
    pace: Pace | None
    run_rate_tried: Tried
    hazard_tried: Tried
    live: Sum
    past: int


Foretell = Callable[[Book, Snapshot, Window, Of], float | None]


def _by_pace(book: Book, snapshot: Snapshot, window: Window, of: Of) -> float | None:
    pace = pace_of(book, snapshot, of)
    return pace.over(window.days) if pace else None


def _by_age(book: Book, snapshot: Snapshot, window: Window, of: Of) -> float | None:
    found = expected(book, snapshot, window, of)
    return found.all if found else None


def outlook(look: Look) -> Outlook:
    snapshot, of = look.book.at(look.day), look.of
    end = look.period.end.toordinal()
    won = won_between(look.book, look.first, look.end, of)
    ahead, pace = (
        expected(look.book, snapshot, Window(look.left, look.wait), of),
        pace_of(look.book, snapshot, of),
    )
    sure = [each for each in snapshot.open if of(each) and (not each.expected or each.expected < end)]
    commit = [each for each in sure if each.confidence == Confidence.COMMIT]
    hopes = [each for each in sure if each.confidence in set(Confidence)]
    by_pace, by_age = _tried(look)
    return Outlook(
        day=look.day,
        won=won,
        commit=_with(won, total(commit)),
        best_case=_with(won, total(hopes)),
        run_rate=won.value + pace.over(look.left) if pace else None,
        hazard=won.value + ahead.all if ahead else None,
        expected=ahead,
        pace=pace,
        run_rate_tried=by_pace,
        hazard_tried=by_age,
        live=total(snapshot.lives(of)[Life.LIVE]),
        past=len(snapshot.past),
    )


def _with(won: Sum, marked: Sum) -> Sum:
    return Sum(marked.count, won.value + marked.value, marked.unvalued)


def _tried(look: Look) -> tuple[Tried, Tried]:
    """Both forecasts, made as if on earlier days that stood as far into a period of the same length."""
    gone, of, window = max(0, look.day - look.first), look.of, Window(look.left, look.wait)
    misses: tuple[list[float], list[float]] = ([], [])
    for snapshot in _earlier(look.book, look.day, window.wait + window.days):
        at = snapshot.day
        before = won_between(look.book, at - gone, at, of).value
        start = at + window.wait
        after = won_between(look.book, start, start + window.days, of).value
        for told, foretell in zip(misses, (_by_pace, _by_age), strict=True):
            guess = foretell(look.book, snapshot, window, of)
            if guess is not None and before + after:
                told.append(abs(guess - after) / (before + after))
    by_pace, by_age = (Tried(len(each), sum(each) / len(each) if each else None) for each in misses)
    return by_pace, by_age


def _earlier(book: Book, day: int, days: int) -> Iterable[Snapshot]:
    """Days whose whole period has been since, as long as there was a window of history before."""
    policy = book.policy
    begun = book.ends[0] if book.ends else day
    for number in range(policy.tries if days else 0):
        at = day - days - number * policy.apart
        if at - policy.window < begun:
            return
        snapshot = book.at(at)
        if snapshot.limit is not None:
            yield snapshot


@dataclass(frozen=True, kw_only=True)
class ForecastShown(Result):
    """`day` is the start of the day on which it is made; sums of `outlook` are minor units of `currency`.

    `least` are the decided deals below which nothing is foretold by age, and the signed ones below which no pace is.
    """

    private: ClassVar[bool] = True
    asked: Forecast
    whose: Asked
    period: Period
    day: date
    currency: str
    outlook: Outlook
    target: Money | None = None
    coverage: float | None = None
    least: tuple[int, int] = (0, 0)
