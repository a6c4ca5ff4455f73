"""我答应过谁什么, overdue promises: whole messages about the promises of the speaker or of everybody."""

import re
from typing import Final

from bot.domain.base import Mention
from bot.domain.keeping import KeptRate
from bot.domain.people import Role
from bot.domain.promises import CheckPromises, TracePromise
from bot.language.hearing import Hearing
from bot.language.sheet import Sheet
from bot.language.words import section, wholes

OVERSEEING: Final = frozenset({Role.MANAGER, Role.ADMIN})
MINE: Final = re.compile(r"^我的|^my |(?:is|are) i(?: |$)")
LEAD: Final = re.compile(r"^[\s,，]+")
ENDS: Final = re.compile(r"^[\s,，]+|[\s?？.。!！呢啊呀吗]+$")


def ledger_asked(sheet: Sheet, hearing: Hearing) -> CheckPromises | None:
    """General words only: with a name in it, it is about that name."""
    if sheet.names or sheet.whens:
        return None
    line = ENDS.sub("", sheet.masked)
    asked = next((whose for whose, words in section("ledgers").items() if words.search(line)), "")
    if asked == "mine" and hearing.member:
        me = Mention("", hearing.member.id, hearing.member.name)
        return CheckPromises(by=me, late=is_late(line))
    return CheckPromises(all=True, late=is_late(line)) if asked else None


def late_asked(sheet: Sheet, hearing: Hearing) -> CheckPromises | None:
    """What's overdue?, from somebody whose concern is what everybody promised."""
    if sheet.names or sheet.whens or not hearing.member or hearing.member.role not in OVERSEEING:
        return None
    line = ENDS.sub("", sheet.masked)
    return CheckPromises(all=True, late=True) if section("overdue")["ask"].search(line) else None


def is_late(masked: str) -> bool:
    return section("overdue")["words"].search(masked) is not None


def rate_asked(sheet: Sheet, hearing: Hearing) -> KeptRate | None:
    """李雷的兑现率, 泰禾说话算数吗: of a colleague, of a customer, of everybody."""
    if whole_said(sheet, "kept_rate") is None:
        return None
    by = _named(sheet, "member")
    me = hearing.member
    if me and MINE.search(sheet.masked):
        by = Mention("", me.id, me.name)
    return KeptRate(customer=_named(sheet, "customer"), by=by)


def trace_asked(sheet: Sheet, hearing: Hearing) -> TracePromise | None:
    """泰禾的样品凭什么: without a name, of the customer spoken of."""
    found = whole_said(sheet, "trace_promise")
    customer = _named(sheet, "customer") or hearing.customer
    if found is None or customer is None:
        return None
    start, end = found.span("what") if found.groupdict().get("what") else (0, 0)
    offset = len(sheet.masked) - len(LEAD.sub("", sheet.masked))
    return TracePromise(customer=customer, what=sheet.text[start + offset : end + offset].strip())


def whole_said(sheet: Sheet, command: str) -> re.Match[str] | None:
    """The saying of a command that the whole message is."""
    line = ENDS.sub("", sheet.masked)
    return next((found for each in wholes().get(command, ()) if (found := each.fullmatch(line))), None)


def _named(sheet: Sheet, noun: str) -> Mention | None:
    return next((each.mention for each in sheet.names if each.noun == noun), None)
