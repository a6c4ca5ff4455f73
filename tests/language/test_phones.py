"""Phone numbers, e-mail addresses and payment terms."""

import pytest

from bot.language.phones import ContactKind, read_phones


@pytest.mark.parametrize(
    ("text", "value"),
    [("电话13800138000", "+8613800138000"), ("138-0013-8000", "+8613800138000"),
     ("010-62345678转801", "+861062345678;ext=801"), ("+44 20 7946 0958", "+442079460958"),
     ("+1 (650) 253-0000 ext 12", "+16502530000;ext=12")],
)  # fmt: skip
def test_a_phone(text: str, value: str) -> None:
    (contact,) = read_phones(text)
    assert (contact.kind, contact.value) == (ContactKind.PHONE, value)


def test_national_numbers_are_of_the_region() -> None:
    (contact,) = read_phones("Call (650) 253-0000", region="US")
    assert contact.value == "+16502530000"


@pytest.mark.parametrize(
    "text", ["192.168.255.255", "2800", "2026-03-12", "A款2800", "订单号 20260312001234567"]
)
def test_what_is_no_phone(text: str) -> None:
    assert read_phones(text) == ()


def test_an_address_is_lowered() -> None:
    (contact,) = read_phones("邮箱Jane.Doe@Acme.com。")
    assert (contact.kind, contact.value) == (ContactKind.EMAIL, "jane.doe@acme.com")


@pytest.mark.parametrize(
    ("text", "days"),
    [("账期60天", 60), ("net 30", 30), ("月结30天", 30), ("60天账期", 60), ("账期两个月", 60),
     ("货到付款", 0),
     ("payment within 45 days", 45), ("30 days net", 30)],
)  # fmt: skip
def test_a_term_has_its_days(text: str, days: int) -> None:
    (contact,) = read_phones(text)
    assert (contact.kind, contact.days) == (ContactKind.TERM, days)


def test_masked_digits_are_no_phone() -> None:
    assert read_phones("13800138000", masked=((0, 11),)) == ()
