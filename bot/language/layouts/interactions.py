"""Interactions as cards: what was noted."""

from bot.domain.chat import Card
from bot.domain.interactions import Interaction, InteractionLogged, Sentiment
from bot.language.layouts.notes import note_of
from bot.language.layouts.parts import at_customer, block, newcomer, said_person, unstopped
from bot.language.speak import Say, says
from bot.language.words import section


@says(InteractionLogged)
def interaction_logged(result: InteractionLogged, say: Say) -> Card:
    touch = result.interaction
    mine = say.is_me(touch.member_id)
    whom = at_customer(result.customer, result.contact, say)
    title = say(
        _told(touch, mine=mine),
        by=result.by,
        day=say.day(touch.day),
        touch=touch_of(touch, said_person(whom, result.person, say), say),
    )
    return Card(title, block(_mood(touch, say)), newcomer(result.customer, result.person, say))


def _told(touch: Interaction, *, mine: bool) -> str:
    if touch.topic:
        return "interactions.aside"
    return "interactions.logged" if mine else "interactions.logged_by"


def touch_of(touch: Interaction, whom: str, say: Say, *, hidden: bool = False) -> str:
    """`拜访泰禾钱总，聊了续约`, `visit to Acme (Jane) – discussed renewal`; `hidden` stars the sums in it."""
    if touch.topic:
        return note_of(touch, whom, say, hidden=hidden)
    how = say(f"interactions.channel.{touch.channel or 'unknown'}", whom=whom)
    what = say.words(unstopped(touch.what), hidden=hidden)
    return how if _says_no_more(what, touch) else say("interactions.with_what", how=how, what=what)


def _says_no_more(what: str, touch: Interaction) -> bool:
    """Whether the words only say again how they were in touch: 拜访了, called."""
    if not what or touch.channel is None:
        return not what
    return section("channels")[touch.channel].fullmatch(what.lower().rstrip("了过一下个")) is not None


def _mood(touch: Interaction, say: Say) -> str:
    if touch.sentiment in {None, Sentiment.NEUTRAL}:
        return ""
    return say(f"interactions.mood.{touch.sentiment}")
