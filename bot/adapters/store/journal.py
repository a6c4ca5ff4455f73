"""The reading half of the journal: who did what, and taking it back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping
from sqlalchemy.exc import IntegrityError

from bot.adapters.store.columns import Row, id_part, index, instant, words
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.images import Wording, read_image
from bot.adapters.store.mapping import Shape
from bot.adapters.store.ownership import NOTICE
from bot.adapters.store.people import MEMBER, People
from bot.adapters.store.rows import Pair, Rows
from bot.adapters.store.scribe import ACTION, CHANGE, Imaged, Scribe
from bot.domain.audit import Action, Change, Notable
from bot.domain.base import NOBODY, ActionId, MemberId, new_id
from bot.domain.errors import ChangedSince

AT_ONCE = 500
"""Rows of one noun that are taken back together."""


class NotableRow(Row, table=True):
    __tablename__ = "notable"
    __table_args__ = (index("member_id", "at"),)

    id: str = id_part()
    member_id: str = words()
    at: datetime = instant()
    what: str = words()
    subject: str = words()
    source: str = words()


NOTABLE = Shape(Notable, NotableRow)
_a, _c = ACTION.table.c, CHANGE.c
NOTICED = {CUSTOMER.noun: NOTICE.table.c.customer_id, MEMBER.noun: NOTICE.table.c.member_id}
"""By which column notices, which are not journalled, refer to a noun."""
_EFFECTIVE = (_a.undone_by == "", _a.undoes == "")
_NEWEST = (_a.at.desc(), _a.id.desc())


class Journal:
    """What was done, by action; `revert` is the undo."""

    def __init__(self, rows: Rows, scribe: Scribe, wording: Wording, people: People) -> None:
        self._rows = rows
        self._transaction = rows.transaction
        self._scribe = scribe
        self._wording = wording
        self._people = people

    def last_action(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that changed rows and is neither undone nor an undo."""
        found = self._actions(_a.member_id == member, _a.at >= since, *_EFFECTIVE, limit=1)
        return found[0] if found else None

    def last_undoing(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that took another one back and still counts."""
        undoing = (_a.undone_by == "", _a.undoes != "")
        found = self._actions(_a.member_id == member, _a.at >= since, *undoing, limit=1)
        return found[0] if found else None

    def action(self, action: ActionId) -> Action | None:
        found = self._actions(_a.id == action, limit=1)
        return found[0] if found else None

    def of_source(self, source: str) -> Sequence[Action]:
        """What a message did and still counts, the newest first: neither undone nor an undo."""
        return self._actions(_a.source == source, *_EFFECTIVE) if source else []

    def changes(self, action: ActionId) -> Sequence[Change]:
        """In the order in which they were made."""
        return [each for each in self._all_changes(action) if each.noun != ACTION.noun]

    def revert(self, action: Action) -> Sequence[Change]:
        """Write every before image back, newest change first; raises ChangedSince if a row moved on.

        What is undone already stays as it is. That an action is undone is a change like any other, so the
        undoing of an undoing makes it count again.
        """
        kept = self.action(action.id)
        if kept is None or kept.undone_by:
            return []
        newest_first = self._all_changes(action.id)[::-1]
        for run in _runs(newest_first):
            self._take_back(run)
        self._mark(kept.id, "", self._scribe.action.id)
        return [each for each in newest_first if each.noun != ACTION.noun]

    def note(self, what: str, subject: str = "") -> None:
        """An audit line that changes no row, in the name of whoever acts or sent the message."""
        at, source = self._scribe.now, self._scribe.source
        line = Notable(id=new_id(), member_id=self._actor(), at=at, what=what, subject=subject, source=source)
        self._transaction.insert(NOTABLE.table, [NOTABLE.values(line)])

    def _actor(self) -> MemberId:
        if self._scribe.page.action is not None:
            return self._scribe.page.action.member_id
        link = self._people.link_of(self._scribe.heard.sender) if self._scribe.heard else None
        return link.member_id if link else NOBODY

    def _actions(self, *where: ColumnElement[bool], limit: int | None = None) -> list[Action]:
        statement = self._transaction.select(ACTION.table, *where).order_by(*_NEWEST).limit(limit)
        return [self._action(row) for row in self._transaction.rows(statement)]

    def _action(self, row: RowMapping) -> Action:
        return ACTION.entity({**row, "commands": self._wording.load(row["commands"])})

    def _all_changes(self, action: ActionId) -> list[Change]:
        found = self._transaction.select(CHANGE, _c.action_id == action).order_by(_c.position)
        return [_change(row) for row in self._transaction.rows(found)]

    def _take_back(self, run: Sequence[Change]) -> None:
        if run[0].noun == ACTION.noun:
            for each in run:
                self._mark(each.row_id, _undone_by(each.after), _undone_by(each.before))
        else:
            self._restore(run)

    def _restore(self, run: Sequence[Change]) -> None:
        shape = self._rows.shapes.named(run[0].noun)
        present = self._rows.present(shape, [each.row_id for each in run])
        pairs: list[Pair] = []
        for each in run:
            stands, was = present.get(each.row_id), _entity(shape, each.after)
            if stands != was:
                raise ChangedSince({"who": self._who_moved(each.noun, each.row_id)})
            pairs.append((stands, _entity(shape, each.before)))
        try:
            with self._transaction.connection.begin_nested():
                self._unnoticed(run)
                self._rows.write(shape, pairs)
        except IntegrityError as fault:
            who = next((each for each in map(self._who_refers, run) if each), "")
            raise ChangedSince({"who": who}) from fault

    def _unnoticed(self, run: Sequence[Change]) -> None:
        """Notices of customers and for people who were never there in the end go with them."""
        column = NOTICED.get(run[0].noun)
        gone = [each.row_id for each in run if each.before is None]
        if column is not None and gone:
            self._transaction.delete(NOTICE.table, column.in_(gone))

    def _mark(self, action: str, before: str, after: str) -> None:
        """Say by which action this one is undone, "" for none, and journal it."""
        self._transaction.update(ACTION.table, {"undone_by": after}, _a.id == action)
        old, new = (json.dumps({"undone_by": each}) for each in (before, after))
        self._scribe.record([Imaged(ACTION.noun, action, old, new, None)])

    def _who_moved(self, noun: str, row_id: str) -> str:
        """The name of who changed the row last, among those whose doing still counts."""
        joined = (_c.action_id == _a.id) & (_c.workspace_id == _a.workspace_id)
        touched = (joined, _c.noun == noun, _c.row_id == row_id, _a.undone_by == "")
        found = self._actions(*touched, limit=1)
        return self._name(found[0].member_id) if found else ""

    def _who_refers(self, change: Change) -> str:
        """The name of who last changed a row that needs the one to be removed."""
        for shape in self._rows.shapes.all():
            for column in _references(shape, change.noun):
                row = self._transaction.first(self._transaction.select(shape.table, column == change.row_id))
                if row is not None:
                    return self._who_moved(shape.noun, row["id"])
        return ""

    def _name(self, member: MemberId) -> str:
        found = self._rows.find(MEMBER, MEMBER.table.c.id == member)
        return found[0].name if found else ""


def _references(shape: Shape[Any], noun: str) -> list[ColumnElement[Any]]:
    """The columns of a noun that refer to another one."""
    return [each.parent for each in shape.table.foreign_keys if each.target_fullname == f"{noun}.id"]


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Neighbouring changes of one noun and of different rows, to be taken back together."""
    run: list[Change] = []
    seen: set[str] = set()
    for each in changes:
        if run and (each.noun != run[0].noun or each.row_id in seen or len(run) == AT_ONCE):
            yield run
            run, seen = [], set()
        run.append(each)
        seen.add(each.row_id)
    if run:
        yield run


def _change(row: RowMapping) -> Change:
    before, after = (None if row[each] is None else json.loads(row[each]) for each in ("before", "after"))
    return Change(
        id=f"{row['action_id']}:{row['position']}",
        action_id=row["action_id"],
        position=row["position"],
        noun=row["noun"],
        row_id=row["row_id"],
        before=before,
        after=after,
    )


def _undone_by(image: Mapping[str, object] | None) -> str:
    return str(image["undone_by"]) if image else ""


def _entity(shape: Shape[Any], image: Any) -> Any | None:
    return None if image is None else read_image(shape.kind, json.dumps(image))
