"""What is said around results: refusals, questions, faults, forms and sums."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.base import ActionId, Choice, Mention
from bot.domain.chat import Address, Card, FieldKind, Platform
from bot.domain.errors import (
    BadSlot,
    ChangedSince,
    CodeRefused,
    NotAllowed,
    NothingFound,
    NothingToUndo,
    Refusal,
    StaleButton,
    UnknownMember,
)
from bot.domain.guide import NEW, NONE, Answer
from bot.domain.money import Money
from bot.domain.ports import Pending
from bot.domain.promises import MakePromise
from bot.language import ask, fault, form_of, refuse, sent_privately, undo_button
from tests.language.samples import ANN, LI_LEI, NOW, TEAM, reads, seen

ZH, EN = reads(LI_LEI), reads(ANN)
HUALIAN = Pending(
    id="q1",
    member_id=LI_LEI.id,
    address=Address(Platform.WEB, "", "李雷"),
    commands=(MakePromise(),),
    slot="customer",
    about="customer",
    mention=Mention("华联"),
    choices=(Choice("a", "华联超市", "李雷"), Choice("b", "华联电子", "")),
    new=True,
    said="答应华联周五前送样",
    source="",
    asked_at=NOW,
)


def answers(card: Card) -> list[str]:
    commands = [button.does for row in card.buttons for button in row]
    return [command.choice for command in commands if isinstance(command, Answer)]


def test_a_question_offers_its_choices_a_new_one_and_a_way_out() -> None:
    assert seen(ask(HUALIAN, ZH)).splitlines() == [
        "“华联”是哪一家？",
        "[华联超市（李雷）]",
        "[华联电子]",
        "[新客户“华联”]",
        "[都不是]",
    ]
    assert answers(ask(HUALIAN, ZH)) == ["a", "b", NEW, NONE]
    assert ask(HUALIAN, EN).title == 'Which one is "华联"?'


def test_at_most_five_choices() -> None:
    many = tuple(Choice(str(each), f"华联{each}") for each in range(9))
    assert len(answers(ask(replace(HUALIAN, choices=many), ZH))) == 5 + 2


def test_a_name_nobody_knows() -> None:
    unknown = replace(HUALIAN, choices=())
    assert ask(unknown, ZH).title == "还没有叫“华联”的客户，要新建吗？"
    assert answers(ask(unknown, EN)) == [NEW, NONE]


def test_nobody_was_named() -> None:
    unsaid = replace(HUALIAN, mention=Mention(""), new=False)
    assert ask(unsaid, ZH).title == "是哪家客户？"
    assert answers(ask(unsaid, ZH)) == ["a", "b", NONE]


def test_notes_are_said_in_the_readers_words() -> None:
    choices = (Choice("m", "Ann", "manager"), Choice("p", "送样", "李雷 · 2026-03-13"))
    assert "[Ann（主管）]\n[送样（李雷 · 3月13日）]" in seen(ask(replace(HUALIAN, choices=choices), ZH))
    assert "[Ann (manager)]\n[送样 (李雷 · 13 Mar)]" in seen(ask(replace(HUALIAN, choices=choices), EN))


@pytest.mark.parametrize(
    ("refusal", "zh", "en"),
    [
        (NotAllowed(), "这件事要管理员来做。", "Only an admin can do that."),
        (NothingToUndo(), "24小时内没有可撤销的操作。", "Nothing of the last 24 hours to undo."),
        (
            NothingFound({"what": "华联"}),
            "没找到“华联”。换个叫法再试试？",
            'Nothing found for "华联". Try another name?',
        ),
        (
            NothingFound({"what": ""}),
            "没找到对应的记录，可能已经处理过了。",
            "Nothing like that found. It may be done already.",
        ),
        (
            ChangedSince({"who": "韩梅"}),
            "韩梅之后又改过，撤不回来了。可以直接说要改成什么。",
            "韩梅 has changed it since, so I can't undo it. Just tell me what it should be.",
        ),
        (
            BadSlot({"slot": "due", "said": "2026-03-02T15:00", "why": "past"}),
            "时间“3月2日周一15:00”已经过去了。请换一个以后的时间。",
            'When "Mon 2 Mar at 3 pm" is already over. Please give one still to come.',
        ),
        (
            BadSlot({"slot": "zone", "said": "火星", "why": "unknown"}),
            "时区“火星”我不认识。发“设置”看看可以怎么填。",
            'Time zone "火星" means nothing to me. Say "settings" to see what fits.',
        ),
        (
            CodeRefused({"why": "expired"}),
            "这个加入码过期了（只管15分钟）。请向管理员要一个新的。",
            "That join code has expired (they last 15 minutes). Ask your admin for a new one.",
        ),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Refusal) else "",
)
def test_refusals_say_what_to_do(refusal: Refusal, zh: str, en: str) -> None:
    assert refuse(refusal, ZH).title == zh
    assert refuse(refusal, EN).title == en


def test_a_stale_button_is_a_word_to_who_pressed_it() -> None:
    assert refuse(StaleButton(), ZH).notice
    assert not refuse(NothingFound({"what": "x"}), ZH).notice
    assert sent_privately(EN).notice


def test_strangers_read_both_languages() -> None:
    text = refuse(UnknownMember(), replace(EN, member=None)).plain()
    assert "join code" in text
    assert "加入码" in text


def test_a_fault_names_its_number() -> None:
    assert "1a2b3c4d" in fault("1a2b3c4d", ZH).title
    assert "1a2b3c4d" in fault("1a2b3c4d", EN).title


def test_undo_is_a_button() -> None:
    assert undo_button(ActionId("a"), ZH).label == "撤销"


def test_forms_speak_the_readers_language() -> None:
    form = form_of("log_interaction", ZH)
    assert form is not None
    assert (form.title, form.submit) == ("记一次跟进", "保存")
    assert [field.label for field in form.fields] == ["客户", "联系人", "方式", "日期", "内容"]
    assert ("visit", "拜访") in next(f for f in form.fields if f.kind is FieldKind.CHOICE).options
    assert form_of("undo", EN) is None


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        ("2800", "CNY", "¥2,800", "CNY 2,800"),
        ("2800.5", "CNY", "¥2,800.5", "CNY 2,800.5"),
        ("120000", "CNY", "¥12万", "CNY 120,000"),
        ("28000", "CNY", "¥2.8万", "CNY 28,000"),
        ("12345", "CNY", "¥12,345", "CNY 12,345"),
        ("300000000", "CNY", "¥3亿", "CNY 300,000,000"),
        ("12000", "USD", "$1.2万", "USD 12,000"),
        ("500", "SEK", "500SEK", "SEK 500"),
        ("0.01", "CNY", "¥0.01", "CNY 0.01"),
    ],
)
def test_money_as_people_write_it(amount: str, currency: str, zh: str, en: str) -> None:
    money = Money(Decimal(amount), currency)
    assert (ZH.money(money), EN.money(money)) == (zh, en)


def test_amounts_are_hidden_in_a_group_unless_the_team_is_open() -> None:
    money = Money(Decimal(2800), "CNY")
    assert replace(ZH, group=True).money(money) == "¥***"
    assert replace(EN, group=True).money(money) == "CNY ***"
    assert replace(ZH, group=True, workspace=replace(TEAM, open_details=True)).money(money) == "¥2,800"


def test_numbers_choose_their_words() -> None:
    assert EN("promises.still_late", days=1) == "1 day overdue"
    assert EN("promises.still_late", days=2) == "2 days overdue"
    assert [EN("rounds.nth.day", n=n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)] == [
        "the 1st",
        "the 2nd",
        "the 3rd",
        "the 4th",
        "the 11th",
        "the 12th",
        "the 13th",
        "the 21st",
        "the 22nd",
        "the 101st",
        "the 111th",
    ]


def test_words_of_customers_are_never_read_as_places_to_fill() -> None:
    assert ZH("questions.new", name="{name}{0}") == "新客户“{name}{0}”"
