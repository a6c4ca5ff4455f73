"""Complaints and requests as cards: logged with a clock, settled, listed, and the warning beside an offer."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.base import Mention
from bot.domain.cases import (
    Answered,
    CaseLine,
    CasesChecked,
    CaseSort,
    CaseTaken,
    CheckCases,
    ComplaintLogged,
    ComplaintRated,
    ComplaintResolved,
    Guard,
    Guarded,
    RequestClosed,
    RequestLogged,
    TakeCase,
)
from bot.domain.chat import Block, Button, Card
from bot.domain.complaints import RateComplaint, ResolveComplaint
from bot.domain.requests import CloseRequest, RequestKind, RequestState
from bot.domain.routines import CaseNudged, PushKind
from bot.language.layouts.notes import noted
from bot.language.layouts.parts import block, bullets, mention_of, unstopped, who
from bot.language.speak import Say, says, short

WIDE, LABEL = 60, 20
"""Columns of the words of a case in a line, and on a button."""
SCORES: Final = range(1, 6)
LOW: Final = 2
OFFERED: Final = 3


@says(ComplaintLogged)
def complaint_logged(result: ComplaintLogged, say: Say) -> Card:
    return _logged(result, say)


@says(RequestLogged)
def request_logged(result: RequestLogged, say: Say) -> Card:
    return _logged(result, say)


def _logged(result: ComplaintLogged | RequestLogged, say: Say) -> Card:
    """Who looks after it and until when; of what was open already, since when."""
    line = result.line
    after = _again(line, say) if result.again else _to_do(line, say)
    return Card(noted(result, say).title, block(after), _take_over(line, say))


@says(ComplaintResolved)
def complaint_resolved(result: ComplaintResolved, say: Say) -> Card:
    """How long it took, and the question that the customer answers with a number."""
    line = result.line
    closed = say("cases.settled" if line.age else "cases.settled_today", what=_what(line, say), days=line.age)
    others = say("cases.others", total=result.others) if result.others else ""
    scores = tuple(Button(str(each), RateComplaint(complaint=line.case.id, score=each)) for each in SCORES)
    return Card(noted(result, say).title, block(closed, others, say("cases.ask_score")), (scores,))


@says(ComplaintRated)
def complaint_rated(result: ComplaintRated, say: Say) -> Card:
    score = result.complaint.satisfaction or 0
    title = say("cases.rated", customer=result.customer.short, score=score)
    return Card(title, block(say("cases.rated_low") if score <= LOW else ""))


@says(RequestClosed)
def request_closed(result: RequestClosed, say: Say) -> Card:
    line = result.line
    name = result.customer.short
    if line.case.state is RequestState.DONE:
        return Card(_done(line, name, say))
    return Card(say("cases.dropped", customer=name, what=_what(line, say)))


@says(CaseTaken)
def case_taken(result: CaseTaken, say: Say) -> Card:
    what = _headed(result.line, say, named=True)
    mine = say.is_me(result.line.case.member_id)
    title = (
        say("cases.taken", what=what) if mine else say("cases.assigned", what=what, name=result.line.keeper)
    )
    return Card(title, block(_sentence([_deadline(result.line, say)], say)))


@says(Answered)
def answered(result: Answered, say: Say) -> Card:
    """Titleless, below what was logged: what it settles, or may settle."""
    name = result.customer.short
    done = [_done(each, name, say) for each in result.closed]
    linked = [
        say("cases.linked", customer=name, what=_what(each, say), day=say.short_day(each.case.day))
        for each in result.linked
    ]
    choose = say("cases.which", customer=name) if result.open else ""
    buttons = tuple((_close(each, say),) for each in result.open)
    return Card("", block(*done, *linked, choose), buttons)


@says(Guarded)
def guarded(result: Guarded, say: Say) -> Card:
    line = guard_line(result.guard, say)
    return Card("", block(say("cases.first_settle", guard=line) if result.selling else line))


@says(CasesChecked)
def cases_checked(result: CasesChecked, say: Say) -> Card:
    """What is open, the first due first; one's own can be closed, what is late taken over."""
    sort, whose = result.sort or "both", _whose(result, say)
    if not result.lines:
        return Card(say(f"cases.none.{sort}", whose=whose))
    late = sum(each.late is not None for each in result.lines)
    standing = say(f"cases.open.{sort}", whose=whose, total=result.total)
    title = say("cases.checked_late" if late else "cases.checked", open=standing, late=late)
    lines = bullets(case_text(each, say, named=result.customer is None) for each in result.lines)
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    buttons = [*_next_deeds(result.lines, say)][:OFFERED]
    return Card(title, block(*lines, more), tuple((each,) for each in (*buttons, *_all(result, say))))


@says(CaseNudged)
def case_nudged(result: CaseNudged, say: Say) -> Card:
    line = result.line
    title = say(
        f"routines.{result.kind}.{line.sort}",
        customer=line.customer,
        what=_what(line, say),
        by=who(result.by, say),
        keeper=line.keeper,
        took=say("cases.age", days=line.age) if line.age else say("cases.same_day"),
    )
    facts = "" if result.kind is PushKind.CASE_CLOSED else _sentence(_facts(line, say), say)
    return Card(title, block(facts), _nudge_buttons(result, say))


def case_text(line: CaseLine, say: Say, *, named: bool = False) -> str:
    """`交付投诉：交货太慢（18天，小方在处理，超时3天）`; the customer first if `named`."""
    facts = say("parts.joined").join(_facts(line, say))
    return say("cases.line", what=_headed(line, say, named=named), facts=facts)


def cases_block(
    lines: Iterable[CaseLine], heading: str, say: Say, *, most: int, named: bool = False
) -> tuple[Block, ...]:
    """Cases under a heading, complaints with the sign of warning; nothing when there are none."""
    every = list(lines)
    written = (case_text(each, say, named=named) for each in every[:most])
    signs = ("⚠ " if each.sort is CaseSort.COMPLAINT else "" for each in every)
    left = len(every) - most
    more = say("parts.more", left=left) if left > 0 else ""
    told = bullets(f"{sign}{text}" for sign, text in zip(signs, written, strict=False))
    return block(*told, more, heading=say(heading))


def guard_line(guard: Guard, say: Say) -> str:
    """`⚠ 泰禾还有投诉未结（18天，交货太慢，小方在处理）`; of several the oldest."""
    line = guard.line
    facts = say("parts.joined").join(filter(None, (_age(line, say), _what(line, say), _keeper(line, say))))
    key = "cases.guard" if guard.total == 1 else "cases.guard_many"
    return say(key, customer=line.customer, facts=facts, total=guard.total)


def _what(line: CaseLine, say: Say) -> str:
    words = say.words(unstopped(line.case.what), hidden=line.discreet)
    return short(words, WIDE) or say("cases.something")


def _headed(line: CaseLine, say: Say, *, named: bool) -> str:
    kind = line.case.kind
    request = line.sort is CaseSort.REQUEST and kind is not RequestKind.SIGNUP
    head = say("cases.kind.request" if request else f"cases.kind.{kind}")
    text = say("cases.headed", head=head, what=_what(line, say))
    return say("promises.of_customer", customer=line.customer, what=text) if named else text


def _facts(line: CaseLine, say: Say) -> list[str]:
    facts = (line.person, _age(line, say), _keeper(line, say), _deadline(line, say))
    return [each for each in facts if each]


def _age(line: CaseLine, say: Say) -> str:
    return say("cases.age", days=line.age) if line.age else say("cases.today")


def _keeper(line: CaseLine, say: Say) -> str:
    mine = say.is_me(line.case.member_id) and not say.group
    return say("cases.yours") if mine else say("cases.kept", by=who(line.keeper, say)) if line.keeper else ""


def _deadline(line: CaseLine, say: Say) -> str:
    """How much time is left or gone; with a promise of an answer, by when that is."""
    promise = line.promised
    if promise is not None and promise.due is not None:
        return say("cases.promised", by=who(line.promiser, say), due=say.moment(promise.due))
    if line.late is None:
        return say("cases.due", due=say.moment(line.due))
    return say("cases.late", days=line.late) if line.late else say("cases.just_late")


def _to_do(line: CaseLine, say: Say) -> str:
    return _sentence([_keeper_to_be(line, say), _deadline(line, say)], say)


def _keeper_to_be(line: CaseLine, say: Say) -> str:
    mine = say.is_me(line.case.member_id) and not say.group
    return say("cases.your_turn") if mine else say("cases.their_turn", by=who(line.keeper, say))


def _sentence(facts: Iterable[str], say: Say) -> str:
    joined = say("parts.joined").join(facts)
    return say("cases.sentence", facts=joined[:1].upper() + joined[1:])


def _done(line: CaseLine, customer: str, say: Say) -> str:
    key = "cases.done" if line.age else "cases.done_today"
    return say(key, customer=customer, what=_what(line, say), days=line.age)


def _again(line: CaseLine, say: Say) -> str:
    facts = say("parts.joined").join((_keeper(line, say), _deadline(line, say)))
    return say(
        f"cases.again.{line.sort}", day=say.short_day(line.case.day), what=_what(line, say), facts=facts
    )


def _take_over(line: CaseLine, say: Say) -> tuple[tuple[Button, ...], ...]:
    if say.is_me(line.case.member_id):
        return ()
    return ((say.button("cases.take", TakeCase(case=line.case.id), stays=True),),)


def _close(line: CaseLine, say: Say) -> Button:
    what = short(say("parts.joined").join(filter(None, (line.person, _what(line, say)))), LABEL)
    if line.sort is CaseSort.REQUEST:
        return say.button("cases.close_request", CloseRequest(request=line.case.id), stays=True, what=what)
    meant = Mention(line.case.what, line.case.id, line.case.what)
    return say.button("cases.close_complaint", ResolveComplaint(complaint=meant), stays=True, what=what)


def _next_deeds(lines: Iterable[CaseLine], say: Say) -> Iterator[Button]:
    for each in lines:
        if say.is_me(each.case.member_id):
            yield _close(each, say)
        elif each.late is not None:
            what = short(_what(each, say), LABEL)
            yield say.button("cases.take_what", TakeCase(case=each.case.id), stays=True, what=what)


def _nudge_buttons(result: CaseNudged, say: Say) -> tuple[tuple[Button, ...], ...]:
    """The keeper closes it, others take it over; what is closed needs nothing."""
    if result.kind is PushKind.CASE_CLOSED:
        return ()
    if say.is_me(result.line.case.member_id):
        return ((_close(result.line, say),),)
    return _take_over(result.line, say)


def _whose(result: CasesChecked, say: Say) -> str:
    customer = result.customer.short if result.customer else ""
    if result.by:
        return say("cases.whose_both" if customer else "cases.whose_by", by=result.by, customer=customer)
    return customer or say("cases.whose_all")


def _all(result: CasesChecked, say: Say) -> tuple[Button, ...]:
    if result.total <= len(result.lines):
        return ()
    keeper = result.lines[0].case.member_id
    whole = CheckCases(
        customer=mention_of(result.customer) if result.customer else None,
        by=Mention(result.by, keeper, result.by) if result.by else None,
        sort=result.sort,
        whole=True,
    )
    return (say.button("promises.show_all", whole, total=result.total),)
