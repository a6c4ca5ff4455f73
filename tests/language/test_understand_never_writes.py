"""Questions, denials and conditions never become commands that write; nothing ever raises."""

import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.interactions import LogInteraction
from bot.language import choice_in, code_in, understand
from bot.language.normalise import fold
from bot.language.sheet import sheet_of
from tests.language.answers_world import pending
from tests.language.world import hearing

NAMES_ZH, NAMES_EN = ("泰禾", "华联", "钱总", "鸿远"), ("Acme", "Globex", "Jane", "Foo Corp")
DAYS_ZH, DAYS_EN = ("周五前", "明天", "月底"), ("by Friday", "tomorrow", "by EOM")
DEEDS_ZH, DEEDS_EN = ("送样", "给报价", "付款", "签合同"), ("send samples", "pay", "sign the contract")
QUESTIONS_ZH = (
    "{name}{day}{deed}吗",
    "{name}{day}能{deed}吗？",
    "我们答应{name}{day}{deed}了吗",
    "{name}什么时候{deed}",
    "谁答应{name}{day}{deed}的？",
    "是不是答应过{name}{day}{deed}",
    "{name}有没有说{day}{deed}",
    "要不要{day}给{name}{deed}？",
    "今天拜访{name}了吗？",
    "{name}答应{day}{deed}了没有",
    "{name}是不是{day}{deed}",
    "{name}到底{day}{deed}不{deed}啊？",
    "小李答应{name}{day}{deed}了？",
    "给{name}{deed}了没",
    "{name}{day}{deed}，对吧？",
    "能不能{day}给{name}{deed}",
    "你觉得{name}{day}会{deed}吗",
    "为什么还不给{name}{deed}",
    "明天去{name}行不行",
)
DENIALS_ZH = (
    "没答应{name}{day}{deed}",
    "我没有答应过{name}{day}{deed}",
    "并没有承诺{name}{day}{deed}",
    "不能答应{name}{day}{deed}",
    "还没给{name}{deed}",
    "如果{name}{day}{deed}，我们就发货",
    "要是{name}不{deed}，就算了",
    "听说{name}{day}{deed}",
    "据说{name}要{deed}了",
    "听小李说{name}{day}会{deed}",
    "有人说{name}{day}{deed}",
    "好像答应过{name}{day}{deed}",
    "估计{name}{day}会{deed}",
    "差点答应{name}{day}{deed}",
    "本来想{day}给{name}{deed}",
    "想答应{name}{day}{deed}，行不行",
    "打算答应{name}{day}{deed}",
    "没人答应过{name}{day}{deed}",
    "从来没说过{day}给{name}{deed}",
    "不打算给{name}{deed}",
    "先别给{name}{deed}",
    "千万不要答应{name}{day}{deed}",
    "除非{name}{day}{deed}，否则不发货",
    "只要{name}{day}{deed}我们就降价",
    "万一{name}{day}不{deed}怎么办",
    "{name}要是{day}{deed}的话再说",
    "{name}会{day}{deed}才怪",
    "呵呵，{name}又说{day}{deed}",
)
QUESTIONS_EN = (
    "did we promise {name} to {deed} {day}?",
    "will {name} {deed} {day}?",
    "can we {deed} to {name} {day}?",
    "when will {name} {deed}",
    "should I {deed} to {name} {day}?",
    "has {name} agreed to {deed} {day}",
    "is {name} going to {deed} {day}?",
    "what did Tom promise {name} {day}?",
    "who called {name} yesterday?",
    "are we going to {deed} to {name} {day}",
    "do you think {name} will {deed} {day}?",
    "any chance {name} will {deed} {day}",
    "wasn't {name} supposed to {deed} {day}?",
    "{name} will {deed} {day}, right?",
    "could you check if {name} will {deed}",
    "is it true that {name} promised to {deed} {day}?",
)
DENIALS_EN = (
    "I didn't promise {name} to {deed} {day}",
    "we never agreed to {deed} for {name} {day}",
    "we can't promise {name} to {deed} {day}",
    "haven't called {name} yet",
    "if {name} agrees to {deed} {day}, we'll ship",
    "I won't {deed} to {name} {day}",
    "I heard {name} will {deed} {day}",
    "rumor has it {name} will {deed} {day}",
    "apparently {name} agreed to {deed} {day}",
    "supposedly {name} promised to {deed} {day}",
    "someone said {name} will {deed} {day}",
    "Tom thinks {name} will {deed} {day}",
    "I hope {name} agrees to {deed} {day}",
    "I almost promised {name} to {deed} {day}",
    "I was going to promise {name} to {deed} {day}",
    "nobody promised {name} to {deed} {day}",
    "not promising {name} to {deed} {day}",
    "unless {name} agrees to {deed} {day}, no deal",
    "provided {name} agrees to {deed} {day}, we deliver",
    "once {name} agrees to {deed}, we will ship {day}",
    "yeah right, {name} will {deed} {day}",
    "as if {name} will {deed} {day}",
    "delete {name}",
    "no call with {name} today",
    "I could {deed} to {name} {day}",
    "we never told {name} that we'd {deed} {day}",
)


def _filled() -> list[str]:
    """Every sentence with every pair of a name, a day and a deed."""
    chinese = [
        (each, *one) for each in QUESTIONS_ZH + DENIALS_ZH for one in _pairs(NAMES_ZH, DAYS_ZH, DEEDS_ZH)
    ]
    english = [
        (each, *one) for each in QUESTIONS_EN + DENIALS_EN for one in _pairs(NAMES_EN, DAYS_EN, DEEDS_EN)
    ]
    return sorted({each.format(name=n, day=d, deed=v) for each, n, d, v in (*chinese, *english)})


def _pairs(*words: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Of all triples so few that each pair of words still meets once."""
    names, days, deeds = words
    turned = product(enumerate(names), enumerate(deeds))
    return [(name, days[(i + j) % len(days)], deed) for (i, name), (j, deed) in turned]


@pytest.mark.parametrize("focus", ["", "c-taihe"])
def test_questions_and_denials_write_nothing(focus: str) -> None:
    heard = hearing(focus=focus)
    written = [
        (text, command)
        for text in _filled()
        for command in understand(text, heard).commands
        if not command.reads
    ]
    assert written == []


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    understand(text, hearing(focus="c-taihe"))
    choice_in(text, pending())
    code_in(text)


CHINESE = ["泰禾", "钱总", "周五前", "答应", "提醒我", "没", "，", "3点", "不对"]
ENGLISH = ["Jane", "Acme", "promised", "by Friday", "?", " "]
WORDS = [*CHINESE, *ENGLISH]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_no_mixture_of_words_raises(text: str) -> None:
    understand(text, hearing())
    understand(f"/promise {text}", hearing())


@given(st.text(max_size=80))
def test_folding_and_masking_keep_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    sheet = sheet_of(text, hearing())
    assert len(sheet.masked) == len(sheet.text) == len(text)


@pytest.mark.parametrize(
    "piece",
    ["答应泰禾周五前送样，", "promised Acme samples by Friday and ", "?", "a1", "周", "9", "\U0001f600"],
)
def test_long_lines_are_read_in_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    understand(text, hearing())
    started = time.perf_counter()
    understand(text, hearing())
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("text", (Path(__file__).parent / "not_ours.txt").read_text("utf-8").splitlines())
def test_what_others_did_or_what_did_not_come_about_is_none_of_our_deeds(text: str) -> None:
    """At most a note of what was said: a rival's win, a payment that bounced, a promise nobody could give."""
    written = {type(each) for each in understand(text, hearing()).commands if not each.reads}
    assert written <= {LogInteraction}
