"""Attention against value: who gets more of the team's time than they bring, and who less (SCORING.md, section 4)."""

from enum import StrEnum
from math import log2

from bot.domain.policy import ValuePolicy


class Verdict(StrEnum):
    NEGLECTED = "neglected"
    OVER_SERVED = "over_served"


def log_ratio(touch_share: float, value_share: float, policy: ValuePolicy) -> float:
    """0 where time and value agree, 1 at twice the time, -1 at half of it; shares from 0 to 1."""
    return log2((touch_share + policy.smoothing) / (value_share + policy.smoothing))


def verdict_of(tier: str, ratio: float, policy: ValuePolicy) -> Verdict | None:
    """An A account below -1 is neglected, a C account above +1 over-served; of all others nothing is said."""
    if tier == "A" and ratio < -policy.out_of_step:
        return Verdict.NEGLECTED
    if tier == "C" and ratio > policy.out_of_step:
        return Verdict.OVER_SERVED
    return None
