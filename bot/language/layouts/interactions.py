"""Interactions as cards: what was noted."""

from bot.domain.chat import Card
from bot.domain.interactions import Interaction, InteractionLogged, Sentiment
from bot.language.layouts.parts import at_customer, block, unstopped
from bot.language.speak import Say, says


@says(InteractionLogged)
def interaction_logged(result: InteractionLogged, say: Say) -> Card:
    touch = result.interaction
    mine = say.is_me(touch.member_id)
    title = say(
        "interactions.logged" if mine else "interactions.logged_by",
        by=result.by,
        day=say.day(touch.day),
        touch=touch_of(touch, at_customer(result.customer, result.contact, say), say),
    )
    return Card(title, block(_mood(touch, say)))


def touch_of(touch: Interaction, whom: str, say: Say) -> str:
    """`拜访泰禾钱总：聊了续约`, `visit to Acme (Jane): discussed renewal`."""
    how = say(f"interactions.channel.{touch.channel or 'unknown'}", whom=whom)
    return say("interactions.with_what", how=how, what=unstopped(touch.what)) if touch.what else how


def _mood(touch: Interaction, say: Say) -> str:
    if touch.sentiment in {None, Sentiment.NEUTRAL}:
        return ""
    return say(f"interactions.mood.{touch.sentiment}")
