"""How a row is read: what it is compared with, what its cells say, what is wrong with it."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar

from bot.domain.calendar import DAYS_A_WEEK, DayMonth
from bot.domain.customers import Customer
from bot.domain.likeness import plain
from bot.domain.moment import Moment
from bot.domain.money import Money, MoneyError, PrecisionError
from bot.domain.people import Role
from bot.domain.transfer import ImportRows, Row
from bot.handlers.registry import Turn

EntityT = TypeVar("EntityT")
NamedT = TypeVar("NamedT", bound="Named")
EnumT = TypeVar("EnumT", bound=StrEnum)

ROLES: Final = {
    **dict.fromkeys(("rep", "sales", "销售", "业务员", "销售代表"), Role.REP),
    **dict.fromkeys(("service", "support", "客服", "售后", "服务"), Role.SERVICE),
    **dict.fromkeys(("manager", "经理", "主管", "销售经理"), Role.MANAGER),
    **dict.fromkeys(("admin", "administrator", "管理员"), Role.ADMIN),
}
MOST: Final = Decimal(10) ** 12
TIERS: Final = frozenset("ABC")
_SEVERAL: Final = re.compile(r"\s*[;；,，、|\n]\s*")
PHONE: Final = re.compile(r"\+?[\d\s().\-/]{5,24}(?:\s*(?:ext|x|转)\.?\s*\d{1,6})?", re.IGNORECASE)
EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_DAY: Final = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.年])?(?P<month>\d{1,2})(?(mark)[-/.月])(?P<day>\d{1,2})日?"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?)?"
)
_SHORT_DAY: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAYS: Final = re.compile(
    r"(?P<many>\d{1,4})\s*(?:(?P<weeks>个?星期|周|weeks?|wks?)|天|日|个?工作日|days?|d)?", re.IGNORECASE
)
_PRICE: Final = re.compile(
    r"(?P<code>[A-Za-z]{3})?\s*[¥￥$€£]?\s*(?P<digits>[\d,.]+)\s*(?P<tail>[A-Za-z]{3})?"
)


class Named(Protocol):
    """A row that people call by several names."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Unusable(Exception):
    """A row that cannot be taken; `reason` is a phrase key, `said` the cell at fault."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.reason, self.said = reason, said


def nothing(_row: Row, _before: object, _after: object) -> tuple[object, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Intake(Generic[EntityT]):
    """One kind of rows: the rows known by key, a row's key, a bare new entity, and what a row says of it.

    An empty cell says nothing: what is known stays. Aliases, tags and skills are only added to. What else a row
    tells, `beside` the entity before and after it, is added.
    """

    known: Mapping[Any, EntityT]
    key: Callable[[Row], Hashable]
    new: Callable[[Row, Hashable], EntityT]
    read: Callable[[Row, EntityT | None], dict[str, object]]
    beside: Callable[[Row, EntityT | None, EntityT], Iterable[object]] = nothing


def customers_in(command: ImportRows, column: str, turn: Turn) -> dict[str, Customer]:
    """Those that the rows name in this column, by name: a part of a file costs the same however many there are."""
    return by_name(turn.work.customers.spelt({row[column] for row in command.rows}))


def by_name(rows: Iterable[NamedT]) -> dict[str, NamedT]:
    """Rows by every name that people use for them; a name proper goes before an alias."""
    found: dict[str, NamedT] = {}
    kept = [*rows]
    for each in kept:
        found.update({plain(alias): each for alias in each.aliases})
    found.update({plain(each.name): each for each in kept})
    return found


def name_in(row: Row) -> str:
    name = plain(row["name"])
    if not name:
        raise Unusable("missing_name")
    return name


def filled(
    row: Row, column: str, read: Callable[[str], object], field: str | None = None
) -> dict[str, object]:
    """The field that a cell fills, nothing for an empty one."""
    said = row[column].strip()
    return {field or column: read(said)} if said else {}


def added(before: tuple[str, ...], cell: str) -> tuple[str, ...]:
    said = (each.strip() for each in _SEVERAL.split(cell))
    return tuple(dict.fromkeys((*before, *(each for each in said if each))))


def looked_up(ids: Mapping[str, str], said: str, reason: str) -> str:
    found = ids.get(plain(said))
    if not said.strip():
        raise Unusable(reason.replace("unknown", "missing"))
    if found is None:
        raise Unusable(reason, said)
    return found


def role(said: str) -> Role:
    role = ROLES.get(said.casefold())
    if role is None:
        raise Unusable("bad_role", said)
    return role


def tier(said: str) -> str:
    tier = said.upper().removesuffix("类").removesuffix("级")
    if tier not in TIERS:
        raise Unusable("bad_tier", said)
    return tier


def shaped(shape: re.Pattern[str], said: str, reason: str) -> str:
    if not shape.fullmatch(said):
        raise Unusable(reason, said)
    return said


def sum_in(said: str, currency: str) -> Money:
    """`2,800`, `¥2800.50`, `120 USD`; without a code in the workspace's currency."""
    found = _PRICE.fullmatch(said)
    if found is None:
        raise Unusable("bad_amount", said)
    try:
        money = Money.parse(found["digits"], found["code"] or found["tail"] or currency)
        money.to_minor()
    except (MoneyError, PrecisionError):
        raise Unusable("bad_amount", said) from None
    return money


def day_in(said: str, turn: Turn) -> Moment:
    """`2026-03-10`, `2026/3/10`, `2026年3月10日`, `20260310`, `10/3/2026` as the team reads it; with a time or not."""
    found, short = _DAY.fullmatch(said), _SHORT_DAY.fullmatch(said)
    try:
        if found:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            return Moment(day, time(int(found["hour"]), int(found["minute"])) if found["hour"] else None)
        if short:
            first, second = int(short[1]), int(short[2])
            month_first = turn.workspace.dates.day_month is DayMonth.MONTH_FIRST
            month, day_of_month = (first, second) if month_first else (second, first)
            return Moment(date(int(short[3]), month, day_of_month))
    except ValueError:
        pass
    raise Unusable("bad_day", said)


def instant_in(moment: Moment, turn: Turn) -> datetime:
    """In the team's zone; a day without a time counts as its noon."""
    return moment.utc(turn.workspace.zone, turn.workspace.dates.noon)


def number_in(said: str) -> Decimal:
    """`1,200`, `0.5`, `30%`: at most three decimal places."""
    try:
        number = Decimal(said.replace(",", "").rstrip("%％").strip())
    except InvalidOperation:
        raise Unusable("bad_number", said) from None
    if not number.is_finite() or number != round(number, 3) or abs(number) > MOST:
        raise Unusable("bad_number", said)
    return number


def whole_in(said: str) -> int:
    number = number_in(said)
    if number != int(number) or number < 0:
        raise Unusable("bad_number", said)
    return int(number)


def days_in(said: str) -> int:
    """`30`, `30天`, `3 weeks`."""
    found = _DAYS.fullmatch(said)
    if found is None:
        raise Unusable("bad_days", said)
    return int(found["many"]) * (DAYS_A_WEEK if found["weeks"] else 1)


def one_in(words: Mapping[str, EnumT], said: str, reason: str) -> EnumT:
    """What a word of a list means, in either language."""
    found = words.get(said.casefold())
    if found is None:
        raise Unusable(reason, said)
    return found


def needed(row: Row, column: str) -> str:
    """A cell that may not be empty."""
    said = row[column].strip()
    if not said:
        raise Unusable(f"missing_{column}")
    return said
