"""Taking back, putting back, putting right; and words that are about no customer at all."""

from datetime import date

import pytest

from bot.domain.audit import Amend, Undo
from bot.domain.base import Mention
from bot.domain.customers import Find
from bot.domain.guide import Help
from bot.domain.moment import Moment
from bot.domain.reminders import SetReminder
from bot.language import understand
from tests.language.world import hearing


@pytest.mark.parametrize("text", ["恢复", "恢复刚才的", "redo", "put that back", "undo that undo"])
def test_an_undoing_is_undone_by_a_word(text: str) -> None:
    assert understand(text, hearing(focus="c-taihe")).commands == (Undo(redo=True),)


@pytest.mark.parametrize("text", ["不对", "错了", "wrong", "that's not right", "不是这样的"])
def test_only_that_it_is_wrong_tells_how_to_correct(text: str) -> None:
    assert understand(text, hearing(focus="c-taihe")).commands == (Help(topic="amend"),)


@pytest.mark.parametrize("text", ["不是我答应的 是韩梅", "是韩梅答应的，不是我", "not me, 韩梅"])
def test_whose_promise_it_was_is_put_right(text: str) -> None:
    assert understand(text, hearing(focus="c-taihe")).commands == (
        Amend(by=Mention("韩梅", "m-hanmei", "韩梅")),
    )


def test_who_it_was_is_put_right_even_by_a_new_name() -> None:
    assert understand("not jane, raj", hearing()).commands == (Amend(person=Mention("raj")),)


@pytest.mark.parametrize(
    "text", ["northwind", "鸿远", "今天累死了", "今天天气不错", "so tired today", "what a day"]
)
def test_a_sigh_or_a_lone_name_is_nothing_about_the_last_customer(text: str) -> None:
    understood = understand(text, hearing(focus="c-taihe"))
    assert (understood.commands, understood.guesses) == ((), ())


def test_a_reminder_for_a_colleague_says_what_to_do() -> None:
    (command,) = understand("remind Ann to call acme tomorrow", hearing()).commands
    assert isinstance(command, SetReminder)
    assert command.by is not None
    assert (command.by.name, command.what, command.due) == ("Ann", "call acme", Moment(date(2026, 3, 12)))


def test_a_number_is_looked_for_among_the_numbers() -> None:
    assert understand("查一下13800010001", hearing()).commands == (
        Find(name="13800010001", phone="+8613800010001"),
    )
