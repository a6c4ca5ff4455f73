"""我答应过谁什么, overdue promises: whole messages about the promises of the speaker or of everybody."""

import re
from typing import Final

from bot.domain.base import Mention
from bot.domain.promises import CheckPromises
from bot.language.hearing import Hearing
from bot.language.sheet import Sheet
from bot.language.words import section

ENDS: Final = re.compile(r"^[\s,，]+|[\s?？.。!！呢啊呀吗]+$")


def ledger_asked(sheet: Sheet, hearing: Hearing) -> CheckPromises | None:
    """General words only: with a name in it, it is about that name."""
    if sheet.names or sheet.whens:
        return None
    line = ENDS.sub("", sheet.masked)
    asked = next((whose for whose, words in section("ledgers").items() if words.search(line)), "")
    if asked == "mine" and hearing.member:
        return CheckPromises(by=Mention("", hearing.member.id, hearing.member.name))
    return CheckPromises(all=True) if asked else None
