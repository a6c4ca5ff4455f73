"""From what was said of a day to the day: which year, month or week is meant."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, MONTHS_A_YEAR, DayMonth
from bot.language.dates.festivals import FESTIVALS
from bot.language.dates.grammar import Scene
from bot.language.dates.lunar import solar
from bot.language.dates.tokens import Day, Month, Numbers
from bot.language.dates.when import Direction

HAN: Final = re.compile("[\u4e00-\u9fff]")
"""Who writes Chinese and the year last puts the day first."""
PIVOT: Final = 40
"""Two digits below this are a year of this century."""
YEARS_AHEAD: Final = 8
LONG_YEAR: Final = 4
CENTURY: Final = 100
TWO_YEARS: Final = 2
LEAP_YEAR: Final = 2024
LATELY: Final = timedelta(days=31)


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def full_year(number: int, digits: int) -> int:
    """Two digits get their century."""
    if digits > len("26") or number >= CENTURY:
        return number
    return number + (2000 if number < PIVOT else 1900)


def ordered(scene: Scene, numbers: Numbers) -> Day | Month | None:
    """Digits with separators, in the workspace's order unless only the other one makes a date."""
    parts, lengths = numbers.parts, numbers.lengths
    if len(parts) == len("ymd"):
        return _three(scene, parts, lengths)
    if LONG_YEAR in lengths:
        year, month = parts if lengths[0] == LONG_YEAR else parts[::-1]
        return Month(month, year) if 1 <= month <= MONTHS_A_YEAR else None
    month, day = month_first(scene, *parts)
    return Day(month=month, day=day) if safe_date(LEAP_YEAR, month, day) else None


def _three(scene: Scene, parts: tuple[int, ...], lengths: tuple[int, ...]) -> Day | None:
    if lengths[0] == LONG_YEAR:
        year, month, day = parts
    else:
        one, two = parts[:2]
        british = HAN.search(scene.text) and two <= MONTHS_A_YEAR
        month, day = (two, one) if british else month_first(scene, one, two)
        year = full_year(parts[2], lengths[2])
    found = safe_date(year, month, day)
    return Day(fixed=found) if found else None


def month_first(scene: Scene, one: int, two: int) -> tuple[int, int]:
    if one > MONTHS_A_YEAR or (scene.policy.day_month is DayMonth.DAY_FIRST and two <= MONTHS_A_YEAR):
        return two, one
    return one, two


def day_of(scene: Scene, day: Day, *, later_today: bool = False) -> date | None:
    """The day meant; None when no such day exists. With `later_today` a weekday may be today's."""
    found = day.fixed or _choose(scene, day, later_today=later_today)
    try:
        return found + timedelta(days=day.shift) if found else None
    except OverflowError:
        return None


def _choose(scene: Scene, day: Day, *, later_today: bool) -> date | None:
    if day.day is None and day.weekday is not None:
        return _weekday(scene, day.weekday, later_today=later_today)
    if day.year is not None:
        return _in_year(day, day.year)
    if day.festival or day.month:
        found, tries, lately = list(_of_years(scene, day)), TWO_YEARS, LATELY
    else:
        found, tries, lately = list(_of_months(scene, day.day or 0)), MONTHS_A_YEAR, timedelta(scene.at.day)
    near = _agreeing(scene, found, day.weekday, lately)
    return near or _by_direction(scene, found, day.weekday, tries)


def _agreeing(scene: Scene, found: Iterable[date], weekday: int | None, lately: timedelta) -> date | None:
    """With a direction unknown, a day of the last weeks or of this month whose weekday is right."""
    if scene.direction is not Direction.NONE:
        return None
    ago = ((scene.at.date() - day, day) for day in found)
    recent = [day for days, day in ago if timedelta(0) <= days < lately and day.weekday() == weekday]
    return recent[-1] if recent else None


def _weekday(scene: Scene, weekday: int, *, later_today: bool) -> date:
    today = scene.at.date()
    if scene.direction is Direction.PAST:
        return today - timedelta(days=(today.weekday() - weekday) % DAYS_A_WEEK)
    ahead = (weekday - today.weekday()) % DAYS_A_WEEK
    return today + timedelta(days=ahead or (0 if later_today else DAYS_A_WEEK))


@lru_cache(maxsize=2048)
def _in_year(day: Day, year: int) -> date | None:
    if day.festival:
        try:
            return FESTIVALS[day.festival].find(year)
        except (ValueError, OverflowError):
            return None
    if day.lunar:
        return solar(year, day.month or 1, day.day or 1)
    return safe_date(year, day.month or 1, day.day or 1)


def _of_years(scene: Scene, day: Day) -> Iterator[date]:
    for shift in range(-YEARS_AHEAD, YEARS_AHEAD + 1):
        found = _in_year(day, scene.at.year + shift)
        if found:
            yield found


def _of_months(scene: Scene, number: int) -> Iterator[date]:
    now = scene.at.year * MONTHS_A_YEAR + scene.at.month - 1
    for place in range(now - MONTHS_A_YEAR, now + MONTHS_A_YEAR + 1):
        year, month = divmod(place, MONTHS_A_YEAR)
        if found := safe_date(year, month + 1, number):
            yield found


def _by_direction(scene: Scene, found: list[date], weekday: int | None, tries: int) -> date | None:
    """The nearest day that way, or one of the first `tries` if it has the weekday that was said."""
    today, back = scene.at.date(), scene.direction is Direction.PAST
    near = [each for each in found if (each <= today if back else each >= today)]
    near.sort(reverse=back)
    matching = (each for each in near[:tries] if each.weekday() == weekday)
    return next(matching, near[0]) if near else None
