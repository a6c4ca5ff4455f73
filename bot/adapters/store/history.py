"""The history of a chat: what was typed and what was answered, as the person sees it now."""

from collections.abc import Iterable
from operator import attrgetter

from sqlalchemy import Connection, RowMapping, select

from bot.adapters.store.mail import INBOX, OUTBOX, Received, Sending
from bot.adapters.store.people import LINK
from bot.adapters.store.transaction import Transaction
from bot.domain.base import WorkspaceId
from bot.domain.chat import Address, Outgoing
from bot.domain.people import LOBBY
from bot.domain.ports import Said

MARGIN = 3
"""Rows read for each line shown: cards that were edited or only noticed take more than one."""
_i, _o, _link = INBOX.c, OUTBOX.c, LINK.table.c


def said_at(connection: Connection, address: Address, limit: int) -> list[Said]:
    """The last so many lines, oldest first; an edited card stands in the place of the first one."""
    lines = [line for here in _houses(connection, address) for line in _lines(here, address, limit)]
    return sorted(lines, key=attrgetter("at"))[-limit:]


def _houses(connection: Connection, address: Address) -> Iterable[Transaction]:
    """The workspace whose chat it is, and the lobby, where its person may have stood before."""
    chat = (_link.platform == address.platform, _link.team == address.team, _link.chat == address.chat)
    home = select(_link.workspace_id).where(*chat, _link.ended_at.is_(None)).order_by(_link.linked_at.desc())
    found = connection.execute(home.limit(1)).scalar()
    return [Transaction(connection, WorkspaceId(each)) for each in {found or LOBBY, LOBBY}]


def _lines(here: Transaction, address: Address, limit: int) -> list[Said]:
    heard = here.select(
        INBOX,
        *(_i.platform == address.platform, _i.team == address.team, _i.chat == address.chat),
        *(_i.state == Received.DONE, _i.text != ""),
    )
    sent = here.select(
        OUTBOX,
        *(_o.platform == address.platform, _o.team == address.team, _o.chat == address.chat),
        *(_o.state == Sending.SENT, _o.card.is_not(None)),
    )
    typed = here.rows(heard.order_by(_i.at.desc()).limit(limit))
    shown = here.rows(sent.order_by(_o.at.desc(), _o.place.desc()).limit(limit * MARGIN))
    said = [Said(message=row["message"] or row["event"], at=row["at"], text=row["text"]) for row in typed]
    return said + _folded(reversed(shown))


def _folded(rows: Iterable[RowMapping]) -> list[Said]:
    """Cards by message, in the order in which they first came; notices are gone when they are read."""
    lines: dict[str, Said] = {}
    for row in rows:
        outgoing: Outgoing = row["outgoing"]
        if row["card"].notice:
            continue
        message = outgoing.replaces or row["message"]
        first = lines.get(message)
        lines[message] = Said(message=message, at=first.at if first else row["at"], card=row["card"])
    return list(lines.values())
