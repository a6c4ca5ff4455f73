"""Help, small talk and forms: nothing is written."""

from bot.domain.errors import StaleButton
from bot.domain.guide import Answer, Chat, Chatted, Decline, Declined, FormOpened, Help, Helped, OpenForm
from bot.handlers.registry import Turn, handles


@handles(Help)
def help_with(command: Help, _turn: Turn) -> Helped:
    return Helped(topic=command.topic)


@handles(Chat)
def chat(command: Chat, turn: Turn) -> Chatted:
    return Chatted(tone=command.tone, name=turn.actor.name)


@handles(OpenForm)
def open_form(command: OpenForm, _turn: Turn) -> FormOpened:
    return FormOpened(command=command.command)


@handles(Answer)
def answer(_command: Answer, _turn: Turn) -> FormOpened:
    """The conversation settles answers to its open question; what gets here answers none."""
    raise StaleButton


@handles(Decline)
def decline(command: Decline, _turn: Turn) -> Declined:
    about = command.about
    return Declined(wish=command.wish, name=(about.name or about.said) if about else "")
