"""How a stranger becomes a member: one-time link codes, said in a private chat."""

from datetime import datetime

from bot.domain.chat import Incoming
from bot.domain.people import Joined
from bot.domain.ports import Work


def redeem(code: str, incoming: Incoming, work: Work, now: datetime) -> Joined:
    """Bind the identity to the code's member; CodeRefused says why not, and is counted."""
    raise NotImplementedError
