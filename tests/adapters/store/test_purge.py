"""The nightly purge: settled mail, void buttons and old marks go; the business and the audit trail stay."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, select

from bot.adapters.store import SqlStore
from bot.adapters.store.tables import METADATA
from bot.domain.chat import Card, Identity, Incoming, Outgoing
from bot.domain.guide import Help
from bot.domain.people import CodeTry
from bot.domain.ports import Sealed
from bot.domain.routines import Told
from tests.adapters.store import made
from tests.adapters.store.made import PRIVATE

DAY = timedelta(days=1)
YEAR_LATER = made.NOW + 365 * DAY


def counts(store: SqlStore) -> Mapping[str, int]:
    with store.engine.connect() as connection:
        tables = [table for table in METADATA.sorted_tables if not table.name.startswith("slack_")]
        numbers = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }
    return {name: number for name, number in numbers.items() if number}


def test_what_is_old_goes_and_what_is_young_waits_or_matters_stays(store: SqlStore) -> None:
    before = counts(store)
    incoming = Incoming(
        event="e1", at=made.NOW, sender=Identity(PRIVATE.platform, "", "77"), address=PRIVATE, text="x"
    )
    with store.work(made.HOME) as work:
        assert work.mailbox.first_time(incoming)
        work.begin(made.action())
        work.mailbox.send(Outgoing(address=PRIVATE, card=Card("sent")))
        work.mailbox.send(Outgoing(address=PRIVATE, card=Card("waits")))
        work.journal.note("stale_button", "b0")
        work.conversations.seal(
            Sealed(id="b1", command=Help(), member_id=made.ANN, address=PRIVATE, at=made.NOW, card="c1")
        )
        work.told.mark(Told(id="t1", member_id=made.ANN, kind="digest", subject="", day="2026-03-10"))
        work.told.mark(Told(id="t2", member_id=made.ANN, kind="once", subject="", day=""))
        work.people.keep_try(CodeTry(id="y1", platform=PRIVATE.platform, team="", user="7", at=made.NOW))
    departure = store.outbox.claim(made.NOW)
    assert departure
    store.outbox.sent(departure, "m1")
    full = counts(store)
    assert store.purge(made.NOW) == 0
    assert counts(store) == full
    assert store.purge(YEAR_LATER) == 5
    added = {name: number - before.get(name, 0) for name, number in counts(store).items()}
    assert {name: number for name, number in added.items() if number} == {
        "lane": 1,
        "notable": 1,
        "outbox": 1,
        "sender": 1,
        "told": 1,
    }
    assert store.purge(YEAR_LATER) == 0
