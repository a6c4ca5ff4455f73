"""Accounts at risk: who may leave us, winning them back, letting them go."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.people import Scope


@dataclass(frozen=True, kw_only=True)
class AtRiskList(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    scope: Scope | None = None
    person: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class WinBack(Command):
    customer: Mention | None = None
    by: Mention | None = None
    due: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Release(Command):
    """Back to the pool (公海): nobody's, and no more nagging."""

    customer: Mention | None = None
    what: str = ""
