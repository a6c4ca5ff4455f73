"""What stands on the page of one's own numbers: the answers to what a manager would ask in the chat."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from bot.domain.base import Command, Result
from bot.domain.errors import Question, Refusal, surviving
from bot.domain.guide import Declined
from bot.domain.people import Asked
from bot.domain.pipeline import Forecast, PipelineSummary
from bot.domain.promises import CheckPromises
from bot.domain.risk import AtRiskList
from bot.domain.summaries import Summarise
from bot.domain.value import Attention
from bot.handlers.registry import Turn, handle
from bot.handlers.scopes import asked_of
from bot.handlers.summing import cases_of, promise_month

log = logging.getLogger(__name__)

LOOKS: Final[tuple[Command, ...]] = (PipelineSummary(), Forecast(), AtRiskList(), Attention())
Look = Callable[[Turn], Result]


def board_of(turn: Turn) -> Iterator[Result]:
    """One after the other; what cannot be answered, or breaks, leaves the others standing."""
    asked = asked_of(Summarise(), turn)
    looks: tuple[Look, ...] = (*(partial(handle, each) for each in LOOKS), *_ledgers(asked))
    for look in looks:
        found = _looked(look, turn)
        if found is not None and not isinstance(found, Declined):
            yield found


def _ledgers(asked: Asked) -> Iterator[Look]:
    yield partial(promise_month, asked)
    yield partial(handle, CheckPromises(all=True, late=True))
    yield partial(cases_of, asked)


def _looked(look: Look, turn: Turn) -> Result | None:
    with surviving(log, "a part of the board of %s broke", turn.actor.id):
        try:
            with turn.work.attempt():
                return look(turn)
        except (Refusal, Question):
            return None
    return None
