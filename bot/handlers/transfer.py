"""Import: rows of a file become people, customers, promises, orders and the like, as one action."""

from collections import Counter
from dataclasses import replace
from typing import Any

from bot.domain.errors import NothingToUndo
from bot.domain.transfer import BadRow, ImportReverted, ImportRows, RevertImport, RowsImported
from bot.handlers.intake import Intake, Unusable, intake_of
from bot.handlers.registry import Turn, handles


@handles(ImportRows)
def import_rows(command: ImportRows, turn: Turn) -> RowsImported:
    """What is there is loaded once, every row is compared in memory, and all writes go out together.

    The journal keeps what was written, not the file once more.
    """
    turn.source = _source(command.batch) or turn.source
    taken = _take(command, intake_of(command, turn))
    if not command.dry:
        turn.begin((replace(command, rows=()),))
        turn.work.add(*taken.created)
        turn.work.save(*taken.changed)
        turn.work.add(*taken.beside)
    return RowsImported(
        kind=command.kind,
        created=len(taken.created),
        changed=len(taken.changed),
        same=taken.same,
        bad=tuple(taken.bad),
        dry=command.dry,
    )


@handles(RevertImport)
def revert_import(command: RevertImport, turn: Turn) -> ImportReverted:
    """Newest part first; what somebody changed since then stands in the way, and is named."""
    actions = turn.work.journal.of_source(_source(command.batch))
    if not actions:
        raise NothingToUndo
    counts: Counter[str] = Counter()
    for action in actions:
        turn.begin((command,), undoes=action.id)
        counts.update(each.noun for each in turn.work.journal.revert(action))
    return ImportReverted(counts=tuple(sorted(counts.items())))


def _source(batch: str) -> str:
    return f"import:{batch}" if batch else ""


class Taken:
    """What became of the rows so far."""

    def __init__(self) -> None:
        self.created: list[object] = []
        self.changed: list[object] = []
        self.beside: list[object] = []
        self.same = 0
        self.bad: list[BadRow] = []
        self.seen: set[object] = set()

    def keep(self, key: object, before: Any, after: object) -> None:
        """Count the row and keep what it writes; Unusable when an earlier row said something of the same."""
        mark = before.id if before else key
        if mark in self.seen:
            raise Unusable("duplicate_in_file")
        self.seen.add(mark)
        if before is None:
            self.created.append(after)
        elif before == after:
            self.same += 1
        else:
            self.changed.append(after)


def _take(command: ImportRows, intake: Intake[Any]) -> Taken:
    taken = Taken()
    for row in command.rows:
        try:
            key = intake.key(row)
            before = intake.known.get(key)
            after = replace(before or intake.new(row, key), **intake.read(row, before))
            beside = intake.beside(row, before, after)
            taken.keep(key, before, after)
            taken.beside.extend(beside)
        except Unusable as fault:
            taken.bad.append(BadRow(row.line, fault.reason, fault.said or row["name"] or row["customer"]))
    return taken
