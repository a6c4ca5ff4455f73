"""展会效果怎么样, who is a real buyer: whole messages about campaigns and about those they brought."""

import re
from collections.abc import Iterable
from typing import Final

from bot.domain.base import Command
from bot.domain.campaigns import CheckCampaigns
from bot.domain.leads import CheckLeads
from bot.language.hearing import Hearing
from bot.language.ledgers import LEAD, whole_said
from bot.language.sheet import Sheet, Span
from bot.language.slots import tidy

EMPTY: Final = re.compile(
    r"^(?:的|这次|那次|上次|我们的?|咱们的?|这场|那场|the|our|this|that|last)+", re.IGNORECASE
)
"""Words before a name that are no part of it."""


def campaigns_asked(sheet: Sheet, _: Hearing) -> Command | None:
    """Of one campaign when it is named, else of all; with a customer in it, it is about them."""
    found = None if sheet.names else whole_said(sheet, "check_campaigns")
    if found is None:
        return None
    offset = len(sheet.masked) - len(LEAD.sub("", sheet.masked))
    named = next((key for key, said in found.groupdict().items() if said), None)
    start, end = (each + offset for each in found.span(named)) if named else (0, 0)
    return CheckCampaigns(what=_name(sheet, start, end))


def _name(sheet: Sheet, start: int, end: int) -> str:
    """The words without a day and what leads up to a name: 上周的展会 is 展会; the year of a fair is part of it."""
    days = [when.span for when in sheet.whens if not sheet.text[slice(*when.span)].isdigit()]
    kept = (sign for at, sign in enumerate(sheet.text[:end]) if at >= start and not _in(at, days))
    return tidy(EMPTY.sub("", tidy("".join(kept))))


def _in(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def leads_asked(sheet: Sheet, _: Hearing) -> Command | None:
    return None if sheet.names or whole_said(sheet, "check_leads") is None else CheckLeads()
