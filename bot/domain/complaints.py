"""Complaints: what a customer is unhappy about, until it is settled."""

from dataclasses import dataclass

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment


@dataclass(frozen=True, kw_only=True)
class LogComplaint(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    what: str = ""
    when: Moment | None = None
    due: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class ResolveComplaint(Command):
    customer: Mention | None = None
    person: Mention | None = None
    what: str = ""
