"""What somebody answered to an account at risk: who may, until when it holds, and what ends it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.domain.alerts import AT_RISK, Alert, Answer
from bot.domain.base import new_id
from bot.domain.calendar import ONE_DAY
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.promises import Promise, PromiseState
from bot.domain.risk import Colour
from bot.handlers.access import shares
from bot.handlers.belonging import decides, must_decide
from bot.handlers.registry import Turn


def may_answer(customer: Customer, turn: Turn) -> bool:
    """Its owner or co-owner, who stands above the owner, an admin."""
    return decides(customer, turn) or shares(customer, turn)


def answerable(customer: Customer, turn: Turn) -> Customer:
    """The customer; the refusal says whose it is, or that it was let go."""
    if customer.pooled_at:
        raise BadSlot({"slot": "customer", "said": customer.short, "why": "pooled"})
    if not shares(customer, turn):
        must_decide(customer, turn)
    return customer


def answered(
    answer: Answer,
    customer: Customer,
    turn: Turn,
    *,
    until: date | None = None,
    promises: Collection[str] = (),
) -> None:
    """Keep the answer, in place of those before it."""
    end_answers(customer, turn)
    health = turn.work.health.of([customer.id]).get(customer.id)
    alert = Alert(
        id=new_id(),
        customer_id=customer.id,
        member_id=turn.actor.id,
        answer=answer,
        at=turn.now,
        until=until,
        colour=health.colour if health else Colour.GREEN,
        points=health.points if health else 0,
        promises=tuple(promises),
    )
    turn.work.add(alert)


def end_alert(customer: Customer, turn: Turn) -> None:
    """Let go: that is the last answer, where there was anything to answer, and nobody has to do what others gave."""
    standing = turn.work.alerts.standing([customer.id]).get(customer.id, ())
    given = turn.work.many(Promise, [one for each in standing for one in each.promises])
    turn.work.save(*(_called_off(each, turn) for each in given.values() if each.open))
    health = turn.work.health.of([customer.id]).get(customer.id)
    if health and health.colour in AT_RISK:
        answered(Answer.RELEASED, customer, turn)
    else:
        end_answers(customer, turn)


def end_answers(customer: Customer, turn: Turn) -> None:
    """What was answered before counts no more."""
    before = turn.work.alerts.standing([customer.id]).get(customer.id, ())
    turn.work.save(*(replace(each, ended_at=turn.now) for each in before))


def _called_off(promise: Promise, turn: Turn) -> Promise:
    return replace(promise, state=PromiseState.CANCELLED, closed_at=turn.now, closed_by=turn.actor.id)


def put_off(promise: Promise, turn: Turn) -> None:
    """An answer that gave a promise holds until the day after the one to which that was moved."""
    standing = turn.work.alerts.standing([promise.customer_id]).get(promise.customer_id, ())
    given = [each for each in standing if promise.id in each.promises]
    turn.work.save(*(replace(each, until=_last_day(each, promise, turn)) for each in given))


def _last_day(alert: Alert, moved: Promise, turn: Turn) -> date | None:
    """The day after the last of its promises."""
    others = turn.work.many(Promise, [each for each in alert.promises if each != moved.id]).values()
    days = [each.due_day for each in (moved, *others) if each.due_day]
    return max(days) + ONE_DAY if days else alert.until
