"""Undo and amend: the journal read backwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Final

from bot.domain.audit import UNDO_WITHIN, Action, Amend, Amended, Change, Stays, Undo, Undone
from bot.domain.base import ActionId, Command, Mention, name_of
from bot.domain.calendar import Recurrence
from bot.domain.deals import DealUpdate
from bot.domain.errors import BadSlot, NothingToUndo
from bot.domain.guide import NotUnderstood
from bot.domain.moment import Moment
from bot.domain.orders import LogOrder, LogPayment
from bot.domain.people import CreateWorkspace, Invite, Join, Settings
from bot.domain.quotes import LogQuote
from bot.handlers.news import taken_back
from bot.handlers.registry import Turn, handle, handles

FIGURES: Final = ("amount", "qty", "probability", "rate")
TIMES: Final = ("due", "when")
PRICED: Final = (LogQuote, DealUpdate, LogOrder, LogPayment)
"""What has a price, said or not; of a promise a sum is no matter of course."""
LEDGERS: Final = frozenset(
    {
        *(
            "quote",
            "conflict",
            "complaint",
            "request",
            "deal",
            "deal_move",
            "purchase",
            "payment",
            "wish",
            "material",
        )
    }
)
"""Nouns whose rows come with a note: what was taken back is that note."""
NEWS: Final[Mapping[str, type[Command]]] = {name_of(each): each for each in (LogOrder, LogPayment)}
"""What a correction can name."""
BOOKS: Final = frozenset({"inheritance"})
"""What is kept about a deed besides it, and not told as something of its own."""
FOR_GOOD = (Join, Invite, CreateWorkspace)
"""What lets people in is not taken back by a word: it would lock out who says it."""


@handles(Undo)
def undo(command: Undo, turn: Turn) -> Undone:
    action = _own(ActionId(command.action), turn) if command.action else _latest(command, turn)
    turn.begin((command,), undoes=action.id)
    changes = turn.work.journal.revert(action)
    redone = all(isinstance(each, Undo) for each in action.commands)
    turn.work.examples.withdraw(action.source)
    taken_back(changes, turn)
    counts = _counts(changes)
    if all(isinstance(each, Settings) for each in action.commands):
        counts = tuple(("setting" if noun == "member" else noun, count) for noun, count in counts)
    return Undone(said=action.said, counts=counts, action=turn.action, redone=redone)


@handles(Amend)
def amend(command: Amend, turn: Turn) -> Amended | NotUnderstood:
    """Take back what the last message did, and do it again with the correction, as one action."""
    if command.of and not _is_of(command, turn):
        return NotUnderstood(said=turn.said, guesses=_anew(command))
    action = _last(turn)
    fitting = _fitting(command, action.commands)
    corrected = tuple(_corrected(each, fitting) for each in action.commands)
    if corrected == action.commands:
        raise _not_there(command)
    told, turn.source = _told(action, turn) or turn.said, action.source or turn.source
    turn.begin(corrected)
    turn.said = told
    take_back(action, turn)
    return Amended(results=tuple(handle(each, turn) for each in corrected))


def _told(action: Action, turn: Turn) -> str:
    """The words that the rows of an action keep: those of the message, whatever corrected it since."""
    kept = (each.after.get("said") for each in turn.work.journal.changes(action.id) if each.after)
    return next((str(said) for said in kept if said), action.said)


def _is_of(command: Amend, turn: Turn) -> bool:
    """Whether the last thing this person did is what the correction names: such a command, of that customer."""
    action = turn.work.journal.last_action(turn.actor.id, turn.now - UNDO_WITHIN)
    meant = [each for each in action.commands if name_of(type(each)) == command.of] if action else []
    about = command.customer
    return bool(meant) and (about is None or any(_same(about, each) for each in meant))


def _same(about: Mention, command: Command) -> bool:
    customer: Mention | None = getattr(command, "customer", None)
    return customer is not None and (customer.id or customer.said) == (about.id or about.said)


def _anew(command: Amend) -> tuple[Command, ...]:
    """What the words would be as news and no correction: for a button."""
    kind = NEWS[command.of]
    names = {each.name for each in fields(kind)}
    slots = {each.name: getattr(command, each.name) for each in fields(Amend) if each.name in names}
    return (kind(**slots),)


def take_back(action: Action, turn: Turn) -> None:
    """Go back to before a message, within the present action: what it had corrected goes too."""
    journal = turn.work.journal
    counted = {turn.action, *(each.id for each in journal.of_source(action.source))}
    journal.revert(action)
    turn.work.examples.withdraw(action.source)
    for each in journal.of_source(action.source):
        if each.id not in counted:
            take_back(each, turn)


def _latest(command: Undo, turn: Turn) -> Action:
    """What the speaker did last; to redo, their last undoing."""
    if not command.redo:
        return _last(turn)
    action = turn.work.journal.last_undoing(turn.actor.id, turn.now - UNDO_WITHIN)
    undone = turn.work.journal.action(action.undoes) if action else None
    if action is None or undone is None or undone.undoes:
        raise NothingToUndo({"why": "redo"})
    return action


def _last(turn: Turn) -> Action:
    """The last action of this person within a day."""
    action = turn.work.journal.last_action(turn.actor.id, turn.now - UNDO_WITHIN)
    if action is None or _for_good(action):
        raise NothingToUndo
    return action


def _own(action_id: ActionId, turn: Turn) -> Action:
    action = turn.work.journal.action(action_id)
    if action is None or action.member_id != turn.actor.id or action.undone_by:
        raise NothingToUndo
    if turn.now - action.at > UNDO_WITHIN or _for_good(action):
        raise NothingToUndo
    return action


def _for_good(action: Action) -> bool:
    return any(isinstance(each, FOR_GOOD) for each in action.commands)


def _fitting(correction: Amend, commands: Sequence[Command]) -> Amend:
    """A day said once is the one of what was due, when anything was, else of what happened."""
    if correction.due is None or correction.when is None:
        return correction
    due = any(getattr(each, "due", None) for each in commands)
    happened = any(getattr(each, "when", None) for each in commands)
    return replace(correction, when=None) if due or not happened else replace(correction, due=None)


def _corrected(command: Command, correction: Amend) -> Command:
    """The command with the slots that the correction names and it has; a sum only where there was one."""
    said = {each.name: getattr(correction, each.name) for each in fields(correction)}
    slots = {each.name: getattr(command, each.name) for each in fields(command)}
    fresh = {name: value for name, value in said.items() if name in slots and value not in {None, ""}}
    if slots.get("amount") is None and not isinstance(command, PRICED):
        fresh.pop("amount", None)
    times = {name: _timed(slots[name], fresh[name], correction.stays) for name in TIMES if name in fresh}
    return replace(
        command, **(fresh | times | _numbered(slots, correction.number) | _round(slots, correction))
    )


def _timed(before: Moment | None, said: Moment, stays: Stays | None) -> Moment:
    """The time said, with what was not said of it as it was before."""
    if before is None or stays is None:
        return said
    return replace(said, day=before.day) if stays is Stays.DAY else replace(said, at=before.at)


def _round(slots: Mapping[str, Any], correction: Amend) -> dict[str, object]:
    """What comes round again comes at the minute said."""
    recur: Recurrence | None = slots.get("recur")
    if recur is None or correction.due is None or correction.stays is not Stays.DAY:
        return {}
    return {"recur": replace(recur, at=correction.due.at)}


def _numbered(slots: Mapping[str, Any], number: Decimal | None) -> dict[str, object]:
    """A bare number takes the place of the first figure that was there."""
    name = next((each for each in FIGURES if slots.get(each) is not None), "")
    if number is None or not name:
        return {}
    return {name: replace(slots[name], amount=number) if name == "amount" else number}


def _not_there(correction: Amend) -> NothingToUndo | BadSlot:
    if correction.channel is None:
        return NothingToUndo({"why": "amend"})
    return BadSlot({"slot": "channel", "said": correction.channel, "why": "not_there"})


def _counts(changes: Sequence[Change]) -> tuple[tuple[str, int], ...]:
    """Rows by noun: those that stood there in the end, or else (an undoing) those that had gone.

    The changes come newest first; a correction takes back and writes anew what counts once.
    """
    last: dict[tuple[str, str], Change] = {}
    for each in changes:
        last.setdefault((each.noun, each.row_id), each)
    last = {place: each for place, each in last.items() if each.noun not in BOOKS}
    written = [each for each in last.values() if each.after is not None]
    nouns = Counter(map(_noun, written or last.values()))
    besides = LEDGERS if nouns["note"] else frozenset()
    return tuple(sorted((noun, count) for noun, count in nouns.items() if noun not in besides))


def _noun(change: Change) -> str:
    """Interactions that are about something are notes."""
    images = (image for image in (change.before, change.after) if image)
    return "note" if any(image.get("topic") for image in images) else change.noun
