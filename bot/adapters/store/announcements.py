"""What was already said to whom, so that nothing is said twice."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    or_,
    select,
    union_all,
    values,
)

from bot.adapters.store.columns import Row, chunks, id_part, stands, words
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.dialect import inserting
from bot.adapters.store.mapping import Shape
from bot.adapters.store.people import MEMBER
from bot.adapters.store.promises import KEPT_ON, PROMISE, leads
from bot.adapters.store.transaction import Transaction
from bot.domain.base import MemberId, PromiseId
from bot.domain.promises import PromiseState, Side
from bot.domain.routines import Told, Watch


class ToldRow(Row, table=True):
    __tablename__ = "told"

    member_id: str = id_part()
    kind: str = id_part()
    subject: str = id_part()
    day: str = id_part()
    id: str = words()


TOLD = Shape(Told, ToldRow)
WATCH = (
    column("number", Integer),
    column("keeper", Text),
    column("reader", Text),
    column("kind", Text),
    column("first", Date),
    column("last", Date),
    column("ours", Integer),
    column("day", Text),
)
_c, _promise, _customer, _member = TOLD.table.c, PROMISE.table.c, CUSTOMER.table.c, MEMBER.table.c


class Announcements:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def was(self, member: MemberId, kind: str, subject: str, day: str) -> bool:
        same = (_c.member_id == member, _c.kind == kind, _c.subject == subject, _c.day == day)
        return self._transaction.first(self._transaction.select(TOLD.table, *same)) is not None

    def last(self, members: Sequence[MemberId], kind: str) -> Mapping[MemberId, str]:
        """The latest mark of each member for a kind without a subject."""
        found: dict[MemberId, str] = {}
        for some in chunks(members):
            here = self._transaction.here(
                TOLD.table, _c.member_id.in_(some), _c.kind == kind, _c.subject == ""
            )
            wanted = select(_c.member_id, func.max(_c.day)).where(here).group_by(_c.member_id)
            found |= {MemberId(row[0]): row[1] for row in self._transaction.connection.execute(wanted)}
        return found

    def mark(self, told: Told) -> None:
        self._transaction.insert_new(TOLD.table, TOLD.values(told))

    def mark_new(self, told: Sequence[Told]) -> frozenset[str]:
        """Mark many; the ids of those that nobody had marked before, in another process either."""
        ordered = sorted(told, key=lambda each: (each.member_id, each.kind, each.subject, each.day))
        new: set[str] = set()
        for some in chunks(ordered):
            rows = [self._transaction.placed(TOLD.values(each)) for each in some]
            statement = inserting(self._transaction.connection, TOLD.table).values(rows)
            fresh = statement.on_conflict_do_nothing().returning(_c.id)
            new.update(self._transaction.connection.execute(fresh).scalars())
        return frozenset(new)

    def untold(self, watches: Sequence[Watch], limit: int) -> Sequence[tuple[PromiseId, Watch]]:
        """Promises that a reader was not told of yet, with the day; one statement for 500 watches."""
        found: list[tuple[PromiseId, Watch]] = []
        for some in chunks(watches):
            wanted = self._untold(some).limit(limit - len(found))
            found += [
                (row["id"], replace(some[row["number"]], day=row["day"]))
                for row in self._transaction.connection.execute(wanted).mappings()
            ]
            if len(found) == limit:
                break
        return found

    def _untold(self, watches: Sequence[Watch]) -> Select[Any]:
        watch = values(*WATCH, name="watch").data([_row(*each) for each in enumerate(watches)]).cte()
        days = (min(each.first for each in watches), max(each.last for each in watches))
        theirs = self._inherited(*days)
        given, kept = (
            self._among(PROMISE.table, watch).where(self._open(), *looked_after)
            for looked_after in (
                (_promise.member_id == watch.c.keeper, _promise.keeper_id == ""),
                (_promise.keeper_id == watch.c.keeper, KEPT_ON),
            )
        )
        left = self._among(theirs, watch).where(theirs.c.heir == watch.c.keeper)
        both = union_all(given, kept, left).subquery()
        return select(both.c.id, both.c.number, both.c.day)

    def _inherited(self, first: dt.date, last: dt.date) -> CTE:
        """Looked after by somebody who left, or nobody: the customer's owner keeps it, else nobody does."""
        owner = _customer.owner_id
        heir = case((or_(owner.is_(None), owner.in_(self._gone())), ""), else_=owner).label("heir")
        here = and_(_customer.workspace_id == _promise.workspace_id, _customer.id == _promise.customer_id)
        kept = select(_promise.id, _promise.due_day, _promise.side, heir).join(CUSTOMER.table, here)
        given = _promise.keeper_id == ""
        lefts = (
            and_(_promise.member_id.in_(self._gone()), given),
            and_(_promise.member_id.is_(None), given),
            and_(_promise.keeper_id.in_(self._gone()), KEPT_ON),
        )
        parts = (kept.where(self._open(), left, _promise.due_day.between(first, last)) for left in lefts)
        return union_all(*parts).cte("inherited").prefix_with("MATERIALIZED")

    def _gone(self) -> Select[Any]:
        return select(_member.id).where(self._transaction.here(MEMBER.table, _member.left_on.is_not(None)))

    def _open(self) -> ColumnElement[bool]:
        """Open, and not at a customer that was let go."""
        pooled = self._transaction.here(CUSTOMER.table, _customer.pooled_at.is_not(None))
        nagging = _promise.customer_id.not_in(select(_customer.id).where(pooled))
        living = _promise.archived_at.is_(None)
        return self._transaction.here(
            PROMISE.table,
            stands(_promise.state, PromiseState.OPEN),
            living,
            nagging,
            leads(self._transaction),
        )

    def _among(self, promises: FromClause, watch: CTE) -> Select[Any]:
        """Those in a watch's days that its reader was not told of."""
        one, day = promises.c, _day(promises, watch)
        same = (_c.member_id == watch.c.reader, _c.kind == watch.c.kind, _c.subject == one.id, _c.day == day)
        fits = and_(
            one.due_day.between(watch.c.first, watch.c.last),
            or_(watch.c.ours == 0, one.side == Side.OURS),
            ~exists().where(self._transaction.here(TOLD.table, *same)),
        )
        return select(one.id, watch.c.number, day.label("day")).select_from(promises).join(watch, fits)


def _day(promises: FromClause, watch: CTE) -> ColumnElement[str]:
    return case((watch.c.day == "", cast(promises.c.due_day, Text)), else_=watch.c.day)


def _row(number: int, watch: Watch) -> tuple[object, ...]:
    days = (watch.first, watch.last, int(watch.ours), watch.day)
    return (number, watch.keeper, watch.reader, watch.kind, *days)
