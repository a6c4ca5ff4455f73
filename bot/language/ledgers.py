"""我答应过谁什么, overdue promises: whole messages about the promises of the speaker or of everybody."""

import re
from typing import Final

from bot.domain.base import Mention
from bot.domain.people import Role
from bot.domain.promises import CheckPromises
from bot.language.hearing import Hearing
from bot.language.sheet import Sheet
from bot.language.words import section

OVERSEEING: Final = frozenset({Role.MANAGER, Role.ADMIN})
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
