"""Complaints and requests: who looks after them, their clocks, what closes them, the warning beside an offer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.agenda import DayShown, MyDay
from bot.domain.audit import Undo, Undone
from bot.domain.base import Command, CustomerId, Mention, Result
from bot.domain.briefs import Briefed
from bot.domain.cases import (
    Answered,
    CasesChecked,
    CaseSort,
    CaseTaken,
    CheckCases,
    ComplaintLogged,
    ComplaintRated,
    ComplaintResolved,
    Guarded,
    RequestClosed,
    RequestLogged,
    TakeCase,
)
from bot.domain.clocks import Step
from bot.domain.complaints import (
    Complaint,
    ComplaintKind,
    ComplaintState,
    LogComplaint,
    RateComplaint,
    ResolveComplaint,
)
from bot.domain.customers import Brief, Customer
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.health import Worth
from bot.domain.interactions import Channel, LogInteraction
from bot.domain.materials import LogMaterial
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.people import Role, Workspace
from bot.domain.policy import ClockPolicy, Policy
from bot.domain.promises import KeepPromise, MakePromise, PromiseClosed, PromiseMade, PromiseState
from bot.domain.quotes import LogQuote
from bot.domain.reminders import ReminderSet, SetReminder
from bot.domain.requests import CloseRequest, LogRequest, Request, RequestKind, RequestState
from bot.domain.routines import CaseNudged, PushKind, Reminded, RoutineDone, WatchCases
from bot.handlers import give_back, handle
from tests.handlers.office import Office, on, utc

TAIHE, ACME = Mention("泰禾"), Mention("Acme")
SLOW = LogComplaint(customer=TAIHE, what="交货太慢", kind=ComplaintKind.DELIVERY)
CALL_BACK = LogRequest(customer=TAIHE, what="回电话", kind=RequestKind.CALLBACK)
CALLED = LogInteraction(customer=TAIHE, channel=Channel.CALL, what="聊了交期")


def complain(office: Office, who: str = "li", command: LogComplaint = SLOW) -> Complaint:
    case = office.does(who, command, ComplaintLogged).line.case
    assert isinstance(case, Complaint)
    return case


def ask(office: Office, who: str = "li", command: LogRequest = CALL_BACK) -> Request:
    case = office.does(who, command, RequestLogged).line.case
    assert isinstance(case, Request)
    return case


def stands(office: Office, case: Complaint | Request) -> Complaint | Request:
    with office.work() as work:
        found = work.get(type(case), case.id)
    assert found is not None
    return found


def rung(office: Office, at: str) -> list[tuple[str, str]]:
    office.now = utc(at)
    return sorted((who, kind) for who, kind, _ in office.pushes(WatchCases()))


def beside(office: Office, who: str, *commands: Command) -> Sequence[Result]:
    with office.turn(who) as turn:
        turn.begin(commands)
        return give_back([handle(each, turn) for each in commands], turn)


def warned(office: Office, command: Command, who: str = "li") -> list[bool]:
    """Whether each warning beside the command speaks of selling."""
    office.later(minutes=1)
    return [each.selling for each in beside(office, who, command) if isinstance(each, Guarded)]


def tier(office: Office, customer: str, letter: str) -> None:
    with office.work() as work:
        found = work.get(Customer, customer)
        assert found is not None
        work.save(replace(found, tier=letter))


# Monday 9 March 2026, 10:00 in Shanghai; everybody works from 9 to 18.


def test_a_complaint_is_the_owners_and_has_a_clock(office: Office) -> None:
    logged = office.does("han", SLOW, ComplaintLogged, said="泰禾投诉交货太慢")
    complaint = logged.line.case
    assert isinstance(complaint, Complaint)
    assert (complaint.member_id, complaint.recorded_by, complaint.kind) == ("li", "han", "delivery")
    assert complaint.due_at == utc("2026-03-11T08:00")
    assert complaint.interaction_id == logged.interaction.id
    assert (logged.line.keeper, logged.line.late, logged.again) == ("李雷", None, False)


def test_of_a_customer_nobody_owns_it_is_who_logs_it(office: Office) -> None:
    assert complain(office, "han", replace(SLOW, customer=Mention("华联"))).member_id == "han"
    office.change("tom", left_on=date(2026, 3, 1))
    assert complain(office, "han", replace(SLOW, customer=ACME)).member_id == "han"


def test_good_customers_are_answered_sooner_and_a_day_said_wins(office: Office) -> None:
    tier(office, "taihe", "A")
    assert complain(office).due_at == utc("2026-03-10T05:00")
    assert ask(office).due_at == utc("2026-03-09T06:00")
    said = replace(CALL_BACK, what="寄样品", kind=RequestKind.SAMPLE, due=on("2026-03-20"))
    assert ask(office, command=said).due_at == utc("2026-03-20T15:59")


def test_the_keepers_zone_counts(office: Office) -> None:
    assert ask(office, "li", replace(CALL_BACK, customer=ACME)).due_at == utc("2026-03-09T21:00")


def test_a_team_sets_its_own_hours(office: Office) -> None:
    with office.work() as work:
        space = work.get(Workspace, "home")
        assert space is not None
        work.save(replace(space, policy=Policy(clocks=ClockPolicy(by_kind=(("delivery", 2),)))))
    assert complain(office).due_at == utc("2026-03-09T04:00")


def test_a_sign_up_is_confirmed_by_the_clock_and_before_the_day(office: Office) -> None:
    sign_up = LogRequest(customer=TAIHE, what="报名讲座", kind=RequestKind.SIGNUP)
    assert ask(office, command=replace(sign_up, due=on("2026-03-20"))).due_at == utc("2026-03-09T10:00")
    soon = replace(sign_up, what="报名沙龙", due=on("2026-03-09", "15:00"))
    assert ask(office, command=soon).due_at == utc("2026-03-09T07:00")


def test_what_is_open_already_keeps_its_clock(office: Office) -> None:
    first = complain(office)
    office.later(days=2)
    again = office.does("han", replace(SLOW, what="交货又慢了"), ComplaintLogged)
    assert (again.again, again.line.case.id, again.line.age) == (True, first.id, 2)
    other = office.does("han", replace(SLOW, what="发票开错"), ComplaintLogged)
    assert not other.again


def test_a_request_repeated_may_shorten_its_clock(office: Office) -> None:
    first = ask(office, command=LogRequest(customer=TAIHE, what="派人来修", kind=RequestKind.REPAIR))
    urgent = LogRequest(customer=TAIHE, what="修机器", kind=RequestKind.REPAIR, due=on("2026-03-09", "12:00"))
    again = office.does("li", urgent, RequestLogged)
    assert (again.again, again.line.case.id) == (True, first.id)
    assert stands(office, first).due_at == utc("2026-03-09T04:00")
    assert rung(office, "2026-03-09T04:00") == [("li", "case_owner")]


def test_samples_of_another_kind_are_another_request(office: Office) -> None:
    sample = LogRequest(customer=TAIHE, what="A款样品", kind=RequestKind.SAMPLE)
    assert ask(office, command=sample).id != ask(office, command=replace(sample, what="B款样品")).id


# The clocks.


def test_owner_then_manager_then_everybody_each_once(office: Office) -> None:
    office.change("tom", role=Role.SERVICE)
    complaint = complain(office)
    assert rung(office, "2026-03-11T07:59") == []
    assert rung(office, "2026-03-11T08:00") == [("li", "case_owner")]
    assert rung(office, "2026-03-11T08:05") == []
    assert rung(office, "2026-03-16T04:59") == []
    assert rung(office, "2026-03-16T05:00") == [("ann", "case_manager")]
    assert rung(office, "2026-03-19T01:59") == []
    assert rung(office, "2026-03-19T02:00") == [("ann", "case_pool")]
    assert rung(office, "2026-03-19T13:00") == [("tom", "case_pool")], (
        "in New York it was the middle of the night"
    )
    assert rung(office, "2026-04-30T08:00") == []
    assert stands(office, complaint) == complaint, "what the clock does is never in the way of an undo"


def test_what_rings_at_night_or_at_the_weekend_waits(office: Office) -> None:
    ask(office, command=replace(CALL_BACK, due=on("2026-03-13")))
    assert rung(office, "2026-03-13T16:00") == []
    assert rung(office, "2026-03-14T03:00") == []
    assert rung(office, "2026-03-16T00:59") == []
    assert rung(office, "2026-03-16T01:00") == [("li", "case_owner")]


def test_the_keeper_hears_of_what_others_log(office: Office) -> None:
    complaint = complain(office, "han")
    assert rung(office, "2026-03-09T02:05") == [("li", "case_opened")]
    told = office.told("li", PushKind.CASE_OPENED, complaint.id)
    assert isinstance(told, CaseNudged)
    assert (told.by, told.line.keeper) == ("韩梅", "李雷")


def test_taking_it_over_starts_the_clock_again(office: Office) -> None:
    complaint = complain(office)
    rung(office, "2026-03-11T08:00")
    taken = office.does("han", TakeCase(case=complaint.id), CaseTaken)
    assert (taken.line.keeper, taken.line.late) == ("韩梅", None)
    assert rung(office, "2026-03-11T08:05") == []
    assert rung(office, "2026-03-16T08:00") == [("han", "case_owner")]
    assert rung(office, "2026-03-19T08:00") == [("ann", "case_manager")]


def test_settled_or_taken_back_it_rings_no_more(office: Office) -> None:
    complaint, request = complain(office), ask(office)
    office.now = utc("2026-03-10T09:00")
    office.does("li", ResolveComplaint(complaint=Mention("", complaint.id)), ComplaintResolved)
    with office.turn("li") as turn:
        last = turn.work.journal.last_action(turn.actor.id, utc("2026-03-01T00:00"))
    assert last is not None
    office.does("li", CloseRequest(request=request.id), RequestClosed)
    assert rung(office, "2026-03-11T08:00") == []
    office.does("li", Undo(action=last.id), Undone)
    assert rung(office, "2026-03-12T08:05") == [("li", "case_owner")]
    assert office.told("li", PushKind.CASE_OWNER, request.id) is None
    rung(office, "2026-03-20T08:00")
    with office.work() as work:
        assert {each.case_id for each in work.clocks.due(utc("2030-01-01T00:00"), 99)} == {complaint.id}


def test_who_left_is_replaced_by_the_owner_or_the_admins(office: Office) -> None:
    complain(office, "han", replace(SLOW, customer=Mention("华联")))
    office.change("han", left_on=date(2026, 3, 10))
    assert rung(office, "2026-03-11T08:00") == [("wang", "case_owner")]


def test_a_promised_answer_is_watched_for_itself(office: Office) -> None:
    request = ask(office)
    office.does("li", MakePromise(customer=TAIHE, what="回电话", due=on("2026-03-12")), PromiseMade)
    assert rung(office, "2026-03-10T08:00") == []
    assert rung(office, "2026-03-13T02:00") == [("li", "case_owner")]
    told = office.told("li", PushKind.CASE_OWNER, request.id)
    assert isinstance(told, CaseNudged)
    assert told.line.promised is not None


def test_clocks_ring_batch_by_batch(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handlers.ringing.BATCH", 2)
    for what in ("交货太慢", "发票开错", "屏幕碎了"):
        complain(office, command=replace(SLOW, what=what))
    office.now = utc("2026-03-11T08:00")
    batches = [office.does("clock", WatchCases(), RoutineDone) for _ in range(2)]
    assert [(each.pushed, each.more) for each in batches] == [(2, True), (1, False)]


def test_whoever_opened_it_hears_that_it_is_settled(office: Office) -> None:
    complaint = complain(office, "han")
    office.later(hours=1)
    office.does("li", ResolveComplaint(customer=TAIHE), ComplaintResolved)
    assert ("han", "case_closed") in rung(office, "2026-03-09T03:05")
    assert rung(office, "2026-03-09T03:10") == []
    told = office.told("han", PushKind.CASE_CLOSED, complaint.id)
    assert isinstance(told, CaseNudged)
    assert told.by == "李雷"


# What settles them.


def test_a_complaint_is_settled_and_rated(office: Office) -> None:
    complaint = complain(office)
    office.later(days=3)
    resolved = office.does("li", ResolveComplaint(customer=TAIHE, what="投诉"), ComplaintResolved)
    assert (resolved.line.case.id, resolved.line.age, resolved.others) == (complaint.id, 3, 0)
    rated = office.does("li", RateComplaint(complaint=complaint.id, score=4), ComplaintRated)
    assert rated.complaint.satisfaction == 4
    with pytest.raises(BadSlot):
        office.does("li", RateComplaint(complaint=complaint.id, score=6), ComplaintRated)


def test_only_what_is_settled_is_rated(office: Office) -> None:
    with pytest.raises(NothingFound):
        office.does("li", RateComplaint(complaint=complain(office).id, score=4), ComplaintRated)


def test_with_nothing_open_the_history_still_tells_it(office: Office) -> None:
    noted = office.does("li", ResolveComplaint(customer=TAIHE, what="投诉"), Noted)
    assert not isinstance(noted, ComplaintResolved)


@pytest.mark.parametrize(
    ("said", "which"),
    [
        ("发票重开了", "发票开错"),
        ("交货的问题", "交货太慢"),
        ("屏幕换好了", "屏幕碎了"),
        ("发票的投诉", "发票开错"),
    ],
)
def test_words_tell_which_complaint_is_settled(office: Office, said: str, which: str) -> None:
    for what in ("交货太慢", "发票开错", "屏幕碎了", "投诉电话打不通"):
        complain(office, command=replace(SLOW, what=what))
    resolved = office.does("li", ResolveComplaint(customer=TAIHE, what=said), ComplaintResolved)
    assert (resolved.line.case.what, resolved.others) == (which, 3)


def test_which_complaint_is_asked_when_several_or_none_fit(office: Office) -> None:
    complain(office)
    with pytest.raises(Question) as single:
        office.does("li", ResolveComplaint(customer=TAIHE, what="漏水修好"), ComplaintResolved)
    assert len(single.value.choices) == 1
    complain(office, command=replace(SLOW, what="发票开错"))
    with pytest.raises(Question) as asked:
        office.does("li", ResolveComplaint(customer=TAIHE, what="投诉"), ComplaintResolved)
    assert [each.name for each in asked.value.choices] == ["交货太慢", "发票开错"]


def test_a_call_answers_a_call_back(office: Office) -> None:
    request = ask(office)
    office.later(hours=1)
    (answered,) = [each for each in beside(office, "li", CALLED) if isinstance(each, Answered)]
    assert [line.case.id for line in answered.closed] == [request.id]
    assert stands(office, request).state is RequestState.DONE


@pytest.mark.parametrize(
    "touch",
    [
        replace(CALLED, what="没人接"),
        replace(CALLED, channel=Channel.EMAIL),
        replace(CALLED, when=on("2026-03-08")),
        replace(CALLED, customer=ACME),
    ],
)
def test_what_does_not_answer_it(office: Office, touch: LogInteraction) -> None:
    request = ask(office)
    office.later(hours=1)
    beside(office, "li", touch)
    assert stands(office, request).open


def test_of_several_call_backs_the_one_is_chosen(office: Office) -> None:
    for person in ("钱总", "王丽"):
        ask(office, command=replace(CALL_BACK, person=Mention(person), what=f"给{person}回电"))
    office.later(hours=1)
    (answered,) = [each for each in beside(office, "li", CALLED) if isinstance(each, Answered)]
    assert len(answered.open) == 2
    assert not answered.closed


def test_a_brochure_sent_answers_who_asked_for_it(office: Office) -> None:
    request = ask(office, command=LogRequest(customer=TAIHE, what="新品手册", kind=RequestKind.DOCUMENT))
    office.later(hours=1)
    beside(office, "li", LogMaterial(customer=TAIHE, what="新品手册"))
    assert stands(office, request).state is RequestState.DONE


def test_done_by_word_closes_what_was_asked_for(office: Office) -> None:
    request = ask(office)
    closed = office.does("li", KeepPromise(customer=TAIHE, what="回电"), RequestClosed)
    assert closed.line.case.id == request.id
    with pytest.raises(NothingFound):
        office.does("li", KeepPromise(customer=TAIHE, what="回电"), RequestClosed)


def test_not_wanted_any_more(office: Office) -> None:
    request = ask(office)
    command = KeepPromise(customer=TAIHE, what="回电", outcome=PromiseState.CANCELLED)
    office.does("li", command, RequestClosed)
    assert stands(office, request).state is RequestState.CANCELLED


def test_a_promise_fits_before_a_request(office: Office) -> None:
    ask(office)
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.does("li", KeepPromise(customer=TAIHE, what="样品"), PromiseClosed)


def test_which_request_is_asked_when_several_fit(office: Office) -> None:
    for what in ("A款样品", "B款样品"):
        ask(office, command=LogRequest(customer=TAIHE, what=what, kind=RequestKind.SAMPLE))
    command = KeepPromise(customer=TAIHE, what="样品")
    with pytest.raises(Question) as asked:
        office.does("li", command, RequestClosed)
    picked = asked.value.choices[0]
    closed = office.does("li", replace(command, request=Mention("", picked.id)), RequestClosed)
    assert closed.line.case.id == picked.id


def test_keeping_the_promise_closes_the_request(office: Office) -> None:
    request = ask(office, command=LogRequest(customer=TAIHE, what="样品", kind=RequestKind.SAMPLE))
    made = office.does("li", MakePromise(customer=TAIHE, what="寄样品", due=on("2026-03-13")), PromiseMade)
    linked = stands(office, request)
    assert isinstance(linked, Request)
    assert linked.promise_id == made.promise.id
    office.does("li", KeepPromise(customer=TAIHE, what="样品"), PromiseClosed)
    assert stands(office, request).state is RequestState.DONE


# The guard.


@pytest.mark.parametrize(
    "command",
    [
        LogQuote(customer=TAIHE, amount=Money(Decimal(2800), "CNY")),
        LogMaterial(customer=TAIHE, what="新品手册"),
        SetReminder(customer=TAIHE, what="拜访泰禾", due=on("2026-03-12")),
        MakePromise(customer=TAIHE, what="给新品报价", due=on("2026-03-12")),
        LogInteraction(customer=TAIHE, channel=Channel.VISIT, what="聊了续约"),
    ],
)
def test_selling_is_warned_of(office: Office, command: Command) -> None:
    complain(office, "han")
    assert warned(office, command) == [True]


@pytest.mark.parametrize(
    "command",
    [
        CALLED.__class__(customer=TAIHE, channel=Channel.CALL, what="问候"),
        MakePromise(customer=TAIHE, what="寄合同", due=on("2026-03-12")),
        SetReminder(customer=TAIHE, due=on("2026-03-12")),
        LogRequest(customer=TAIHE, what="要新品报价"),
    ],
)
def test_anything_else_is_told_of_it(office: Office, command: Command) -> None:
    complain(office, "han")
    assert warned(office, command) == [False]


@pytest.mark.parametrize(
    "command",
    [
        SetReminder(customer=TAIHE, what="处理泰禾的投诉", due=on("2026-03-12")),
        MakePromise(customer=TAIHE, what="补发缺的货", due=on("2026-03-12")),
        replace(SLOW, what="交货还是太慢"),
        LogQuote(customer=ACME),
    ],
)
def test_putting_it_right_is_not_warned_of(office: Office, command: Command) -> None:
    complain(office, "han")
    assert warned(office, command) == []


def test_the_guard_tells_the_oldest_and_how_many(office: Office) -> None:
    complain(office)
    office.later(days=18)
    complain(office, command=replace(SLOW, what="发票开错"))
    office.later(minutes=1)
    (guarded,) = [
        each for each in beside(office, "han", LogQuote(customer=TAIHE)) if isinstance(each, Guarded)
    ]
    assert (guarded.guard.total, guarded.guard.line.age, guarded.guard.line.keeper) == (2, 18, "李雷")


def test_the_warning_stands_in_briefs_reminders_and_the_day(office: Office) -> None:
    complain(office)
    brief = office.does("han", Brief(customer=TAIHE), Briefed)
    assert [line.case.what for line in brief.cases] == ["交货太慢"]
    plan = SetReminder(customer=TAIHE, what="拜访", due=on("2026-03-09", "15:00"))
    reminder = office.does("li", plan, ReminderSet).reminder
    said = office.told("li", "reminder", reminder.id)
    assert isinstance(said, Reminded)
    assert said.guard is not None
    shown = office.does("li", MyDay(), DayShown)
    assert [each.line.case.what for each in shown.guards] == ["交货太慢"]


# What there is.


def test_what_is_open_is_listed_by_its_due_time(office: Office) -> None:
    complain(office)
    ask(office)
    ask(office, "tom", replace(CALL_BACK, customer=ACME))
    every = office.does("ann", CheckCases(), CasesChecked)
    assert [(line.customer, line.case.what) for line in every.lines] == [
        ("泰禾", "回电话"),
        ("Acme", "回电话"),
        ("泰禾", "交货太慢"),
    ]
    of_taihe = office.does("ann", CheckCases(customer=TAIHE), CasesChecked)
    complaints = office.does("ann", CheckCases(sort=CaseSort.COMPLAINT), CasesChecked)
    toms = office.does("ann", CheckCases(by=Mention("Tom")), CasesChecked)
    assert (every.total, of_taihe.total, complaints.total, toms.total) == (3, 2, 1, 1)


def test_a_long_list_is_counted(office: Office) -> None:
    for number in range(10):
        ask(office, command=LogRequest(customer=TAIHE, what=f"资料{'甲乙丙丁戊己庚辛壬癸'[number]}"))
    short = office.does("li", CheckCases(), CasesChecked)
    whole = office.does("li", CheckCases(whole=True), CasesChecked)
    assert (len(short.lines), short.total, len(whole.lines)) == (8, 10, 10)


def test_sums_in_the_words_are_hidden_from_others(office: Office) -> None:
    complain(office, command=replace(SLOW, what="多收了12万"))
    seen = {
        who: office.does(who, CheckCases(customer=TAIHE), CasesChecked).lines[0].discreet
        for who in ("li", "han", "ann", "wang")
    }
    assert seen == {"li": False, "han": True, "ann": False, "wang": False}


def test_my_day_has_what_waits_for_me(office: Office) -> None:
    ask(office)
    complain(office)
    ask(office, "tom", replace(CALL_BACK, customer=ACME))
    today = office.does("li", MyDay(), DayShown)
    assert [line.case.what for line in today.cases] == ["回电话"]
    office.later(days=3)
    assert len(office.does("li", MyDay(), DayShown).cases) == 2


# Undo.


@pytest.mark.parametrize("command", [SLOW, CALL_BACK])
def test_logging_is_taken_back_whole(office: Office, command: Command) -> None:
    with office.turn("li") as turn:
        turn.begin((command,))
        handle(command, turn)
        action = turn.action
    office.later(hours=1)
    rung(office, "2026-03-12T08:00")
    office.now = utc("2026-03-09T05:00")
    office.does("li", Undo(action=action), Undone)
    assert office.does("li", CheckCases(), CasesChecked).total == 0


def test_closing_is_taken_back_after_the_opener_was_told(office: Office) -> None:
    complaint = complain(office, "han")
    office.later(hours=1)
    with office.turn("li") as turn:
        resolve = ResolveComplaint(customer=TAIHE)
        turn.begin((resolve,))
        handle(resolve, turn)
        action = turn.action
    rung(office, "2026-03-09T03:05")
    office.does("li", Undo(action=action), Undone)
    assert stands(office, complaint).state is ComplaintState.OPEN


@pytest.mark.parametrize("command", [TakeCase(case="none"), CloseRequest(request="none")])
def test_what_is_gone_is_said(office: Office, command: Command) -> None:
    with pytest.raises(NothingFound):
        office.does("li", command, Result)


def test_a_closed_case_is_not_closed_again(office: Office) -> None:
    complaint = complain(office)
    resolve = ResolveComplaint(complaint=Mention("", complaint.id))
    office.does("li", resolve, ComplaintResolved)
    for again in (resolve, TakeCase(case=complaint.id)):
        with pytest.raises(NothingFound):
            office.does("li", again, Result)
    with office.work() as work:
        assert all(each.step in set(Step) for each in work.clocks.due(utc("2030-01-01T00:00"), 99))


# The first word to a customer of the best class. Monday 9 March 2026, 10:00 in Shanghai.


def of_class_a(office: Office) -> Complaint:
    tier(office, "taihe", "A")
    return complain(office)


def test_an_a_customer_without_a_word_is_brought_to_the_owner_and_then_the_manager(office: Office) -> None:
    complaint = of_class_a(office)
    assert rung(office, "2026-03-09T09:55") == []
    assert rung(office, "2026-03-09T10:00") == [("li", "case_untouched")]
    assert rung(office, "2026-03-10T05:05") == [("li", "case_owner")]
    assert rung(office, "2026-03-10T09:05") == [("ann", "case_neglected")]
    told = office.told("ann", PushKind.CASE_NEGLECTED, complaint.id)
    assert isinstance(told, CaseNudged)
    assert told.line.keeper == "李雷"


@pytest.mark.parametrize(
    ("command", "counts"),
    [
        (CALLED, True),
        (LogQuote(customer=TAIHE, amount=Money(Decimal(2800), "CNY")), True),
        (MakePromise(customer=TAIHE, what="上门看机器", due=on("2026-03-12")), True),
        (LogComplaint(customer=TAIHE, what="还是没人管", kind=ComplaintKind.SERVICE), False),
        (LogInteraction(customer=TAIHE, what="听说他们要换人", aside=True), False),
    ],
    ids=["a call", "a quote", "a promise", "another complaint", "a rumour"],
)
def test_what_counts_as_a_word_of_ours(office: Office, command: Command, *, counts: bool) -> None:
    first = of_class_a(office)
    office.later(hours=1)
    office.does("han", command, Result)
    office.now = utc("2026-03-09T10:00")
    told = [(who, subject) for who, kind, subject in office.pushes(WatchCases()) if kind == "case_untouched"]
    assert told == ([] if counts else [("li", first.id)])


def test_a_visit_before_the_complaint_is_no_answer_to_it(office: Office) -> None:
    office.does("li", CALLED, Result)
    office.later(minutes=1)
    of_class_a(office)
    assert rung(office, "2026-03-10T01:05") == [("li", "case_untouched")]


def test_a_word_given_later_still_spares_the_manager(office: Office) -> None:
    of_class_a(office)
    assert rung(office, "2026-03-09T10:00") == [("li", "case_untouched")]
    office.does("li", CALLED, Result)
    assert rung(office, "2026-03-10T09:05") == [("li", "case_owner")]


def test_other_classes_have_the_answer_clock_only(office: Office) -> None:
    for letter in ("", "B", "C"):
        tier(office, "taihe", letter)
        complain(office, command=replace(SLOW, what=f"交货太慢 {letter}"))
    assert rung(office, "2026-03-10T03:00") == []


def test_the_class_by_what_they_buy_counts_where_nobody_stated_one(office: Office) -> None:
    worth = Worth(customer_id=CustomerId("taihe"), reckoned_on=date(2026, 3, 9), tier="A")
    with office.work() as work:
        work.worth.put([worth])
    complain(office)
    assert rung(office, "2026-03-09T10:00") == [("li", "case_untouched")]


def test_an_answer_that_is_due_sooner_needs_no_other_clock(office: Office) -> None:
    tier(office, "taihe", "A")
    ask(office)
    assert rung(office, "2026-03-09T06:00") == [("li", "case_owner")]
    assert rung(office, "2026-03-09T10:00") == [("ann", "case_manager")]


def test_one_card_is_enough_when_both_clocks_have_rung(office: Office) -> None:
    of_class_a(office)
    assert rung(office, "2026-03-10T06:00") == [("li", "case_owner")]


def test_the_team_states_its_own_hours_of_a_first_word(office: Office) -> None:
    with office.work() as work:
        home = work.get(Workspace, "home")
        assert home is not None
        clocks = ClockPolicy(first_word=(("A", 2), ("B", 4)))
        work.save(replace(home, policy=replace(home.policy, clocks=clocks)))
    tier(office, "taihe", "B")
    complain(office)
    assert rung(office, "2026-03-09T06:00") == [("li", "case_untouched")]
