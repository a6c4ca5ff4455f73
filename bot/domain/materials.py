"""Materials: which brochure, price list or case study a customer already has."""

from dataclasses import dataclass

from bot.domain.base import Command, Mention
from bot.domain.interactions import Channel
from bot.domain.moment import Moment


@dataclass(frozen=True, kw_only=True)
class LogMaterial(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    channel: Channel | None = None
    when: Moment | None = None
    what: str = ""
