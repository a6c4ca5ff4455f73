"""The state of each chat: what it is about, the open question, the sealed buttons."""

import datetime as dt
from collections.abc import Iterable, Mapping

from bot.adapters.store.columns import Row, chunks, id_of, id_part, index, instant, part, words
from bot.adapters.store.images import Wording
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.base import Choice, MemberId, Mention
from bot.domain.chat import Address
from bot.domain.ports import Focus, Pending, Sealed


class FocusRow(Row, table=True):
    """Kept per member and chat."""

    __tablename__ = "focus"

    member_id: str = id_part()
    address: str = id_of(Address)
    customer_id: str = words()
    contact_id: str = words()
    action_id: str = words()
    at: dt.datetime | None = instant()


class PendingRow(Row, table=True):
    __tablename__ = "pending"
    __table_args__ = (index("member_id", "address"),)

    id: str = id_part()
    member_id: str = words()
    address: str = part(Address)
    commands: str = words()
    slot: str = words()
    about: str = words()
    mention: str = part(Mention)
    choices: str = part(tuple[Choice, ...])
    new: bool
    said: str = words()
    source: str = words()
    asked_at: dt.datetime = instant()


class SealedRow(Row, table=True):
    __tablename__ = "sealed"
    __table_args__ = (index("card"),)

    id: str = id_part()
    command: str = words()
    member_id: str = words()
    address: str = part(Address)
    at: dt.datetime = instant()
    card: str = words()
    stays: bool
    said: str = words()
    source: str = words()
    used_at: dt.datetime | None = instant()


FOCUS, PENDING, SEALED = Shape(Focus, FocusRow), Shape(Pending, PendingRow), Shape(Sealed, SealedRow)
_focus, _pending, _sealed = FOCUS.table.c, PENDING.table.c, SEALED.table.c


class Conversations:
    """Not journalled, because it is not business."""

    def __init__(self, transaction: Transaction, wording: Wording) -> None:
        self._transaction = transaction
        self._wording = wording

    def focus(self, member: MemberId, address: Address) -> Focus:
        here = (_focus.member_id == member, _focus.address == address)
        row = self._transaction.first(self._transaction.select(FOCUS.table, *here))
        return Focus() if row is None else FOCUS.entity(row)

    def last_used(self, members: Iterable[MemberId]) -> Mapping[tuple[MemberId, Address], dt.datetime]:
        found = (
            row
            for some in chunks([*members])
            for row in self._transaction.rows(
                self._transaction.select(FOCUS.table, _focus.member_id.in_(some))
            )
        )
        return {(row["member_id"], row["address"]): row["at"] for row in found if row["at"]}

    def set_focus(self, member: MemberId, address: Address, focus: Focus) -> None:
        self._transaction.put(FOCUS.table, {"member_id": member, "address": address, **FOCUS.values(focus)})

    def pending(self, member: MemberId, address: Address) -> Pending | None:
        here = (_pending.member_id == member, _pending.address == address)
        asked = self._transaction.select(PENDING.table, *here).order_by(
            _pending.asked_at.desc(), _pending.id.desc()
        )
        row = self._transaction.first(asked)
        if row is None:
            return None
        return PENDING.entity({**row, "commands": self._wording.load(row["commands"])})

    def ask(self, pending: Pending) -> None:
        """It takes the place of an earlier question to the same person in the same chat."""
        here = (_pending.member_id == pending.member_id, _pending.address == pending.address)
        self._transaction.delete(PENDING.table, *here)
        row = PENDING.values(pending) | {"commands": self._wording.dump(pending.commands)}
        self._transaction.insert(PENDING.table, [row])

    def settle(self, pending_id: str) -> None:
        self._transaction.delete(PENDING.table, _pending.id == pending_id)

    def seal(self, button: Sealed) -> None:
        row = SEALED.values(button) | {"command": self._wording.dump_one(button.command)}
        self._transaction.insert(SEALED.table, [row])

    def sealed(self, button_id: str) -> Sealed | None:
        """None as well when its command is no longer known."""
        row = self._transaction.first(
            self._transaction.select(SEALED.table, _sealed.id == button_id), lock=True
        )
        command = None if row is None else self._wording.load_one(row["command"])
        return None if row is None or command is None else SEALED.entity({**row, "command": command})

    def use(self, button: Sealed, at: dt.datetime) -> None:
        """Mark it used; unless it stays, every other button of its card too."""
        same = _sealed.id == button.id if button.stays else _sealed.card == button.card
        self._transaction.update(SEALED.table, {"used_at": at}, same, _sealed.used_at.is_(None))
