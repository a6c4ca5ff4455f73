"""What the clock asks for: due reminders, promises to watch, digests; and what each push says."""

from datetime import UTC, datetime

from bot.domain.base import MemberId, Result
from bot.domain.chat import Push
from bot.domain.people import Member, Role
from bot.handlers.registry import Turn

CLOCK = Member(
    id=MemberId("clock"), name="clock", role=Role.ADMIN, created_at=datetime(2026, 1, 1, tzinfo=UTC)
)
"""Who acts when nobody does."""


def tell(push: Push, turn: Turn) -> Result | None:
    """The facts of a push for the reader `turn.actor`; None when it is out of date."""
    raise NotImplementedError
