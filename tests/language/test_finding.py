"""Finding a customer: scores, decisions, hints, and what no text may do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.finding import Matches, find
from bot.language.matching.forms import Part, form_of, forms_of, parts_of
from bot.language.matching.grams import grams_of, grams_said
from bot.language.normalise import fold
from bot.language.sheet import sheet_of
from bot.language.sounds import alike, parted, pinyin
from bot.language.spotting import Asker, mask
from tests.language.world import CUSTOMERS, NAMES, hearing

ASKER = Asker(names=NAMES)
SCRAPS = st.sampled_from(
    [*(name for name, _, _ in CUSTOMERS.values()), "钱总", "今天", "taihe", "的", "拜访", "at", "x" * 40]
)
TEXTS = st.lists(st.one_of(SCRAPS, st.text(max_size=8)), max_size=8).map("".join)


def best(text: str, member: str = "") -> tuple[str, str]:
    found = find(text, Asker(names=NAMES, member_id=member))
    return (found.matches[0].name if found.matches else "", found.decision)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泰禾电子", "泰禾电子科技有限公司"),
        ("泰禾电子科技股份有限公司", "泰禾电子科技有限公司"),
        ("泰电", "泰禾电子科技有限公司"),
        ("泰和电子", "泰禾电子科技有限公司"),
        ("禾泰电子", "泰禾电子科技有限公司"),
        ("泰禾電子科技", "泰禾电子科技有限公司"),
        ("taihe dianzi", "泰禾电子科技有限公司"),
        ("下午给泰和电子打了电话，对方说再考虑", "泰禾电子科技有限公司"),
        ("Blue Rivr Logistics", "Blue River Logistics"),
        ("blueriver", "Blue River Logistics"),
        ("Blue River Log", "Blue River Logistics"),
        ("BRL", "Blue River Logistics"),
        ("called blue river yesterday about the renewal", "Blue River Logistics"),
    ],
)
def test_one_customer_is_meant_however_it_is_written(text: str, name: str) -> None:
    assert best(text) == (name, "accept")


@pytest.mark.parametrize(
    "text", ["今天天气不错", "收到", "let's talk tomorrow", "好的谢谢", "on my way", "", "？？", "王总", "👍"]
)
def test_nothing_is_accepted_in_plain_chat(text: str) -> None:
    assert find(text, ASKER).decision == "none"


def test_initials_alone_are_asked_about_unless_they_are_of_ones_own() -> None:
    assert best("thdz") == ("泰禾电子科技有限公司", "ask")
    assert best("thdz", "m-lilei") == ("泰禾电子科技有限公司", "accept")


def test_namesakes_are_asked_about_unless_one_is_ones_own() -> None:
    assert best("宏达")[1] == "ask"
    assert best("宏达", "m-tom") == ("宏达机械有限公司", "accept")


def test_who_is_known_there_tells_which_customer_is_meant() -> None:
    assert best("宏达")[1] == "ask"
    assert best("王芳说宏达下周付款") == ("宏达贸易有限公司", "accept")
    assert _worth(find("宏达王经理", ASKER), "c-hongda1") > _worth(find("宏达", ASKER), "c-hongda1")


def _worth(found: Matches, customer: str) -> float:
    return next(each.worth for each in found.matches if each.id == customer)


def test_a_trade_alone_is_no_name() -> None:
    assert best("银行")[1] != "accept"
    assert best("上海银行") == ("上海银行", "accept")


@pytest.mark.parametrize(("name", "_aliases", "_owner"), CUSTOMERS.values())
def test_the_whole_name_finds_its_customer_first(name: str, _aliases: tuple[str, ...], _owner: str) -> None:
    for written in (name, name.upper(), name.lower(), f" {name} "):
        assert best(written) == (name, "accept")


@given(TEXTS)
@settings(max_examples=150)
def test_no_text_raises_and_every_score_is_a_share(text: str) -> None:
    found = find(text, ASKER)
    assert all(0 <= each.score <= 1 for each in found.matches)
    assert [each.worth for each in found.matches] == sorted(
        (each.worth for each in found.matches), reverse=True
    )
    assert found.decision in {"accept", "ask", "none"}
    assert len(found.matches) <= 10


@given(TEXTS)
@settings(max_examples=60)
def test_masking_keeps_length_and_spans(text: str) -> None:
    sheet = sheet_of(text, hearing())
    assert len(sheet.masked) == len(sheet.text)
    assert len(mask(fold(sheet.text), sheet.names)) == len(sheet.text)
    assert all(sheet.text[slice(*name.span)] == name.mention.said for name in sheet.names)


@given(st.text(max_size=30))
@settings(max_examples=150)
def test_any_name_has_a_form_and_shares_a_piece_with_itself(name: str) -> None:
    form = form_of(name)
    assert form_of(form) == form
    for each, grams in forms_of([name]):
        pieces = each.replace(" ", "")
        assert len(pieces) < 3 or {*grams} & grams_said(each)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("上海泰禾(中国)电子有限公司", "上海泰禾中国电子"),
        ("華聯集團股份有限公司", "华联"),
        ("ＡＣＭＥ Corp.", "acme"),
        ("Blue River International Ltd", "blue river international"),
        ("有限公司", "有限公司"),
    ],
)
def test_a_form_is_the_name_without_what_tells_nothing(name: str, form: str) -> None:
    assert form_of(name) == form


def test_every_part_of_a_chinese_name_is_known_for_what_it_is() -> None:
    parts = parts_of("上海泰禾电子集团")
    assert parts == (Part.REGION,) * 2 + (Part.BRAND,) * 2 + (Part.TRADE,) * 2 + (Part.LEGAL,) * 2


def test_pieces_of_a_name_skip_what_people_skip() -> None:
    assert {"北大", "^bei jin", "!bjdx"} <= grams_of("北京大学", "北京大学")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("zhang", "zang", True), ("hui", "fei", True), ("ning", "lin", True), ("tai", "tan", False)],
)
def test_syllables_that_many_mix_up(one: str, other: str, *, same: bool) -> None:
    assert (alike(one) == alike(other)) is same


def test_letters_are_parted_into_syllables() -> None:
    assert parted("xian") == (("xian",), ("xi", "an"))
    assert parted("qwrt") == ()
    assert pinyin("泰禾") == ("tai", "he")
