"""The sweep: once a night every account is judged anew, page by page, going on where it stopped."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.base import Command
from bot.domain.norms import Norms, Tally
from bot.domain.routines import RoutineDone


@dataclass(frozen=True, kw_only=True)
class ScoreAccounts(Command):
    """One page of the sweep, at night once its hour has come; `begin` starts one at any hour, with fresh norms."""

    begin: bool = False


class Step(StrEnum):
    """What is usual in the team, then every account, then what needs all of them."""

    NORMS = "norms"
    ACCOUNTS = "accounts"
    AFTER = "after"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """How far the sweep of a day has come: the `step`, the account `after` which it goes on, how many are `judged`.

    `norms` are the last that were reckoned, `tally` what is counted for the next.
    """

    day: date
    step: Step
    after: str = ""
    judged: int = 0
    total: int = 0
    tally: Tally = Tally()
    norms: Norms = Norms()

    @property
    def runs(self) -> bool:
        return self.step is not Step.DONE


@dataclass(frozen=True, kw_only=True)
class Scored(RoutineDone):
    """How far it has come; `sweep` is None when it was not yet time."""

    sweep: Sweep | None = None
