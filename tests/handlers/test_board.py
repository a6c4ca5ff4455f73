"""The page of one's own numbers: the same answers as in the chat, for the same people."""

import pytest

from bot.domain.base import Mention, Result
from bot.domain.cases import ComplaintLogged
from bot.domain.complaints import LogComplaint
from bot.domain.forecast import ForecastShown
from bot.domain.people import Scope
from bot.domain.pipeline import PipelineShown
from bot.domain.promises import MakePromise, PromiseMade, PromisesChecked
from bot.domain.summaries import CasesOfTeam, PromiseMonth
from bot.handlers import board, board_of
from bot.handlers.registry import Turn
from tests.handlers.office import Office, on, utc


def board_for(office: Office, who: str) -> dict[type[Result], Result]:
    with office.turn(who) as turn:
        return {type(each): each for each in board_of(turn)}


@pytest.mark.parametrize(("who", "scope"), [("li", Scope.ME), ("ann", Scope.TEAM), ("wang", Scope.ALL)])
def test_everybody_sees_the_numbers_of_those_they_lead(office: Office, who: str, scope: Scope) -> None:
    found = board_for(office, who)
    assert {PipelineShown, ForecastShown, PromiseMonth, PromisesChecked, CasesOfTeam} <= found.keys()
    month, cases = found[PromiseMonth], found[CasesOfTeam]
    assert isinstance(month, PromiseMonth)
    assert isinstance(cases, CasesOfTeam)
    assert month.asked.scope is cases.asked.scope is scope


def test_nothing_of_others_gets_onto_a_rep_s_page(office: Office) -> None:
    office.now = utc("2026-03-02T02:00")
    promise = MakePromise(customer=Mention("泰禾"), what="送样", due=on("2026-03-20"))
    office.does("li", promise, PromiseMade)
    complaint = LogComplaint(customer=Mention("泰禾"), what="交货太慢")
    office.does("li", complaint, ComplaintLogged, said="交货太慢")
    for who, count in (("li", 1), ("han", 0), ("ann", 1)):
        found = board_for(office, who)
        month, cases = found[PromiseMonth], found[CasesOfTeam]
        assert isinstance(month, PromiseMonth)
        assert isinstance(cases, CasesOfTeam)
        assert (len(month.next), cases.total) == (count, count)


def test_a_part_that_breaks_leaves_the_others_standing(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_asked: object, turn: Turn) -> Result:
        turn.work.people.named("x")
        raise ZeroDivisionError

    monkeypatch.setattr(board, "promise_month", broken)
    found = board_for(office, "ann")
    assert PromiseMonth not in found
    assert CasesOfTeam in found
    assert "a part of the board of ann broke" in caplog.text
