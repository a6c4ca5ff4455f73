"""What is sold: quotes, orders, payments and deals, in the ways that people tell of them."""

from typing import Any

import pytest

from bot.language import parsed, understand
from tests.language.world import hearing

TAIHE, HUALIAN = "泰禾电子科技有限公司", "华联集团"


def heard(text: str, focus: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = parsed(understand(text, hearing(focus=focus)))["commands"]
    return [(each["name"], each["slots"]) for each in found]


def cny(value: float) -> dict[str, Any]:
    return {"value": value, "currency": "CNY"}


def usd(value: float) -> dict[str, Any]:
    return {"value": value, "currency": "USD"}


QUOTES = [
    ("给泰禾报了A款2800，账期60天", {"customer": TAIHE, "product": "A款", "amount": cny(2800), "term": 60}),
    ("泰禾 A款 2800/台 100台 货到付款", {"amount": cny(2800), "unit": "台", "qty": 100, "term": 0}),
    ("给钱总报了八五折 月结30天", {"customer": TAIHE, "person": "钱伟", "discount": 0.85, "term": 30}),
    ("quoted Acme 12k for 10 seats", {"customer": "Acme Corp", "amount": cny(12000), "qty": 10}),
    ("quoted Jane $40 per seat, net 30, valid until Friday",
     {"person": "Jane Smith", "amount": usd(40), "unit": "seat", "term": 30, "valid_until": "2026-03-13"}),
    ("gave Acme 15% off", {"customer": "Acme Corp", "discount": 0.85}),
    ("报给五月花80到100万", {"amount": cny(800000), "upto": cny(1000000)}),
    ("韩梅给华联报了A款2600", {"customer": HUALIAN, "by": "韩梅", "product": "A款"}),
    ("泰禾从2800降到2600了", {"customer": TAIHE, "amount": cny(2600)}),
    ("报价给五月花128,000，3周交货", {"amount": cny(128000), "lead": 21}),
    ("quoted globex x200 at 3.2k each, lead time 4 weeks", {"product": "X200", "amount": cny(3200), "lead": 28}),
    ("给泰禾报了A款2500，不含税", {"tax": "out", "what": "不含税"}),
    ("给泰禾报了A款含13%税2825一台", {"tax": "in", "rate": 13, "amount": cny(2825)}),
    ("给泰禾报A款未税价2500", {"tax": "out", "amount": cny(2500)}),
    ("quoted Acme X200 at 1,320 incl. VAT", {"tax": "in"}),
    ("quoted Acme 1,100 for X200 plus VAT", {"tax": "out"}),
    ("泰禾A款2800，包运费", {"freight": "in"}),
    ("给泰禾报了A款2800，运费他们自己出", {"freight": "out"}),
    ("quoted Acme $1,150 each for the X200 ex works", {"freight": "out"}),
    ("quoted Acme 1,150 per X200 delivered", {"freight": "in"}),
    ("给泰禾报了A款2800，独家给他们", {"exclusive": True}),
    ("offered Acme the X200 at $1,150 with exclusivity", {"exclusive": True}),
    ("quoted Acme X200 $1,150, non-exclusive", {"exclusive": None, "amount": usd(1150)}),
    ("给泰禾重新报了A款2650", {"revises": True, "amount": cny(2650)}),
    ("泰禾A款改报2650，Tom之前的2800不算了", {"revises": True, "amount": cny(2650), "by": None}),
    ("sent Acme a revised quote for the X200, $1,190 each", {"revises": True, "amount": usd(1190)}),
    ("给泰禾报了A款大概2700", {"about": True, "amount": cny(2700)}),
    ("told Acme the X200 is about $900", {"about": True, "amount": usd(900)}),
    ("跟泰禾谈定A款2700，账期60天", {"agreed": True, "amount": cny(2700), "term": 60}),
    ("泰禾A款协议价2700", {"agreed": True, "amount": cny(2700)}),
    ("agreed with Acme: X200 at 1,100, net 60", {"agreed": True, "product": "X200", "term": 60}),
    ("signed with Acme: X200 at $1,100 each", {"agreed": True, "amount": usd(1100)}),
    ("泰禾A款50台，总价14万", {"total": True, "qty": 50, "amount": cny(140000)}),
    ("给泰禾报了A款100台，每台2800", {"total": None, "qty": 100, "unit": "台"}),
    ("quoted Acme 2800 for the A100", {"product": "A100", "amount": cny(2800)}),
    ("跟泰禾说了账期可以给到90天", {"term": 90}),
    ("给华联报了12万，报价30天有效", {"amount": cny(120000), "valid_until": "2026-04-10"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slots"), QUOTES)
def test_a_price_that_was_offered_is_a_quote(text: str, slots: dict[str, Any]) -> None:
    ((name, found),) = heard(text)
    assert name == "log_quote"
    assert {key: found.get(key) for key in slots} == slots


def test_several_products_are_several_quotes_with_the_same_terms() -> None:
    found = heard("给泰禾报了A款2800，X200 3100，账期60天，交期两周，报价有效期到月底")
    said = [(slots["product"], slots["amount"]["value"], slots["term"], slots["lead"]) for _, slots in found]
    assert said == [("A款", 2800, 60, 14), ("X200", 3100, 60, 14)]
    assert {slots["valid_until"] for _, slots in found} == {"2026-03-31"}


def test_a_product_that_nobody_knows_has_its_own_price_too() -> None:
    found = heard("给华联报A款2800 B款3100")
    assert [(slots["product"], slots["amount"]["value"]) for _, slots in found] == [
        ("A款", 2800),
        ("B款", 3100),
    ]


def test_a_quote_a_promise_and_a_reminder_in_one_line() -> None:
    found = heard("华联 A款2800 周五前送样 周四15点提醒")
    assert [name for name, _ in found] == ["log_quote", "make_promise", "set_reminder"]
    assert {slots["customer"] for _, slots in found} == {HUALIAN}


def test_two_customers_have_their_own_prices() -> None:
    found = heard("quoted Globex 61k EUR and Acme 58k USD")
    assert [(slots["customer"], slots["amount"]) for _, slots in found] == [
        ("Globex Inc", {"value": 61000, "currency": "EUR"}),
        ("Acme Corp", usd(58000)),
    ]


@pytest.mark.parametrize(
    "text",
    ["对方还价2500", "竞争对手报2700给泰禾", "泰禾预算50万", "泰禾这单成本2000", "王强想要八折",
     "华联要求账期60天", "Acme countered 9k", "Bob asked for 15% off"],
)  # fmt: skip
def test_a_price_of_others_is_none_of_ours(text: str) -> None:
    ((name, _),) = heard(text, focus="c-taihe")
    assert name == "log_interaction"


def test_our_price_and_their_answer_are_two_things() -> None:
    found = heard("给泰禾报了2800，他们还价2500")
    assert [name for name, _ in found] == ["log_quote", "log_interaction"]
    assert found[0][1]["amount"] == cny(2800)


@pytest.mark.parametrize("text", ["答应泰禾降到2600", "泰禾报价单周五前给", "明天给泰禾报2800"])
def test_a_price_still_to_be_given_is_no_quote(text: str) -> None:
    ((name, _),) = heard(text)
    assert name in {"make_promise", "set_reminder"}


@pytest.mark.parametrize(
    "text",
    ["给泰禾多少钱报的？", "泰禾的报价是多少", "谁给华联报过价", "what did we quote Acme?", "quotes for Globex",
     "show me quotes for Acme", "泰禾报价记录", "did we quote Globex?"],
)  # fmt: skip
def test_what_was_quoted_can_be_asked(text: str) -> None:
    ((name, slots),) = heard(text)
    assert (name, bool(slots["customer"])) == ("check_quotes", True)


ORDERS = [
    ("泰禾下单A款100台", {"customer": TAIHE, "product": "A款", "qty": 100}),
    ("泰禾下单A款100台，月底交货", {"qty": 100, "due": "2026-03-31"}),
    ("Acme ordered 50 X200", {"customer": "Acme Corp", "product": "X200", "qty": 50}),
    ("五月花返单50台X200", {"product": "X200", "qty": 50}),
    ("Acme ordered 10", {"qty": 10}),
    ("PO from Globex is in, $12k", {"customer": "Globex Inc", "amount": usd(12000)}),
    ("Globex昨天下单25台", {"qty": 25, "when": "2026-03-10"}),
]


@pytest.mark.parametrize(("text", "slots"), ORDERS)
def test_an_order(text: str, slots: dict[str, Any]) -> None:
    ((name, found),) = heard(text)
    assert name == "log_order"
    assert {key: found.get(key) for key in slots} == slots


def test_an_order_of_two_products_is_two() -> None:
    found = heard("泰禾下单：A款40台，X200 6台")
    assert [(slots["product"], slots["qty"]) for _, slots in found] == [("A款", 40), ("X200", 6)]


PAYMENTS = [
    ("泰禾付了5万", {"customer": TAIHE, "amount": cny(50000)}),
    ("泰禾款到账了 12万", {"amount": cny(120000)}),
    ("收到泰禾30%预付款", {"rate": 30}),
    ("Acme paid 40k", {"customer": "Acme Corp", "amount": cny(40000)}),
    ("payment from Globex received today $12,500", {"amount": usd(12500), "when": "2026-03-11"}),
    ("泰禾昨天打了5万定金", {"amount": cny(50000), "when": "2026-03-10"}),
    ("钱收到了，泰禾，二十一万整", {"customer": TAIHE, "amount": cny(210000)}),
    ("acme paid on monday", {"when": "2026-03-09"}),
]


@pytest.mark.parametrize(("text", "slots"), PAYMENTS)
def test_money_that_arrived(text: str, slots: dict[str, Any]) -> None:
    ((name, found),) = heard(text)
    assert name == "log_payment"
    assert {key: found.get(key) for key in slots} == slots


def test_money_without_a_customer_is_asked_about() -> None:
    assert heard("款到账了") == [("log_payment", {})]


def test_an_order_and_its_money() -> None:
    found = heard("宏达机械今天一口气下了三台X200付了全款35400")
    assert [name for name, _ in found] == ["log_order", "log_payment"]
    assert (found[0][1]["qty"], found[1][1]["amount"]) == (3, cny(35400))


@pytest.mark.parametrize(
    ("text", "name"),
    [("钱总答应月底付款", "customer_promise"), ("华联说下周下单", "customer_promise"),
     ("泰禾说下周签", "customer_promise"), ("Acme will send the PO next week", "customer_promise"),
     ("钱总说月底前把尾款打过来", "customer_promise"), ("提醒我周五给泰禾报价2800", "set_reminder")],
)  # fmt: skip
def test_what_is_only_announced_is_no_deed(text: str, name: str) -> None:
    assert [each for each, _ in heard(text)] == [name]


DEALS = [
    ("泰禾的单子进入谈判，预计下月签 80万",
     {"stage": "negotiation", "amount": cny(800000), "close_date": "2026-04-30"}),
    ("Acme deal moves to negotiation", {"stage": "negotiation"}),
    ("泰禾签了", {"customer": TAIHE, "stage": "won"}),
    ("泰禾合同签了", {"stage": "won"}),
    ("Globex won! 120k", {"stage": "won", "amount": cny(120000)}),
    ("华联丢了，输给A公司，因为价格", {"stage": "lost", "competitor": "A公司", "reason": "价格"}),
    ("lost Acme to Contoso on price", {"customer": "Acme Corp", "stage": "lost", "competitor": "Contoso"}),
    ("泰禾那单七成把握月底能签", {"probability": 70, "close_date": "2026-03-31"}),
    ("Acme 60% likely to close end of Q2", {"probability": 60, "close_date": "2026-06-30"}),
    ("上海银行概率提到80", {"probability": 80}),
    ("Acme deal is fifty-fifty", {"probability": 50}),
    ("泰禾项目立项了", {"stage": "qualified"}),
    ("Acme: proposal stage", {"stage": "proposal"}),
    ("泰禾 80万→65万", {"amount": cny(650000)}),
    ("泰禾单子推到5月签", {"close_date": "2026-05-31"}),
    ("泰禾 谈判 70万 六成 4月底",
     {"stage": "negotiation", "amount": cny(700000), "probability": 60, "close_date": "2026-04-30"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slots"), DEALS)
def test_a_deal_moves(text: str, slots: dict[str, Any]) -> None:
    ((name, found),) = heard(text)
    assert name == "deal_update"
    assert {key: found.get(key) for key in slots} == slots


@pytest.mark.parametrize(
    "text",
    ["泰禾还没付款", "泰禾没下单", "没给泰禾报价", "Acme hasn't paid", "did Acme pay?", "泰禾付了吗",
     "如果泰禾下单100台就给2600", "no one from Acme has signed anything", "i dreamt we won acme haha",
     "早知道报2600给泰禾", "泰禾的单子会不会丢", "要给泰禾报2800", "听说泰禾付了5万", "Acme might order 50"],
)  # fmt: skip
def test_what_did_not_happen_is_not_sold(text: str) -> None:
    sold = {"log_quote", "log_order", "log_payment", "deal_update"}
    assert sold.isdisjoint(name for name, _ in heard(text))


@pytest.mark.parametrize("words", ["paid 40k, ", "A款2800 ", "9,"])
def test_a_line_that_never_ends_is_read(words: str) -> None:
    assert isinstance(heard(words * (10_000 // len(words))), list)
