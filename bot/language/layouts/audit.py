"""Taking back and correcting, as cards."""

from functools import reduce

from bot.domain.audit import Amended, Undo, Undone
from bot.domain.chat import Card
from bot.language.layouts.parts import block, counted
from bot.language.speak import Say, says, short, speak

WORDS = 60
"""Columns of the words that are quoted back."""


@says(Undone)
def undone(result: Undone, say: Say) -> Card:
    """What was taken back, in the words it was said in, and the way to put it back."""
    key = "audit.redone" if result.redone else "audit.undone"
    quoted = result.said and not result.redone
    said = say("audit.quoted", said=short(result.said, WORDS)) if quoted else ""
    counts = counted(result.counts, say)
    back = say.button("audit.undo" if result.redone else "audit.redo", Undo(action=result.action))
    return Card(say(key, counts=counts), block(said), ((back,),))


@says(Amended)
def amended(result: Amended, say: Say) -> Card:
    """That it was corrected, then what it says now."""
    cards = [speak(each, say) for each in result.results]
    return reduce(Card.followed_by, cards, Card(say("audit.amended")))
