"""泰禾的单子到哪一步了, who hasn't paid: whole messages about deals and money, and the stages of deals."""

from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.deals import CheckDeals
from bot.domain.people import Settings
from bot.domain.receivables import CheckMoney
from bot.language.hearing import Hearing
from bot.language.ledgers import ENDS
from bot.language.normalise import fold
from bot.language.sheet import Sheet
from bot.language.slots import tidy
from bot.language.words import section

ABOUT_ONE: Final = ("deals", "money")


def standing_asked(sheet: Sheet, hearing: Hearing) -> Command | None:
    """How a customer's deals or debts stand, the speaker's own, or everybody's."""
    line = ENDS.sub("", sheet.masked)
    for asked, words in section("standing").items():
        if asked != "stages" and words.fullmatch(line):
            return _asked(asked, sheet, hearing)
    return None


def stages_named(sheet: Sheet, _: Hearing) -> Command | None:
    """商机阶段：线索、报价、谈判: the stages that deals go through here."""
    found = section("standing")["stages"].search(fold(sheet.text))
    if found is None:
        return None
    named = next(key for key, said in found.groupdict().items() if said)
    return Settings(setting="stages", value=tidy(sheet.text[slice(*found.span(named))]))


def _asked(asked: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    customer = next((each.mention for each in sheet.names if each.noun == "customer"), None)
    person = next((each.mention for each in sheet.names if each.noun == "contact"), None)
    if asked in ABOUT_ONE:
        kind = CheckDeals if asked == "deals" else CheckMoney
        return kind(customer=customer, person=person)
    if asked == "all_money":
        return CheckMoney()
    if hearing.member is None:
        return None
    me = Mention("", hearing.member.id, hearing.member.name)
    return CheckDeals(by=me) if asked == "my_deals" else CheckMoney(by=me)
