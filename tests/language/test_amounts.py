"""Prices, quantities, discounts and rates as sales people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.amounts import AmountKind, read_amounts
from bot.language.phones import ContactKind, read_phones

MONEY = [
    ("12万", 120000, None), ("十二万八", 128000, None), ("两千五", 2500, None), ("十一万八", 118000, None),
    ("120k", 120000, None), ("1.2m", 1200000, None), ("10w", 100000, None), ("半个亿", 50000000, None),
    ("9千9", 9900, None), ("3万5千", 35000, None), ("1.5亿", 150000000, None), ("三十万", 300000, None),
    ("¥1.2m", 1200000, "CNY"), ("￥2800", 2800, "CNY"), ("RMB 500", 500, "CNY"), ("RMB12万", 120000, "CNY"),
    ("300元", 300, "CNY"), ("5块", 5, "CNY"), ("一万块", 10000, "CNY"), ("$99.50", Decimal("99.50"), "USD"),
    ("USD 1,200", 1200, "USD"), ("£20", 20, "GBP"), ("€1,200.50", Decimal("1200.50"), "EUR"),
    ("50美元", 50, "USD"), ("20 million", 20000000, None), ("fifty thousand", 50000, None),
    ("120 thousand", 120000, None), ("2.5个亿", 250000000, None), ("300大洋", 300, "CNY"), ("20欧", 20, "EUR"),
    ("50刀", 50, "USD"), ("500日元", 500, "JPY"), ("人民币2800", 2800, "CNY"), ("300€", 300, "EUR"),
    ("2块5", Decimal("2.5"), "CNY"), ("两块五", Decimal("2.5"), "CNY"), ("3毛", Decimal("0.3"), "CNY"),
    ("2k8", 2800, None), ("half a million", 500000, None), ("a hundred grand", 100000, None),
    ("5mio", 5000000, None), ("2.4 lakhs", 240000, None), ("Rs 2,40,000", 240000, "INR"), ("12,5k", 12500, None),
    ("twelve and a half thousand", 12500, None), ("4500镑", 4500, "GBP"), ("一万五", 15000, None),
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
     ("半价", "0.5"), ("优惠10%", "0.9"), ("让3个点", "0.97"), ("10% cheaper", "0.9"), ("减10%", "0.9"),
     ("ten percent off", "0.9"), ("7.5% partner discount", "0.925"), ("discount of 15%", "0.85"), ("八点五折", "0.85")],
)  # fmt: skip
def test_a_discount_is_the_factor_paid(text: str, factor: str) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value) == (AmountKind.DISCOUNT, Decimal(factor))


@pytest.mark.parametrize(
    ("text", "rate"),
    [("5个点", "5"), ("3.5%", "3.5"), ("百分之五", "5"), ("13 percent", "13"), ("三成首付", "30"),
     ("七成把握", "70"), ("六成半", "65"), ("up by 5%", "5")],
)  # fmt: skip
def test_a_rate_is_per_cent(text: str, rate: str) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value) == (AmountKind.RATE, Decimal(rate))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("2800/台", 2800, "台"), ("每台2800", 2800, "台"), ("2800一台", 2800, "台"),
     ("$50 per seat", 50, "seat"), ("三百五一台", 350, "台"), ("一千一套", 1000, "套"), ("12k a year", 12000, "year"),
     ("2800 apiece", 2800, None), ("一吨4500", 4500, "吨"),
     ("300元/件", 300, "件"), ("单价2800", 2800, None), ("$5 each", 5, None)],
)  # fmt: skip
def test_a_price_for_one(text: str, value: int, unit: str | None) -> None:
    (amount,) = read_amounts(text)
    assert (amount.kind, amount.value, amount.unit) == (AmountKind.UNIT_PRICE, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100台", 100, "台"),
        ("两台", 2, "台"),
        ("10 seats", 10, "seats"),
        ("一百个", 100, "个"),
        ("100多台", 100, "台"),
        ("two dozen", 24, ""),
        ("3 dozen boxes", 36, "boxes"),
        ("二十一台", 21, "台"),
    ],
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
        ("八九十万", 800000, 900000),
        ("三五千", 3000, 5000),
        ("十五六万", 150000, 160000),
        ("两三百套", 200, 300),
        ("七八台", 7, 8),
        ("八到九万", 80000, 90000),
        ("between 10k and 12k", 10000, 12000),
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
        "几十万",
        "一块儿去",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read_amounts(text) == ()


def test_masked_dates_are_no_amounts() -> None:
    assert [amount.said for amount in read_amounts("12.25 前付 8万", masked=((0, 5),))] == ["8万"]


TERMS = [
    ("账期60天", 60), ("月结30天", 30), ("月结", 30), ("半年账期", 180), ("账期两个月", 60), ("账期从30天改成60天", 60),
    ("票后60天", 60), ("货到付款", 0), ("款到发货", 0), ("现款现货", 0), ("到货后30天付款", 30), ("net 30", 30),
    ("2/10 net 30", 30), ("60 days credit", 60), ("payment on delivery", 0), ("paid upfront", 0),
    ("45 days to pay", 45), ("net sixty", 60), ("60-day payment terms", 60),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), TERMS)
def test_how_long_a_customer_has_to_pay(text: str, days: int) -> None:
    assert [each.days for each in read_phones(text) if each.kind is ContactKind.TERM] == [days]


def test_goods_that_arrived_are_no_term() -> None:
    assert read_phones("货到30台") == ()


DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """As people write it: 120500 is 十二万零五百."""
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return spelled(head) + sign + gap + (spelled(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(100, 99_999_999))
def test_a_sum_in_any_writing_is_read_back_exactly(number: int) -> None:
    writings = (f"{number}元", f"¥{number:,}", f"${number:,}.00", f"RMB {number}", f"{number / 10_000:.4f}万",
                f"{spelled(number)}元", f"{number / 1000:.3f}k usd", f"报价{spelled(number)}块")  # fmt: skip
    for text in writings:
        assert [amount.value for amount in read_amounts(text)] == [number], text


@given(st.integers(1, 98))
def test_a_discount_in_any_writing_is_the_same_factor(off: int) -> None:
    for text in (f"{off}% off", f"优惠{off}%", f"discount of {off}%"):
        assert [amount.value for amount in read_amounts(text)] == [1 - Decimal(off) / 100]


@given(
    st.text(
        alphabet=st.sampled_from([*"一二三十百千万亿半点折成块元到-0129.,/%$¥ 台每个kmwanhalf"]), max_size=60
    )
)
def test_no_text_raises(text: str) -> None:
    assert all(amount.said == text[slice(*amount.span)] for amount in read_amounts(text))
    assert isinstance(read_phones(text), tuple)
