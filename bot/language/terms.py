"""The days and conditions of a sale: when it was, how long to pay, when goods come, until when a price holds."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.moment import Moment
from bot.language import numerals
from bot.language.dates import Direction, Kind, When
from bot.language.figures import plain
from bot.language.offers import head_of
from bot.language.phones import terms_of
from bot.language.sheet import last_day, only_day, times_of
from bot.language.slots import Heard, period_of, tidy, unmasked, when_of
from bot.language.words import section

COUNTED: Final = rf"\d{{1,4}}|[{numerals.SIGNS}]{{1,6}}|半|{numerals.ENGLISH}|a"
LENGTH: Final = re.compile(
    rf"(?:\d{{1,3}}[ ]?(?:-|~|到|至|to)[ ]?)?(?P<number>{COUNTED})[ -]?"
    r"(?P<unit>(?:business |working )?days?|weeks?|wks?|months?|天|日|周|个?(?:工作日|星期|礼拜|月)|年)",
    re.IGNORECASE,
)
DAYS: Final = {
    "d": 1,
    "b": 1,
    "w": 7,
    "m": 30,
    "天": 1,
    "日": 1,
    "工": 1,
    "周": 7,
    "星": 7,
    "礼": 7,
    "月": 30,
    "年": 365,
}
REACH: Final = 14
"""Characters after a word such as 交期 within which its length or day stands."""
DATED: Final = frozenset({"valid", "delivers"})
GAP: Final = 4
TERMS: Final = re.compile(
    r"(?:不含税|未税|含(?:\d+%)?税|不?含运费|不?包邮|包运费|运费(?:另算|另计|自理|到付|他们自己出)|不?包安装|到厂|非?独家"
    r"|(?<![a-z])(?:fob|cif|exw|ddp|ex[ -]?works"
    r"|(?:plus|incl\.?|including|excl\.?|excluding) (?:vat|tax|freight|shipping)"
    r"|(?:non-)?exclusiv(?:e|ity)))(?![a-z])",
    re.IGNORECASE,
)


def past_of(heard: Heard) -> Moment | None:
    """The day it happened: one that was said, read backwards after a verb of the past (paid on Monday)."""
    found = when_of(heard)[0]
    if found or "past_deed" not in heard.clause.features or not DATED.isdisjoint(heard.clause.features):
        return found
    today = heard.hearing.at.date()
    days = [only_day(each) for each in times_of(unmasked(heard), heard.hearing, Direction.PAST)]
    return None if period_of(heard) else next((each for each in days if each and each.day <= today), None)


def term_of(heard: Heard) -> int | None:
    return next((each.days for each in terms_of(head_of(heard))), None)


def terms_said(heard: Heard) -> str:
    """含税, FOB: conditions of a price that have no slot."""
    return tidy(" ".join(match[0] for match in TERMS.finditer(heard.text)))


def _length(text: str) -> int | None:
    """Days of 两周, 10 business days, 3-4 weeks (the longer)."""
    found = LENGTH.search(text)
    number = (
        Decimal(1)
        if found and found["number"].lower() == "a"
        else plain(found["number"].lower())
        if found
        else None
    )
    if found is None or number is None:
        return None
    unit = found["unit"].lower().removeprefix("个")
    return int(number * DAYS[unit[0]])


def _near(name: str, heard: Heard) -> tuple[re.Match[str], When] | None:
    """A word of selling with the date that stands beside it."""
    start = heard.clause.head[0]
    masked = heard.sheet.masked[slice(*heard.clause.head)]
    pairs = [
        (match, when, when.span[0] - start - match.end(), match.start() - when.span[1] + start)
        for match in section("selling")[name].finditer(masked)
        for when in heard.sheet.times(heard.clause.head)
    ]
    found = sorted(pairs, key=_apart)
    return next((pair[:2] for pair in found if _beside(pair[2], pair[3])), None)


def _apart(pair: tuple[re.Match[str], When, int, int]) -> int:
    """How far a date is from its word, after it or before it."""
    return pair[2] if pair[2] >= 0 else max(pair[3], 0)


def _beside(after: int, before: int) -> bool:
    return 0 <= after <= REACH or 0 <= before <= GAP or (after < 0 and before < 0)


def lead_of(heard: Heard) -> int | None:
    """交期两周, ships in 4 weeks, 20天内发货: days from the order."""
    masked, text = heard.sheet.masked[slice(*heard.clause.head)], head_of(heard)
    word = section("selling")["lead_time"].search(masked)
    if word:
        length = _length(text[word.start() : word.end() + REACH])
        if length:
            return length
    beside = _near("delivers", heard)
    return _length(beside[1].said) if beside and beside[1].kind is not Kind.RANGE else None


def days_for(name: str, heard: Heard) -> Moment | None:
    """The day on which goods come; a length of time is none."""
    beside = _near(name, heard)
    if beside is None or _length(beside[1].said) or beside[1].kind is Kind.DURATION:
        return None
    return last_day(beside[1], heard.hearing)


def valid_until(heard: Heard) -> Moment | None:
    beside = _near("valid", heard)
    if beside and beside[1].kind is not Kind.DURATION:
        return last_day(beside[1], heard.hearing)
    masked, text = heard.sheet.masked[slice(*heard.clause.head)], head_of(heard)
    word = section("selling")["valid"].search(masked)
    days = _length(text[max(0, word.start() - GAP * 2) : word.end() + REACH]) if word else None
    return Moment((heard.hearing.at + timedelta(days=days)).date()) if days else None
