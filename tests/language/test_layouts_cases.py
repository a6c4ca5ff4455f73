"""Complaints and requests as people read them, and what the clocks say unasked."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from bot.domain.base import ComplaintId, MemberId, RequestId
from bot.domain.cases import Answered, CaseLine, CasesChecked, CaseSort, Guard, Guarded, RequestClosed
from bot.domain.complaints import Complaint, ComplaintKind
from bot.domain.moment import Moment
from bot.domain.people import Member
from bot.domain.requests import Request, RequestKind, RequestState
from bot.domain.routines import CaseNudged, PushKind
from tests.language.samples import ANN, HAN_MEI, LI_LEI, MADE, NOW, TAIHE, TODAY, TOM, said

SLOW = Complaint(
    id=ComplaintId("c1"),
    customer_id=TAIHE.id,
    member_id=LI_LEI.id,
    kind=ComplaintKind.DELIVERY,
    what="交货太慢。",
    day=date(2026, 2, 20),
    opened_at=NOW - timedelta(days=18),
    due_at=NOW - timedelta(days=15),
    recorded_by=HAN_MEI.id,
)
CALL = Request(
    id=RequestId("r1"),
    customer_id=TAIHE.id,
    member_id=LI_LEI.id,
    kind=RequestKind.CALLBACK,
    what="回电话",
    day=TODAY,
    opened_at=NOW,
    due_at=NOW + timedelta(hours=8),
    recorded_by=LI_LEI.id,
)
LATE = CaseLine(case=SLOW, customer="泰禾", keeper="李雷", age=18, due=Moment(date(2026, 2, 23)), late=15)
NEW = CaseLine(case=CALL, customer="泰禾", keeper="李雷", person="钱总", due=Moment(TODAY, NOW.time()))


@pytest.mark.parametrize(
    ("guard", "selling", "member", "line"),
    [
        (
            Guard(line=LATE),
            True,
            HAN_MEI,
            "⚠ 泰禾还有投诉未结（18天，交货太慢，李雷在处理）：先把它解决再谈新单",
        ),
        (Guard(line=LATE), False, LI_LEI, "⚠ 泰禾还有投诉未结（18天，交货太慢，你在处理）"),
        (
            Guard(line=LATE, total=2),
            True,
            HAN_MEI,
            "⚠ 泰禾还有2条投诉未结（最早的一条：18天，交货太慢，李雷在处理）：先把它解决再谈新单",
        ),
        (
            Guard(line=LATE),
            True,
            ANN,
            "⚠ 泰禾 has an open complaint (18 days, 交货太慢, 李雷 is on it): settle it before selling more",
        ),
        (
            Guard(line=replace(LATE, age=1), total=3),
            False,
            TOM,
            "⚠ 泰禾 has 3 open complaints (the oldest: 1 day, 交货太慢, 李雷 is on it)",
        ),
    ],
)
def test_the_warning_is_one_line(guard: Guard, selling: bool, member: Member, line: str) -> None:
    assert said(Guarded(guard=guard, selling=selling), member).splitlines() == [line]


@pytest.mark.parametrize(
    ("line", "member", "text"),
    [
        (LATE, LI_LEI, "• 交付投诉：交货太慢（18天，你在处理，超时15天）"),
        (LATE, TOM, "• delivery complaint: 交货太慢 (18 days, 李雷 is on it, 15 days over)"),
        (replace(LATE, late=0), HAN_MEI, "• 交付投诉：交货太慢（18天，李雷在处理，已超时）"),
        (
            replace(NEW, due=Moment(date(2026, 3, 12))),
            LI_LEI,
            "• 要求：回电话（钱总，今天，你在处理，3月12日周四前答复）",
        ),
        (
            replace(NEW, promised=MADE, promiser="李雷"),
            HAN_MEI,
            "• 要求：回电话（钱总，今天，李雷在处理，李雷答应3月13日周五前办）",
        ),
        (
            replace(NEW, case=replace(CALL, kind=RequestKind.SIGNUP, what="报名讲座")),
            HAN_MEI,
            "• 报名：报名讲座（钱总，今天，李雷在处理，3月10日周二02:00前答复）",
        ),
        (
            replace(NEW, case=replace(CALL, what="回电谈12万的单子"), discreet=True),
            HAN_MEI,
            "• 要求：回电谈***的单子（钱总，今天，李雷在处理，3月10日周二02:00前答复）",
        ),
        (
            replace(LATE, case=replace(SLOW, what="")),
            LI_LEI,
            "• 交付投诉：（没说是什么）（18天，你在处理，超时15天）",
        ),
    ],
)
def test_a_case_in_one_line(line: CaseLine, member: Member, text: str) -> None:
    checked = CasesChecked(customer=TAIHE, by="", sort=None, lines=(line,), total=1)
    assert text in said(checked, member).splitlines()


@pytest.mark.parametrize(
    ("sort", "by", "member", "text"),
    [
        (CaseSort.COMPLAINT, "", LI_LEI, "泰禾没有未结的投诉。"),
        (CaseSort.REQUEST, "李雷", LI_LEI, "李雷手上泰禾的没有未办的要求。"),
        (None, "", TOM, "No open complaints or requests (泰禾)."),
    ],
)
def test_that_nothing_is_open(sort: CaseSort | None, by: str, member: Member, text: str) -> None:
    assert said(CasesChecked(customer=TAIHE, by=by, sort=sort, lines=(), total=0), member) == text


def test_one_can_close_ones_own_and_take_over_what_is_late() -> None:
    checked = CasesChecked(customer=None, by="", sort=None, lines=(LATE, NEW), total=9)
    assert said(checked, LI_LEI).splitlines()[-3:] == [
        "[已解决：交货太慢]",
        "[办完：钱总，回电话]",
        "[全部9条]",
    ]
    assert said(checked, HAN_MEI).splitlines()[-2:] == ["[我来处理：交货太慢]", "[全部9条]"]


KINDS = [each for each in PushKind if each.startswith("case_")]


@pytest.mark.parametrize(("kind", "line", "member"), [*product(KINDS, (LATE, NEW), (LI_LEI, HAN_MEI, TOM))])
def test_the_clock_says_whose_and_what(kind: PushKind, line: CaseLine, member: Member) -> None:
    text = said(CaseNudged(kind=kind, line=line, by="韩梅"), member)
    assert "泰禾" in text
    assert line.case.what.rstrip("。") in text
    assert ("[" in text) is (kind is not PushKind.CASE_CLOSED)


def test_what_a_log_answers() -> None:
    done = replace(LATE, case=replace(CALL, state=RequestState.DONE))
    answered = Answered(customer=TAIHE, closed=(done,), linked=(NEW,), open=(NEW,))
    assert said(answered, LI_LEI).splitlines() == [
        "泰禾要求的“回电话”办完了，用了18天。",
        "这正是泰禾3月10日要求的“回电话”，兑现后一起划掉。",
        "泰禾还在等这几件事，这次办完的是哪件？",
        "[办完：钱总，回电话]",
    ]


def test_what_is_not_wanted_any_more() -> None:
    dropped = replace(NEW, case=replace(CALL, state=RequestState.CANCELLED, closed_by=MemberId("lilei")))
    assert said(RequestClosed(line=dropped, customer=TAIHE), TOM) == (
        '"回电话", which 泰禾 asked for, is no longer needed.'
    )
