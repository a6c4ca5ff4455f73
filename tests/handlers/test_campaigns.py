"""Campaigns: kept, told more of, and what became of those they brought."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import CampaignId, MemberId, Mention
from bot.domain.campaigns import (
    Campaign,
    CampaignKept,
    CampaignShown,
    CampaignsShown,
    CheckCampaigns,
    CheckUntouched,
    DealOut,
    DealtOut,
    Drive,
    UntouchedShown,
    gain_of,
    meant,
    name_of_drive,
)
from bot.domain.cases import RequestClosed, RequestLogged
from bot.domain.customers import Customer
from bot.domain.deals import DealMoved, DealUpdate
from bot.domain.errors import NotAllowed, NothingFound
from bot.domain.handover import Inherited
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.money import Money
from bot.domain.policy import Rate
from bot.domain.preferences import Preference, PreferenceSet, SetPreference
from bot.domain.requests import CloseRequest, LogRequest, RequestKind
from bot.domain.routines import PushKind
from tests.handlers.office import Office, on

TAIHE, ACME = Mention("泰禾"), Mention("Acme")
FAIR = "广交会2026"


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


@pytest.fixture
def fair(office: Office) -> Office:
    """泰禾 (李雷), Acme (Tom) and 华联 (nobody) came by the fair."""
    with office.work() as work:
        for key in ("taihe", "acme", "hualian"):
            customer = work.get(Customer, key)
            assert customer
            work.save(replace(customer, source=FAIR))
    return office


def keeps(office: Office, what: str = FAIR, said: str = "说的话", **slots: object) -> CampaignKept:
    return office.does("ann", Campaign(what=what, **slots), CampaignKept, said=said)  # type: ignore[arg-type]


def shows(office: Office, who: str = "ann", what: str = FAIR) -> CampaignShown:
    return office.does(who, CheckCampaigns(what=what), CampaignShown)


def touches(office: Office, who: str, customer: Mention) -> None:
    office.does(who, LogInteraction(customer=customer, what="聊了"), InteractionLogged)


def test_a_campaign_is_kept_once_and_told_more_of(fair: Office) -> None:
    first = keeps(fair, amount=cny(200_000))
    assert (first.before, first.drive.cost, first.reach.total) == (None, cny(200_000), 3)
    counted = keeps(fair, qty=Decimal(470))
    assert counted.drive.id == first.drive.id
    assert (counted.drive.cost, counted.drive.brought) == (cny(200_000), Decimal(470))


def test_told_again_it_is_corrected_and_later_it_is_spent_besides(fair: Office) -> None:
    keeps(fair, amount=cny(5))
    assert keeps(fair, amount=cny(6)).drive.cost == cny(6)
    assert keeps(fair, amount=cny(4), said="广交会追加4块").drive.cost == cny(10)
    fair.later(days=30)
    assert keeps(fair, amount=cny(6)).drive.cost == cny(16)
    fair.later(days=200)
    another = keeps(fair, amount=cny(7))
    assert (another.before, another.drive.cost) == (None, cny(7))


def test_an_undo_takes_it_back(fair: Office) -> None:
    keeps(fair, amount=cny(5))
    keeps(fair, amount=cny(6))
    assert fair.does("ann", Undo(), Undone).counts == (("campaign", 1), ("note", 1))
    assert shows(fair).line.drive.cost == cny(5)
    fair.does("ann", Undo(), Undone)
    assert fair.does("ann", CheckCampaigns(), CampaignsShown).lines == ()


def test_only_a_name_looks_at_it_and_nothing_lists_all(fair: Office) -> None:
    keeps(fair, amount=cny(5))
    assert fair.does("ann", Campaign(what="广交会"), CampaignShown).line.drive.name == FAIR
    assert fair.does("ann", Campaign(), CampaignsShown).total == 1
    with pytest.raises(NothingFound):
        fair.does("ann", CheckCampaigns(what="糖酒会"), CampaignShown)


def test_coverage_counts_our_touches_since_its_day(fair: Office) -> None:
    touches(fair, "tom", ACME)
    fair.later(days=3)
    keeps(fair, amount=cny(5))
    assert (shows(fair).line.reach.total, shows(fair).line.reach.touched) == (3, 0)
    fair.does("li", LogRequest(customer=TAIHE, what="要样品", kind=RequestKind.SAMPLE), RequestLogged)
    assert shows(fair).line.reach.touched == 0
    touches(fair, "li", TAIHE)
    reach = shows(fair).line.reach
    assert (reach.touched, reach.answered) == (1, 1)
    assert [(each.name, each.total, each.touched) for each in reach.shares] == [
        ("Tom", 1, 0),
        ("李雷", 1, 1),
        ("", 1, 0),
    ]


def test_what_it_brought_in_the_currency_of_the_team(fair: Office) -> None:
    keeps(fair, amount=cny(200_000))
    fair.does("li", DealUpdate(customer=TAIHE, amount=cny(600_000), stage="won"), DealMoved)
    usd = Money(Decimal(100_000), "USD")
    fair.does("tom", DealUpdate(customer=ACME, amount=usd, stage="won"), DealMoved)
    line = shows(fair).line
    assert (line.reach.won.count, line.reach.won.unrated, line.reach.won.value) == (2, 1, cny(600_000))
    assert line.gain
    assert line.gain.rate == 2
    with fair.work() as work:
        rated = work.workspace.policy.stating(Rate("USD", "CNY", Decimal(7)))
        work.save(replace(work.workspace, policy=rated))
    rich = shows(fair).line
    assert (rich.reach.won.unrated, rich.reach.won.value) == (0, cny(1_300_000))


def test_return_on_what_was_spent() -> None:
    assert gain_of(None, cny(5), None) is None
    assert gain_of(cny(0), cny(5), None) is None
    lost = gain_of(cny(200), None, None)
    assert lost
    assert lost.rate == -1
    with_margin = gain_of(cny(200), cny(1000), Decimal("0.3"))
    assert with_margin
    assert with_margin.rate == Decimal("0.5")


def test_sign_ups_bring_customers_and_wait_for_our_answer(office: Office) -> None:
    keeps(office, "研讨会", amount=cny(5))
    signed = office.does(
        "li", LogRequest(customer=TAIHE, what="报名了研讨会", kind=RequestKind.SIGNUP), RequestLogged
    )
    reach = shows(office, what="研讨会").line.reach
    assert (reach.total, reach.signups, reach.unconfirmed, reach.late) == (1, 1, 1, 0)
    office.later(days=3)
    assert shows(office, what="研讨会").line.reach.late == 1
    office.does("li", CloseRequest(request=signed.line.case.id), RequestClosed)
    assert shows(office, what="研讨会").line.reach.unconfirmed == 0


def test_reps_read_their_own_and_no_sums(fair: Office) -> None:
    drive = keeps(fair, amount=cny(5)).drive
    shown = shows(fair, "li")
    assert (shown.mine, shown.line.masked, shown.may_deal) == (True, True, False)
    assert (shows(fair, "ann").mine, shows(fair, "ann").line.masked) == (False, False)
    own = fair.does("li", CheckUntouched(campaign=drive.id), UntouchedShown)
    assert ([each.customer.id for each in own.lines], own.total) == (["hualian", "taihe"], 2)
    with pytest.raises(NotAllowed):
        fair.does("li", CheckUntouched(campaign=drive.id, owner="tom"), UntouchedShown)
    toms = fair.does("ann", CheckUntouched(campaign=drive.id, owner="tom"), UntouchedShown)
    assert ([each.customer.id for each in toms.lines], toms.owner) == (["acme"], "Tom")


def test_who_must_not_be_contacted_is_marked(fair: Office) -> None:
    drive = keeps(fair, amount=cny(5)).drive
    fair.does("li", SetPreference(customer=TAIHE, pref=Preference.NEVER), PreferenceSet, said="别再联系了")
    shown = fair.does("ann", CheckUntouched(campaign=drive.id), UntouchedShown)
    assert [each.customer.id for each in shown.lines if each.barred] == ["taihe"]


def test_what_nobody_owns_is_given_out_after_a_preview_and_taken_back(fair: Office) -> None:
    drive = keeps(fair, amount=cny(5)).drive
    with pytest.raises(NotAllowed):
        fair.does("li", DealOut(campaign=drive.id), DealtOut)
    planned = fair.does("ann", DealOut(campaign=drive.id), DealtOut)
    assert (planned.done, planned.shares) == (False, (("韩梅", 1, 1),))
    assert owner(fair, "hualian") == ""
    pushes = fair.pushes(DealOut(campaign=drive.id, sure=True), "ann")
    assert [(who, kind) for who, kind, _ in pushes] == [("han", PushKind.HANDED_OVER)]
    assert owner(fair, "hualian") == "han"
    told = fair.told("han", PushKind.HANDED_OVER, pushes[0][2])
    assert isinstance(told, Inherited)
    assert told.total == 1
    fair.does("ann", Undo(), Undone)
    assert owner(fair, "hualian") == ""


def test_there_is_nothing_to_give_out(fair: Office) -> None:
    drive = keeps(fair, amount=cny(5)).drive
    with fair.work() as work:
        customer = work.get(Customer, "hualian")
        assert customer
        work.save(replace(customer, owner_id=MemberId("li")))
    with pytest.raises(NothingFound):
        fair.does("ann", DealOut(campaign=drive.id), DealtOut)


def owner(office: Office, key: str) -> str:
    with office.work() as work:
        customer = work.get(Customer, key)
    assert customer
    return customer.owner_id


def test_sources_of_customers_that_no_campaign_is_known_for(fair: Office) -> None:
    assert fair.does("ann", CheckCampaigns(), CampaignsShown).loose == ((FAIR, 3),)
    keeps(fair, amount=cny(5))
    assert fair.does("ann", CheckCampaigns(), CampaignsShown).loose == ()


def test_other_spellings_of_its_name_count(fair: Office) -> None:
    with fair.work() as work:
        customer = work.get(Customer, "acme")
        assert customer
        work.save(replace(customer, source="ＣＩＩＥ 2026"))
    kept = keeps(fair, "CIIE 2026", amount=cny(5))
    assert (kept.drive.spellings, kept.reach.total) == (("ＣＩＩＥ 2026",), 1)


@pytest.mark.parametrize(
    ("what", "kind", "name"),
    [
        ("广交会2026", "广交会", "广交会2026"),
        ("广交会又", "广交会", "广交会"),
        ("", "抖音", "抖音"),
        ("我们在上海的展会上跟很多很多新老客户聊了聊今年的新品和行情还不错", "展会", "展会"),
    ],
)
def test_its_name(what: str, kind: str, name: str) -> None:
    assert name_of_drive(what, kind) == name


def test_which_one_is_meant(office: Office) -> None:
    def one(name: str) -> Drive:
        return Drive(
            id=CampaignId(name),
            name=name,
            day=on("2026-03-09").day,
            member_id=MemberId("ann"),
            recorded_at=office.now,
        )

    drives = [one("抖音"), one("广交会2026"), one("上海展会")]
    for said, name in (("广交会", "广交会2026"), ("展会", "上海展会"), ("活动", "抖音"), ("Fair", "抖音")):
        found = meant(said, drives)
        assert found
        assert found.name == name
    assert meant("糖酒会", drives) is None
    assert meant("", drives) is None
