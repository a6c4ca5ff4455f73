"""The brief: every ledger's part of one customer, each read by one small function."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.domain.base import MemberId
from bot.domain.briefs import (
    Briefed,
    DealLine,
    Gaps,
    Overdue,
    QuoteLine,
    late_by_currency,
    questions_of,
)
from bot.domain.cases import CaseLine
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Brief, Customer
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE, Interaction
from bot.domain.lifecycle import StageShown
from bot.domain.materials import MaterialLine
from bot.domain.people import Member
from bot.domain.products import Product
from bot.domain.promises import Against, Line, Promise, Side, Standing, by_urgency
from bot.domain.quotes import Quote
from bot.domain.reminders import Reminder
from bot.domain.risk import Assessment, Signal
from bot.domain.vitals import Judged
from bot.handlers.access import note_look, sees_details, shown
from bot.handlers.cases import open_cases
from bot.handlers.following import ties_of
from bot.handlers.ledger import contradictions, lines_of
from bot.handlers.materials import material_lines
from bot.handlers.orders import account_at
from bot.handlers.preferences import wishes_of
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_of, name_of_member
from bot.handlers.scoring import vitals_now

LAST: Final = 5
"""Touches a brief shows."""
LONG: Final = 25
"""Touches the full one shows."""
MATERIALS: Final = 10


@dataclass(frozen=True, slots=True)
class Open:
    """What stands open with a customer, as a brief shows it."""

    lines: tuple[Line, ...]
    against: tuple[Against, ...]
    cases: tuple[CaseLine, ...]
    quotes: tuple[QuoteLine, ...]
    deals: tuple[DealLine, ...]
    overdue: tuple[Overdue, ...]


@handles(Brief)
def brief(command: Brief, turn: Turn) -> Briefed:
    shown = brief_of(customer_of(command, command.customer, turn), turn, full=command.full)
    return replace(shown, picture=command.picture)


def brief_of(customer: Customer, turn: Turn, *, full: bool = False) -> Briefed:
    """Each part as this reader may see it; the look at somebody else's contacts is noted."""
    contacts = shown(turn.work.contacts.at(customer.id), customer, turn)
    touches = tuple(turn.work.interactions.latest(customer.id, LONG if full else LAST))
    stands = _open(customer, turn)
    reminders = tuple(turn.work.reminders.waiting_for(customer.id))
    promises = tuple(line.promise for line in stands.lines)
    told = _tellers([*touches, *promises, *reminders])
    found = vitals_now(customer, turn)
    risk = _risk(found)
    planned = bool(reminders) or any(_ahead(each) for each in stands.lines)
    return Briefed(
        customer=customer,
        owner=name_of_member(customer.owner_id, turn),
        owner_left=_left(customer, turn),
        contacts=contacts,
        touches=touches,
        promises=promises,
        reminders=reminders,
        names=_names((*told, customer.owner_id), turn),
        today=turn.today,
        lines=stands.lines,
        against=stands.against,
        touched=_touched(touches),
        touches_total=turn.work.interactions.count(customer.id),
        masked=_masked(customer, turn),
        wishes=wishes_of(customer.id, turn),
        quotes=stands.quotes,
        cases=stands.cases,
        deals=stands.deals,
        overdue=stands.overdue,
        materials=_materials(customer, turn) if full else (),
        stage=_stage(found, turn),
        risk=risk,
        questions=questions_of(_gaps(stands, contacts, risk, turn, planned=planned)) if told else (),
        full=full,
        ties=ties_of(customer, turn),
    )


def _masked(customer: Customer, turn: Turn) -> bool:
    """Whether sums are hidden from this reader; a look at them is noted."""
    if not sees_details(customer, turn):
        return True
    note_look(customer, turn)
    return False


def _tellers(rows: Iterable[Interaction | Promise | Reminder]) -> list[MemberId]:
    return [each.member_id for each in rows]


def _left(customer: Customer, turn: Turn) -> bool:
    owner = turn.work.get(Member, customer.owner_id)
    return owner is not None and not owner.active


def _touched(touches: Iterable[Interaction]) -> date | None:
    """The day of the last word with them."""
    return next((each.day for each in touches if each.topic not in INSIDE), None)


def _open(customer: Customer, turn: Turn) -> Open:
    opened = turn.work.promises.open_of(customer.id)
    return Open(
        lines=lines_of(by_urgency(opened), turn),
        against=contradictions(opened, turn),
        cases=open_cases(customer, turn),
        quotes=_quotes(customer, turn),
        deals=_deals(customer, turn),
        overdue=_overdue(customer, turn),
    )


def _quotes(customer: Customer, turn: Turn) -> tuple[QuoteLine, ...]:
    """Those that stand today, agreed terms first, then the newest."""
    standing = [each for each in turn.work.quotes.standing(customer.id) if _lasts(each, turn.today)]
    disputed = {one for each in turn.work.conflicts.of(customer.id) for one in (each.quote_id, each.other_id)}
    hidden = not sees_details(customer, turn)
    return tuple(
        QuoteLine(
            quote=each,
            product=_product(each, turn),
            by=name_of_member(each.member_id, turn),
            disputed=each.id in disputed,
            masked=hidden and each.member_id != turn.actor.id,
        )
        for each in sorted(standing, key=lambda each: not each.agreed)
    )


def _lasts(quote: Quote, today: date) -> bool:
    return quote.valid_until is None or quote.valid_until >= today


def _deals(customer: Customer, turn: Turn) -> tuple[DealLine, ...]:
    opened = [each for each in turn.work.deals.of(customer.id) if each.state is DealState.OPEN]
    return tuple(
        DealLine(
            deal=each,
            product=each.name or _product(each, turn),
            by=name_of_member(each.member_id, turn),
        )
        for each in opened
    )


def _overdue(customer: Customer, turn: Turn) -> tuple[Overdue, ...]:
    late = account_at(customer, turn).late
    return late_by_currency((each.rest, each.days_late) for each in late)


def _risk(found: Judged | None) -> Assessment | None:
    return found.risk if found else None


def _stage(found: Judged | None, turn: Turn) -> StageShown | None:
    """None without an order, for then nothing shows a stage."""
    if found is None or found.stage.last is None:
        return None
    standing, facts = found.standing, found.stage
    return StageShown(
        stage=standing.stage,
        orders=len(facts.ordered),
        since=facts.first,
        silent=(turn.today - found.stage.last).days,
        declined_from=standing.declined_from,
    )


def _gaps(
    stands: Open, contacts: tuple[Contact, ...], risk: Assessment | None, turn: Turn, *, planned: bool
) -> Gaps:
    complaints = (each.case for each in stands.cases)
    return Gaps(
        today=turn.today,
        contradiction=next((each.product for each in stands.quotes if each.disputed), ""),
        complaint=next((each for each in complaints if isinstance(each, Complaint)), None),
        ours_late=_first_late(stands.lines, Side.OURS),
        theirs_late=_first_late(stands.lines, Side.THEIRS),
        debt=bool(stands.overdue),
        quotes=stands.quotes,
        deal=stands.deals[0].deal if stands.deals else None,
        contacts=contacts,
        planned=planned,
        silent=any(each.signal is Signal.SILENCE for each in risk.reasons) if risk else False,
    )


def _first_late(lines: Iterable[Line], side: Side) -> str:
    return next((each.promise.what for each in lines if _late(each, side)), "")


def _late(line: Line, side: Side) -> bool:
    return line.standing is Standing.OVERDUE and line.promise.side is side


def _ahead(line: Line) -> bool:
    """A promise of ours that is still to be kept is a next step."""
    return line.promise.side is Side.OURS and line.standing in {Standing.OPEN, Standing.DUE}


def _materials(customer: Customer, turn: Turn) -> tuple[MaterialLine, ...]:
    return material_lines(turn.work.materials.of(customer.id)[:MATERIALS], turn)


def _product(row: Any, turn: Turn) -> str:
    """The name of the product it is about, as we know it or as it was said."""
    product = turn.work.get(Product, row.product_id)
    return product.name if product else row.product


def _names(members: Iterable[MemberId], turn: Turn) -> dict[str, str]:
    return {each: name_of_member(each, turn) for each in {*members} if each}
