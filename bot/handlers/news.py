"""What others do with a customer, told to its owner and followers: in batches, and read with one tap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from bot.domain.audit import Change, Undo
from bot.domain.base import NOBODY, Command, CustomerId, MemberId, new_id
from bot.domain.chat import Push
from bot.domain.customers import Customer, Merge
from bot.domain.handover import Handover
from bot.domain.interactions import Interaction
from bot.domain.ownership import (
    NEWS_EVERY,
    MarkRead,
    News,
    NewsRead,
    NewsShown,
    Notice,
    SendNews,
    WhatsNew,
    recipients,
)
from bot.domain.promises import Promise, PromiseState, Side
from bot.domain.routines import PushKind, RoutineDone
from bot.handlers.access import note_words, sees_details
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.telling import push_all

SHOWN: Final = 10
"""Notices on one card."""
TOUCH: Final = "touch"
QUIET: Final = (Handover, Merge, Undo)
"""Commands that move many rows and tell whom they concern themselves."""


@handles(WhatsNew)
def whats_new(_command: WhatsNew, turn: Turn) -> NewsShown:
    return _shown(turn)


@handles(MarkRead)
def mark_read(command: MarkRead, turn: Turn) -> NewsRead:
    return NewsRead(count=turn.work.notices.read(turn.actor.id, command.upto, turn.now))


@handles(SendNews)
def send_news(_command: SendNews, turn: Turn) -> RoutineDone:
    """Within working hours, to each at most once an hour."""
    waiting = frozenset(turn.work.notices.untold(turn.now - NEWS_EVERY))
    members = (each for each in turn.work.people.all() if each.id in waiting) if waiting else ()
    ready = [each.id for each in members if _at_work(replace(turn, actor=each))]
    turn.work.notices.told(ready, turn.now)
    return RoutineDone(pushed=push_all([(each, Push(kind=PushKind.NEWS)) for each in ready], turn))


def news_told(_push: Push, turn: Turn) -> NewsShown | None:
    """Only what was not told before; the rest waits until it is asked for."""
    told = turn.work.notices.last_told(turn.actor.id)
    shown = _shown(turn, told) if told else None
    return shown if shown and shown.total else None


def notify(commands: Sequence[Command], turn: Turn) -> None:
    """Keep what the present action did with others' customers for those whom it concerns."""
    if not turn.work.changed or any(isinstance(each, QUIET) for each in commands):
        return
    changes = turn.work.journal.changes(turn.action)
    done = [*_deeds(changes)]
    customers = turn.work.customers.by_ids({each[0] for each in done})
    if not customers:
        return
    readers = _readers(customers, _owners_before(changes), turn)
    notices = [
        Notice(
            id=new_id(),
            member_id=reader,
            customer_id=customer,
            by=by,
            kind=kind,
            subject=subject,
            at=turn.now,
            action_id=turn.action,
        )
        for customer, by, kind, subject in done
        for reader in sorted(readers.get(customer, frozenset()) - {by, turn.actor.id})
    ]
    turn.work.notices.add(notices)


def taken_back(changes: Sequence[Change], turn: Turn) -> None:
    """An heir who was told of customers hears that the hand-over was taken back."""
    gone = [each.after for each in changes if each.noun == "inheritance" and each.before is None]
    turn.work.notices.add(
        Notice(
            id=new_id(),
            member_id=heir,
            customer_id=customer,
            by=turn.actor.id,
            kind="handed_back",
            at=turn.now,
            action_id=turn.action,
        )
        for image in gone
        if image
        for heir, customers in [_inheritance(image)]
        for customer in customers[:SHOWN]
        if heir and heir != turn.actor.id
    )


def handed_on(moved: Sequence[Customer], turn: Turn) -> None:
    """Owners whose customers somebody else handed to another one hear of it."""
    owners = {each.owner_id for each in moved} - {NOBODY, turn.actor.id}
    turn.work.notices.add(
        Notice(
            id=new_id(),
            member_id=owner,
            customer_id=each.id,
            by=turn.actor.id,
            kind="handed_on",
            at=turn.now,
            action_id=turn.action,
        )
        for owner in sorted(owners)
        for each in [one for one in moved if one.owner_id == owner][:SHOWN]
    )


def _inheritance(image: Mapping[str, Any]) -> tuple[MemberId, Sequence[CustomerId]]:
    return image["to_id"], image["customers"]


def _readers(
    customers: Mapping[CustomerId, Customer], before: Mapping[str, MemberId], turn: Turn
) -> Mapping[CustomerId, frozenset[MemberId]]:
    """The owner, also the one until just now, and the followers."""
    followers = turn.work.followers.of_all(customers)
    return {
        each.id: recipients(
            (each.owner_id, before.get(each.id, NOBODY)),
            [one for one in followers if one.customer_id == each.id],
        )
        for each in customers.values()
    }


def _owners_before(changes: Sequence[Change]) -> Mapping[str, MemberId]:
    owned = ((each.row_id, each.before) for each in changes if each.noun == "customer")
    return {row_id: MemberId(str(before["owner_id"])) for row_id, before in owned if before}


Deed = tuple[CustomerId, MemberId, str, str]
"""At which customer, by whom, what kind of thing, and the id of the row that tells it."""


def _deeds(changes: Iterable[Change]) -> Iterator[Deed]:
    """What was logged, promised, kept or broken; what an amendment took back again is none."""
    last = {(each.noun, each.row_id): each for each in changes}
    for each in last.values():
        image: Mapping[str, Any] | None = each.after
        kind = _kind(each, image) if image else ""
        if image and kind and image["customer_id"]:
            yield image["customer_id"], image["member_id"], kind, each.row_id


def _kind(change: Change, image: Mapping[str, Any]) -> str:
    if change.noun == "interaction":
        return str(image["topic"] or TOUCH) if change.before is None else ""
    return _of_promise(change.before, image) if change.noun == "promise" else ""


def _of_promise(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    if before is None:
        return "promise" if after["side"] == Side.OURS else "their_promise"
    closed = after["state"] != before["state"] and after["state"] in _OUTCOMES
    return f"promise_{after['state']}" if closed else ""


_OUTCOMES: Final = frozenset({PromiseState.KEPT, PromiseState.BROKEN, PromiseState.CANCELLED})


def _shown(turn: Turn, told_at: datetime | None = None) -> NewsShown:
    total, customers = turn.work.notices.count(turn.actor.id, told_at)
    unread = turn.work.notices.unread(turn.actor.id, SHOWN, told_at)
    told = (_news(each, turn) for each in unread)
    return NewsShown(news=tuple(filter(None, told)), total=total, customers=customers)


def _news(notice: Notice, turn: Turn) -> News | None:
    customer = turn.work.get(Customer, notice.customer_id)
    if customer and customer.merged_into:
        customer = turn.work.get(Customer, customer.merged_into)
    if customer is None:
        return None
    hidden = not sees_details(customer, turn)
    touch, promise = turn.work.get(Interaction, notice.subject), turn.work.get(Promise, notice.subject)
    if not hidden:
        note_words(customer, turn, *(each.what for each in (touch, promise) if each))
    return News(
        notice=notice,
        touch=touch,
        promise=promise,
        customer=customer,
        by=name_of_member(notice.by, turn),
        discreet=hidden,
    )


def _at_work(reader: Turn) -> bool:
    member, now = reader.actor, reader.here.time()
    hours = member.work_from <= now < member.work_to
    return reader.calendar.is_working(reader.today) and hours and not member.quiet(now)
