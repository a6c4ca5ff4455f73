"""What people may set for themselves, and admins for the workspace; values as they are typed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any, Final, TypeVar
from zoneinfo import available_timezones

from bot.domain.calendar import DayMonth
from bot.domain.errors import BadSlot
from bot.domain.money import Money, MoneyError
from bot.domain.people import Language, Member, Workspace
from bot.domain.policy import Rate, TopWeights

PickedT = TypeVar("PickedT")

LANGUAGES: Final = {
    "zh": Language.ZH,
    "zh-cn": Language.ZH,
    "中文": Language.ZH,
    "汉语": Language.ZH,
    "简体中文": Language.ZH,
    "chinese": Language.ZH,
    "en": Language.EN,
    "英文": Language.EN,
    "英语": Language.EN,
    "english": Language.EN,
}
CITIES: Final = {
    **dict.fromkeys(("上海", "北京", "中国", "beijing", "china", "广州", "深圳", "杭州"), "Asia/Shanghai"),
    "香港": "Asia/Hong_Kong",
    "台北": "Asia/Taipei",
    "新加坡": "Asia/Singapore",
    "东京": "Asia/Tokyo",
    "首尔": "Asia/Seoul",
    "伦敦": "Europe/London",
    "巴黎": "Europe/Paris",
    "柏林": "Europe/Berlin",
    "迪拜": "Asia/Dubai",
    "悉尼": "Australia/Sydney",
    "纽约": "America/New_York",
    "洛杉矶": "America/Los_Angeles",
    "旧金山": "America/Los_Angeles",
    **dict.fromkeys(("san francisco", "silicon valley", "seattle", "硅谷", "西雅图"), "America/Los_Angeles"),
    **dict.fromkeys(("boston", "washington", "波士顿", "华盛顿"), "America/New_York"),
    **dict.fromkeys(("shenzhen", "guangzhou", "hangzhou", "成都", "武汉", "西安", "重庆"), "Asia/Shanghai"),
    **dict.fromkeys(("frankfurt", "munich", "hamburg", "法兰克福", "慕尼黑"), "Europe/Berlin"),
    **dict.fromkeys(("india", "mumbai", "delhi", "bangalore", "印度", "孟买", "德里"), "Asia/Kolkata"),
    "芝加哥": "America/Chicago",
    "多伦多": "America/Toronto",
    "温哥华": "America/Vancouver",
    "墨尔本": "Australia/Melbourne",
    "莫斯科": "Europe/Moscow",
    "马德里": "Europe/Madrid",
    "阿姆斯特丹": "Europe/Amsterdam",
    "曼谷": "Asia/Bangkok",
    "吉隆坡": "Asia/Kuala_Lumpur",
    "雅加达": "Asia/Jakarta",
    **dict.fromkeys(("hanoi", "河内", "胡志明", "胡志明市"), "Asia/Ho_Chi_Minh"),
}
ON_OFF: Final = {
    **dict.fromkeys(("on", "yes", "true", "开", "打开", "开启", "要", "是"), True),
    **dict.fromkeys(("off", "no", "false", "关", "关闭", "不要", "否"), False),
}
NEVER: Final = frozenset({"never", "none", "0", "不回收", "不限", "无"})
MOST_NUMBER: Final = 3650
"""Ten years in days; nobody claims or owns more by hand either."""
ORDERS: Final = {
    **dict.fromkeys(("month_first", "mdy", "m/d", "月日", "月/日"), DayMonth.MONTH_FIRST),
    **dict.fromkeys(("day_first", "dmy", "d/m", "日月", "日/月"), DayMonth.DAY_FIRST),
}
_BETWEEN: Final = re.compile(r"\s*(?:[,，、;；/|\n]|->|→|=>|>)\s*")
OVER: Final = frozenset({"won", "lost", "赢单", "丢单", "成交", "closed won", "closed lost"})
MOST_STAGES: Final = 12
LONGEST_STAGE: Final = 24
MOST_WORDS: Final = 20
UNLIMITED: Final = frozenset({"不限", "取消", "关", "any", "none", "off"})
LONGEST_TERM: Final = 3650
_RATE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) ?([A-Z]{3}) ?= ?(\d{1,9}(?:\.\d{1,6})?) ?([A-Z]{3})")
_PER_CENT: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_WEIGHT: Final = re.compile(r"\d{1,3}")
WEIGHTS: Final = 4
WHOLE: Final = 100
MOST_COST: Final = 10_000_000
_FACTOR: Final = re.compile(r"0\.\d{1,3}")
_OFFSET: Final = re.compile(r"(?:utc|gmt)([+-])(\d{1,2})")
_CLOCK: Final = r"(\d{1,2})(?:[:：点时](\d{2})?)?"
_ONE_TIME: Final = re.compile(_CLOCK)
_TWO_TIMES: Final = re.compile(rf"{_CLOCK}\s*(?:-|–|—|~|～|到|至|to)\s*{_CLOCK}")


def language_of(value: str) -> Language:
    return _picked(LANGUAGES, "language", value)


def zone_of(value: str) -> str:
    """An IANA zone, or a city that names one: `Asia/Shanghai`, `New York`, 上海."""
    said = value.strip().casefold()
    if said in CITIES:
        return CITIES[said]
    if offset := _OFFSET.fullmatch(said.replace(" ", "")):
        return _fixed(value, offset[1], int(offset[2]))
    tail = said.replace(" ", "_")
    named = sorted(zone for zone in available_timezones() if zone.casefold() == tail)
    cities = sorted(zone for zone in available_timezones() if zone.casefold().endswith(f"/{tail}"))
    found = [*named, *cities] if tail else []
    if not found:
        raise BadSlot({"slot": "zone", "said": value, "why": "unknown"})
    return found[0]


def _fixed(value: str, sign: str, hours: int) -> str:
    """UTC+8: the zones of fixed hours count the other way round."""
    zone = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    if zone not in available_timezones():
        raise BadSlot({"slot": "zone", "said": value, "why": "unknown"})
    return zone


def hours_of(setting: str, value: str) -> tuple[time, time]:
    """`9:00-18:00`, `9点到18点`, `22-8`."""
    found = _TWO_TIMES.fullmatch(value.strip())
    if found is None:
        raise BadSlot({"slot": setting, "said": value, "why": "not_hours"})
    start, end = _clock(setting, value, found[1], found[2]), _clock(setting, value, found[3], found[4])
    if start == end:
        raise BadSlot({"slot": setting, "said": value, "why": "not_hours"})
    return start, end


def hour_of(setting: str, value: str) -> time:
    """`8:30`, `8点`."""
    found = _ONE_TIME.fullmatch(value.strip())
    if found is None:
        raise BadSlot({"slot": setting, "said": value, "why": "not_a_time"})
    return _clock(setting, value, found[1], found[2])


def working_hours_of(value: str) -> tuple[time, time]:
    start, end = hours_of("working_hours", value)
    if end < start:
        raise BadSlot({"slot": "working_hours", "said": value, "why": "not_hours"})
    return start, end


def currency_of(value: str) -> str:
    try:
        return Money.parse("0", value).currency
    except MoneyError:
        raise BadSlot({"slot": "currency", "said": value, "why": "unknown"}) from None


def with_rate(workspace: Workspace, value: str) -> Workspace:
    """`1 USD = 7.2 CNY`, `100 JPY = 4.8 CNY`."""
    found = _RATE.fullmatch(value.strip().upper())
    if found is None or found[2] == found[4] or not (Decimal(found[1]) and Decimal(found[3])):
        raise BadSlot({"slot": "rate", "said": value, "why": "not_a_rate"})
    rate = Rate(currency_of(found[2]), currency_of(found[4]), Decimal(found[3]) / Decimal(found[1]))
    return replace(workspace, policy=workspace.policy.stating(rate))


def with_longest_term(workspace: Workspace, value: str) -> Workspace:
    """Days as digits, or no limit."""
    days = value.strip()
    if not _unlimited(days) and not (days.isdecimal() and 0 < int(days) <= LONGEST_TERM):
        raise BadSlot({"slot": "longest_term", "said": value, "why": "not_days"})
    return _limited(workspace, longest_term=None if _unlimited(days) else int(days))


def with_least_factor(workspace: Workspace, value: str) -> Workspace:
    """The least share of the list price that a rep may ask for, as in 0.8, or no limit."""
    said = value.strip()
    if not _unlimited(said) and not _FACTOR.fullmatch(said):
        raise BadSlot({"slot": "least_factor", "said": value, "why": "not_a_discount"})
    return _limited(workspace, least_factor=None if _unlimited(said) else Decimal(said))


def with_margin(workspace: Workspace, value: str) -> Workspace:
    """What is left of a sale in per cent, from 1 to 100, or not known."""
    if _unlimited(value):
        return _valued(workspace, margin=None)
    return _valued(workspace, margin=_percent("margin", value))


def with_discount(workspace: Workspace, value: str) -> Workspace:
    """How much less money is worth a year later, in per cent."""
    return _valued(workspace, discount=_percent("discount_rate", value))


def with_touch_cost(workspace: Workspace, value: str) -> Workspace:
    """What a day of contact costs: `200 CNY`, or `200` of the workspace's currency."""
    if _unlimited(value):
        return _valued(workspace, touch_cost=None)
    amount, _, code = value.strip().partition(" ")
    try:
        cost = Money.parse(amount, code or workspace.currency)
        cost.to_minor()
    except ValueError:
        raise BadSlot({"slot": "touch_cost", "said": value, "why": "not_an_amount"}) from None
    if not 0 < cost.amount < MOST_COST:
        raise BadSlot({"slot": "touch_cost", "said": value, "why": "not_an_amount"})
    if workspace.policy.worth(cost, workspace.currency) is None:
        raise BadSlot({"slot": "touch_cost", "said": cost.currency, "why": "no_rate"})
    return _valued(workspace, touch_cost=cost)


def with_weights(workspace: Workspace, value: str) -> Workspace:
    """Four whole numbers: revenue, volume, overdue amount, purchase cycle."""
    numbers = [int(each) for each in _WEIGHT.findall(value)]
    if len(numbers) != WEIGHTS or not sum(numbers):
        raise BadSlot({"slot": "top_weights", "said": value, "why": "weights"})
    return _valued(workspace, weights=TopWeights(*numbers))


def _percent(setting: str, value: str) -> Decimal:
    said = value.strip().removesuffix("%").strip()
    if not _PER_CENT.fullmatch(said) or not 0 < Decimal(said) <= WHOLE:
        raise BadSlot({"slot": setting, "said": value, "why": "not_a_percentage"})
    return Decimal(said)


def _valued(workspace: Workspace, **rules: Any) -> Workspace:
    policy = workspace.policy
    return replace(workspace, policy=replace(policy, value=replace(policy.value, **rules)))


def _unlimited(value: str) -> bool:
    return value.strip().casefold() in UNLIMITED


def _limited(workspace: Workspace, **limits: Any) -> Workspace:
    policy = workspace.policy
    return replace(workspace, policy=replace(policy, quotes=replace(policy.quotes, **limits)))


def with_hours(member: Member, value: str) -> Member:
    start, end = working_hours_of(value)
    return replace(member, work_from=start, work_to=end)


def with_quiet(member: Member, value: str) -> Member:
    start, end = hours_of("quiet_hours", value)
    return replace(member, quiet_from=start, quiet_to=end)


def with_order(workspace: Workspace, value: str) -> Workspace:
    order = _picked(ORDERS, "date_order", value)
    return replace(workspace, dates=replace(workspace.dates, day_month=order))


def with_pool(workspace: Workspace, setting: str, rule: str, value: str) -> Workspace:
    """A rule of the pool as a number; off is 0."""
    said = value.strip().casefold()
    off = ON_OFF.get(said) is False or said in NEVER
    if not off and not (said.isdecimal() and int(said) <= MOST_NUMBER):
        raise BadSlot({"slot": setting, "said": value, "why": "not_a_number"})
    pool = replace(workspace.policy.pool, **{rule: 0 if off else int(said)})
    return replace(workspace, policy=replace(workspace.policy, pool=pool))


def with_switch(name: str) -> Callable[[Member, str], Member]:
    """What is sent to a person, or not."""

    def switched(member: Member, value: str) -> Member:
        wanted: dict[str, Any] = {name: _picked(ON_OFF, name, value)}
        return replace(member, **wanted)

    return switched


SUMMARIES: Final = ("weekly", "monthly", "team_digest")
"""What only those are sent who lead somebody."""
OWN: Final[Mapping[str, Callable[[Member, str], Member]]] = {
    "language": lambda member, value: replace(member, language=language_of(value)),
    "zone": lambda member, value: replace(member, zone=zone_of(value)),
    "working_hours": with_hours,
    "quiet_hours": with_quiet,
    **{name: with_switch(name) for name in ("digest", *SUMMARIES)},
}
"""What everybody sets for themselves."""


def with_stages(workspace: Workspace, value: str) -> Workspace:
    """Names of stages in order, parted by commas, 、 or arrows; won and lost always follow."""
    said = [each.strip() for each in _BETWEEN.split(value) if each.strip()]
    stages = tuple({each.casefold(): each for each in said if each.casefold() not in OVER}.values())
    if not 1 <= len(stages) <= MOST_STAGES or max(map(len, stages)) > LONGEST_STAGE:
        raise BadSlot({"slot": "stages", "said": value, "why": "stages"})
    return replace(workspace, policy=replace(workspace.policy, stages=stages))


def with_restricted(workspace: Workspace, value: str) -> Workspace:
    """What a promise may not hold without a manager, in words parted like stages; none for no such words."""
    said = [each.strip() for each in _BETWEEN.split(value) if each.strip()]
    words = () if value.strip().casefold() in UNLIMITED | NEVER else tuple(dict.fromkeys(said))
    if not said or len(words) > MOST_WORDS or any(len(each) > LONGEST_STAGE for each in words):
        raise BadSlot({"slot": "restricted", "said": value, "why": "not_words"})
    return replace(workspace, policy=replace(workspace.policy, restricted=words))


SHARED: Final[Mapping[str, Callable[[Workspace, str], Workspace]]] = {
    "currency": lambda workspace, value: replace(workspace, currency=currency_of(value)),
    "date_order": with_order,
    "stages": with_stages,
    "restricted": with_restricted,
    "rate": with_rate,
    "longest_term": with_longest_term,
    "least_factor": with_least_factor,
    "margin": with_margin,
    "touch_cost": with_touch_cost,
    "discount_rate": with_discount,
    "top_weights": with_weights,
    "digest_at": lambda workspace, value: replace(workspace, digest_at=hour_of("digest_at", value)),
    "open_details": lambda workspace, value: replace(
        workspace, open_details=_picked(ON_OFF, "open_details", value)
    ),
    "pool_days": lambda workspace, value: with_pool(workspace, "pool_days", "idle_days", value),
    "pool_claims": lambda workspace, value: with_pool(workspace, "pool_claims", "claims_a_day", value),
    "pool_most": lambda workspace, value: with_pool(workspace, "pool_most", "most_owned", value),
    "share_names": lambda workspace, value: replace(
        workspace, share_names=_picked(ON_OFF, "share_names", value)
    ),
}
"""What admins set for everybody."""

MANAGED: Final = frozenset(
    {
        *("rate", "longest_term", "least_factor", "restricted"),
        *("margin", "touch_cost", "discount_rate", "top_weights"),
    }
)
"""What managers may set, too: the rules of quoting and promising, and by what customers are valued."""


def _picked(table: Mapping[str, PickedT], setting: str, value: str) -> PickedT:
    found = table.get(value.strip().casefold())
    if found is None:
        raise BadSlot({"slot": setting, "said": value, "why": "unknown"})
    return found


def _clock(setting: str, value: str, hour: str, minute: str | None) -> time:
    try:
        return time(int(hour) % 24 if hour == "24" else int(hour), int(minute or 0))
    except ValueError:
        raise BadSlot({"slot": setting, "said": value, "why": "not_a_time"}) from None
