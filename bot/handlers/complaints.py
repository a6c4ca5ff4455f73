"""Complaints: logged with a clock, settled, and how content the customer is with that."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.domain.base import ComplaintId, Mention, new_id
from bot.domain.cases import ComplaintLogged, ComplaintRated, ComplaintResolved
from bot.domain.complaints import (
    Complaint,
    ComplaintKind,
    ComplaintState,
    LogComplaint,
    RateComplaint,
    ResolveComplaint,
)
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.interactions import Topic
from bot.domain.notes import Noted
from bot.domain.wording import akin, much_alike, words
from bot.handlers.cases import agree, answer_due, begun, case_choice, case_line, opened, told_when_closed
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, contact_of, customer_of

SCORES: Final = range(1, 6)
GENERAL: Final = words(
    "投诉客诉抱怨问题事情满意解决处理好完成都全部终于搞定结关修换"
    " complaint complaints issue issues problem problems case ticket sorted resolved fixed solved closed happy now all"
)
"""Words that any complaint is settled with."""


@handles(LogComplaint)
def log_complaint(command: LogComplaint, turn: Turn) -> ComplaintLogged:
    """One that is open already is not opened twice: its clock goes on."""
    noted = told(command, turn, Topic.COMPLAINT)
    customer = _of(noted)
    complaint = _complaint(command, noted, customer, turn)
    before = _open_already(complaint, turn)
    if before is None:
        complaint = replace(complaint, due_at=answer_due(complaint, command.due, customer, turn))
        opened(complaint, turn)
    line = case_line(before or complaint, turn)
    return ComplaintLogged(**facts_of_note(noted), line=line, again=before is not None)


@handles(ResolveComplaint)
def resolve_complaint(command: ResolveComplaint, turn: Turn) -> Noted:
    """What the history tells in any case; with a complaint open, that one is settled."""
    complaint = _meant(command, turn)
    if complaint is None:
        return told(command, turn, Topic.RESOLVED)
    customer = turn.work.get(Customer, complaint.customer_id)
    about = replace(
        command, customer=Mention(customer.name, customer.id, customer.name) if customer else None
    )
    noted = told(about, turn, Topic.RESOLVED)
    settled = replace(
        complaint,
        state=ComplaintState.RESOLVED,
        closed_at=turn.now,
        closed_by=turn.actor.id,
        outcome=noted.interaction.what,
    )
    turn.work.save(settled)
    told_when_closed(settled, turn)
    others = len(turn.work.complaints.open_at([settled.customer_id]))
    return ComplaintResolved(**facts_of_note(noted), line=case_line(settled, turn), others=others)


@handles(RateComplaint)
def rate_complaint(command: RateComplaint, turn: Turn) -> ComplaintRated:
    complaint = turn.work.get(Complaint, command.complaint)
    customer = turn.work.get(Customer, complaint.customer_id) if complaint else None
    if complaint is None or customer is None or complaint.state is not ComplaintState.RESOLVED:
        raise NothingFound({"what": "", "why": "complaint"})
    if command.score not in SCORES:
        raise BadSlot({"slot": "score", "said": str(command.score), "why": "other"})
    rated = replace(complaint, satisfaction=command.score)
    turn.work.save(rated)
    return ComplaintRated(complaint=rated, customer=customer)


def facts_of_note(noted: Noted) -> dict[str, Any]:
    """What a note tells, for a result that tells more."""
    return dict(vars(noted))


def _of(noted: Noted) -> Customer:
    if noted.customer is None:
        raise NothingFound({"what": noted.interaction.what})
    return noted.customer


def _complaint(command: LogComplaint, noted: Noted, customer: Customer, turn: Turn) -> Complaint:
    return Complaint(
        id=ComplaintId(new_id()),
        kind=command.kind or ComplaintKind.OTHER,
        **begun(command.what, noted, customer, turn),
    )


def _open_already(new: Complaint, turn: Turn) -> Complaint | None:
    """The open complaint about the same thing."""
    stands = turn.work.complaints.open_at([new.customer_id])
    alike = (each for each in stands if much_alike(new.what, each.what))
    return next((each for each in alike if agree(new.product_id, each.product_id)), None)


def _meant(command: ResolveComplaint, turn: Turn) -> Complaint | None:
    """The open complaint that is settled: the one named, the one that fits, or the one the speaker picks."""
    if command.complaint and command.complaint.known:
        return _still_open(command.complaint, turn)
    theirs = _theirs(command, turn)
    if not theirs:
        return None
    best = _best(command.what, theirs)
    if len(best) == 1:
        return best[0]
    choices = tuple(case_choice(each, turn) for each in (best or theirs)[:MOST])
    raise Question(command, "complaint", "complaint", command.complaint or Mention(""), choices)


def _theirs(command: ResolveComplaint, turn: Turn) -> Sequence[Complaint]:
    """The open complaints of the customer; those of the person alone, when there are such."""
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    stands = turn.work.complaints.open_at([customer.id])
    return [each for each in stands if contact and each.contact_id == contact.id] or stands


def _still_open(mention: Mention, turn: Turn) -> Complaint:
    complaint = turn.work.get(Complaint, mention.id)
    if complaint is None or not complaint.open:
        raise NothingFound({"what": mention.name or mention.said, "why": "complaint"})
    return complaint


def _best(said: str, complaints: Sequence[Complaint]) -> Sequence[Complaint]:
    """Those whose words share most with what was said; all of them when nothing in particular was."""
    telling = " ".join(words(said) - GENERAL)
    if not telling:
        return complaints
    scores = {each.id: akin(telling, each.what) for each in complaints}
    best = max(scores.values(), default=0)
    return [each for each in complaints if best and scores[each.id] == best]
