"""Made-up rows for tests of the store, each valid as it stands."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import count, pairwise
from typing import Any, cast

from bot.adapters.store import SqlStore
from bot.domain.audit import Action
from bot.domain.base import (
    ActionId,
    ComplaintId,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    ProductId,
    PromiseId,
    ReminderId,
    RequestId,
    WorkspaceId,
    new_id,
)
from bot.domain.chat import Address, Card, Identity, Incoming, Outgoing, Platform
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.mail import Arrival
from bot.domain.people import Link, Member, Workspace
from bot.domain.products import Product
from bot.domain.promises import Promise, Side
from bot.domain.reminders import Reminder
from bot.domain.requests import Request

NOW = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
HOME = WorkspaceId("home")
ANN = MemberId("ann")
CHAT = Address(Platform.WEB, "", "ann")
PRIVATE = Address(Platform.TELEGRAM, "", "77")
GROUP = Address(Platform.TELEGRAM, "", "-100")
_numbers = count(1)


def keys_of(_noun: str, names: Sequence[str]) -> Iterable[str]:
    """The name in small letters, and each of its beginnings of two characters and more."""
    return [name.lower()[:end] for name in names for end in range(2, len(name) + 1)]


def forms_of(names: Sequence[str]) -> Iterable[tuple[str, frozenset[str]]]:
    """The name in small letters, with its neighbouring characters."""
    forms = [name.lower() for name in names]
    return [(form, frozenset(map("".join, pairwise(form)))) for form in forms]


def together(*calls: Callable[[], object]) -> None:
    """Each in a thread of its own, all at once; the first fault of any is raised."""
    with ThreadPoolExecutor(len(calls)) as threads:
        for each in [threads.submit(call) for call in calls]:
            each.result()


def store_at(url: str, **options: Any) -> SqlStore:
    """A store with a workspace and its first member in it."""
    vocabulary = options.pop("vocabulary", {})
    store = SqlStore(url, vocabulary=vocabulary, keys_of=keys_of, forms_of=forms_of, **options)
    with store.work(HOME) as work:
        work.add(workspace(), member(id=ANN, name="Ann"))
    return store


def workspace(**facts: Any) -> Workspace:
    return Workspace(**{"id": HOME, "name": "泰山销售", "created_at": NOW, **facts})


def member(**facts: Any) -> Member:
    return Member(**{"id": MemberId(new_id()), "name": "李雷", "created_at": NOW, **facts})


def link(**facts: Any) -> Link:
    usual = {
        "id": new_id(),
        "member_id": ANN,
        "platform": Platform.WEB,
        "user": "ann",
        "chat": "ann",
        "linked_at": NOW,
    }
    return Link(**cast("Any", {**usual, **facts}))


def customer(**facts: Any) -> Customer:
    return Customer(**{"id": CustomerId(new_id()), "name": "泰禾", "created_at": NOW, **facts})


def contact(**facts: Any) -> Contact:
    return Contact(
        **{
            "id": ContactId(new_id()),
            "customer_id": CustomerId(""),
            "name": "钱总",
            "created_at": NOW,
            **facts,
        }
    )


def product(**facts: Any) -> Product:
    return Product(**{"id": ProductId(new_id()), "name": "A款", "created_at": NOW, **facts})


def interaction(**facts: Any) -> Interaction:
    usual = {"id": InteractionId(new_id()), "member_id": ANN, "day": date(2026, 3, 10), "at": NOW}
    return Interaction(
        **cast("Any", {**usual, "customer_id": "", "what": "聊了续约", "recorded_at": NOW, **facts})
    )


def promise(**facts: Any) -> Promise:
    usual = {
        "id": PromiseId(new_id()),
        "side": Side.OURS,
        "member_id": ANN,
        "what": "送样",
        "zone": "Asia/Shanghai",
    }
    return Promise(**cast("Any", {**usual, "customer_id": "", "made_at": NOW, "recorded_by": ANN, **facts}))


def reminder(**facts: Any) -> Reminder:
    usual = {
        "id": ReminderId(new_id()),
        "member_id": ANN,
        "what": "打电话",
        "due_at": NOW,
        "zone": "Asia/Shanghai",
    }
    return Reminder(**cast("Any", {**usual, "set_by": ANN, "made_at": NOW, **facts}))


def complaint(**facts: Any) -> Complaint:
    usual = {"id": ComplaintId(new_id()), "member_id": ANN, "what": "交货太慢", "day": date(2026, 3, 10)}
    return Complaint(**cast("Any", {**usual, "opened_at": NOW, "due_at": NOW, "recorded_by": ANN, **facts}))


def request(**facts: Any) -> Request:
    usual = {"id": RequestId(new_id()), "member_id": ANN, "what": "回电话", "day": date(2026, 3, 10)}
    return Request(**cast("Any", {**usual, "opened_at": NOW, "due_at": NOW, "recorded_by": ANN, **facts}))


def action(**facts: Any) -> Action:
    return Action(**{"id": ActionId(new_id()), "member_id": ANN, "at": NOW, "commands": (), **facts})


def incoming(text: str = "你好", **facts: Any) -> Incoming:
    number = str(next(_numbers))
    usual = {"event": number, "at": NOW, "sender": Identity(Platform.WEB, "", "ann"), "address": CHAT}
    return Incoming(**cast("Any", {**usual, "text": text, "message": number, **facts}))


def outgoing(text: str = "好", **facts: Any) -> Outgoing:
    return Outgoing(**{"address": CHAT, "card": Card(title=text), **facts})


def arrival(event: str, chat: str = "77", **facts: Any) -> Arrival:
    usual = {"workspace_id": HOME, "platform": Platform.TELEGRAM, "payload": "{}", "at": NOW}
    return Arrival(**cast("Any", {**usual, "event": event, "chat": chat, **facts}))
