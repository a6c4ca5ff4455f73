"""What is understood but cannot be done yet: nothing is changed, and what can be done instead is said.

A command leaves this table for the file of its noun on the day it can be carried out.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.domain.advice import AssignAdvice
from bot.domain.agenda import Calendar, MyDay
from bot.domain.audit import Audit, Forget
from bot.domain.base import Command, Mention, name_of
from bot.domain.customers import Brief
from bot.domain.guide import Declined
from bot.domain.transfer import Import
from bot.handlers.registry import Turn, handles

Instead = Callable[[], tuple[Command, ...]]


def _nothing() -> tuple[Command, ...]:
    return ()


def _today() -> tuple[Command, ...]:
    return (MyDay(),)


INSTEAD: Final[Mapping[type[Command], Instead]] = {
    Forget: _nothing,
    Import: _nothing,
    Audit: _nothing,
    Calendar: _today,
    AssignAdvice: _nothing,
}
"""What to look at instead when no customer was named; with one it is the brief."""


def decline(command: Command, _turn: Turn) -> Declined:
    customer: Mention | None = getattr(command, "customer", None)
    person: Mention | None = getattr(command, "person", None)
    about = person if isinstance(command, Forget) and person else customer
    return Declined(
        wish=name_of(type(command)),
        name=(about.name or about.said) if about else "",
        instead=(Brief(customer=customer),) if customer else INSTEAD.get(type(command), _nothing)(),
    )


for _kind in INSTEAD:
    handles(_kind)(decline)
