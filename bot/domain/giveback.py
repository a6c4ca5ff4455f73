"""What every log gives back: promises open to the customer, whoever made them, and the next step."""

from dataclasses import dataclass
from typing import Final

from bot.domain.base import Result
from bot.domain.customers import Customer
from bot.domain.moment import Moment
from bot.domain.promises import Line
from bot.domain.receivables import Debt
from bot.domain.reminders import SetReminder

SHOWN: Final = 3
"""Promises shown after a log; the rest is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The nearest thing planned with a customer: a reminder or an open promise, and whose it is.

    `discreet` when sums in its words are not for this reader.
    """

    what: str
    due: Moment
    by: str
    discreet: bool = False


@dataclass(frozen=True, kw_only=True)
class GivenBack(Result):
    """Open promises to this customer apart from those just made, `total` of them, and what comes next.

    Without a `next` nothing is planned, and `suggestion` would plan it; with neither, it was just said.
    `debt` is what is overdue, for who looks after the money.
    """

    customer: Customer
    lines: tuple[Line, ...]
    total: int
    next: NextStep | None = None
    suggestion: SetReminder | None = None
    debt: Debt | None = None
