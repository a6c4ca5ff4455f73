"""What every log gives back: promises open to that customer, and the next step."""

from collections.abc import Sequence

from bot.domain.base import Result
from bot.handlers.registry import Turn


def give_back(results: Sequence[Result], turn: Turn) -> Sequence[Result]:
    """What the speaker needs to know next about the customers just touched; once per customer."""
    raise NotImplementedError
