"""Rows of interactions, promises and complaints."""

from collections.abc import Hashable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.base import ComplaintId, InteractionId, ProductId, PromiseId, new_id
from bot.domain.complaints import Complaint, ComplaintKind, ComplaintState
from bot.domain.interactions import Channel, Interaction, Sentiment, Topic
from bot.domain.moment import Moment, local
from bot.domain.promises import Promise, PromiseState, Side
from bot.domain.transfer import ImportRows, Row
from bot.handlers.intake.parties import Parties, parties_of
from bot.handlers.intake.reading import (
    Intake,
    Unusable,
    day_in,
    filled,
    instant_in,
    needed,
    one_in,
    sum_in,
    whole_in,
)
from bot.handlers.registry import Turn

CHANNELS: Final = {
    **{each.value: each for each in Channel},
    **dict.fromkeys(("拜访", "上门", "走访", "面谈"), Channel.VISIT),
    **dict.fromkeys(("电话", "打电话", "phone", "tel"), Channel.CALL),
    **dict.fromkeys(("邮件", "电子邮件", "mail", "e-mail"), Channel.EMAIL),
    **dict.fromkeys(("微信", "企业微信"), Channel.WECHAT),
    **dict.fromkeys(("会议", "开会"), Channel.MEETING),
    **dict.fromkeys(("消息", "短信", "sms", "chat"), Channel.MESSAGE),
    **dict.fromkeys(("活动", "展会", "fair"), Channel.EVENT),
}
MOODS: Final = {
    **{each.value: each for each in Sentiment},
    **dict.fromkeys(("好", "满意", "positive"), Sentiment.GOOD),
    **dict.fromkeys(("一般", "中性"), Sentiment.NEUTRAL),
    **dict.fromkeys(("不好", "差", "不满", "negative"), Sentiment.BAD),
}
SIDES: Final = {
    **{each.value: each for each in Side},
    **dict.fromkeys(("我方", "我们", "us"), Side.OURS),
    **dict.fromkeys(("客户", "对方", "them", "customer"), Side.THEIRS),
}
STATES: Final = {
    **{each.value: each for each in PromiseState},
    **dict.fromkeys(("未完成", "进行中", "待兑现"), PromiseState.OPEN),
    **dict.fromkeys(("已兑现", "完成", "已完成", "done"), PromiseState.KEPT),
    **dict.fromkeys(("没兑现", "未兑现"), PromiseState.BROKEN),
    **dict.fromkeys(("取消", "已取消"), PromiseState.CANCELLED),
    "已替代": PromiseState.SUPERSEDED,
}
KINDS: Final = {
    **{each.value: each for each in ComplaintKind},
    **dict.fromkeys(("质量", "质量问题", "产品质量"), ComplaintKind.QUALITY),
    **dict.fromkeys(("交付", "交期", "物流", "发货"), ComplaintKind.DELIVERY),
    **dict.fromkeys(("服务", "售后", "服务态度"), ComplaintKind.SERVICE),
    **dict.fromkeys(("账单", "发票", "对账", "invoice"), ComplaintKind.BILLING),
    **dict.fromkeys(("价格", "报价"), ComplaintKind.PRICE),
    "其他": ComplaintKind.OTHER,
}
COMPLAINTS: Final = {
    **{each.value: each for each in ComplaintState},
    **dict.fromkeys(("未解决", "处理中"), ComplaintState.OPEN),
    **dict.fromkeys(("已解决", "解决", "closed"), ComplaintState.RESOLVED),
    **dict.fromkeys(("取消", "已取消"), ComplaintState.CANCELLED),
}
TOPICS: Final = {each.value: each for each in Topic}
BEST: Final = 5
"""The most satisfied that a customer can be."""


def interactions(command: ImportRows, turn: Turn) -> Intake[Interaction]:
    """The same words of the same person on the same day are one touch, unless their times differ."""
    parties = parties_of(command, turn)

    def key(row: Row) -> Hashable:
        customer, moment = parties.customer(row), parties.day(row)
        told = (customer.id, moment.day, parties.member(row, customer), _channel(row), needed(row, "what"))
        return told if moment.at is None else (*told, instant_in(moment, turn))

    def new(row: Row, _key: Hashable) -> Interaction:
        customer, moment = parties.customer(row), parties.day(row)
        return Interaction(
            id=InteractionId(new_id()),
            customer_id=customer.id,
            member_id=parties.member(row, customer),
            channel=_channel(row),
            day=moment.day,
            at=instant_in(moment, turn),
            what=row["what"].strip(),
            recorded_at=turn.now,
        )

    def read(row: Row, _before: Interaction | None) -> dict[str, object]:
        product = parties.product(row)
        if row["product"].strip() and product is None:
            raise Unusable("unknown_product", row["product"])
        return {
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
            **filled(row, "sentiment", lambda said: one_in(MOODS, said, "bad_sentiment")),
            **filled(row, "topic", lambda said: one_in(TOPICS, said, "bad_topic")),
            **({"product_id": product.id} if product else {}),
        }

    known = {key: each for each in _between(parties, command, turn) for key in _touch_keys(each)}
    return Intake(known, key, new, read)


def promises(command: ImportRows, turn: Turn) -> Intake[Promise]:
    """The same words to the same customer are one promise, when they were said on the same day or are due on it."""
    parties = parties_of(command, turn)

    def key(row: Row) -> Hashable:
        return (parties.customer(row).id, _side(row), needed(row, "what"), *_when(row, parties))

    def new(row: Row, _key: Hashable) -> Promise:
        customer = parties.customer(row)
        return Promise(
            id=PromiseId(new_id()),
            side=_side(row),
            customer_id=customer.id,
            member_id=parties.member(row, customer),
            what=row["what"].strip(),
            zone=turn.workspace.zone,
            made_at=_made(row, parties),
            recorded_by=turn.actor.id,
        )

    def read(row: Row, before: Promise | None) -> dict[str, object]:
        product, state = (
            parties.product(row),
            filled(row, "state", lambda said: one_in(STATES, said, "bad_state")),
        )
        return {
            **_due(row, before.zone if before else turn.workspace.zone, turn),
            **state,
            **_closed(
                row, before.closed_at if before else None, turn, over=state.get("state", "open") != "open"
            ),
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
            **filled(row, "amount", lambda said: sum_in(said, turn.workspace.currency)),
            **({"product_id": product.id} if product else {}),
        }

    rows = turn.work.at_customers(Promise, [each.id for each in parties.customers.values()])
    return Intake({key: each for each in rows for key in _promise_keys(each)}, key, new, read)


def complaints(command: ImportRows, turn: Turn) -> Intake[Complaint]:
    parties = parties_of(command, turn)

    def key(row: Row) -> Hashable:
        return parties.customer(row).id, parties.day(row).day, needed(row, "what")

    def new(row: Row, _key: Hashable) -> Complaint:
        customer, moment = parties.customer(row), parties.day(row)
        hours = timedelta(hours=turn.workspace.policy.clocks.complaint_hours)
        return Complaint(
            id=ComplaintId(new_id()),
            customer_id=customer.id,
            member_id=parties.member(row, customer),
            what=row["what"].strip(),
            day=moment.day,
            opened_at=instant_in(moment, turn),
            due_at=turn.now + hours,
            recorded_by=turn.actor.id,
        )

    def read(row: Row, before: Complaint | None) -> dict[str, object]:
        product = parties.product(row)
        state = filled(row, "state", lambda said: one_in(COMPLAINTS, said, "bad_state"))
        return {
            **state,
            **_closed(
                row, before.closed_at if before else None, turn, over=state.get("state", "open") != "open"
            ),
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
            **filled(row, "kind", lambda said: one_in(KINDS, said, "bad_kind")),
            **filled(row, "outcome", str),
            **filled(row, "satisfaction", _satisfaction),
            **({"product_id": ProductId(product.id)} if product else {}),
        }

    rows = turn.work.at_customers(Complaint, [each.id for each in parties.customers.values()])
    known = {(each.customer_id, each.day, each.what): each for each in rows}
    return Intake(known, key, new, read)


def _when(row: Row, parties: Parties) -> tuple[str, date | None]:
    """By which day a promise is told from others: the one on which it was made, else the one on which it is due."""
    if row["day"].strip():
        return "made", parties.day(row).day
    due = row["due"].strip()
    return "due", day_in(due, parties.turn).day if due else None


def _made(row: Row, parties: Parties) -> datetime:
    return instant_in(parties.day(row), parties.turn) if row["day"].strip() else parties.turn.now


def _between(parties: Parties, command: ImportRows, turn: Turn) -> Iterator[Interaction]:
    """What is known of these customers from the first to the last day of the rows."""
    days = [*_days(command, turn)]
    if days:
        ids = [each.id for each in parties.customers.values()]
        yield from turn.work.at_customers(Interaction, ids, (min(days), max(days)))


def _days(command: ImportRows, turn: Turn) -> Iterator[date]:
    for row in command.rows:
        try:
            yield day_in(row["day"].strip(), turn).day
        except Unusable:
            continue


def _touch_keys(touch: Interaction) -> Iterator[Hashable]:
    told = (touch.customer_id, touch.day, touch.member_id, touch.channel, touch.what or touch.said)
    yield told
    yield (*told, touch.at.replace(second=0, microsecond=0))


def _promise_keys(promise: Promise) -> Iterator[Hashable]:
    told = (promise.customer_id, promise.side, promise.what)
    yield (*told, "made", local(promise.made_at, promise.zone).date())
    yield (*told, "due", promise.due_day)


def _channel(row: Row) -> Channel | None:
    said = row["channel"].strip()
    return one_in(CHANNELS, said, "bad_channel") if said else None


def _side(row: Row) -> Side:
    said = row["side"].strip()
    return one_in(SIDES, said, "bad_side") if said else Side.OURS


def _due(row: Row, zone: str, turn: Turn) -> dict[str, object]:
    said = row["due"].strip()
    if not said:
        return {}
    due = day_in(said, turn)
    return {"due_day": due.day, "due_time": due.at, "due_at": due.utc(zone)}


def _closed(row: Row, before: datetime | None, turn: Turn, *, over: bool) -> dict[str, object]:
    """When it was settled; now, when it is over and nobody says since when."""
    said = row["closed"].strip()
    if said:
        closed = day_in(said, turn)
        return {"closed_at": before if before and _then(closed, before, turn) else instant_in(closed, turn)}
    return {"closed_at": before or turn.now} if over else {}


def _then(moment: Moment, instant: datetime, turn: Turn) -> bool:
    """Whether the instant is within that day or minute of the team's clock."""
    known = Moment.of(local(instant, turn.workspace.zone))
    return known == moment or (moment.at is None and known.day == moment.day)


def _satisfaction(said: str) -> int:
    stars = whole_in(said)
    if not 1 <= stars <= BEST:
        raise Unusable("bad_satisfaction", said)
    return stars
