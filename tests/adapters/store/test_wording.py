"""Every command of the vocabulary comes back from its JSON as it went in, slot by slot."""

from dataclasses import fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from bot import handlers  # noqa: F401  (registers the whole vocabulary)
from bot.adapters.store.images import Wording
from bot.domain.base import Choice, Command, Mention, vocabulary
from bot.domain.calendar import Every, Recurrence
from bot.domain.handover import Handover
from bot.domain.moment import Moment, Period
from bot.domain.money import Money

KINDS = {name: kind for name, kind in vocabulary().items() if kind.__module__.startswith("bot.")}
VALUES: dict[Any, Any] = {
    str: "泰禾 “quoted”",
    bool: True,
    int: 60,
    Decimal: Decimal("0.85"),
    Money: Money(Decimal("2800.50"), "CNY"),
    Mention: Mention("泰禾", "c1", "泰禾集团", (Choice("c1", "泰禾集团", "李雷"),)),
    Moment: Moment(date(2026, 3, 31), time(15)),
    Period: Period(date(2026, 1, 1), date(2026, 4, 1)),
    Recurrence: Recurrence(Every.WEEK, weekdays=(0,)),
    time: time(9, 30),
    timedelta: timedelta(minutes=30),
    datetime: datetime(2026, 3, 10, 8, 30),  # noqa: DTZ001
    date: date(2026, 3, 10),
}


def filled(kind: type[Command]) -> Command:
    """The command with a value in every slot whose type is one of these."""
    hints = get_type_hints(kind)
    slots = {each.name: _value(hints[each.name]) for each in fields(kind)}
    return kind(**slots)


def _value(hint: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        return next(_value(each) for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return ()
    plain = getattr(hint, "__supertype__", hint)
    if isinstance(plain, type) and issubclass(plain, Command):
        return filled(plain)
    return VALUES[plain] if plain in VALUES else next(iter(plain))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_command_comes_back(name: str) -> None:
    wording = Wording(vocabulary)
    command = filled(KINDS[name])
    assert wording.load(wording.dump((command,))) == (command,)


def test_a_slot_named_after_a_word_of_the_language_comes_back() -> None:
    wording = Wording(vocabulary)
    given = Handover(from_=Mention("小李"), to=Mention("我"))
    assert wording.load_one(wording.dump_one(given)) == given
