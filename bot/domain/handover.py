"""Hand-over: customers, and all that hangs on them, go from one colleague to another."""

from dataclasses import dataclass

from bot.domain.base import Command, Mention


@dataclass(frozen=True, kw_only=True)
class Handover(Command):
    """Without `from_` the customers are whoever's they are; without `customer` all of that colleague's go."""

    from_: Mention | None = None
    to: Mention | None = None
    customer: Mention | None = None
