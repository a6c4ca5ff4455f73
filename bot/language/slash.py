"""Slash commands: the name fixes the command, the rest of the line fills its slots."""

import re
from collections.abc import Callable
from typing import Final

from bot.domain.audit import Amend, Undo
from bot.domain.base import Command
from bot.domain.campaigns import CheckCampaigns
from bot.domain.customers import NewCustomer
from bot.domain.guide import Help, OpenForm
from bot.domain.leads import CheckLeads
from bot.domain.people import Settings
from bot.domain.reminders import MyReminders, Snooze
from bot.domain.summaries import OpenBoard, Summarise
from bot.language.agenda import day_asked
from bot.language.build import BUILDERS, built
from bot.language.builders.managing import summary_of
from bot.language.builders.owning import OWNING
from bot.language.clauses import Clause
from bot.language.hearing import Hearing, Understood
from bot.language.intents import features_of
from bot.language.messages import corrected
from bot.language.preferences import setting
from bot.language.records import contact_from, invite_of, leave_of
from bot.language.reminding import cancelling
from bot.language.seeking import sought
from bot.language.sheet import Sheet, ahead, sheet_of
from bot.language.slots import Heard, delay_of, minute_of
from bot.language.words import slashes

SLASH: Final = re.compile(r"/(?P<name>[^\s/@]+)(?:@\S+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
FORMS: Final = frozenset(
    {
        "log_interaction",
        "make_promise",
        "customer_promise",
        "set_reminder",
        "log_complaint",
        "log_request",
        "new_customer",
        "new_contact",
    }
)
"""Those that need to be told more: a bare slash command opens their form."""
Read = Callable[[str, Hearing], Understood]
Slot = Callable[[str, Sheet, Hearing], Command | None]


def slashed(text: str, hearing: Hearing, read: Read) -> Understood | None:
    """The command of a line that starts with a slash; None when it is no slash command."""
    match = SLASH.fullmatch(text)
    if not match:
        return None
    name = slashes().get(match["name"].lower(), "")
    rest = (match["rest"] or "").strip()
    if not name:
        return read(rest or match["name"], hearing)
    if not rest and name in FORMS:
        return Understood((OpenForm(command=name),))
    return Understood(commands_of(name, rest, hearing))


def commands_of(name: str, rest: str, hearing: Hearing) -> tuple[Command, ...]:
    """The command of that name with the slots that the rest of the line holds."""
    sheet = sheet_of(rest, hearing)
    own = SLOTS.get(name)
    if own:
        command = own(rest, sheet, hearing)
        return (command,) if command else (Help(topic=name),)
    if name not in BUILDERS:
        return (Help(topic=name),)
    commands = built(name, _heard(sheet, hearing))
    return commands or (Help(topic=name),)


def _heard(sheet: Sheet, hearing: Hearing) -> Heard:
    span = (0, len(sheet.masked))
    later = any(ahead(when, hearing.at) for when in sheet.whens)
    return Heard(sheet, Clause(span, span, "", features_of(sheet.masked, ahead=later)), hearing)


def _find(rest: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    return sought(sheet, rest, hearing)


def _day(_: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    return day_asked(sheet.whens, hearing.at.date())


def _snooze(_: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    heard = _heard(sheet, hearing)
    due = minute_of(heard)
    return Snooze(due=due, delay=None if due else delay_of(heard))


def _reminders(_: str, __: Sheet, ___: Hearing) -> Command | None:
    return MyReminders()


def _cancel(rest: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    return cancelling(sheet, hearing) if rest else MyReminders()


def _amend(rest: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    return corrected(sheet, hearing) or (Amend(what=rest) if rest else None)


def _settings(rest: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    found = setting(sheet, hearing) if rest else None
    return found if isinstance(found, Settings) else Settings()


def _new_customer(rest: str, _: Sheet, __: Hearing) -> Command | None:
    return NewCustomer(name=rest) if rest else None


def _new_contact(_: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    return contact_from(sheet, hearing, ())


def _invite(rest: str, sheet: Sheet, _: Hearing) -> Command | None:
    return invite_of(sheet, rest)


def _leave(rest: str, sheet: Sheet, _: Hearing) -> Command | None:
    return leave_of(sheet, rest)


def _owning(name: str) -> Slot:
    return lambda _, sheet, __: OWNING[name](sheet)


def _summary(_: str, sheet: Sheet, hearing: Hearing) -> Command | None:
    """Of the last week, or of the days that were said."""
    return summary_of(_heard(sheet, hearing)) or Summarise()


def _board(_: str, __: Sheet, ___: Hearing) -> Command | None:
    return OpenBoard()


def _undo(_: str, __: Sheet, ___: Hearing) -> Command | None:
    return Undo()


def _help(rest: str, _: Sheet, __: Hearing) -> Command | None:
    topic = rest.lstrip("/").lower()
    return Help(topic=slashes().get(topic, topic))


SLOTS: Final[dict[str, Slot]] = {
    "find": _find,
    "my_day": _day,
    "my_reminders": _reminders,
    "cancel_reminder": _cancel,
    "snooze": _snooze,
    "amend": _amend,
    "settings": _settings,
    "new_customer": _new_customer,
    "new_contact": _new_contact,
    "invite": _invite,
    "leave": _leave,
    "summarise": _summary,
    "open_board": _board,
    "undo": _undo,
    "check_campaigns": lambda rest, _, __: CheckCampaigns(what=rest),
    "check_leads": lambda _, __, ___: CheckLeads(),
    "help": _help,
    **{name: _owning(name) for name in OWNING},
}
