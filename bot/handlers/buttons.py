"""Buttons: the command behind each stays in the database; what leaves is only an opaque id."""

from dataclasses import replace
from datetime import datetime

from bot.domain.base import MemberId, new_id
from bot.domain.chat import Address, Button, Card
from bot.domain.ports import Sealed, Work


def seal(
    card: Card,
    member: MemberId,
    address: Address,
    work: Work,
    now: datetime,
    *,
    said: str = "",
    source: str = "",
) -> Card:
    """The card as it may leave: its buttons are this member's, in this chat; guesses keep the message."""
    card_id = new_id()

    def sealed(button: Button) -> Button:
        if button.does is None:
            return button
        kept = Sealed(
            id=new_id(),
            command=button.does,
            member_id=member,
            address=address,
            at=now,
            card=card_id,
            stays=button.stays,
            said=said if button.guess else "",
            source=source if button.guess else "",
        )
        work.conversations.seal(kept)
        return replace(button, does=None, id=kept.id)

    return replace(card, buttons=tuple(tuple(sealed(each) for each in row) for row in card.buttons))
