"""What answers a request: a call, a visit, a quote, a brochure, a promise given or kept."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.base import PromiseId
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.promises import Promise, PromiseState, Side
from bot.domain.requests import ANSWERS, UNREACHED, Request, RequestState
from bot.domain.wording import akin, much_alike
from bot.handlers.cases import agree, told_when_closed
from bot.handlers.registry import Turn


def settle(touch: Interaction, turn: Turn) -> None:
    """Close the request that this answers; with several the person is asked which."""
    fitting = answered_by(touch, turn)
    if len(fitting) == 1:
        closed(fitting[0], RequestState.DONE, turn)


def answered_by(touch: Interaction, turn: Turn) -> Sequence[Request]:
    """The open requests, made before, that a touch may answer."""
    how = touch.topic or touch.channel
    kind = ANSWERS.get(how) if how else None
    if kind is None or UNREACHED.search(f"{touch.what} {touch.said}"):
        return ()
    waiting = turn.work.requests.open_at([touch.customer_id])
    before = (each for each in waiting if each.kind is kind and each.opened_at < touch.at)
    return [each for each in before if agree(each.contact_id, touch.contact_id)]


def closed(request: Request, outcome: RequestState, turn: Turn) -> Request:
    done = replace(request, state=outcome, closed_at=turn.now, closed_by=turn.actor.id)
    turn.work.save(done)
    told_when_closed(done, turn)
    return done


def link(promise: Promise, turn: Turn) -> None:
    """A promise answers the request that it repeats: from now on the promise is watched, and closes it when kept."""
    if promise.side is not Side.OURS:
        return
    waiting = [each for each in turn.work.requests.open_at([promise.customer_id]) if _free(each, turn)]
    fitting = [each for each in waiting if much_alike(promise.what, each.what)]
    if fitting:
        best = max(fitting, key=lambda each: akin(promise.what, each.what))
        turn.work.save(replace(best, promise_id=PromiseId(promise.id)))


def settle_promised(promise: Promise, turn: Turn) -> None:
    """What was asked for is done with the promise that was kept."""
    if promise.state is PromiseState.KEPT:
        for each in turn.work.requests.of_promise(promise.id):
            if each.open:
                closed(each, RequestState.DONE, turn)


def settled_now(customer: Customer, turn: Turn) -> Sequence[Request]:
    """The requests of a customer that this message closed."""
    every = turn.work.requests.closed_at(customer.id, turn.now)
    return [each for each in every if each.closed_by == turn.actor.id]


def _free(request: Request, turn: Turn) -> bool:
    """Whether no open promise answers it yet."""
    promise = turn.work.get(Promise, request.promise_id)
    return promise is None or not promise.open
