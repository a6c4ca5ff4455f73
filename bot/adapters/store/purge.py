"""What has served its purpose and is thrown away at night: settled mail, void buttons, old marks.

Nothing of the business and nothing of the audit trail is among it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Table, select, tuple_

from bot.adapters.store.announcements import TOLD
from bot.adapters.store.columns import chunks
from bot.adapters.store.conversations import PENDING, SEALED
from bot.adapters.store.engine import Database
from bot.adapters.store.examples import EXAMPLE
from bot.adapters.store.mail import INBOX, OUTBOX, Received, Sending
from bot.adapters.store.ownership import NOTICE
from bot.adapters.store.people import CODE_TRY
from bot.adapters.store.transaction import Transaction
from bot.domain.base import WorkspaceId

MAIL_KEPT = dt.timedelta(days=90)
"""The web chat's history, and the memory of which events were handled."""
BUTTONS_KEPT = dt.timedelta(days=31)
"""A day longer than a button counts."""
MARKS_KEPT = dt.timedelta(days=90)
"""Longer than anything is repeated: a promise is told of for a month after its day."""
EXAMPLES_KEPT = dt.timedelta(days=730)
"""What people say and mean changes slowly; what nobody said for two years helps nobody."""
NOTICES_KEPT = dt.timedelta(days=90)
"""What a colleague did stays in the history; only that it was to be told goes."""
TRIES_KEPT = dt.timedelta(days=1)

Stale = tuple[Table, ColumnElement[bool]]
_i, _o, _told = INBOX.c, OUTBOX.c, TOLD.table.c


def purge(database: Database, workspaces: Sequence[WorkspaceId], now: dt.datetime) -> int:
    """Delete it in small transactions, so that nobody waits for long; returns how many rows that were."""
    return sum(
        _delete(database, workspace, table, where) for workspace in workspaces for table, where in _stale(now)
    )


def _stale(now: dt.datetime) -> Iterator[Stale]:
    yield INBOX, (_i.state != Received.WAITING) & (_i.at < now - MAIL_KEPT)
    yield OUTBOX, (_o.state != Sending.WAITING) & (_o.at < now - MAIL_KEPT)
    yield SEALED.table, SEALED.table.c.at < now - BUTTONS_KEPT
    yield PENDING.table, PENDING.table.c.asked_at < now - BUTTONS_KEPT
    yield EXAMPLE.table, EXAMPLE.table.c.at < now - EXAMPLES_KEPT
    yield CODE_TRY.table, CODE_TRY.table.c.at < now - TRIES_KEPT
    yield NOTICE.table, NOTICE.table.c.at < now - NOTICES_KEPT
    yield TOLD.table, (_told.day != "") & (_told.day < (now - MARKS_KEPT).date().isoformat())


def _delete(database: Database, workspace: WorkspaceId, table: Table, where: ColumnElement[bool]) -> int:
    key = [column for column in table.primary_key if column.name != "workspace_id"]
    with database.reading() as connection:
        here = Transaction(connection, workspace)
        found = connection.execute(select(*key).where(here.here(table, where))).all()
    for some in chunks([tuple(each) for each in found]):
        with database.writing() as connection:
            Transaction(connection, workspace).delete(table, tuple_(*key).in_(some))
    return len(found)
