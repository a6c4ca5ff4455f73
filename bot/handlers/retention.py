"""Which customers came, stayed, came back and went, and in which stage they stand."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from bot.domain.calendar import ONE_DAY
from bot.domain.lifecycle import Lifecycle
from bot.domain.retention import CheckLifecycle, LifecycleChecked, Staged
from bot.handlers.registry import Turn, handles
from bot.handlers.scopes import asked_of

DECLINE: Final = Lifecycle.DECLINE


@handles(CheckLifecycle)
def check_lifecycle(command: CheckLifecycle, turn: Turn) -> LifecycleChecked:
    """By the orders of the last days against as many days before; the stages are those of the last sweep."""
    asked = asked_of(command, turn)
    length = timedelta(days=command.days)
    first = turn.today - length + ONE_DAY
    counts = turn.work.retention.between((first - length, first, turn.today), asked.people)
    return LifecycleChecked(
        asked=asked,
        person=command.person,
        days=command.days,
        since=first,
        counts=counts,
        stages=tuple(_staged(turn.work.retention.stages(asked.people))),
    )


def _staged(counts: Mapping[tuple[Lifecycle, Lifecycle | None], int]) -> Iterator[Staged]:
    """In the order of a relationship's life."""
    for stage in Lifecycle:
        here = {before: number for (each, before), number in counts.items() if each is stage}
        staged = Staged(
            stage=stage,
            customers=sum(here.values()),
            won_back=0 if stage is DECLINE else sum(number for before, number in here.items() if before),
            declined=counts.get((DECLINE, stage), 0),
        )
        if staged.customers or staged.declined:
            yield staged
