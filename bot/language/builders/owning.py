"""Who watches, shares, claims or keeps a customer: sayings that are a whole message."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.ownership import (
    CheckPool,
    Claim,
    CoOwn,
    KeepOwn,
    MarkRead,
    StopWatching,
    Watch,
    WhatsNew,
)
from bot.language.sheet import Sheet

Own = Callable[[Sheet], Command]


def _customer(sheet: Sheet) -> Mention | None:
    return next((each.mention for each in sheet.names if each.noun == "customer"), None)


def _colleague(sheet: Sheet) -> Mention | None:
    return next((each.mention for each in sheet.names if each.noun == "member"), None)


def _nothing_more(kind: type[Command]) -> Own:
    return lambda _: kind()


OWNING: Final[Mapping[str, Own]] = {
    "watch": lambda sheet: Watch(customer=_customer(sheet)),
    "stop_watching": lambda sheet: StopWatching(customer=_customer(sheet), with_=_colleague(sheet)),
    "co_own": lambda sheet: CoOwn(customer=_customer(sheet), with_=_colleague(sheet)),
    "whats_new": _nothing_more(WhatsNew),
    "mark_read": _nothing_more(MarkRead),
    "check_pool": _nothing_more(CheckPool),
    "claim": lambda sheet: Claim(customer=_customer(sheet)),
    "keep_own": lambda sheet: KeepOwn(customer=_customer(sheet)),
}
