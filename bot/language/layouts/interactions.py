"""Interactions as cards: what was noted, and an easy next step."""

from datetime import date, timedelta

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.interactions import Interaction, InteractionLogged, Sentiment
from bot.domain.moment import Moment
from bot.domain.reminders import SetReminder
from bot.language.layouts.parts import at_customer, block, mention_of
from bot.language.speak import Say, says

SOON = timedelta(days=3)
FRIDAY = 4


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
    return Card(title, block(_mood(touch, say)), ((_follow_up(result, say),),) if mine else ())


def touch_of(touch: Interaction, whom: str, say: Say) -> str:
    """`拜访泰禾钱总：聊了续约`, `visit to Acme (Jane): discussed renewal`."""
    how = say(f"interactions.channel.{touch.channel or 'unknown'}", whom=whom)
    return say("interactions.with_what", how=how, what=touch.what) if touch.what else how


def _mood(touch: Interaction, say: Say) -> str:
    if touch.sentiment in {None, Sentiment.NEUTRAL}:
        return ""
    return say(f"interactions.mood.{touch.sentiment}")


def _follow_up(result: InteractionLogged, say: Say) -> Button:
    """A reminder in three days, on the Monday when that is a weekend."""
    day = _weekday_from(say.today + SOON)
    person = result.contact
    command = SetReminder(
        customer=mention_of(result.customer),
        person=Mention(person.name, person.id, person.name) if person else None,
        what=say("interactions.follow_up_what"),
        due=Moment(day, say.member.work_from if say.member else None),
    )
    return say.button("interactions.follow_up", command, stays=True, weekday=say.weekday(day))


def _weekday_from(day: date) -> date:
    return day if day.weekday() <= FRIDAY else day + timedelta(days=7 - day.weekday())
