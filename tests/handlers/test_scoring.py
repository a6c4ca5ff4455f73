"""The sweep: at its hour, page by page, going on where it stopped; and the brief judges by the same facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.base import CustomerId, Mention
from bot.domain.briefs import Briefed
from bot.domain.customers import Brief, Customer
from bot.domain.health import Health
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.lifecycle import Lifecycle
from bot.domain.money import Money
from bot.domain.orders import LogOrder, OrderLogged
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.risk import Colour, Signal, Stated
from bot.domain.scoring import ScoreAccounts, Scored, Step
from bot.handlers import scoring
from bot.handlers.registry import Turn
from tests.handlers.office import Office, on, utc

TAIHE = Mention("泰禾")


def swept(office: Office, *, begin: bool = False) -> list[Scored]:
    """Every page of a sweep."""
    found = [office.does("clock", ScoreAccounts(begin=begin), Scored)]
    while found[-1].more:
        found.append(office.does("clock", ScoreAccounts(), Scored))
    return found


def health(office: Office, *keys: str) -> dict[str, Health]:
    with office.work() as work:
        wanted = [CustomerId(each) for each in keys or ("taihe", "acme", "hualian")]
        return {str(key): found for key, found in work.health.of(wanted).items()}


def test_every_account_is_judged(office: Office) -> None:
    office.does("li", LogInteraction(customer=TAIHE, what="聊新厂"), InteractionLogged)
    office.does("han", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.later(days=100)
    *_, last = swept(office)
    assert last.sweep
    assert (last.sweep.judged, last.sweep.total, last.sweep.step) == (3, 3, Step.DONE)
    found = health(office)
    assert {key: each.colour for key, each in found.items()} == {
        "taihe": Colour.AMBER,
        "acme": Colour.GREEN,
        "hualian": Colour.GREEN,
    }
    assert [each.signal for each in found["taihe"].reasons] == [Signal.SILENCE, Signal.PROMISE]
    assert found["taihe"].checked_on == date(2026, 6, 17)


def test_the_brief_says_what_the_sweep_found(office: Office) -> None:
    office.does("li", LogInteraction(customer=TAIHE, what="王总说明年要换供应商"), InteractionLogged)
    office.does("han", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.later(days=60)
    swept(office)
    risk = office.does("li", Brief(customer=TAIHE), Briefed).risk
    assert risk
    assert (risk.colour, risk.reasons) == (Colour.RED, health(office)["taihe"].reasons)
    assert isinstance(risk.reasons[0].evidence, Stated)


def test_it_runs_once_a_local_day_from_its_hour_on(office: Office) -> None:
    office.now = utc("2026-03-09 18:59")  # 02:59 in Shanghai on the tenth
    assert [each.sweep for each in swept(office)] == [None]
    office.now = utc("2026-03-09 19:00")
    assert swept(office)[-1].sweep
    office.later(hours=20)
    assert [each.sweep for each in swept(office)] == [None]
    office.later(hours=4)
    *_, last = swept(office)
    assert last.sweep
    assert last.sweep.day == date(2026, 3, 11)


def test_it_may_be_begun_at_any_hour(office: Office) -> None:
    office.now = utc("2026-03-09 17:00")
    *_, first = swept(office, begin=True)
    *_, again = swept(office, begin=True)
    assert first.sweep
    assert again.sweep
    assert (first.sweep.judged, again.sweep.judged) == (3, 3)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def of(size: int) -> None:
        monkeypatch.setattr(scoring, "PAGE", size)
        monkeypatch.setattr(scoring, "TALLIED", size)
        limited = scoring.assessed
        monkeypatch.setattr(
            scoring, "assessed", lambda by, turn, *, after: limited(by, turn, after=after, limit=size)
        )

    return of


def more_accounts(office: Office, number: int) -> None:
    with office.work() as work:
        work.add(
            *(
                Customer(id=CustomerId(f"c{each}"), name=f"c{each}", created_at=office.now)
                for each in range(number)
            )
        )


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_page_by_page_everybody_is_judged_once(
    office: Office, pages: Callable[[int], None], size: int
) -> None:
    more_accounts(office, 4)
    pages(size)
    *_, last = swept(office)
    assert last.sweep
    assert (last.sweep.judged, last.sweep.total) == (7, 7)
    assert len(health(office, "taihe", "acme", "hualian", *(f"c{each}" for each in range(4)))) == 7


def test_it_goes_on_where_it_stopped(office: Office, pages: Callable[[int], None]) -> None:
    """A restart loses at most one page; the day of the sweep stays, even past midnight."""
    pages(2)
    for _ in range(3):
        office.does("clock", ScoreAccounts(), Scored)
    stopped = office.does("clock", ScoreAccounts(begin=True), Scored)
    assert stopped.sweep
    assert (stopped.sweep.step, stopped.sweep.judged) == (Step.AFTER, 3)


def test_of_two_processes_one_keeps_a_page(office: Office) -> None:
    with office.turn("clock") as turn:
        one, other = (scoring.look(ScoreAccounts(), turn) for _ in range(2))
        assert one
        assert other
        first = scoring.keep(one, turn)
        second = scoring.keep(other, turn)
    assert (first.more, second.more) == (True, True)
    assert first.sweep == one.sweep
    assert second.sweep != one.sweep
    *_, last = swept(office)
    assert last.sweep
    assert last.sweep.judged == 3


def test_what_needs_all_accounts_comes_after_them(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, str, int]] = []

    def ranks(name: str) -> Callable[[Turn, str], str | None]:
        def rank(turn: Turn, after: str) -> str | None:
            ran.append((name, after, len(turn.work.health.of([CustomerId("taihe"), CustomerId("acme")]))))
            return None if after else "half|way"

        return rank

    monkeypatch.setattr(scoring, "AFTER", (ranks("worth"), ranks("more")))
    *_, last = swept(office)
    assert ran == [(name, after, 2) for name in ("worth", "more") for after in ("", "half|way")]
    assert last.sweep
    assert last.sweep.step is Step.DONE


def test_accounts_are_ranked_every_night(office: Office) -> None:
    office.does("li", LogOrder(customer=TAIHE, amount=Money(Decimal(900), "CNY")), OrderLogged)
    swept(office)
    with office.work() as work:
        ranking, worth = work.worth.ranking, work.worth.of([CustomerId("taihe")])
    assert ranking
    assert ranking.done
    assert worth[CustomerId("taihe")].tier == "A"


def test_norms_are_the_teams_own_once_it_has_enough(office: Office) -> None:
    for _ in range(22):
        office.does("li", LogInteraction(customer=TAIHE, what="聊新厂"), InteractionLogged)
        office.later(days=7)
    *_, last = swept(office)
    assert last.sweep
    assert last.sweep.norms.contact_gap == 7
    office.later(days=6)
    reckoned = last.sweep.norms.reckoned_on
    *_, next_week = swept(office)
    assert next_week.sweep
    assert next_week.sweep.norms.reckoned_on == reckoned
    office.later(days=1)
    *_, after = swept(office)
    assert after.sweep
    assert after.sweep.norms.reckoned_on == after.sweep.day


def test_a_stage_is_remembered_from_night_to_night(office: Office) -> None:
    swept(office)
    with office.work() as work:
        before = work.health.of([CustomerId("taihe")])[CustomerId("taihe")]
        old = replace(before, stage=Lifecycle.MATURITY, next_stage=None)
        work.health.put([old])
    stages: list[Any] = []
    for _ in range(29):
        office.later(days=1)
        swept(office)
        stages.append(health(office)["taihe"].stage)
    assert stages == [Lifecycle.MATURITY] * 27 + [Lifecycle.EXPLORATION] * 2
    changed = health(office)["taihe"]
    assert changed.stage_since == changed.checked_on - timedelta(days=1)


def test_archived_accounts_are_left_out(office: Office) -> None:
    with office.work() as work:
        taihe = work.get(Customer, "taihe")
        assert taihe
        work.save(replace(taihe, archived_at=office.now))
    swept(office)
    assert set(health(office)) == {"acme", "hualian"}


def test_an_account_that_is_none_any_more_is_forgotten(office: Office) -> None:
    swept(office)
    with office.work() as work:
        taihe = work.get(Customer, "taihe")
        assert taihe
        work.save(replace(taihe, archived_at=office.now))
    office.later(days=1)
    swept(office)
    assert set(health(office)) == {"acme", "hualian"}
