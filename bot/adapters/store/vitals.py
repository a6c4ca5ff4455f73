"""What the ledgers tell of many accounts at once: one statement for each ledger, however many accounts there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, func, or_, select, union

from bot.adapters.store.columns import PLAIN, stands
from bot.adapters.store.complaints import COMPLAINT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL
from bot.adapters.store.dialect import days_between, listed
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.mapping import Shape
from bot.adapters.store.orders import ORDER, PAYMENT
from bot.adapters.store.promises import PROMISE, leads
from bot.adapters.store.reminders import REMINDER
from bot.adapters.store.transaction import Transaction
from bot.domain.base import ContactId, CustomerId, MemberId
from bot.domain.complaints import ComplaintState
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE
from bot.domain.money import Money
from bot.domain.norms import Tally
from bot.domain.promises import PromiseState, Side
from bot.domain.reminders import ReminderState
from bot.domain.risk import LAST
from bot.domain.vitals import (
    Ordered,
    OwnPromise,
    RunningCase,
    RunningDeal,
    Vitals,
    Word,
    Yardstick,
)

Grouped = Mapping[str, list[Any]]
_touch, _order, _paid = INTERACTION.table.c, ORDER.table.c, PAYMENT.table.c
_promise, _case, _deal, _reminder = PROMISE.table.c, COMPLAINT.table.c, DEAL.table.c, REMINDER.table.c
_customer = CUSTOMER.table.c
_WORD = or_(_touch.topic.is_(None), _touch.topic.not_in(INSIDE))
_STANDING = (_order.archived_at.is_(None), ~stands(_order.state, "cancelled"))


class VitalSigns:
    """Facts of accounts in the order of their ids, a page at a time; between two ids, so that no list is sent."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def page(self, by: Yardstick, limit: int, *, after: str = "") -> Sequence[Vitals]:
        """Of living accounts, from the one after `after` on."""
        c = _customer
        living = self._transaction.here(CUSTOMER.table, c.archived_at.is_(None), c.id > after)
        found = self._all(select(c.id, c.created_at).where(living).order_by(c.id).limit(limit))
        return self._read(found, by) if found else []

    def of(self, customer: CustomerId, by: Yardstick) -> Vitals | None:
        """Of one account; None when there is none of this id."""
        here = self._transaction.here(CUSTOMER.table, _customer.id == customer)
        found = self._all(select(_customer.id, _customer.created_at).where(here))
        return self._read(found, by)[0] if found else None

    def count(self) -> int:
        here = self._transaction.here(CUSTOMER.table, _customer.archived_at.is_(None))
        return self._transaction.number(select(func.count()).select_from(CUSTOMER.table).where(here))

    def tally(self, by: Yardstick, limit: int, *, after: str = "") -> tuple[Tally, str]:
        """What a page of accounts adds to the team's norms, and its last account; "" when it was the last page."""
        c = _customer
        living = self._transaction.here(CUSTOMER.table, c.archived_at.is_(None), c.id > after)
        ids = self._all(select(c.id).where(living).order_by(c.id).limit(limit))
        if not ids:
            return Tally(), ""
        span = (ids[0].id, ids[-1].id)
        cycles, rivals = self._decided(span, by)
        tally = Tally(
            contact_gaps=self._gaps(INTERACTION.table, span, by, _touch.archived_at.is_(None), _WORD),
            order_gaps=self._gaps(ORDER.table, span, by, *_STANDING),
            months=self._months(span, by),
            cycles=cycles,
            rivals=rivals,
        )
        return tally, ids[-1].id if len(ids) == limit else ""

    def _gaps(
        self, table: Table, span: tuple[str, str], by: Yardstick, *where: ColumnElement[bool]
    ) -> dict[int, int]:
        """Days between distinct days of one account, and how often."""
        c = table.c
        here = self._between(table, span, *where, c.day <= by.today)
        days = select(c.customer_id, c.day).where(here).distinct().subquery()
        before = func.lag(days.c.day).over(partition_by=days.c.customer_id, order_by=days.c.day)
        pairs = select(days.c.day.label("day"), before.label("before")).subquery()
        gap = days_between(pairs.c.before, pairs.c.day, sqlite=self._transaction.alone).label("gap")
        gaps = select(gap).where(pairs.c.before.is_not(None)).subquery()
        counted = select(gaps.c.gap, func.count()).group_by(gaps.c.gap)
        return {int(days): int(number) for days, number in self._all(counted)}

    def _months(self, span: tuple[str, str], by: Yardstick) -> dict[str, float]:
        """What was sold in each month, in the workspace's currency; what has no stated rate is left out."""
        here = self._between(ORDER.table, span, *_STANDING, _order.amount_minor.is_not(None))
        month = func.substr(cast(_order.day, Text), 1, 7).label("month")
        keyed = select(month, _order.amount_currency, _order.amount_minor).where(here).subquery()
        keys = (keyed.c.month, keyed.c.amount_currency)
        found: dict[str, float] = defaultdict(float)
        for key, currency, minor in self._all(select(*keys, func.sum(keyed.c.amount_minor)).group_by(*keys)):
            worth = by.policy.worth(Money.from_minor(int(minor), currency), by.currency)
            found[key] += float(worth.amount) if worth else 0.0
        return found

    def _decided(self, span: tuple[str, str], by: Yardstick) -> tuple[dict[int, int], dict[str, int]]:
        """How many days deals took until they were decided, and which rivals deals name."""
        here = self._between(DEAL.table, span, _deal.archived_at.is_(None))
        age = days_between(_deal.opened_on, _deal.closed_on, sqlite=self._transaction.alone)
        deals = select(age.label("age"), _deal.competitor, _deal.closed_on).where(here).subquery()
        ages = select(deals.c.age, func.count()).where(deals.c.closed_on <= by.today).group_by(deals.c.age)
        named = select(deals.c.competitor, func.count()).where(deals.c.competitor != "")
        rivals = self._all(named.group_by(deals.c.competitor))
        return {int(days): int(number) for days, number in self._all(ages)}, {
            name: int(number) for name, number in rivals
        }

    def _read(self, accounts: Sequence[Any], by: Yardstick) -> Sequence[Vitals]:
        span = (accounts[0].id, accounts[-1].id)
        contacts = self._contacts(span, by)
        ordered, owing = self._orders(span, by)
        orders, payments = self._books(owing)
        promises, cases, deals = self._promises(span, by), self._complaints(span), self._deals(span)
        moods, words, planned = self._moods(span, by), self._words(span, by), self._planned(span, by)
        return [
            Vitals(
                customer_id=CustomerId(key),
                created_at=created_at,
                contacts=contacts.get(key, ()),
                ordered=ordered.get(key, ()),
                orders=orders.get(key, ()),
                payments=payments.get(key, ()),
                promises=promises.get(key, ()),
                complaints=cases.get(key, ()),
                deals=deals.get(key, ()),
                moods=moods.get(key, ()),
                words=words.get(key, ()),
                planned=key in planned,
            )
            for key, created_at in accounts
        ]

    def _contacts(self, span: tuple[str, str], by: Yardstick) -> Grouped:
        """Distinct days with a word between the account and us, as one text for each account."""
        here = self._between(INTERACTION.table, span, _touch.archived_at.is_(None), _WORD)
        days = (
            select(_touch.customer_id, _touch.day).where(here, _touch.day <= by.today).distinct().subquery()
        )
        joined = func.aggregate_strings(cast(days.c.day, Text), ",")
        found = self._all(select(days.c.customer_id, joined).group_by(days.c.customer_id))
        return {key: [*map(dt.date.fromisoformat, text.split(","))] for key, text in found}

    def _orders(self, span: tuple[str, str], by: Yardstick) -> tuple[Grouped, Sequence[str]]:
        """What stands, and who may owe some of it."""
        here = self._between(ORDER.table, span, *_STANDING, _order.day <= by.today)
        columns = (_order.day, _order.amount_minor, _order.amount_currency, _order.pay_by)
        found: dict[str, list[Ordered]] = defaultdict(list)
        bought: dict[tuple[str, str], int] = defaultdict(int)
        due: set[str] = set()
        for key, day, minor, currency, pay_by in self._all(select(_order.customer_id, *columns).where(here)):
            amount = None if minor is None else Money.from_minor(minor, currency)
            found[key].append(Ordered(day, amount))
            if minor is not None:
                bought[key, currency] += minor
            if pay_by is not None and pay_by < by.today:
                due.add(key)
        paid = self._paid(span) if due else {}
        short = {key for (key, currency), sum_ in bought.items() if paid.get((key, currency), 0) < sum_}
        return found, sorted(due & short)

    def _paid(self, span: tuple[str, str]) -> Mapping[tuple[str, str], int]:
        arrived = (_paid.archived_at.is_(None), _paid.amount_minor.is_not(None))
        here = self._between(PAYMENT.table, span, *arrived)
        by = (_paid.customer_id, _paid.amount_currency)
        summed = select(*by, func.sum(_paid.amount_minor)).where(here).group_by(*by)
        return {(key, currency): int(minor) for key, currency, minor in self._all(summed)}

    def _books(self, owing: Sequence[str]) -> tuple[Grouped, Grouped]:
        """Everything ordered and paid by those who may owe us money."""
        if not owing:
            return {}, {}
        return self._whole(ORDER, owing), self._whole(PAYMENT, owing)

    def _whole(self, shape: Shape[Any], customers: Sequence[str]) -> Grouped:
        c = shape.table.c
        some = select(listed("customers", PLAIN, sqlite=self._transaction.alone))
        wanted = self._transaction.select(shape.table, c.customer_id.in_(some), c.archived_at.is_(None))
        rows = self._transaction.connection.execute(wanted, {"customers": [*customers]}).mappings()
        return _grouped((row["customer_id"], shape.entity(row)) for row in rows)

    def _promises(self, span: tuple[str, str], by: Yardstick) -> Grouped:
        """Ours that are late, whoever gave them."""
        late = (self._open_promise, _promise.due_at < by.now, _promise.due_day.is_not(None))
        here = self._between(PROMISE.table, span, *late, leads(self._transaction))
        columns = (_promise.what, _promise.due_day, _promise.zone, _promise.member_id)
        return _grouped(
            (key, OwnPromise(what, due_day, zone, MemberId(member)))
            for key, what, due_day, zone, member in self._all(
                select(_promise.customer_id, *columns).where(here)
            )
        )

    @property
    def _open_promise(self) -> ColumnElement[bool]:
        opened = stands(_promise.state, PromiseState.OPEN)
        return opened & _promise.archived_at.is_(None) & (_promise.side == Side.OURS)

    def _complaints(self, span: tuple[str, str]) -> Grouped:
        opened = (stands(_case.state, ComplaintState.OPEN), _case.archived_at.is_(None))
        here = self._between(COMPLAINT.table, span, *opened)
        columns = (_case.what, _case.day, _case.due_at, _case.member_id)
        return _grouped(
            (key, RunningCase(what, day, due_at, MemberId(member)))
            for key, what, day, due_at, member in self._all(select(_case.customer_id, *columns).where(here))
        )

    def _deals(self, span: tuple[str, str]) -> Grouped:
        opened = (_deal.state == DealState.OPEN, _deal.archived_at.is_(None))
        here = self._between(DEAL.table, span, *opened)
        called = func.coalesce(func.nullif(_deal.name, ""), _deal.product)
        columns = (called, _deal.opened_on, _deal.competitor, _deal.updated_at, _deal.member_id)
        return _grouped(
            (key, RunningDeal(name, opened_on, competitor, updated_at, MemberId(member)))
            for key, name, opened_on, competitor, updated_at, member in self._all(
                select(_deal.customer_id, *columns).where(here)
            )
        )

    def _moods(self, span: tuple[str, str], by: Yardstick) -> Grouped:
        """How the last touches went, the newest first."""
        here = self._between(INTERACTION.table, span, _touch.archived_at.is_(None), _WORD)
        newest = (_touch.at.desc(), _touch.id.desc())
        place = func.row_number().over(partition_by=_touch.customer_id, order_by=newest).label("place")
        last = (
            select(_touch.customer_id, _touch.sentiment, place).where(here, _touch.day <= by.today).subquery()
        )
        wanted = select(last.c.customer_id, last.c.sentiment).where(last.c.place <= LAST)
        return _grouped(
            (key, mood) for key, mood in self._all(wanted.order_by(last.c.customer_id, last.c.place))
        )

    def _words(self, span: tuple[str, str], by: Yardstick) -> Grouped:
        """What was written lately, the oldest first."""
        since = by.today - dt.timedelta(days=by.policy.risk.heard_days)
        lately = _touch.day.between(since, by.today)
        here = self._between(INTERACTION.table, span, _touch.archived_at.is_(None), lately)
        text = func.coalesce(func.nullif(_touch.what, ""), _touch.said)
        columns = (text, _touch.day, _touch.member_id, _touch.contact_id)
        wanted = select(_touch.customer_id, *columns).where(here).order_by(_touch.customer_id, _touch.at)
        return _grouped(
            (key, Word(said, day, MemberId(member), ContactId(contact or "")))
            for key, said, day, member, contact in self._all(wanted)
        )

    def _planned(self, span: tuple[str, str], by: Yardstick) -> frozenset[str]:
        """Where somebody waits to be reminded, or has still to keep a promise."""
        waiting = stands(_reminder.state, ReminderState.WAITING)
        reminded = select(_reminder.customer_id).where(self._between(REMINDER.table, span, waiting))
        ahead = or_(_promise.due_at.is_(None), _promise.due_at >= by.now)
        promised = select(_promise.customer_id).where(
            self._between(PROMISE.table, span, self._open_promise, ahead)
        )
        return frozenset(key for (key,) in self._all(union(reminded, promised)))

    def _between(
        self, table: Table, span: tuple[str, str], *where: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        first, last = span
        within = table.c.customer_id == first if first == last else table.c.customer_id.between(first, last)
        return self._transaction.here(table, within, *where)

    def _all(self, statement: Any) -> Sequence[Any]:
        return self._transaction.connection.execute(statement).all()


def _grouped(pairs: Iterable[tuple[str, Any]]) -> Grouped:
    found: dict[str, list[Any]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return found
