"""Help, small talk and misunderstandings, as cards."""

from bot.domain.agenda import MyDay
from bot.domain.base import Command, name_of
from bot.domain.chat import Block, Button, Card
from bot.domain.guide import Chatted, Declined, Dropped, FormOpened, Help, Helped, NotUnderstood, OpenForm
from bot.domain.people import Settings
from bot.domain.promises import CheckPromises
from bot.language.forms import FORMS, form_of
from bot.language.layouts.parts import block, bullets
from bot.language.manual import GROUPS, LATER, entry, example, topic_of
from bot.language.speak import Say, says, short

LABEL = 60
NAME = 16
LOOKS = {MyDay: "guide.my_day", CheckPromises: "promises.whose_all"}
QUOTED = 40
GLIMPSE = 2
"""Examples of one group when all groups are shown."""
ROW = 4


@says(Helped)
def helped(result: Helped, say: Say) -> Card:
    """One command with all its examples, one group with all its commands, or a glimpse of every group."""
    topic = topic_of(result.topic, say.language)
    if topic and topic not in GROUPS:
        return _one_command(topic, say)
    if topic:
        blocks = block(*_group(topic, say), heading=say(f"guide.groups.{topic}"))
        return Card(say("guide.title"), blocks, _topics(say, but=topic))
    told = ((group, _glimpse(group, say)) for group in GROUPS if group != LATER)
    blocks = tuple(Block(lines, say(f"guide.groups.{group}")) for group, lines in told if lines)
    return Card(say("guide.title"), blocks, (*_useful(say), *_topics(say)))


@says(Chatted)
def chatted(result: Chatted, say: Say) -> Card:
    key = f"chat.{result.tone}"
    return Card(say(key if say.has(key) else "chat.other", name=result.name))


@says(NotUnderstood)
def not_understood(result: NotUnderstood, say: Say) -> Card:
    """Nothing was written; what it may have meant stands on buttons."""
    looks_first = sorted(result.guesses[:3], key=lambda command: not command.reads)
    guesses = tuple((Button(short(describe(each, say), LABEL), each, guess=True),) for each in looks_first)
    key = "guide.guesses" if guesses else "guide.not_understood" if result.said else "guide.text_only"
    help_ = say.button("guide.help", Help(), stays=True)
    return Card(say(key, said=short(result.said, QUOTED)), buttons=(*guesses, (help_,)))


@says(Dropped)
def dropped(result: Dropped, say: Say) -> Card:
    return Card(say("guide.dropped", said=short(result.said, QUOTED)))


@says(Declined)
def declined(result: Declined, say: Say) -> Card:
    """That nothing was changed, and what can be done instead."""
    name = result.name or say("guide.declined.customer")
    help_ = say.button("guide.help", Help(), stays=True)
    instead = (Button(_label(each, say), each, stays=True) for each in result.instead)
    rows = (*((each,) for each in instead), (help_,))
    return Card(say(f"guide.declined.{result.wish}", name=name), buttons=rows)


def _label(command: Command, say: Say) -> str:
    """The name of a look at everything; of one at a customer, what it is."""
    key = LOOKS.get(type(command), "")
    if key and getattr(command, "customer", None) is None:
        return say(key)
    return short(describe(command, say), LABEL)


@says(FormOpened)
def form_opened(result: FormOpened, say: Say) -> Card:
    """The form; where there are no forms, the sentence that does the same."""
    form = form_of(result.command, say)
    said = example(result.command, say.language)
    title = form.title if form else say("guide.title")
    return Card(title, block(say("guide.just_say", example=said) if said else ""), form=form)


def describe(command: Command, say: Say) -> str:
    """A command in a few words, for the button that carries it out: `记到泰禾`."""
    name = name_of(type(command))
    customer = getattr(command, "customer", None)
    if customer and say.has(f"guide.as.{name}"):
        return say(f"guide.as.{name}", customer=short(customer.name or customer.said, NAME))
    return str(entry(name, say.language).get("help", name))


def _one_command(command: str, say: Say) -> Card:
    told = entry(command, say.language)
    slash = say("parts.joined").join(f"/{each}" for each in told.get("slash", ()))
    lines = bullets(told.get("examples", ()))
    blocks = (
        *block(*lines, heading=say("guide.say")),
        *block(say("guide.slash", slash=slash) if slash else ""),
    )
    form = say.button("guide.open_form", OpenForm(command=command), stays=True)
    return Card(str(told.get("help", command)), blocks, ((form,),) if command in FORMS else ())


def _group(group: str, say: Say) -> tuple[str, ...]:
    known = [command for command in GROUPS[group] if entry(command, say.language)]
    return bullets(
        say("guide.line", help=entry(each, say.language)["help"], example=example(each, say.language))
        for each in known
    )


def _glimpse(group: str, say: Say) -> tuple[str, ...]:
    """The first commands of a group by an example each: all groups together are one screen."""
    said = (example(each, say.language) for each in GROUPS[group])
    return bullets([each for each in said if each][:GLIMPSE])


def _useful(say: Say) -> tuple[tuple[Button, ...], ...]:
    if say.member is None:
        return ()
    return (
        (
            say.button("guide.my_day", MyDay(), stays=True),
            say.button("customers.log", OpenForm(command="log_interaction"), stays=True),
            say.button("people.settings", Settings(), stays=True),
        ),
    )


def _topics(say: Say, but: str = "") -> tuple[tuple[Button, ...], ...]:
    """A button for each group with all its commands."""
    if say.member is None:
        return ()
    groups = [each for each in GROUPS if each not in {but, LATER}]
    buttons = [say.button(f"guide.groups.{each}", Help(topic=each), stays=True) for each in groups]
    return tuple(tuple(buttons[start : start + ROW]) for start in range(0, len(buttons), ROW))
