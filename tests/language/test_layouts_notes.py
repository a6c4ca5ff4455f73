"""Notes and quotes as people read them: what was understood, slot by slot."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.domain.base import InteractionId, Mention, QuoteId
from bot.domain.customers import Brief
from bot.domain.guide import Declined
from bot.domain.interactions import Facts, Interaction, Topic
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.people import Member
from bot.domain.quotes import Included, Offered, Quote, QuotesChecked
from tests.language.samples import ANN, BRIEF, LI_LEI, QIAN, TAIHE, TOM, VISIT, said, told

PRICE = Money(Decimal(2800), "CNY")
MONTH_END = Moment(date(2026, 3, 31))
QUOTE = Facts(
    product="A款",
    amount=PRICE,
    unit="台",
    qty=Decimal(100),
    discount=Decimal("0.85"),
    term=60,
    lead=14,
    valid_until=MONTH_END,
)


def note(topic: Topic, facts: Facts | None = None, what: str = "") -> Interaction:
    return replace(VISIT, topic=topic, facts=facts, what=what, channel=None)


def read(topic: Topic, facts: Facts | None, what: str, member: Member) -> str:
    result = Noted(interaction=note(topic, facts, what), customer=TAIHE, contact=None, by="李雷")
    return said(result, member).splitlines()[0]


@pytest.mark.parametrize(
    ("topic", "facts", "what", "line"),
    [
        (
            Topic.QUOTE,
            QUOTE,
            "",
            "已记下：给泰禾报价，A款，¥2,800/台，数量100台，8.5折，账期60天，交期14天，有效期到3月31日周二。",
        ),
        (
            Topic.DEAL,
            Facts(stage="negotiation", amount=Money(Decimal(800000), "CNY"), probability=Decimal(70)),
            "",
            "已记下：泰禾的商机，谈判，¥80万，把握70%。",
        ),
        (Topic.COMPLAINT, Facts(product="A款"), "屏幕碎了", "已记下：泰禾投诉，屏幕碎了，A款。"),
        (Topic.COMPLAINT, Facts(product="A款"), "A款屏幕碎了", "已记下：泰禾投诉，A款屏幕碎了。"),
        (Topic.RESOLVED, None, "投诉", "已记下：泰禾的投诉已解决。"),
        (Topic.RESOLVED, None, "屏幕换好了", "已记下：泰禾的投诉已解决，屏幕换好了。"),
        (
            Topic.REQUEST,
            Facts(due=MONTH_END, person="孙总"),
            "回电话",
            "已记下：泰禾提了要求，回电话，孙总，3月31日周二前。",
        ),
        (
            Topic.ORDER,
            Facts(product="A款", qty=Decimal("2.50"), unit="吨", term=0),
            "",
            "已记下：泰禾下单，A款，数量2.5吨，货到付款。",
        ),
        (
            Topic.PAYMENT,
            Facts(amount=PRICE, upto=Money(Decimal(3000), "CNY"), rate=Decimal(30)),
            "首付",
            "已记下：泰禾付款，¥2,800–¥3,000，30%，首付。",
        ),
        (Topic.MATERIAL, Facts(channel="wechat"), "新品手册", "已记下：给泰禾发了资料，新品手册，微信。"),
        (Topic.PREFERENCE, Facts(channel="email", pref="never"), "", "已记下：泰禾的联系要求，不要发邮件。"),
        (
            Topic.PREFERENCE,
            Facts(channel="call", pref="before", at=time(10)),
            "",
            "已记下：泰禾的联系要求，10:00前不要打电话。",
        ),
        (Topic.REFERRAL, Facts(referrer="Acme"), "", "已记下：泰禾是转介绍来的，Acme介绍。"),
        (Topic.WIN_BACK, Facts(due=MONTH_END), "", "已记下：要挽回泰禾，3月31日周二前。"),
        (Topic.RELEASE, None, "", "已记下：泰禾不再跟进。"),
    ],
    ids=lambda each: each if isinstance(each, Topic) else "",
)
def test_noted_in_chinese(topic: Topic, facts: Facts | None, what: str, line: str) -> None:
    assert read(topic, facts, what, LI_LEI) == line


@pytest.mark.parametrize(
    ("topic", "facts", "what", "line"),
    [
        (
            Topic.QUOTE,
            replace(QUOTE, unit="seat", product="Pro", lead=None, qty=None),
            "",
            "Noted, by 李雷: quote to 泰禾 – Pro, CNY 2,800 per seat, 15% off, 60 days to pay, valid until Tue 31 Mar.",
        ),
        (
            Topic.DEAL,
            Facts(stage="lost", competitor="Globex", reason="price"),
            "",
            "Noted, by 李雷: deal with 泰禾 – lost, up against Globex, because: price.",
        ),
        (Topic.COMPLAINT, None, "late delivery", "Noted, by 李雷: complaint from 泰禾 – late delivery."),
        (
            Topic.PREFERENCE,
            Facts(channel="call", pref="before", at=time(10)),
            "",
            "Noted, by 李雷: how 泰禾 wants to be contacted – no calls before 10 am.",
        ),
        (Topic.RELEASE, None, "", "Noted, by 李雷: no more follow-up with 泰禾."),
    ],
    ids=lambda each: each if isinstance(each, Topic) else "",
)
def test_noted_in_english(topic: Topic, facts: Facts | None, what: str, line: str) -> None:
    assert read(topic, facts, what, ANN) == line


def test_somebody_is_to_be_won_back() -> None:
    result = Noted(
        interaction=replace(note(Topic.WIN_BACK), day=date(2026, 3, 6), member_id=TOM.id),
        customer=TAIHE,
        contact=QIAN,
        by="Tom",
    )
    assert said(result, LI_LEI) == "已记下：Tom 3月6日周五要挽回泰禾钱总。"
    assert said(result, ANN) == "Noted, by Tom for Fri 6 Mar: win back 泰禾 (钱总)."


def test_a_campaign_of_nobody() -> None:
    campaign = note(Topic.CAMPAIGN, Facts(amount=PRICE, qty=Decimal(300)), "上海展会")
    result = Noted(interaction=campaign, customer=None, contact=None, by="李雷")
    assert said(result, LI_LEI) == "已记下：市场活动，上海展会，¥2,800，数量300。"
    assert said(result, ANN) == "Noted, by 李雷: campaign – 上海展会, CNY 2,800, qty 300."


def test_a_group_sees_no_sums() -> None:
    result = Noted(
        interaction=note(Topic.PAYMENT, Facts(amount=PRICE)), customer=TAIHE, contact=None, by="李雷"
    )
    assert said(result, LI_LEI, group=True) == "已记下：泰禾付款，¥***。"


def test_notes_in_a_brief() -> None:
    touches = (note(Topic.QUOTE, QUOTE), note(Topic.COMPLAINT, None, "屏幕碎了"))
    lines = said(replace(BRIEF, touches=touches, masked=True, full=True), ANN).splitlines()
    quote = next(each for each in lines if "quote" in each)
    assert quote.startswith("• 10 Mar, 李雷: quote to 钱总 – A款, CNY *** per 台, qty 100 台, 15% off")
    assert "• 10 Mar, 李雷: complaint from 钱总 – 屏幕碎了" in lines
    assert (
        "• 3月10日 李雷：钱总投诉，屏幕碎了"
        in said(replace(BRIEF, touches=touches, full=True), LI_LEI).splitlines()
    )


def test_quotes_checked() -> None:
    quote = Quote(
        id=QuoteId("q"),
        customer_id=TAIHE.id,
        member_id=LI_LEI.id,
        interaction_id=InteractionId("i"),
        product="A款",
        amount=PRICE,
        tax=Included.IN,
        freight=Included.OUT,
        exclusive=False,
        day=date(2026, 3, 10),
        at=datetime(2026, 3, 10, 2, tzinfo=UTC),
        recorded_by=LI_LEI.id,
    )
    lines = (
        Offered(quote=quote, customer="泰禾", by="李雷"),
        Offered(quote=quote, customer="泰禾", by="韩梅", masked=True),
    )
    result = QuotesChecked(customer=TAIHE, name="泰禾", lines=lines, total=12)
    assert said(result, LI_LEI) == told(
        "泰禾：记过12次报价。",
        "• 3月10日 李雷：A款，¥2,800，含税，运费另算，不独家",
        "• 3月10日 韩梅：A款，¥***，含税，运费另算，不独家",
        "还有10条",
        "联系方式和金额只有负责人和主管能看。",
        "[看泰禾的情况]",
    )
    everywhere = QuotesChecked(customer=None, name="A款", lines=lines[:1], total=1)
    assert said(everywhere, ANN) == told(
        "A款: 1 quote on record.",
        "• 10 Mar, 李雷: 泰禾, A款, CNY 2,800, tax included, plus freight, not exclusive",
    )


def test_no_quotes() -> None:
    result = QuotesChecked(customer=TAIHE, name="泰禾", lines=(), total=0)
    assert said(result, LI_LEI) == told(
        "还没有记过泰禾的报价。",
        "报了价就告诉我，例如“给泰禾报了A款2800，账期60天”。",
        "[看泰禾的情况]",
    )


def test_declined_with_what_can_be_done_instead() -> None:
    result = Declined(wish="audit", name="泰禾", instead=(Brief(customer=Mention("泰禾", "t", "泰禾")),))
    assert said(result, LI_LEI) == told(
        "每次改动都留了痕，但操作记录现在还不能在聊天里查。要撤掉自己刚才那步，发“撤销”。",
        "[看泰禾的情况]",
        "[怎么说？]",
    )
    assert said(result, ANN) == told(
        "Every change is on the trail, but it cannot be read in the chat yet. "
        'To take back your own last step, say "undo".',
        "[Brief on 泰禾]",
        "[What can I say?]",
    )
