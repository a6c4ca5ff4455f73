"""Requests: what a customer asked us to do and nobody has promised yet."""

from dataclasses import dataclass

from bot.domain.base import Command, Mention
from bot.domain.interactions import Channel
from bot.domain.moment import Moment


@dataclass(frozen=True, kw_only=True)
class LogRequest(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    channel: Channel | None = None
    what: str = ""
    due: Moment | None = None
    when: Moment | None = None
