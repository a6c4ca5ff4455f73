"""How much an account buys lately, beside its own usual pace and the season of its market (ADR 0017).

The last 90 days are compared with what the account's own history leads to expect: its orders before the window,
spread evenly, each day weighed by the team's month-of-year index. The index is 1 for every month until the team has
two whole years of orders, so that without them the comparison is with the plain mean of 90 days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.domain.policy import VolumePolicy
from bot.domain.risk import Volume

MONTHS: Final = 12
LEAST, MOST = 0.25, 4.0
"""No month counts for less or more than this, whatever the team's few years say."""
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bought:
    """One order that stands: its day, and its worth in the workspace's currency where that is known."""

    day: date
    worth: float | None = None


def volume_of(
    orders: Sequence[Bought], today: date, policy: VolumePolicy, season: Sequence[float] = ()
) -> Volume | None:
    """None where the history is too short or too thin to expect anything.

    By sums where all are known, else by the number of orders.
    """
    opens = today - timedelta(days=policy.window)
    past = [each for each in orders if opens - timedelta(days=policy.history) < each.day <= opens]
    first = min((each.day for each in past), default=opens)
    if not _tells(len(past), (opens - first).days, policy):
        return None
    recent = [each for each in orders if opens < each.day <= today]
    summed = all(each.worth is not None for each in (*past, *recent))
    usual = _volume(past, summed=summed)
    expected = usual * weight(opens, today, season) / weight(first, opens, season)
    if not expected:
        return None
    share = _volume(recent, summed=summed) / expected
    return Volume(share=share, window=policy.window, seasonal=bool(season))


def _tells(orders: int, days: int, policy: VolumePolicy) -> bool:
    """Whether so many orders in so many days lead to expect enough of them in the window."""
    return days >= policy.least_history and orders * policy.window / days >= policy.least_orders


def _volume(orders: Iterable[Bought], *, summed: bool) -> float:
    return sum((each.worth or 0.0) if summed else 1.0 for each in orders)


def weight(after: date, until: date, season: Sequence[float]) -> float:
    """How many usual days there are after one day until another: each counts as much as its month."""
    if not season:
        return float((until - after).days)
    total, day = 0.0, after + timedelta(days=1)
    while day <= until:
        following = _next_month(day)
        last = min(following - timedelta(days=1), until)
        total += ((last - day).days + 1) * season[day.month - 1]
        day = following
    return total


def season_of(volumes: Mapping[Month, float], today: date, years: int) -> tuple[float, ...]:
    """What each month brings beside the mean month, over whole years of the team's orders up to last month.

    Every year counts alike, however large, so that growth is no season; () with fewer than `years`.
    """
    last = _number((today.year, today.month)) - 1
    whole = (last - _number(min(volumes, default=(today.year, today.month)))) // MONTHS
    counted = list(filter(None, (_year(volumes, last - MONTHS * back) for back in range(whole))))
    if len(counted) < max(years, 1):
        return ()
    means = (sum(shares) / len(counted) for shares in zip(*counted, strict=True))
    return tuple(round(min(max(each, LEAST), MOST), 3) for each in means)


def _year(volumes: Mapping[Month, float], last: int) -> list[float]:
    """Of the twelve months up to this one, January first; [] when nothing was sold."""
    months = [_month(number) for number in range(last - MONTHS + 1, last + 1)]
    sold = {month: volumes.get((year, month), 0.0) for year, month in months}
    mean = sum(sold.values()) / MONTHS
    return [sold[month + 1] / mean for month in range(MONTHS)] if mean > 0 else []


def _number(month: Month) -> int:
    return month[0] * MONTHS + month[1] - 1


def _month(number: int) -> Month:
    return number // MONTHS, number % MONTHS + 1


def _next_month(day: date) -> date:
    year, month = _month(_number((day.year, day.month)) + 1)
    return date(year, month, 1)
