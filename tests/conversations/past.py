"""What happened before a transcript begins: touches and orders, so many days ago, out of its preamble."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.adapters.store import SqlStore
from bot.domain.audit import Action
from bot.domain.base import NOBODY, ActionId, CustomerId, InteractionId, MemberId, OrderId
from bot.domain.interactions import Channel, Interaction
from bot.domain.money import Money
from bot.domain.orders import Order
from tests.conversations.script import Setting
from tests.conversations.team import TEAM, Entry, entries

TEN = time(10)


def remember(store: SqlStore, setting: Setting) -> None:
    """Keep it, as if it had been told at its time."""
    with store.work(TEAM) as work:
        work.begin(Action(id=ActionId("past"), member_id=NOBODY, at=setting.now, commands=()))
        work.add(*past(setting))


def past(setting: Setting) -> Iterator[Interaction | Order]:
    """`history: 泰禾 (by 李雷; touches 41 54 67; orders 96 800000, 130 700000)`."""
    for entry in entries(setting.facts.get("history", "")):
        yield from _touches(entry, setting)
        yield from _orders(entry, setting)


def _at(days: str, setting: Setting) -> datetime:
    day = setting.now.date() - timedelta(days=int(days))
    return datetime.combine(day, TEN, ZoneInfo(setting.zone)).astimezone(UTC)


def _touches(entry: Entry, setting: Setting) -> Iterator[Interaction]:
    for days in entry.facts.get("touches", "").split():
        at = _at(days, setting)
        yield Interaction(
            id=InteractionId(f"{entry.name}-{days}"),
            customer_id=CustomerId(entry.name),
            member_id=MemberId(entry.facts["by"]),
            channel=Channel.CALL,
            day=at.date(),
            at=at,
            what="通话",
            said="通话",
            recorded_at=at,
        )


def _orders(entry: Entry, setting: Setting) -> Iterator[Order]:
    for told in entry.listed("orders"):
        days, _, amount = told.partition(" ")
        at = _at(days, setting)
        yield Order(
            id=OrderId(f"{entry.name}-{days}"),
            customer_id=CustomerId(entry.name),
            member_id=MemberId(entry.facts["by"]),
            day=at.date(),
            amount=Money.parse(amount, "CNY"),
            said=told,
            recorded_by=MemberId(entry.facts["by"]),
            recorded_at=at,
        )
