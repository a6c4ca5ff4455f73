"""Time zones by the names people give them, and the same moment in another zone."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.language.dates.tokens import Mark, Value

_ABBREVIATED: Final = {
    "Etc/UTC": "gmt|utc",
    "America/Los_Angeles": "pst|pdt|pt",
    "America/Denver": "mst|mdt",
    "America/Chicago": "cst|cdt",
    "America/New_York": "est|edt|et",
    "Europe/London": "bst",
    "Europe/Paris": "cet|cest",
    "Asia/Tokyo": "jst",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Australia/Sydney": "aest|aedt",
}
_PLACES: Final = {
    "America/Los_Angeles": "pacific|california|san francisco|la|洛杉矶|加州|旧金山|太平洋",
    "America/Denver": "mountain|denver",
    "America/Chicago": "central|chicago|芝加哥",
    "America/New_York": "eastern|new york|boston|纽约|美东|美国东部",
    "Europe/London": "london|uk|伦敦|英国",
    "Europe/Paris": "paris|berlin|central european|巴黎|柏林|德国|法国",
    "Asia/Shanghai": "beijing|china|shanghai|北京|中国|国内",
    "Asia/Tokyo": "tokyo|japan|东京|日本",
    "Asia/Singapore": "singapore|新加坡",
    "Asia/Hong_Kong": "hong kong|hk|香港",
    "Asia/Kolkata": "india|mumbai|印度",
    "Australia/Sydney": "sydney|悉尼",
}


def _named() -> Mapping[str, Value]:
    words: dict[str, Value] = {
        word: Mark("zone", name=key) for key, each in _ABBREVIATED.items() for word in each.split("|")
    }
    for key, each in _PLACES.items():
        for word in each.split("|"):
            words[f"{word} time" if word.isascii() else f"{word}时间"] = Mark("zone", name=key)
    return words


ZONES: Final = _named()
"""北京时间, london time, est: EST is the time of New York, in summer too."""


@cache
def zone_called(key: str) -> tzinfo | None:
    """None where the machine has no such zone."""
    try:
        return ZoneInfo(key)
    except ZoneInfoNotFoundError:
        return None


def moved(at: datetime, there: tzinfo, here: tzinfo) -> datetime:
    """What the clocks here show when those there show `at`."""
    return at.replace(tzinfo=there).astimezone(here).replace(tzinfo=None)
