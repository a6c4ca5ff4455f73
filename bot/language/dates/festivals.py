"""Named days of the Chinese and the Western year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.language.dates.lunar import new_years_eve, solar

Finder = Callable[[int], date | None]
TERMS: Final = {
    "小寒": (1, 5.4055), "大寒": (1, 20.12), "立春": (2, 3.87), "雨水": (2, 18.73), "惊蛰": (3, 5.63),
    "春分": (3, 20.646), "清明": (4, 4.81), "谷雨": (4, 20.1), "立夏": (5, 5.52), "芒种": (6, 5.678),
    "夏至": (6, 21.37), "立秋": (8, 7.5), "处暑": (8, 23.13), "秋分": (9, 23.042), "寒露": (10, 8.318),
    "霜降": (10, 23.438), "立冬": (11, 7.438), "冬至": (12, 21.94),
}  # fmt: skip
"""Month, and the C of [0.2422 · yy + C] - [leap years]: the day of a solar term in the 21st century.
小满, 大雪 and their like are left out: they are names and weather."""
FEBRUARY: Final = 2
DRIFT: Final = 0.2422
EARLIER: Final = frozenset({("小寒", 2019), ("雨水", 2026), ("冬至", 2021)})
"""A day before the formula."""


def _fixed(month: int, day: int) -> Finder:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Finder:
    return lambda year: solar(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Finder:
    def find(year: int) -> date:
        if nth < 0:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return find


def _term(name: str) -> Finder:
    month, base = TERMS[name]

    def find(year: int) -> date:
        short = year % 100
        leaps = (short - 1) // 4 if month <= FEBRUARY else short // 4
        return date(year, month, int(short * DRIFT + base) - leaps - ((name, year) in EARLIER))

    return find


def _easter(days: int) -> Finder:
    """Easter Sunday by the anonymous Gregorian computus, and `days` on."""

    def find(year: int) -> date:
        a, b, c = year % 19, year // 100, year % 100
        h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
        m = (a + 11 * h + 22 * k) // 451
        month, day = divmod(h + k - 7 * m + 114, 31)
        return date(year, month, day + 1) + timedelta(days=days)

    return find


def _after(finder: Finder, days: int) -> Finder:
    def find(year: int) -> date | None:
        day = finder(year)
        return day + timedelta(days=days) if day else None

    return find


def _boss(year: int) -> date:
    """16 October, or the working day nearest to it at a weekend."""
    day = date(year, 10, 16)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


THANKSGIVING: Final = _nth(11, 3, 4)
ROWS: Final[tuple[tuple[str, Finder], ...]] = (
    (
        "元旦节|元旦|yuandan|new year's day|new years day|new year day|new year's|new years|new year",
        _fixed(1, 1),
    ),
    ("除夕|大年三十|年三十|大年夜|年夜", new_years_eve),
    (
        (
            "春节|新春|大年初一|过年|chinese new year|spring festival|cny|lunar new year|"
            "chinese lunar new year's day|chinese lunar new year"
        ),
        _lunar(1, 1),
    ),
    ("元宵节|元宵|灯节|lantern festival", _lunar(1, 15)),
    ("情人节|valentine's day|valentines day|valentine day|valentine's|valentines", _fixed(2, 14)),
    ("妇女节|三八妇女节|三八节|女神节|women's day|international women's day", _fixed(3, 8)),
    ("植树节", _fixed(3, 12)),
    (
        (
            "saint patrick's day|saint patrick|st patrick's day|st patricks day|"
            "st. patrick's day|st patrick's|saint patricks day"
        ),
        _fixed(3, 17),
    ),
    ("消费者权益日|315|三一五", _fixed(3, 15)),
    ("愚人节|april fools' day|april fools day|april fool's day|april fools", _fixed(4, 1)),
    ("清明节|清明|qingming|tomb sweeping day", _term("清明")),
    ("复活节|easter|easter sunday|easter day", _easter(0)),
    ("good friday", _easter(-2)),
    ("easter monday|easter mon", _easter(1)),
    ("ash wednesday", _easter(-46)),
    ("palm sunday", _easter(-7)),
    ("pentecost|whit sunday", _easter(49)),
    (
        (
            "劳动节|五一|五一节|五一劳动节|五一国际劳动节|国际劳动节|may day|workers' day|workers day|"
            "international workers' day|international workers day|international labour day"
        ),
        _fixed(5, 1),
    ),
    ("青年节|五四青年节|五四", _fixed(5, 4)),
    ("母亲节|mother's day|mothers day|mothers' day", _nth(5, 6, 2)),
    ("memorial day", _nth(5, 0, -1)),
    ("儿童节|六一儿童节|六一|六一国际儿童节|国际儿童节|children's day|childrens day", _fixed(6, 1)),
    ("端午节|端午|龙舟节|dragon boat festival|dragon boat", _lunar(5, 5)),
    ("父亲节|father's day|fathers day|fathers' day", _nth(6, 6, 3)),
    ("六一八|618", _fixed(6, 18)),
    ("建党节|七一", _fixed(7, 1)),
    ("independence day|fourth of july|4th of july|july 4th|us independence day|4 of july", _fixed(7, 4)),
    ("建军节|八一", _fixed(8, 1)),
    ("七夕|七夕节|qixi", _lunar(7, 7)),
    ("中元节|鬼节", _lunar(7, 15)),
    ("教师节|teachers' day|teacher's day|teachers day", _fixed(9, 10)),
    ("labor day|labour day", _nth(9, 0, 1)),
    ("中秋节|中秋|mid-autumn festival|mid autumn festival|mid-autumn|moon festival", _lunar(8, 15)),
    ("国庆节|国庆|十一国庆|十一黄金周|国庆长假|national day|golden week", _fixed(10, 1)),
    ("重阳节|重阳", _lunar(9, 9)),
    ("columbus day", _nth(10, 0, 2)),
    ("boss's day|boss day|bosses day", _boss),
    ("万圣节|halloween|halloween's day|万圣节前夜", _fixed(10, 31)),
    ("光棍节|双十一|双11|双十一购物节|singles' day|singles day|double eleven", _fixed(11, 11)),
    ("veterans day|veterans' day|veteran's day", _fixed(11, 11)),
    ("感恩节|thanksgiving day|thanksgiving|thanks giving day|thanks giving|turkey day", THANKSGIVING),
    ("黑色星期五|黑五|black friday", _after(THANKSGIVING, 1)),
    ("网络星期一|cyber monday", _after(THANKSGIVING, 4)),
    ("双十二|双12", _fixed(12, 12)),
    ("冬至", _term("冬至")),
    ("腊八节|腊八", _lunar(12, 8)),
    ("小年", _lunar(12, 23)),
    ("平安夜|圣诞前夜|圣诞夜|christmas eve|xmas eve|xmas-eve", _fixed(12, 24)),
    ("圣诞节|圣诞|christmas day|christmas|xmas|xmas day|x-mas|chrismas|christams", _fixed(12, 25)),
    ("boxing day", _fixed(12, 26)),
    ("跨年夜|跨年|new year's eve|new years eve|nye|new year eve", _fixed(12, 31)),
    (
        (
            "mlk day|martin luther king day|martin luther king's day|martin luther king jr day|"
            "martin luther king, jr. day|civil rights day"
        ),
        _nth(1, 0, 3),
    ),
    ("groundhog day|ground hog day", _fixed(2, 2)),
    ("presidents day|presidents' day|president's day|washington's birthday", _nth(2, 0, 3)),
    ("earth day|世界地球日|地球日", _fixed(4, 22)),
    ("juneteenth", _fixed(6, 19)),
    *((name, _term(name)) for name in TERMS if name not in {"清明", "冬至"}),
)


@dataclass(frozen=True, slots=True)
class Festival:
    """One named day under its first name."""

    name: str
    find: Finder


FESTIVALS: Final = {names.split("|")[0]: Festival(names.split("|")[0], find) for names, find in ROWS}
NAMES: Final = {name: names.split("|")[0] for names, _ in ROWS for name in names.split("|")}
