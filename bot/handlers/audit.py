"""Undo and amend: the journal read backwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace

from bot.domain.audit import UNDO_WITHIN, Action, Amend, Amended, Change, Undo, Undone
from bot.domain.base import ActionId, Command
from bot.domain.errors import NothingToUndo
from bot.domain.people import CreateWorkspace, Invite, Join
from bot.handlers.registry import Turn, handle, handles

FOR_GOOD = (Join, Invite, CreateWorkspace)
"""What lets people in is not taken back by a word: it would lock out who says it."""


@handles(Undo)
def undo(command: Undo, turn: Turn) -> Undone:
    action = _own(ActionId(command.action), turn) if command.action else _last(turn)
    turn.begin((command,), undoes=action.id)
    changes = turn.work.journal.revert(action)
    return Undone(said=action.said, counts=_counts(changes), action=turn.action, redone=bool(action.undoes))


@handles(Amend)
def amend(command: Amend, turn: Turn) -> Amended:
    """Take back what the last message did, and do it again with the correction, as one action."""
    action = _last(turn)
    corrected = tuple(_corrected(each, command) for each in action.commands)
    if corrected == action.commands:
        raise NothingToUndo
    turn.said, turn.source = action.said or turn.said, action.source or turn.source
    turn.begin(corrected)
    turn.work.journal.revert(action)
    return Amended(results=tuple(handle(each, turn) for each in corrected))


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


def _corrected(command: Command, correction: Amend) -> Command:
    """The command with the slots that the correction names and it has."""
    said = {each.name: getattr(correction, each.name) for each in fields(correction)}
    slots = {each.name for each in fields(command)}
    return replace(command, **{name: value for name, value in said.items() if value and name in slots})


def _counts(changes: Sequence[Change]) -> tuple[tuple[str, int], ...]:
    """Rows by noun."""
    return tuple(sorted(Counter(each.noun for each in changes).items()))
