"""Rules for seasons and for stretches of years: this summer, 明年春季, the 90s, 上世纪九十年代."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import full_year
from bot.language.dates.tokens import Mark, Number, Span, Unit, Value, Year
from bot.language.dates.when import Direction

RULES: Final = Rules()
EARLY: Final = Rules()
ASTRONOMICAL: Final = ((3, 20), (6, 21), (9, 24), (12, 21))
CHINESE: Final = ((3, 1), (6, 1), (9, 1), (12, 1))
"""First days of spring, summer, autumn and winter, in English and in Chinese text."""
WINTER: Final = 3
FAR: Final = 6
"""Years looked at on both sides: 下下下 and 上上上 are the farthest words."""
ONE_DAY: Final = timedelta(days=1)
CENTURY: Final = 100
TENS: Final = range(0, CENTURY, 10)
LAST_CENTURY: Final = 20
DECADES: Final = range(1700, 2200)
PIVOT: Final = 30
"""The 30s and later are of the last century when nothing else is said."""


def season(year: int, place: int, *, chinese: bool) -> Span:
    """One season by its year; a winter belongs to the year in which it begins."""
    days = CHINESE if chinese else ASTRONOMICAL
    start, (month, day) = date(year, *days[place]), days[(place + 1) % 4]
    return Span(start, date(year + (place == WINTER), month, day), Unit.QUARTER)


@lru_cache(maxsize=16)
def _seasons(now: int, *, chinese: bool) -> tuple[Span, ...]:
    years = range(now - FAR, now + FAR)
    return tuple(season(year, place, chinese=chinese) for year in years for place in range(4))


@RULES.on("relation season", "season (of|in|comma)* (year|number)", "year GLUE season")
def season_of(scene: Scene, got: Found) -> Value | None:
    """Next spring, winter 2026, 明年春季."""
    mark, relation, chinese = got.mark("season"), got.relation(), not got.said.isascii()
    if mark is None:
        return None
    if relation:
        return _beside(scene, mark.number, relation.number, chinese=chinese)
    years = [year.year for year in got.all(Year)]
    years += [number.whole for number in got.all(Number) if number.digits == len("2026")]
    return season(years[0], mark.number, chinese=chinese) if years and mark.number >= 0 else None


def _beside(scene: Scene, place: int, shift: int, *, chinese: bool) -> Span | None:
    """The one that runs or comes, the next or the last of its kind; "this season" is the one that it is."""
    today, spans = scene.at.date(), _seasons(scene.at.year, chinese=chinese)
    if place < 0:
        now = next(number for number, each in enumerate(spans) if each.start <= today < each.end)
        return spans[now + shift]
    ahead = [each for each in spans[place::4] if each.end > today]
    if shift < 0:
        return [each for each in spans[place::4] if each.end <= today][shift]
    running = ahead[0].start <= today
    return ahead[shift if running else max(0, shift - 1)]


@RULES.on("(in|the)* season")
def season_alone(scene: Scene, got: Found) -> Value | None:
    """夏天, in the autumn; spring and fall are other things too."""
    mark, chinese = got.mark("season"), not got.said.isascii()
    if mark is None or mark.number < 0 or not (chinese or _meant(got, mark)):
        return None
    spans = _seasons(scene.at.year, chinese=chinese)[mark.number :: 4]
    if scene.direction is Direction.PAST:
        return [each for each in spans if each.start <= scene.at.date()][-1]
    return next(each for each in spans if each.end > scene.at.date())


def _meant(got: Found, mark: Mark) -> bool:
    """A season in English stands after "in" or alone: the summer campaign is none."""
    return got.said.lower().startswith("in ") or not (got.before or got.after.strip(" .!?") or mark.name)


@EARLY.on("(number century_mark|last_century) of? number decade_mark", "number decade_mark")
def chinese_decade(_: Scene, got: Found) -> Value | None:
    """90年代, 上世纪九十年代, 二十世纪九十年代."""
    *century, ten = got.numbers()
    if ten in DECADES and not century:
        year = ten
    elif century or got.has("last_century"):
        year = CENTURY * ((century or [LAST_CENTURY])[0] - 1) + ten
    else:
        year = full_decade(ten)
    return (
        None
        if year % 10 or ten not in (*TENS, *DECADES)
        else Span(date(year, 1, 1), date(year + 10, 1, 1), Unit.DECADE)
    )


def full_decade(ten: int) -> int:
    """The year in which the decade begins whose two digits are said."""
    return full_year(ten, 2) if ten < PIVOT else ten + CENTURY * 19


@EARLY.on("ordinal century_mark", "number century_mark")
def century(_: Scene, got: Found) -> Value | None:
    """The 19th century, 十九世纪."""
    first = CENTURY * (got.numbers()[0] - 1)
    return Span(date(max(1, first), 1, 1), date(first + CENTURY, 1, 1), Unit.DECADE)


@EARLY.on("decade")
def named_decade(_: Scene, got: Found) -> Value | None:
    """The nineties, the 1980s."""
    mark = got.mark("decade")
    if mark is None:
        return None
    year = full_decade(mark.number) if mark.number < CENTURY else mark.number
    return Span(date(year, 1, 1), date(year + 10, 1, 1), Unit.DECADE)
