"""Taking back and correcting, as cards."""

from functools import reduce

from bot.domain.audit import Amended, Undo, Undone
from bot.domain.chat import Card
from bot.language.layouts.parts import block
from bot.language.speak import Say, says, short, speak

WORDS = 60
"""Columns of the words that are quoted back."""


@says(Undone)
def undone(result: Undone, say: Say) -> Card:
    """What was taken back, in the words it was said in, and the way to put it back."""
    key = "audit.redone" if result.redone else "audit.undone"
    said = say("audit.quoted", said=short(result.said, WORDS)) if result.said else ""
    counts = say("parts.joined").join(_counted(noun, count, say) for noun, count in result.counts)
    back = say.button("audit.undo" if result.redone else "audit.redo", Undo(action=result.action))
    return Card(say(key, said=said), block(counts), ((back,),))


@says(Amended)
def amended(result: Amended, say: Say) -> Card:
    """That it was corrected, then what it says now."""
    cards = [speak(each, say) for each in result.results]
    return reduce(Card.followed_by, cards, Card(say("audit.amended")))


def _counted(noun: str, count: int, say: Say) -> str:
    key = f"nouns.{noun}"
    return say(key if say.has(key) else "nouns.other", n=count)
