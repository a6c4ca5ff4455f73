"""Complaints, requests, materials, preferences, names and hand-overs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.cases import CaseSort, CheckCases
from bot.domain.complaints import LogComplaint, ResolveComplaint
from bot.domain.materials import CheckMaterials, LogMaterial
from bot.domain.moment import Moment
from bot.domain.requests import LogRequest
from bot.language.builders import accounts, campaigns, preferring
from bot.language.dates import Kind
from bot.language.kinds import complaint_kind, request_kind
from bot.language.slots import (
    Heard,
    channel_of,
    customers_of,
    customers_said,
    dates_in,
    due_of,
    giver_of,
    person_of,
    what_of,
    when_of,
)
from bot.language.words import section

ASKING: Final = ("pressed_us", "asks_us")


def _known(heard: Heard) -> tuple[Mention, ...]:
    """Whose it is: those said now or before, or whom the conversation is about; none of nobody's."""
    return tuple(each for each in customers_of(heard) if each is not None)


def _complaint(heard: Heard) -> Iterator[Command]:
    when, spans = when_of(heard)
    for customer in _known(heard):
        yield LogComplaint(
            customer=customer,
            person=person_of(heard),
            product=heard.first("product") or heard.told.product,
            kind=complaint_kind(heard.text),
            what=what_of(heard, "log_complaint", spans, head=False),
            when=when,
            due=due_of(heard) if any(each.kind is Kind.BY for each in heard.whens) else None,
        )


def _resolved(heard: Heard) -> Iterator[Command]:
    for customer in _known(heard):
        yield ResolveComplaint(
            customer=customer,
            person=person_of(heard),
            what=what_of(heard, "resolve_complaint", dates_in(heard), head=False),
        )


def _request(heard: Heard) -> Iterator[Command]:
    for customer in _known(heard):
        yield LogRequest(
            customer=customer,
            person=person_of(heard),
            product=heard.first("product") or heard.told.product,
            kind=request_kind(heard.text),
            what=what_of(
                heard, "log_request", () if "signs_up" in heard.clause.features else dates_in(heard)
            ),
            due=_wanted_by(heard),
        )


def _cases(heard: Heard) -> Iterator[Command]:
    """Of whom, looked after by whom, and which sort, as far as that was said."""
    whose = customers_of(heard) if "pronoun" in heard.clause.features else customers_said(heard)
    sorts = [each for each in CaseSort if section("serving")[f"case_{each}s"].search(heard.masked)]
    yield CheckCases(
        customer=next(iter(whose), None),
        person=heard.first("contact"),
        by=heard.first("member") or (None if whose else _me(heard)),
        sort=sorts[0] if len(sorts) == 1 else None,
    )


def _me(heard: Heard) -> Mention | None:
    """The speaker, where their own are asked for."""
    me = heard.hearing.member
    mine = section("serving")["case_mine"].search(heard.masked)
    return Mention("", me.id, me.name) if me and mine else None


def _wanted_by(heard: Heard) -> Moment | None:
    """今天又催交期: a day before the word of asking is when they asked, unless it is still to come."""
    due = due_of(heard)
    asked = next((found for each in ASKING if (found := section("serving")[each].search(heard.masked))), None)
    if due is None or asked is None or due.day > heard.hearing.at.date():
        return due
    start = heard.clause.span[0]
    return due if any(when.span[0] - start >= asked.start() for when in heard.whens) else None


def _material(heard: Heard) -> Iterator[Command]:
    when, spans = when_of(heard)
    for customer in _known(heard):
        yield LogMaterial(
            customer=customer,
            person=person_of(heard),
            by=giver_of(heard),
            product=heard.first("product") or heard.told.product,
            channel=channel_of(heard.masked),
            when=when,
            what=what_of(heard, "log_material", spans, head=False),
        )


def _materials(heard: Heard) -> Iterator[Command]:
    yield CheckMaterials(customer=customers_of(heard)[0], person=heard.first("contact"))


BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {
    "log_complaint": _complaint,
    "resolve_complaint": _resolved,
    "log_request": _request,
    "check_cases": _cases,
    "log_material": _material,
    "check_materials": _materials,
    "check_wishes": preferring.wishes,
    "campaign": campaigns.campaign,
    "set_preference": preferring.preference,
    **accounts.BUILDERS,
}
