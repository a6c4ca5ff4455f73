"""Campaigns: fairs, mailings and adverts, with what they cost and what they brought."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class Campaign(Command):
    """`what` is its name, `amount` its cost, `qty` the cards, leads or sign-ups that it brought."""

    customer: Mention | None = None
    product: Mention | None = None
    what: str = ""
    source: str = ""
    amount: Money | None = None
    qty: Decimal | None = None
    when: Moment | None = None
