"""The writing half of the journal: the present action, and every change it makes with both images."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.store.columns import Row, id_number, id_part, index, instant, table_of, words
from bot.adapters.store.images import Wording
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction, Values
from bot.domain.audit import Action
from bot.domain.base import NOBODY, ActionId, new_id
from bot.domain.chat import Incoming


class ActionRow(Row, table=True):
    __tablename__ = "action"
    __table_args__ = (index("member_id", "at"), index("source"))

    id: str = id_part()
    member_id: str = words()
    at: dt.datetime = instant()
    commands: str = words()
    source: str = words()
    said: str = words()
    undone_by: str = words()
    undoes: str = words()


class ChangeRow(Row, table=True):
    """Its id is its action's and its position: one index less to keep for every row written."""

    __tablename__ = "change"
    __table_args__ = (index("noun", "row_id"),)

    action_id: str = id_part()
    position: int = id_number()
    noun: str = words()
    row_id: str = words()
    before: str | None = words()
    after: str | None = words()


ACTION = Shape(Action, ActionRow)
CHANGE = table_of(ChangeRow)


@dataclass(frozen=True, slots=True)
class Imaged:
    """One row's change: its images as JSON, and the entity that it became."""

    noun: str
    row_id: str
    before: str | None
    after: str | None
    entity: Any | None


@dataclass(frozen=True, slots=True)
class Page:
    """How far the present action has been written."""

    action: Action | None = None
    kept: bool = False
    position: int = 0


class Scribe:
    """Keeps the present action once it changes a row; a savepoint takes `page` back."""

    def __init__(self, transaction: Transaction, wording: Wording) -> None:
        self.page = Page()
        self.heard: Incoming | None = None
        self._transaction = transaction
        self._wording = wording

    @property
    def action(self) -> Action:
        """The present action; without `begin`, nobody's."""
        if self.page.action is None:
            self.begin(
                Action(id=ActionId(new_id()), member_id=NOBODY, at=self.now, commands=(), source=self.source)
            )
        assert self.page.action is not None  # noqa: S101
        return self.page.action

    @property
    def now(self) -> dt.datetime:
        """The time that the action or the message brings with it."""
        if self.page.action is not None:
            return self.page.action.at
        return self.heard.at if self.heard else dt.datetime.now(dt.UTC)

    @property
    def source(self) -> str:
        return self.heard.source if self.heard else ""

    def begin(self, action: Action) -> None:
        self.page = Page(action)

    def record(self, changes: Sequence[Imaged]) -> None:
        """Write the changes, and before the first of them the action itself."""
        if not changes:
            return
        action = self.action
        if not self.page.kept:
            self._transaction.insert(ACTION.table, [self._values(action)])
        start = self.page.position
        rows = [
            {
                "action_id": action.id,
                "position": start + number,
                "noun": each.noun,
                "row_id": each.row_id,
                "before": each.before,
                "after": each.after,
            }
            for number, each in enumerate(changes)
        ]
        self._transaction.insert(CHANGE, rows)
        self.page = Page(action, kept=True, position=start + len(rows))

    def _values(self, action: Action) -> Values:
        return ACTION.values(action) | {"commands": self._wording.dump(action.commands)}
