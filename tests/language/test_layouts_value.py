"""Worth, the best customers and attention as people read them: what transcripts of small teams do not show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.base import MemberId, Result
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Member, Scope, SettingsShown
from bot.domain.policy import Policy, TopWeights, ValuePolicy
from bot.domain.value import (
    AccountValued,
    AttentionLine,
    AttentionShown,
    ClassShare,
    Future,
    NotReckoned,
    OwnerShare,
    Referred,
    ValuesShown,
)
from bot.language.layouts.value import percent, rounded
from tests.language.samples import ANN, LI_LEI, TAIHE, TEAM, TODAY, TOM, said

ALL = Asked(Scope.ALL, None)


def read(result: Result, member: Member) -> list[str]:
    return said(result, member).splitlines()


def cny(amount: int | str) -> Money:
    return Money(Decimal(amount), "CNY")


WORTH = Worth(
    customer_id=TAIHE.id,
    reckoned_on=TODAY,
    revenue=cny(1_200_000),
    orders=12,
    first_order=date(2021, 1, 4),
    last_order=TODAY,
    touches=40,
    tier="A",
    recency=5,
    frequency=3,
    monetary=1,
    unvalued=2,
)
FUTURE = Future(
    purchases=11.4,
    each=cny("98765.43"),
    revenue=cny("1125925.9"),
    left=cny("301234.5"),
    buyers=640,
    repeaters=410,
    quiet=7,
    ahead_days=90,
)
SHOWN = AccountValued(
    customer=TAIHE,
    owner="李雷",
    worth=WORTH,
    masked=False,
    total_orders=61,
    cycle=30.4,
    silent=0,
    place=3,
    of=128,
    future=FUTURE,
    margin=Decimal("32.5"),
    discount=Decimal(10),
    touch_cost=cny(200),
    service=cny(8000),
    profit=cny(382_000),
    referred=tuple(Referred(name, cny(1000)) for name in ("华联", "Acme", "小满", "蓝海")),
    usual_days=5,
    overdue=(cny(20_000),),
    days_late=3,
)


def test_a_customer_of_a_large_workspace() -> None:
    assert read(SHOWN, LI_LEI) == [
        "泰禾：近12个月¥120万",
        "• 近12个月12单，历史共61单，上次就在今天",
        "• 平均30天一单",
        "• 另有2单不知道金额，没算进去",
        "• A类客户，销售额在128家里排第3",
        "• 跟其他客户比：最近刚买过，次数居中，花得少",
        "• 近12个月跟进40次，每次¥200，共¥8,000",
        "• 按毛利率32.5%扣掉跟进成本，近12个月净赚¥38.2万",
        "未来12个月（估算）",
        "• 约11单，每单约¥9.88万，合计约¥113万",
        "• 净值约¥30.1万（毛利率32.5%，每次跟进¥200，年折现率10%）",
        "• 90天内不再下单的可能约7%",
        "• 依据：640家买过的客户，410家回购过",
        "• 介绍来4家：华联，Acme，小满，已买¥4,000",
        "• 平时晚5天付款",
        "• 逾期¥2万，最久3天",
        "[泰禾的情况]",
        "[精力花得值不值]",
    ]
    assert "• Chance of no order within 90 days: about 7%" in read(SHOWN, ANN)
    assert "• Based on 640 buyers, 410 of whom came back" in read(SHOWN, ANN)
    assert "• Beside the others: bought lately, buys now and then, spends little" in read(SHOWN, ANN)


def test_nobody_reads_how_alive_a_customer_is() -> None:
    assert not [line for line in read(SHOWN, ANN) if "alive" in line.lower()]


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.001, "<1%"), (0.005, "<1%"), (0.014, "1%"), (1.0, "100%")]
)
def test_a_share(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("exact", "told"),
    [("98765.43", "98800"), ("999", "999"), ("12.345", "12.34"), ("0", "0"), ("-1234", "-1230")],
)
def test_an_estimate_claims_no_cents(exact: str, told: str) -> None:
    assert rounded(cny(exact)).amount == Decimal(told)


def share(tier: str, accounts: int, value: int, whole: int, touches: int = 0) -> ClassShare:
    return ClassShare(
        tier=tier,
        accounts=accounts,
        value=cny(value),
        value_share=value / whole,
        touches=touches,
        touch_share=touches / 100,
        log_ratio=0.0,
    )


CLASSES = (share("A", 20, 800, 1000, 30), share("C", 70, 200, 1000, 65), share("", 9, 0, 1000, 5))


def test_figures_of_last_night_say_so() -> None:
    yesterday = date(2026, 3, 9)
    owner = OwnerShare(owner_id=MemberId("x"), owner="", counts=(("", 3),), value=cny(0), value_share=0.0)
    other = OwnerShare(owner_id=LI_LEI.id, owner="李雷", counts=(("A", 20),), value=cny(9), value_share=1.0)
    shown = ValuesShown(asked=ALL, reckoned_on=yesterday, classes=CLASSES, owners=(other, owner), unvalued=0)
    lines = read(shown, LI_LEI)
    assert "截至3月9日的统计。" in lines
    assert "• 李雷：A 20，占100%" in lines
    assert any("都还没下过单" in line for line in lines)
    assert "Reckoned on 9 Mar." in read(shown, ANN)
    assert not [each for each in read(replace(shown, reckoned_on=TODAY), LI_LEI) if "截至" in each]


def line(name: str, **facts: object) -> AttentionLine:
    known: dict[str, object] = {
        "customer": replace(TAIHE, name=name),
        "owner": "李雷",
        "tier": "A",
        "value": cny(500),
        "value_share": 0.5,
        "touches": 2,
        "touch_share": 0.02,
        "log_ratio": -4.0,
        "verdict": None,
        "masked": False,
    }
    return AttentionLine(**(known | facts))  # type: ignore[arg-type]


def test_attention_with_nothing_out_of_step_and_with_more_than_fits() -> None:
    shown = AttentionShown(
        asked=ALL, reckoned_on=TODAY, period=None, classes=CLASSES, touches=100, loudest=(line("泰禾"),)
    )
    lines = read(shown, TOM)
    assert "No A customer is neglected and no C customer over-served." in lines
    assert "• 泰禾 (李雷): 2% of contact (2 days), 50% of revenue" in lines
    crowded = replace(shown, neglected=(line("泰禾", touches=0, touch_share=0.0),), neglected_total=6)
    told = read(crowded, LI_LEI)
    assert "• 泰禾：销售额占50%，一次也没跟进" in told
    assert [each for each in told if "5" in each and each.startswith("还有")]


def test_a_masked_line_shows_no_share_of_revenue() -> None:
    one = line("泰禾", masked=True, value_share=0.42)
    shown = AttentionShown(
        asked=Asked(Scope.ME, frozenset({TOM.id})), reckoned_on=TODAY, period=None, classes=(), one=one
    )
    for member in (TOM, LI_LEI):
        lines = read(shown, member)
        assert not [each for each in lines if "42" in each or "500" in each]
        assert [each for each in lines if "***" in each]


def test_days_that_were_named() -> None:
    day = Period(date(2026, 3, 2), date(2026, 3, 3))
    shown = AttentionShown(asked=ALL, reckoned_on=TODAY, period=day, classes=())
    assert read(shown, LI_LEI)[0] == "3月2日客户还没有跟进记录。"
    month = replace(shown, period=Period(date(2026, 2, 1), date(2026, 3, 1)))
    assert read(month, TOM)[0] == "No contact with customers yet (1 Feb – 28 Feb)."


def test_a_large_workspace_before_its_first_night() -> None:
    assert read(NotReckoned(), LI_LEI)[-1] == "[最好的客户]"
    assert "tonight" in read(NotReckoned(), TOM)[0]


@pytest.mark.parametrize("member", [LI_LEI, TOM])
def test_settings_of_worth_show_once_they_are_set(member: Member) -> None:
    bare = read(SettingsShown(member=member, workspace=TEAM), member)
    weights = TopWeights(1, 1, 1, 1)
    policy = ValuePolicy(margin=Decimal(30), touch_cost=cny(200), discount=Decimal(8), weights=weights)
    team = replace(TEAM, policy=Policy(value=policy))
    more = read(SettingsShown(member=member, workspace=team), member)
    assert len(more) == len(bare) + 4
    assert [each for each in more if "25%" in each]
    off = read(SettingsShown(member=member, workspace=TEAM, changed="margin"), member)
    assert off[0] in {"改好了。毛利率：没设。", "Changed. Margin: not set."}
