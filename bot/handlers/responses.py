"""The first word: a customer of the best class who complains or asks for something is not left without one."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.cases import Case
from bot.domain.clocks import FIRST_WORD, Clock, Step, after, shift_of
from bot.domain.customers import Customer
from bot.domain.interactions import INSIDE, Topic
from bot.domain.people import Member
from bot.domain.promises import Side
from bot.handlers.registry import Turn

LATEST: Final = 25
"""Touches that are looked through for one of ours."""
THEIRS: Final = INSIDE | {Topic.COMPLAINT, Topic.REQUEST, Topic.ORDER, Topic.PAYMENT}
"""Notes that are no word of ours: what the customer said or did, and what stays among us."""


def expect_word(case: Case, turn: Turn) -> None:
    """Set the clock of the first word, where the customer's class has one and the answer is due later anyway."""
    customer = turn.work.get(Customer, case.customer_id)
    waits = patience(customer, turn) if customer else None
    if waits is None:
        return
    keeper = turn.work.get(Member, case.member_id) or turn.actor
    rings = max(after(case.opened_at, waits, shift_of(keeper, turn.calendar)), turn.now)
    if rings < case.due_at:
        turn.work.clocks.put(Clock(case_id=case.id, step=Step.UNTOUCHED, rings_at=rings, set_at=turn.now))


def patience(customer: Customer, turn: Turn) -> timedelta | None:
    """Working time within which somebody is to touch a customer of this class, as stated or as it sells; or None."""
    worth = turn.work.worth.of([customer.id]).get(customer.id)
    tier = customer.tier or (worth.tier if worth else "")
    hours = dict(turn.workspace.policy.clocks.first_word).get(tier)
    return None if hours is None else timedelta(hours=hours)


def word_given(clock: Clock, case: Case, turn: Turn) -> bool:
    """Whether a clock of the first word has nothing to ring for any more; those of the answer do not ask."""
    return clock.step in FIRST_WORD and _touched(case, case.opened_at, turn)


def _touched(case: Case, since: datetime, turn: Turn) -> bool:
    """A visit, call, message, quote, material since then; or a promise, which nobody gives without a word."""
    touches = turn.work.interactions.latest(case.customer_id, LATEST)
    if any(each.at > since and each.topic not in THEIRS for each in touches):
        return True
    return any(each.made_at > since for each in turn.work.promises.open_of(case.customer_id, Side.OURS))
