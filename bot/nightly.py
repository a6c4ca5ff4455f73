"""The sweep's road: a page is judged while others may write, and kept in a moment."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, sleep
from typing import Final

from bot.domain.base import Result, WorkspaceId
from bot.domain.ports import Store, Work
from bot.domain.scoring import ScoreAccounts, Scored
from bot.handlers import Turn, keep, look

LONGEST_REST: Final = 1.0
OFTEN: Final = 0.0005
"""Seconds after which a thread that computes lets others in."""


def score(
    store: Store, workspace: WorkspaceId, command: ScoreAccounts, turn_of: Callable[[Work], Turn]
) -> Scored:
    """One page, in two transactions: the one that reads is long, the one that writes is short."""
    with store.reading(workspace) as work:
        looked = look(command, turn_of(work))
    if looked is None:
        return Scored(pushed=0)
    with store.work(workspace) as work:
        return keep(looked, turn_of(work))


def sweep(step: Callable[[], Result]) -> None:
    """Page by page to the end; after each page everybody else has as long as it took."""
    with _obliging():
        while True:
            begun = perf_counter()
            done = step()
            if not isinstance(done, Scored) or not done.more:
                return
            sleep(min(perf_counter() - begun, LONGEST_REST))


@contextmanager
def _obliging() -> Iterator[None]:
    """Give way to other threads ten times as often as Python does: a message runs dozens of statements."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(OFTEN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
