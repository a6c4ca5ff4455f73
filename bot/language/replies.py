"""What is said around results: refusals, questions, faults, and the buttons that every card may carry."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.audit import Undo
from bot.domain.base import ActionId, Choice
from bot.domain.chat import Block, Button, Card
from bot.domain.errors import NothingFound, Refusal, StaleButton, UnknownMember
from bot.domain.guide import NEW, NONE, Answer, Help
from bot.domain.moment import Moment
from bot.domain.people import Language
from bot.domain.ports import Pending
from bot.language.phrases import phrases
from bot.language.speak import Say, short

MOST = 5
"""Choices of one question."""
ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?")
DAYS = {"due", "when"}
"""Slots whose refused value is a day, given as ISO."""
NAME, NOTE, WHOLE = 28, 20, 120
"""Columns of a name and its note on a button."""


def refuse(refusal: Refusal, say: Say) -> Card:
    """What stands in the way and what to do next, without blame."""
    if isinstance(refusal, UnknownMember):
        return welcome(say)
    text = say(_phrase_of(refusal, say), **_facts(refusal, say))
    help_ = say.button("guide.help", Help(), stays=True)
    rows = ((help_,),) if isinstance(refusal, NothingFound) else ()
    return Card(text, buttons=rows, notice=isinstance(refusal, StaleButton), language=say.language)


def welcome(say: Say) -> Card:
    """For strangers, whose language is a guess: both languages say how to get in."""
    other = Language.EN if say.language is Language.ZH else Language.ZH
    lines = (say("refusals.UnknownMember"), phrases(other)["refusals.UnknownMember"])
    return Card(say("guide.i_am"), tuple(Block((line,)) for line in lines), language=say.language)


def ask(pending: Pending, say: Say) -> Card:
    """The question with a button for each choice, one to create what was said, and a way out."""
    choices = [_discreet(each, pending, say) for each in pending.choices[:MOST]]
    rows = [(_choose(pending, each.id, label_of(each, say)),) for each in choices]
    if pending.new:
        name = short(pending.mention.said, NAME)
        rows.append((_choose(pending, NEW, say("questions.new", name=name)),))
    way_out = say("questions.none" if pending.choices else "questions.never_mind")
    rows.append((_choose(pending, NONE, way_out),))
    return Card(_question(pending, say), buttons=tuple(rows), language=say.language)


def _discreet(choice: Choice, pending: Pending, say: Say) -> Choice:
    """Promises, reminders and the like are chosen by their words, which a group may read."""
    worded = pending.about in {"promise", "reminder", "complaint", "request"}
    return replace(choice, name=say.words(choice.name)) if worded else choice


def fault(reference: str, say: Say) -> Card:
    """Ours, not theirs; the number finds it in the log."""
    return Card(say("replies.fault", reference=reference), language=say.language)


def undo_button(action: ActionId, say: Say) -> Button:
    return say.button("audit.undo", Undo(action=action))


def sent_privately(say: Say) -> Card:
    return Card(say("replies.sent_privately"), notice=True, language=say.language)


def label_of(choice: Choice, say: Say) -> str:
    """`华联超市（李雷）`, `Acme Ltd (Tom)`: as short as a button."""
    return _labelled(replace(choice, name=short(choice.name, NAME)), say, NOTE)


def line_of(choice: Choice, say: Say) -> str:
    """The same with all of the note, as a line of text."""
    return _labelled(choice, say, WHOLE)


def _labelled(choice: Choice, say: Say, columns: int) -> str:
    """Roles and days in the note are said as the reader says them."""
    name = choice.name
    if not choice.note:
        return name
    role = f"roles.{choice.note}"
    note = say(role) if say.has(role) else ISO.sub(lambda found: _short_moment(found, say), choice.note)
    return say("parts.choice", name=name, note=short(note, columns))


def _short_moment(found: re.Match[str], say: Say) -> str:
    day = say.short_day(date.fromisoformat(found[1]))
    return f"{day} {say.time(time.fromisoformat(found[2]))}" if found[2] else day


def labels(choices: Iterable[Choice], say: Say) -> list[str]:
    return [label_of(each, say) for each in choices]


def _choose(pending: Pending, choice: str, label: str) -> Button:
    return Button(label, Answer(question=pending.id, choice=choice))


def _question(pending: Pending, say: Say) -> str:
    """Which one: with the words that were unclear, when there were any."""
    said = pending.mention.said
    if not said:
        return say(f"questions.{pending.about}.which")
    return say(f"questions.{pending.about}.{'between' if pending.choices else 'unknown'}", said=said)


def _phrase_of(refusal: Refusal, say: Say) -> str:
    """The phrase for the cause, the exact one when it is known."""
    why = refusal.facts.get("why", "")
    if why and say.has(f"refusals.{refusal.phrase}.{why}"):
        return f"refusals.{refusal.phrase}.{why}"
    if isinstance(refusal, NothingFound) and not refusal.facts.get("what"):
        return "refusals.NothingFound.nameless"
    return (
        f"refusals.{refusal.phrase}"
        if say.has(f"refusals.{refusal.phrase}")
        else f"refusals.{refusal.phrase}.other"
    )


def _facts(refusal: Refusal, say: Say) -> dict[str, str]:
    slot, said = refusal.facts.get("slot", ""), refusal.facts.get("said", "")
    key = f"slots.{slot}"
    if slot in DAYS and said:
        said = say.moment(
            Moment.of(datetime.fromisoformat(said)) if "T" in said else Moment(date.fromisoformat(said))
        )
    return {**refusal.facts, "said": said, "slot": say(key) if say.has(key) else slot}


def _moment(iso: str) -> Moment:
    return Moment.of(datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso))
