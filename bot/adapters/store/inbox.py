"""The inbox: events stored before they are acknowledged, taken one by one in order per chat."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import tuple_

from bot.adapters.store.columns import chunks
from bot.adapters.store.engine import Database
from bot.adapters.store.lanes import EVERY, Direction, Hold, Key, Lanes, Leased, lengthen
from bot.adapters.store.mail import INBOX, Received
from bot.adapters.store.transaction import Transaction, Values
from bot.domain.base import WorkspaceId
from bot.domain.chat import Platform
from bot.domain.ports import Arrival

_i = INBOX.c


class SqlInbox:
    """Events by workspace; an event is known by its platform and its id there."""

    def __init__(self, database: Database, lease: dt.timedelta) -> None:
        self._database = database
        self._lanes = Lanes(database, Direction.IN, INBOX, lease)

    def put(self, arrivals: Sequence[Arrival]) -> int:
        """Store those not seen before in one commit; returns how many were new."""
        houses: dict[WorkspaceId, dict[tuple[str, str], Arrival]] = {}
        for each in arrivals:
            houses.setdefault(each.workspace_id, {}).setdefault((each.platform, each.event), each)
        with self._database.writing() as connection:
            return sum(_put(Transaction(connection, each), houses[each]) for each in sorted(houses))

    def claim(self, now: dt.datetime, platforms: Collection[Platform] = EVERY) -> Arrival | None:
        """The oldest event of a chat that nobody has in hand; `tries`: how often it was claimed before."""
        leased = self._lanes.claim(now, platforms)
        return None if leased is None else _arrival(leased)

    def done(self, arrival: Arrival) -> None:
        self._settle(arrival, {"state": Received.DONE})

    def later(self, arrival: Arrival, until: dt.datetime) -> None:
        """Put it back: it stays the next of its chat, which rests until then."""
        self._settle(arrival, {}, until)

    def quarantine(self, arrival: Arrival, why: str) -> None:
        """Put aside what cannot be read, with the reason, so that it never blocks the chat."""
        self._settle(arrival, {"state": Received.QUARANTINED, "why": why})

    def sweep(self) -> int:
        """Wake chats that sleep over a waiting event; returns how many there were."""
        return self._lanes.sweep()

    def _settle(self, arrival: Arrival, values: Values, until: dt.datetime | None = None) -> None:
        mine = (_i.platform == arrival.platform) & (_i.event == arrival.event)
        hold = Hold(arrival.workspace_id, _key(arrival), arrival.epoch, mine)
        self._lanes.finish(hold, values, not_before=until)


def _put(here: Transaction, arrivals: dict[tuple[str, str], Arrival]) -> int:
    """Known ones are left out before lanes are touched, and by their key when two come at once."""
    known = _known(here, arrivals)
    fresh = [each for key, each in arrivals.items() if key not in known]
    lanes: dict[Key, list[Arrival]] = {}
    for each in fresh:
        lanes.setdefault(_key(each), []).append(each)
    before = lengthen(here, Direction.IN, {key: (len(some), some[0].at) for key, some in lanes.items()})
    rows = [
        _row(each, before[key] + number) for key, some in lanes.items() for number, each in enumerate(some, 1)
    ]
    return sum(here.insert_new(INBOX, row) for row in rows)


def _known(here: Transaction, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    for some in chunks(list(keys)):
        same = here.select(INBOX, tuple_(_i.platform, _i.event).in_(some))
        known |= {(row["platform"], row["event"]) for row in here.rows(same)}
    return known


def _key(arrival: Arrival) -> Key:
    return (arrival.platform, arrival.team, arrival.chat)


def _row(arrival: Arrival, place: int) -> Values:
    return {
        "platform": arrival.platform,
        "event": arrival.event,
        "team": arrival.team,
        "chat": arrival.chat,
        "place": place,
        "payload": arrival.payload,
        "text": "",
        "message": "",
        "at": arrival.at,
        "tries": 0,
        "state": Received.WAITING,
        "why": "",
    }


def _arrival(leased: Leased) -> Arrival:
    row = leased.message
    return Arrival(
        workspace_id=leased.workspace_id,
        platform=Platform(row["platform"]),
        event=row["event"],
        team=row["team"],
        chat=row["chat"],
        payload=row["payload"],
        at=row["at"],
        tries=row["tries"],
        epoch=leased.epoch,
    )
