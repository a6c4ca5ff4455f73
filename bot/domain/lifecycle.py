"""The four stages of a customer relationship (SCORING.md, section 3), by orders and time alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.policy import SilencePolicy
from bot.domain.silence import ENOUGH, silence_of

FIRST_ORDERS: Final = 2
FEW_ORDERS: Final = 5
FIRST_DAYS: Final = 90
FEW_DAYS: Final = 180


class Lifecycle(StrEnum):
    EXPLORATION = "exploration"
    GROWTH = "growth"
    MATURITY = "maturity"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class StageShown:
    """The stage, and what shows it: how many orders since when, and days since the last."""

    stage: Lifecycle
    orders: int
    since: date
    silent: int


def stage_of(
    orders: Sequence[date], known_since: date, today: date, policy: SilencePolicy
) -> StageShown | None:
    """By the days of their orders; None without any, for then nothing shows a stage."""
    if not orders:
        return None
    first = min(known_since, *orders)
    silent = (today - max(orders)).days
    return StageShown(_stage(orders, (today - first).days, today, policy), len(orders), first, silent)


def _stage(orders: Sequence[date], known: int, today: date, policy: SilencePolicy) -> Lifecycle:
    silence = silence_of(orders, today, policy) if len(orders) >= ENOUGH else None
    if silence and silence.days > silence.limit:
        return Lifecycle.DECLINE
    if len(orders) <= FIRST_ORDERS or known < FIRST_DAYS:
        return Lifecycle.EXPLORATION
    return Lifecycle.GROWTH if len(orders) < FEW_ORDERS or known < FEW_DAYS else Lifecycle.MATURITY
