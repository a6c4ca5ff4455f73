"""Deals: which one is meant, what moved, and what is kept of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import Mention
from bot.domain.briefs import Briefed
from bot.domain.customers import Brief
from bot.domain.deals import (
    AskLoss,
    CheckDeals,
    Confidence,
    Deal,
    DealMoved,
    DealsChecked,
    DealState,
    DealTold,
    DealUpdate,
    LossAsked,
)
from bot.domain.errors import BadSlot, NotAllowed, Question
from bot.domain.interactions import Topic
from bot.domain.money import Money
from bot.domain.people import Settings, SettingsShown
from tests.handlers.office import Office, on

TAIHE, ACME = Mention("泰禾"), Mention("Acme")
A, B = Mention("A款"), Mention("B款")


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def moves(office: Office, who: str = "li", **slots: object) -> DealMoved:
    return office.does(who, DealUpdate(**{"customer": TAIHE, **slots}), DealMoved, said="说的话")  # type: ignore[arg-type]


def test_a_first_word_opens_a_deal_and_the_next_ones_move_it(office: Office) -> None:
    first = moves(office, amount=cny(600_000), close_date=on("2026-03-31"))
    assert (first.opened, first.deal.stage, first.deal.opened_on) == (True, "lead", date(2026, 3, 9))
    second = moves(office, stage="negotiation", close_date=on("2026-04-30"))
    assert (second.opened, second.deal.id, second.deal.amount) == (False, first.deal.id, cny(600_000))
    assert second.move
    assert (second.move.stage_from, second.move.stage_to, second.move.slipped) == ("lead", "negotiation", 30)
    touches = office.does("li", Brief(customer=TAIHE), Briefed).touches
    assert [each.topic for each in touches] == [Topic.DEAL, Topic.DEAL]


def test_what_moves_nothing_is_kept_without_a_move(office: Office) -> None:
    moves(office, stage="negotiation")
    told = moves(office, probability=Decimal(70), confidence=Confidence.COMMIT)
    assert told.move is None
    assert (told.deal.probability, told.deal.confidence) == (Decimal(70), Confidence.COMMIT)


def test_an_undo_takes_the_deal_and_its_move_with_the_note(office: Office) -> None:
    moved = moves(office, stage="negotiation")
    moves(office, stage="lost", reason="价格太高")
    assert office.does("li", Undo(), Undone).counts == (("note", 1),)
    told = office.does("li", CheckDeals(deal=Mention("", moved.deal.id)), DealTold)
    assert (told.line.deal.state, told.line.deal.closed_on, len(told.moves)) == (DealState.OPEN, None, 1)
    assert office.does("li", Undo(), Undone).counts == (("note", 1),)
    assert office.does("li", CheckDeals(customer=TAIHE), DealsChecked).total == 0


def test_the_product_tells_which_deal_is_meant(office: Office) -> None:
    a, b = moves(office, product=A), moves(office, product=B)
    assert a.deal.id != b.deal.id
    assert b.another
    assert moves(office, product=A, stage="proposal").deal.id == a.deal.id
    with pytest.raises(Question) as asked:
        moves(office, stage="negotiation")
    assert {each.name for each in asked.value.choices} == {"A款", "B款"}
    chosen = moves(office, deal=Mention("", b.deal.id), stage="negotiation")
    assert chosen.deal.id == b.deal.id


def test_a_product_said_later_is_that_of_the_deal_without_one(office: Office) -> None:
    first = moves(office, amount=cny(1))
    assert moves(office, product=A, stage="proposal").deal.id == first.deal.id
    assert moves(office, fresh=True, product=A).deal.id != first.deal.id


def test_a_deal_by_its_name(office: Office) -> None:
    first, other = moves(office, product=A), moves(office, product=B)
    with office.work() as work:
        deal = work.get(Deal, first.deal.id)
        assert deal
        work.save(replace(deal, name="二期扩容"))
    named = office.does(
        "li", DealUpdate(customer=TAIHE, stage="proposal"), DealMoved, said="泰禾二期扩容到方案了"
    )
    assert named.deal.id == first.deal.id != other.deal.id


def test_what_is_said_after_the_end_is_of_the_same_deal(office: Office) -> None:
    lost = moves(office, stage="lost", when=on("2026-03-06"))
    assert (lost.deal.state, lost.deal.closed_on) == (DealState.LOST, date(2026, 3, 6))
    why = moves(office, reason="价格太高", competitor="宏达")
    assert (why.deal.id, why.deal.reason, why.deal.closed_on) == (lost.deal.id, "价格太高", date(2026, 3, 6))
    office.later(days=60)
    assert moves(office, stage="lost").deal.id != lost.deal.id


def test_a_closed_deal_is_opened_again_where_it_stood(office: Office) -> None:
    first = moves(office, stage="negotiation", amount=cny(9))
    moves(office, stage="lost", reason="价格")
    again = moves(office, reopen=True)
    assert (again.deal.id, again.deal.state, again.deal.stage) == (
        first.deal.id,
        DealState.OPEN,
        "negotiation",
    )
    assert (again.deal.closed_on, again.deal.reason) == (None, "")


def test_only_stages_of_the_workspace_count(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.does("li", Settings(setting="stages", value="线索、试点"), SettingsShown)
    shown = office.does(
        "wang", Settings(setting="stages", value="线索、试点 → Contract，赢单"), SettingsShown
    )
    assert shown.workspace.policy.stages == ("线索", "试点", "Contract")
    assert moves(office, stage="contract").deal.stage == "Contract"
    with pytest.raises(BadSlot) as refused:
        moves(office, stage="proposal")
    assert refused.value.facts["known"] == "线索、试点、Contract"
    assert moves(office, stage="won").deal.state is DealState.WON


@pytest.mark.parametrize("value", ["", "、、", "x" * 30, "赢单，丢单", ",".join("abcdefghijklmn")])
def test_no_stages_can_be_made_of_this(office: Office, value: str) -> None:
    with pytest.raises(BadSlot):
        office.does("wang", Settings(setting="stages", value=value), SettingsShown)


def test_everybody_sees_how_far_and_only_some_how_much(office: Office) -> None:
    moved = moves(office, stage="negotiation", amount=cny(800_000))
    for who, masked in (("li", False), ("ann", False), ("han", True)):
        (line,) = office.does(who, CheckDeals(customer=TAIHE), DealsChecked).lines
        assert (line.masked, line.deal.stage, line.by) == (masked, "negotiation", "李雷")
    (line,) = office.does("li", CheckDeals(customer=TAIHE), DealsChecked, group=True).lines
    assert line.masked
    assert office.does(
        "han", DealUpdate(customer=TAIHE, deal=Mention("", moved.deal.id), amount=cny(1)), DealMoved
    ).masked


def test_ones_own_deals_are_the_open_ones(office: Office) -> None:
    moves(office, stage="lost")
    moves(office, customer=Mention("华联"), stage="proposal", close_date=on("2026-05-01"))
    moves(office, customer=ACME, close_date=on("2026-04-01"))
    office.does("han", DealUpdate(customer=TAIHE), DealMoved)
    shown = office.does("li", CheckDeals(), DealsChecked)
    assert [each.customer for each in shown.lines] == ["Acme", "华联"]
    assert office.does("ann", CheckDeals(by=Mention("韩梅")), DealsChecked).total == 1


def test_why_it_was_lost_is_asked_with_its_customer(office: Office) -> None:
    lost = moves(office, stage="lost")
    asked = office.does("li", AskLoss(deal=Mention("", lost.deal.id)), LossAsked)
    assert (asked.deal.id, asked.customer.short) == (lost.deal.id, "泰禾")
