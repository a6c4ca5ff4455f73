"""How somebody wants to be contacted, and how not."""

import re
from collections.abc import Iterator
from datetime import time
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.interactions import Channel
from bot.domain.preferences import CheckWishes, Preference, SetPreference
from bot.language.dates import Grain, Kind
from bot.language.figures import plain
from bot.language.normalise import fold
from bot.language.slots import Heard, customers_of, customers_said, person_of
from bot.language.words import section

HOUR: Final = re.compile(
    r"(?P<side>before|until|till|earlier than|after|past|later than|from) (?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?"
    r"(?P<half>[ap]\.?m)?(?! ?(?:days?|weeks?|months?|years?|working))"
    r"|(?P<part>早上|上午|中午|下午|晚上|凌晨)?(?P<zh>\d{1,2}|[一二三四五六七八九十两]{1,3})(?:点|:(?=\d\d))"
    r"(?P<rest>半|一刻|\d{1,2})?(?:分|钟)?(?P<end>之前|以前|之后|以后|前|后)"
)
LATER: Final = re.compile(r"after|past|later|from|后")
AFTERNOON: Final = re.compile(r"下午|晚上|p")
RESTS: Final = {"半": 30, "一刻": 15}
NOON, LATEST, MINUTES = 12, 24, 60
AHEAD_OF: Final = 8
"""Characters after the words of refusal in which the channel may still be named."""


def preference(heard: Heard) -> Iterator[Command]:
    """One for each that is said: no calls, and only by e-mail."""
    if _for_once(heard):
        return
    hour = _hour(heard)
    for customer in customers_of(heard)[:1]:
        if customer is None:
            return
        yield SetPreference(
            customer=customer,
            person=person_of(heard) or _told(heard),
            channel=_channel(heard),
            pref=hour[0] if hour else _pref(heard.clause.features),
            at=hour[1] if hour else None,
        )


def wishes(heard: Heard) -> Iterator[Command]:
    """Of whom is named, else of everybody; how they are to be reached may be said."""
    said = next(iter(customers_said(heard)), None)
    yield CheckWishes(customer=said, person=heard.first("contact"), channel=_reach(heard.masked))


def _told(heard: Heard) -> Mention | None:
    """别给周敏打电话 只微信: whom the words before were about, unless another is named."""
    return None if "named" in heard.clause.features else heard.told.person


def _for_once(heard: Heard) -> bool:
    """今天别给周敏打电话: an order for a day, and no wish of hers."""
    days = (when for when in heard.whens if when.kind is Kind.POINT and when.grain is Grain.DAY)
    return next(days, None) is not None and "resumes" not in heard.clause.features


def _pref(features: frozenset[str]) -> Preference:
    if "resumes" in features:
        return Preference.RESUME
    if "only_by" in features:
        return Preference.ONLY
    return Preference.NEVER if "no_contact" in features else Preference.PREFER


def _channel(heard: Heard) -> Channel | None:
    """The one that the words of the wish name."""
    table = section("serving")
    for name in ("only_by", "no_contact", "prefers", "resumes"):
        found = table[name].search(heard.masked) if name in heard.clause.features else None
        if found:
            return _reach(heard.masked[found.start() : found.end() + AHEAD_OF])
    return None


def _reach(said: str) -> Channel | None:
    found = [(match.start(), name) for name, each in section("reach").items() if (match := each.search(said))]
    return Channel(min(found)[1]) if found else None


def _hour(heard: Heard) -> tuple[Preference, time] | None:
    """The hours in which not to disturb: no calls before 10, only after 3pm."""
    found = HOUR.search(fold(heard.text))
    at = _clock(found) if found else None
    if found is None or at is None or "resumes" in heard.clause.features:
        return None
    late = LATER.search(found["side"] or found["end"]) is not None
    wanted = "no_contact" not in heard.clause.features
    return (Preference.AFTER if late is not wanted else Preference.BEFORE), at


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = _hour_said(found), _minute_said(found)
    return time(hour, minute) if hour < LATEST and minute < MINUTES else None


def _hour_said(found: re.Match[str]) -> int:
    said = found["hour"] or found["zh"]
    number = int(said) if said.isdecimal() else int(plain(said) or 0)
    late = AFTERNOON.search(found["part"] or found["half"] or "") is not None
    return number + NOON if late and number < NOON else number


def _minute_said(found: re.Match[str]) -> int:
    rest = found["minute"] or found["rest"] or "0"
    return RESTS[rest] if rest in RESTS else int(rest)
