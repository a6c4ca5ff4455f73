"""The people, customers and days of the demo's story, and cards as a person reads them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.agenda import DayShown
from bot.domain.base import (
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    PromiseId,
    ReminderId,
    Result,
    WorkspaceId,
)
from bot.domain.briefs import Briefed
from bot.domain.chat import Card
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.interactions import Channel, Interaction
from bot.domain.people import Language, Member, Role, Workspace
from bot.domain.promises import Line, Promise, PromiseState, Side
from bot.domain.reminders import Reminder
from bot.language import Say, speak

SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"
TODAY = date(2026, 3, 10)
LONG_AGO = datetime(2021, 1, 4, tzinfo=UTC)


def at(day: date, hour: int = 10, minute: int = 0, zone: str = SHANGHAI) -> datetime:
    """That minute of that day on the wall clock of a zone, as an instant."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


NOW = at(TODAY)

LI_LEI = Member(id=MemberId("lilei"), name="李雷", created_at=LONG_AGO)
HAN_MEI = Member(id=MemberId("hanmei"), name="韩梅", created_at=LONG_AGO)
TOM = Member(id=MemberId("tom"), name="Tom", language=Language.EN, zone=NEW_YORK, created_at=LONG_AGO)
ANN = Member(id=MemberId("ann"), name="Ann", role=Role.MANAGER, language=Language.EN, created_at=LONG_AGO)
TEAM = Workspace(id=WorkspaceId("w"), name="华东销售", created_at=LONG_AGO)

TAIHE = Customer(
    id=CustomerId("taihe"), name="泰禾", owner_id=LI_LEI.id, industry="电子", tier="A", created_at=LONG_AGO
)
ACME = Customer(id=CustomerId("acme"), name="Acme", owner_id=TOM.id, created_at=LONG_AGO)
QIAN = Contact(
    id=ContactId("qian"),
    customer_id=TAIHE.id,
    name="钱总",
    title="总经理",
    phone="13812345678",
    email="qian@thai.example",
    role="拍板人",
    created_at=LONG_AGO,
)
JANE = Contact(id=ContactId("jane"), customer_id=ACME.id, name="Jane", title="CFO", created_at=LONG_AGO)

MADE = Promise(
    id=PromiseId("p1"),
    side=Side.OURS,
    customer_id=TAIHE.id,
    member_id=LI_LEI.id,
    what="送样",
    due_day=date(2026, 3, 13),
    due_at=at(date(2026, 3, 13), 23, 59),
    zone=SHANGHAI,
    made_at=NOW,
    recorded_by=LI_LEI.id,
)
OLD = replace(
    MADE,
    id=PromiseId("p2"),
    member_id=HAN_MEI.id,
    what="样品",
    due_day=date(2026, 2, 27),
    due_at=at(date(2026, 2, 27), 23, 59),
    made_at=at(date(2026, 2, 20)),
)
THEIRS = replace(
    MADE,
    id=PromiseId("p3"),
    side=Side.THEIRS,
    what="付尾款",
    due_day=date(2026, 3, 31),
    due_at=at(date(2026, 3, 31), 23, 59),
    made_at=at(date(2026, 3, 2)),
)
REMINDER = Reminder(
    id=ReminderId("r1"),
    member_id=LI_LEI.id,
    customer_id=TAIHE.id,
    what="给钱总打电话",
    due_at=at(date(2026, 3, 12), 15),
    zone=SHANGHAI,
    set_by=LI_LEI.id,
    made_at=NOW,
)
VISIT = Interaction(
    id=InteractionId("i1"),
    customer_id=TAIHE.id,
    contact_id=QIAN.id,
    member_id=LI_LEI.id,
    channel=Channel.VISIT,
    day=TODAY,
    at=NOW,
    what="聊了续约",
    recorded_at=NOW,
)


def line(promise: Promise, by: Member, customer: Customer = TAIHE, *, left: bool = False) -> Line:
    """The promise as handlers put it into a ledger today."""
    return Line(
        promise=promise,
        customer=customer.name,
        by=by.name,
        by_left=left,
        standing=promise.standing(NOW, TODAY),
        days_late=promise.days_late(TODAY),
    )


CLOSED = replace(
    OLD,
    id=PromiseId("p4"),
    what="报价单",
    state=PromiseState.KEPT,
    closed_at=at(date(2026, 2, 25)),
    closed_by=HAN_MEI.id,
)
LEDGER = (
    line(OLD, HAN_MEI, left=True),
    line(replace(OLD, id=PromiseId("p5"), member_id=LI_LEI.id, what="回复交期"), LI_LEI),
    line(MADE, LI_LEI),
    line(THEIRS, LI_LEI),
    line(CLOSED, HAN_MEI),
)
BRIEF = Briefed(
    customer=TAIHE,
    owner="李雷",
    contacts=(QIAN,),
    touches=(
        replace(VISIT, day=date(2026, 2, 28)),
        replace(
            VISIT,
            channel=Channel.CALL,
            member_id=TOM.id,
            contact_id=ContactId(""),
            what="问了交期",
            day=date(2025, 12, 3),
        ),
    ),
    promises=(OLD, MADE, THEIRS),
    reminders=(REMINDER,),
    names={LI_LEI.id: "李雷", TOM.id: "Tom", HAN_MEI.id: "韩梅"},
    today=TODAY,
    lines=LEDGER[:4],
    touched=date(2026, 2, 28),
    touches_total=14,
)
DIGEST = DayShown(
    day=TODAY,
    name="李雷",
    today=TODAY,
    reminders=((replace(REMINDER, due_at=at(TODAY, 15)), "泰禾"),),
    due=(line(replace(MADE, due_day=TODAY, due_at=at(TODAY, 23, 59)), LI_LEI),),
    late=LEDGER[:2],
    waiting=(line(replace(THEIRS, due_day=date(2026, 3, 9), due_at=at(date(2026, 3, 9), 23)), LI_LEI),),
    digest=True,
)


def reads(member: Member, *, group: bool = False, now: datetime = NOW) -> Say:
    """How this person reads."""
    return Say(
        language=member.language, zone=member.zone, now=now, member=member, workspace=TEAM, group=group
    )


def seen(card: Card) -> str:
    """A card as text, its buttons in brackets, one row a line."""
    rows = (" ".join(f"[{button.label}]" for button in row) for row in card.buttons)
    return "\n".join(filter(None, (card.in_words().plain(), *rows)))


def said(result: Result, member: Member, *, group: bool = False) -> str:
    return seen(speak(result, reads(member, group=group)))


def told(*lines: str) -> str:
    """What a card should say, line by line."""
    return "\n".join(lines)
