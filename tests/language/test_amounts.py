"""Prices, quantities, discounts and rates as sales people write them."""

from decimal import Decimal

import pytest

from bot.language.amounts import AmountKind, read_amounts

MONEY = [
    ("12万", 120000, None), ("十二万八", 128000, None), ("两千五", 2500, None), ("十一万八", 118000, None),
    ("120k", 120000, None), ("1.2m", 1200000, None), ("10w", 100000, None), ("半个亿", 50000000, None),
    ("9千9", 9900, None), ("3万5千", 35000, None), ("1.5亿", 150000000, None), ("三十万", 300000, None),
    ("¥1.2m", 1200000, "CNY"), ("￥2800", 2800, "CNY"), ("RMB 500", 500, "CNY"), ("RMB12万", 120000, "CNY"),
    ("300元", 300, "CNY"), ("5块", 5, "CNY"), ("一万块", 10000, "CNY"), ("$99.50", Decimal("99.50"), "USD"),
    ("USD 1,200", 1200, "USD"), ("£20", 20, "GBP"), ("€1,200.50", Decimal("1200.50"), "EUR"),
    ("50美元", 50, "USD"), ("20 million", 20000000, None), ("fifty thousand", 50000, None),
    ("120 thousand", 120000, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "currency"), MONEY)
def test_money(text: str, value: Decimal | int, currency: str | None) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value, amount.currency, amount.said) == (
        AmountKind.AMOUNT,
        value,
        currency,
        text,
    )


@pytest.mark.parametrize(
    ("text", "factor"),
    [("打九折", "0.9"), ("八五折", "0.85"), ("9.5折", "0.95"), ("95折", "0.95"), ("8折", "0.8"),
     ("20% off", "0.8"),
     ("半价", "0.5"), ("优惠10%", "0.9"), ("discount of 15%", "0.85"), ("八点五折", "0.85")],
)  # fmt: skip
def test_a_discount_is_the_factor_paid(text: str, factor: str) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value) == (AmountKind.DISCOUNT, Decimal(factor))


@pytest.mark.parametrize(
    ("text", "rate"), [("5个点", "5"), ("3.5%", "3.5"), ("百分之五", "5"), ("13 percent", "13")]
)
def test_a_rate_is_per_cent(text: str, rate: str) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value) == (AmountKind.RATE, Decimal(rate))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("2800/台", 2800, "台"), ("每台2800", 2800, "台"), ("2800一台", 2800, "台"),
     ("$50 per seat", 50, "seat"),
     ("300元/件", 300, "件"), ("单价2800", 2800, None), ("$5 each", 5, None)],
)  # fmt: skip
def test_a_price_for_one(text: str, value: int, unit: str | None) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value, amount.unit) == (AmountKind.UNIT_PRICE, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("100台", 100, "台"), ("两台", 2, "台"), ("10 seats", 10, "seats"), ("一百个", 100, "个")],
)
def test_a_quantity(text: str, value: int, unit: str) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value, amount.unit) == (AmountKind.QUANTITY, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-12万", 100000, 120000),
        ("10万到12万", 100000, 120000),
        ("$10k-$12k", 10000, 12000),
        ("5到8台", 5, 8),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    (amount,) = read_amounts(text)
    assert (amount.value, amount.upto) == (Decimal(low), Decimal(high))


def test_two_falling_figures_are_no_range() -> None:
    assert [amount.upto for amount in read_amounts("5万-3万")] == [None, None]


def test_a_total_for_a_quantity() -> None:
    total, seats = read_amounts("quoted Acme 12k for 10 seats")
    assert (total.kind, total.value) == (AmountKind.AMOUNT, Decimal(12000))
    assert (seats.kind, seats.value) == (AmountKind.QUANTITY, Decimal(10))


def test_a_comma_before_a_number_is_no_part_of_it() -> None:
    said = [amount.said for amount in read_amounts("报了A款2800/台，100台起打九五折,每台3万5，总价42万")]
    assert said == ["2800/台", "100台", "打九五折", "每台3万5", "42万"]


def test_the_number_of_a_model_stays_with_it() -> None:
    (price,) = read_amounts("华联 A款2800 周五前送样")
    assert (price.kind, price.value, price.said) == (AmountKind.NUMBER, Decimal(2800), "2800")


@pytest.mark.parametrize(
    "text",
    [
        "K9",
        "13800138000",
        "下午3点",
        "3pm",
        "第3次",
        "千万别忘",
        "3月5日",
        "三天",
        "5 days",
        "2026年",
        "打折扣",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read_amounts(text) == ()


def test_masked_dates_are_no_amounts() -> None:
    assert [amount.said for amount in read_amounts("12.25 前付 8万", masked=((0, 5),))] == ["8万"]
