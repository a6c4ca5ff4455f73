"""What `yinuo parse` prints: the commands of a message as plain data, nothing changed."""

from collections.abc import Callable
from dataclasses import fields
from datetime import time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from bot.domain.base import Command, Mention, name_of
from bot.domain.calendar import Recurrence
from bot.domain.contacts import NewContact
from bot.domain.customers import Find, NewCustomer
from bot.domain.moment import Moment, Period
from bot.domain.money import Money
from bot.language.hearing import Understood


def parsed(understood: Understood) -> dict[str, Any]:
    """`{"commands": [{"name", "slots"}], "asks": null | {"about", "choices"}}`.

    Empty slots are left out; a name is the database's, or as said when nobody is known by it. `asks` says
    which name is unclear, or that none of the choices (names of commands) is sure.
    """
    commands = [{"name": name_of(type(each)), "slots": _slots(each)} for each in understood.commands]
    return {"commands": commands, "asks": _asks(understood)}


def _slots(command: Command) -> dict[str, Any]:
    called = NAMED.get(type(command), "name")
    pairs = ((field.name.rstrip("_"), _plain(getattr(command, field.name))) for field in fields(command))
    said = ((called if name == "name" else name, value) for name, value in pairs if called or name != "name")
    return {name: value for name, value in said if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    """Nothing said; a term of 0 days is something."""
    return value in (None, "", [], ()) or value is False


def _plain(value: Any) -> Any:
    """A slot as JSON has it; what JSON knows by itself stays."""
    plain = next((plain for kind, plain in PLAIN.items() if isinstance(value, kind)), None)
    return plain(value) if plain else value


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _money(money: Money) -> dict[str, Any]:
    return {"value": _number(money.amount), "currency": money.currency}


def _days(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _rule(rule: Recurrence) -> dict[str, Any]:
    """The parts of a recurrence that were said."""
    every: dict[str, Any] = {"every": rule.every.value}
    if rule.interval > 1:
        every["interval"] = rule.interval
    if rule.weekdays:
        every["weekdays"] = list(rule.weekdays)
    if rule.working:
        every["working"] = True
    for name in ("month", "nth"):
        if getattr(rule, name) is not None:
            every[name] = getattr(rule, name)
    return every | ({"at": f"{rule.at:%H:%M}"} if rule.at else {})


NAMED: Final[dict[type[Command], str]] = {NewCustomer: "customer", NewContact: "person", Find: ""}
"""Whose name it is, in commands that create what it names; a look-up says it as customer or person."""
PLAIN: Final[dict[type, Callable[[Any], Any]]] = {
    Mention: lambda mention: mention.name or mention.said,
    Moment: Moment.iso,
    Period: _days,
    Money: _money,
    Decimal: _number,
    time: lambda at: f"{at:%H:%M}",
    Recurrence: _rule,
    timedelta: lambda delay: int(delay.total_seconds()),
    Enum: lambda member: member.value,
    tuple: lambda some: [_plain(each) for each in some],
}


def _asks(understood: Understood) -> dict[str, Any] | None:
    for command in understood.commands:
        for field in fields(command):
            value = getattr(command, field.name)
            if isinstance(value, Mention) and value.choices:
                return {"about": field.name, "choices": [choice.name for choice in value.choices]}
    if understood.guesses:
        return {"about": "command", "choices": [name_of(type(each)) for each in understood.guesses]}
    return None
