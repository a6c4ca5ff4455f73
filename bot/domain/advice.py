"""Advice: whom to send to a deal or a job, and why."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class AssignAdvice(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    product: Mention | None = None
    amount: Money | None = None
    skill: str = ""
    when: Moment | None = None
    what: str = ""
