"""What accounts are worth: reckoned at once for small workspaces, once a night for large ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.domain.base import CustomerId, MemberId
from bot.domain.clv import fit
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.people import Asked
from bot.domain.ports import Worths
from bot.domain.worth import (
    Book,
    Cuts,
    Ranking,
    Rated,
    Total,
    buyer_of,
    live_book,
    placed,
    quarter_of,
    valuation_of,
    year_to,
)
from bot.handlers.registry import Turn

BATCH: Final = 500
"""Accounts of one step."""
NEVER: Final = date.min


def rank_accounts(turn: Turn, after: str = "") -> str | None:
    """One short step of the nightly reckoning; give it what the step before returned, until that is None.

    Revenue, orders and touches of every account, then how they compare, then the place of each. A class stays for
    its quarter. It may begin anew at any time: every step only writes what is true.
    """
    name, _, place = after.partition(":")
    return STEPS[name](place, turn)


def _reckon(place: str, turn: Turn) -> str:
    """What the ledgers say of the next accounts; class and quintiles stay for now."""
    accounts = turn.work.sales.accounts(BATCH, after=place)
    if not accounts:
        return "compare:"
    year = year_to(turn.today)
    found = turn.work.sales.reckoned(accounts, (year, year), valuation_of(turn.workspace))
    before = turn.work.worth.between(accounts[0][0], accounts[-1][0])
    turn.work.worth.put(_as_placed(each.worth, before.get(each.worth.customer_id)) for each in found)
    return f":{accounts[-1][0]}"


def _as_placed(worth: Worth, before: Worth | None) -> Worth:
    if before is None:
        return worth
    return replace(
        worth,
        tier=before.tier,
        recency=before.recency,
        frequency=before.frequency,
        monetary=before.monetary,
    )


def _compare(_: str, turn: Turn) -> str:
    turn.work.worth.clear()
    before = turn.work.worth.ranking
    cuts = turn.work.worth.cuts(turn.workspace.policy.value)
    empty = Ranking(reckoned_on=turn.today, quarter=NEVER)
    turn.work.worth.rank(replace(before or empty, reckoned_on=turn.today, cuts=cuts, done=False))
    return "learn:"


def _learn(_: str, turn: Turn) -> str:
    """How accounts buy, from a part of them, once a week."""
    ranking, policy = _ranking(turn), turn.workspace.policy.value
    known = ranking.fitted_on
    if known is None or turn.today - known >= timedelta(days=policy.refit_days):
        sample = turn.work.worth.some(policy.most_fitted)
        bought = turn.work.sales.purchases(sample, turn.today, valuation_of(turn.workspace))
        buyers = [buyer for each in bought.values() if (buyer := buyer_of(each, turn.today))]
        turn.work.worth.rank(replace(ranking, fit=fit(buyers, policy), fitted_on=turn.today))
    return "place:"


def _place(place: str, turn: Turn) -> str | None:
    """Class and quintiles of the next accounts; when all have them, the quarter counts as classed."""
    ranking, page = _ranking(turn), turn.work.worth.page(BATCH, after=place)
    quarter = quarter_of(ranking.reckoned_on)
    if not page:
        turn.work.worth.rank(replace(ranking, quarter=quarter, done=True))
        return None
    now = ((each, placed(each, ranking.cuts, anew=ranking.quarter != quarter)) for each in page)
    turn.work.worth.put(after for before, after in now if after != before)
    return f"place:{page[-1].customer_id}"


def _ranking(turn: Turn) -> Ranking:
    return turn.work.worth.ranking or Ranking(reckoned_on=turn.today, quarter=NEVER, cuts=Cuts())


STEPS: Final[Mapping[str, Callable[[str, Turn], str | None]]] = {
    "": _reckon,
    "compare": _compare,
    "learn": _learn,
    "place": _place,
}


@dataclass(frozen=True, slots=True)
class KeptBook:
    """What the last reckoning found; `touched` where touches of other days are asked about."""

    reckoned_on: date
    worths: Worths
    touched: Period | None

    def of(self, customer: CustomerId) -> Rated | None:
        return self.worths.one(customer, self.touched)

    def totals(self, asked: Asked) -> Sequence[Total]:
        return self.worths.totals(asked, self.touched)

    def beyond(self, asked: Asked, revenue: float, touches: float, most: int) -> Sequence[Rated]:
        return self.worths.beyond(asked, self.touched, revenue=revenue, touches=touches, most=most)

    def place(self, rated: Rated) -> tuple[int, int]:
        return self.worths.place(rated.minor)


def book_of(turn: Turn, touched: Period | None = None) -> Book | None:
    """What all accounts are worth; None in a large workspace that was never reckoned."""
    policy = turn.workspace.policy.value
    accounts = turn.work.sales.accounts(policy.live_accounts + 1)
    if len(accounts) <= policy.live_accounts:
        return _live(accounts, touched, turn)
    ranking = turn.work.worth.ranking
    if ranking is None or ranking.quarter == NEVER:
        return None
    return KeptBook(ranking.reckoned_on, turn.work.worth, touched)


def _live(accounts: Sequence[tuple[CustomerId, MemberId]], touched: Period | None, turn: Turn) -> Book:
    """With the classes of this quarter, where the nightly reckoning has given them."""
    year = year_to(turn.today)
    rows = turn.work.sales.reckoned(accounts, (year, touched or year), valuation_of(turn.workspace))
    ranking = turn.work.worth.ranking
    if ranking is not None and ranking.quarter == quarter_of(turn.today):
        before = turn.work.worth.of(each for each, _ in accounts)
        rows = [
            Rated(each.owner_id, _as_placed(each.worth, before.get(each.worth.customer_id))) for each in rows
        ]
    return live_book(rows, turn.today, turn.workspace.policy.value)
