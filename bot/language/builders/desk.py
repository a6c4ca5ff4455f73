"""What is said to the bot itself: take it back, how does it work, what is there to do, leave me alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.domain.audit import Undo
from bot.domain.base import Command
from bot.domain.guide import Help
from bot.domain.people import Settings
from bot.domain.reminders import MyReminders
from bot.language.agenda import day_asked
from bot.language.preferences import quiet_hours
from bot.language.slots import Heard


def _undo(_: Heard) -> Iterator[Command]:
    yield Undo()


def _help(_: Heard) -> Iterator[Command]:
    yield Help(topic="")


def _day(heard: Heard) -> Iterator[Command]:
    yield day_asked(heard.whens, heard.hearing.at.date())


def _reminders(_: Heard) -> Iterator[Command]:
    yield MyReminders()


def _quiet(heard: Heard) -> Iterator[Command]:
    """The hours when both ends are said; else the settings, to choose from."""
    hours = quiet_hours(heard.sheet)
    yield Settings(setting="quiet_hours", value=hours) if hours else Settings()


BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {
    "undo": _undo,
    "help": _help,
    "my_day": _day,
    "my_reminders": _reminders,
    "settings": _quiet,
}
