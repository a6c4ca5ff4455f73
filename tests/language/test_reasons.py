"""Why an account is at risk, as a manager reads it in either language."""

from datetime import UTC, date, datetime

import pytest

from bot.adapters.store.images import image_of, read_image
from bot.domain.lifecycle import Lifecycle, StageShown
from bot.domain.people import Language
from bot.domain.policy import LifecyclePolicy
from bot.domain.risk import (
    BadMood,
    ChampionLeft,
    Evidence,
    LatePayment,
    LatePromise,
    OpenComplaint,
    Reason,
    Signal,
    StalledDeal,
    Stated,
    Volume,
)
from bot.domain.silence import Silence
from bot.language import Say
from bot.language.layouts.reasons import few_orders_text, reason_text
from bot.language.layouts.stages import stage_name, stage_text, tip_text

DAY = date(2026, 3, 2)
SEEN: list[tuple[Signal, Evidence, str, str]] = [
    (
        Signal.SILENCE,
        Silence(41, 12.9, 38.7),
        "已失联41天，平时约13天一次",
        "silent for 41 days, usually every 13",
    ),
    (
        Signal.ORDER_SILENCE,
        Silence(96, 24, 72),
        "上次下单是96天前，警戒线72天",
        "last order 96 days ago, alarm at 72",
    ),
    (
        Signal.PROMISE,
        LatePromise(what="周五给报价", days=6, by="小李"),
        "承诺“周五给报价”逾期6天（小李）",
        'our "周五给报价" is 6 days late (小李)',
    ),
    (
        Signal.COMPLAINT,
        OpenComplaint(what="皮带异响", day=DAY, days=18, late=16, by="小方"),
        "投诉“皮带异响”18天未结（小方）",
        'complaint "皮带异响" open for 18 days (小方)',
    ),
    (
        Signal.PAYMENT,
        LatePayment(late=23, usual=5),
        "货款平时晚5天，这次已晚23天",
        "usually pays 5 days late, now 23",
    ),
    (
        Signal.PAYMENT,
        LatePayment(late=1, usual=0),
        "货款平时准时，这次已晚1天",
        "usually pays in time, now 1 day late",
    ),
    (Signal.PAYMENT, LatePayment(late=9, usual=None), "货款逾期9天", "payment 9 days late"),
    (
        Signal.VOLUME,
        Volume(share=0.22, window=90),
        "近90天的采购只有自身平均的22%",
        "last 90 days at 22% of their own average",
    ),
    (
        Signal.VOLUME,
        Volume(share=0.4, window=90, seasonal=True),
        "近90天的采购只有往常同期的40%",
        "last 90 days at 40% of what the season brings",
    ),
    (
        Signal.CHAMPION,
        ChampionLeft(person="钱总", gone=DAY, by="小李"),
        "关键人钱总已离开（3月2日 小李），还没有新联系人",
        "钱总, our way in, has left (2 Mar, 小李); nobody new yet",
    ),
    (
        Signal.STATED,
        Stated(said="明年不续了", day=DAY, by="小李", leaving=True),
        "透露要走：“明年不续了”（3月2日 小李）",
        'said they are leaving: "明年不续了" (2 Mar, 小李)',
    ),
    (
        Signal.STATED,
        Stated(said="恒力报得更低", day=DAY, by="小李"),
        "提到竞争对手：“恒力报得更低”（3月2日 小李）",
        'a rival was named: "恒力报得更低" (2 Mar, 小李)',
    ),
    (
        Signal.STATED,
        Stated(said="", rival="恒力", day=DAY, by="小李"),
        "恒力也在抢这一单（3月2日 小李）",
        "恒力 wants this deal too (2 Mar, 小李)",
    ),
    (Signal.MOOD, BadMood(bad=2, last=3), "最近3次联系有2次不愉快", "2 of the last 3 talks went badly"),
    (
        Signal.STALLED,
        StalledDeal(deal="滁州新厂", age=310, most=120),
        "商机“滁州新厂”拖了310天（一般120天内见分晓），没有下一步",
        'deal "滁州新厂" open for 310 days (most are decided within 120), no next step',
    ),
]


def say(language: Language) -> Say:
    return Say(language=language, zone="Asia/Shanghai", now=datetime(2026, 3, 9, 2, tzinfo=UTC))


@pytest.mark.parametrize(("signal", "evidence", "zh", "en"), SEEN)
def test_each_signal_is_told_by_what_shows_it(signal: Signal, evidence: Evidence, zh: str, en: str) -> None:
    reason = Reason(signal=signal, points=1, evidence=evidence)
    assert reason_text(reason, say(Language.ZH)) == zh
    assert reason_text(reason, say(Language.EN)) == en


def test_every_signal_has_its_line() -> None:
    assert {signal for signal, *_ in SEEN} == set(Signal)


def test_words_are_cut_and_their_sums_starred() -> None:
    late = LatePromise(what="按2800元送40台样机到滁州新厂的二号车间", days=2, by="Tom")
    reason = Reason(signal=Signal.PROMISE, points=8, evidence=late)
    shown = reason_text(reason, say(Language.ZH), room=20, hidden=True)
    assert "2800" not in shown
    assert "…”逾期2天（Tom）" in shown


def test_too_few_orders_are_said() -> None:
    assert few_orders_text(2, say(Language.ZH)) == "只有2张订单，还看不出下单规律"
    assert few_orders_text(1, say(Language.EN)) == "only 1 order: too little history to judge when they order"


@pytest.mark.parametrize(("signal", "evidence", "zh", "en"), SEEN)
def test_reasons_are_kept_as_they_are(signal: Signal, evidence: Evidence, zh: str, en: str) -> None:
    del zh, en
    reasons = (Reason(signal=signal, points=8.5, evidence=evidence),)
    kind = tuple[Reason, ...]
    assert read_image(kind, image_of(kind, reasons)) == reasons


@pytest.mark.parametrize("stage", Lifecycle)
def test_each_stage_has_one_tip_with_its_cadence(stage: Lifecycle) -> None:
    days = str(dict(LifecyclePolicy().cadence)[stage])
    zh, en = tip_text(stage, say(Language.ZH)), tip_text(stage, say(Language.EN))
    assert zh.startswith("建议：")
    assert en.startswith("Tip: ")
    assert f"约{days}天" in zh
    assert f"every {days} days" in en


def test_a_decline_says_what_it_was_before() -> None:
    shown = StageShown(Lifecycle.DECLINE, 7, DAY, 130, Lifecycle.MATURITY)
    assert stage_text(shown, say(Language.ZH)) == "退化期（此前是稳定期）：7张订单，最近一张130天前"
    won_back = StageShown(Lifecycle.GROWTH, 8, DAY, 0, Lifecycle.MATURITY)
    assert stage_text(won_back, say(Language.ZH)) == "形成期：8张订单，最近一张是今天"
    assert stage_name(Lifecycle.DECLINE, say(Language.EN), Lifecycle.GROWTH) == "Declining (before: Growing)"
