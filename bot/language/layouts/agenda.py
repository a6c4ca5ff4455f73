"""A person's day as a card, asked for or as the morning digest."""

from bot.domain.agenda import DayShown
from bot.domain.chat import Block, Button, Card
from bot.domain.guide import OpenForm
from bot.domain.moment import local
from bot.domain.promises import Line
from bot.domain.reminders import FinishReminder, Reminder
from bot.language.layouts.cases import cases_block, guard_line
from bot.language.layouts.lines import done_buttons, ledger
from bot.language.layouts.money import debts_block
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.reminders import subject
from bot.language.layouts.summaries import team_block
from bot.language.speak import Say, says, short

MOST = 8
"""Lines of one list; the rest is counted."""
DONE = 3


@says(DayShown)
def day_shown(result: DayShown, say: Say) -> Card:
    """Late things first: they cannot wait."""
    blocks = (
        *_promises("agenda.late", result.late, say),
        *_reminders(result, say),
        *_promises("agenda.due_in" if result.until else "agenda.due", result.due, say),
        *_promises("agenda.waiting", result.waiting, say),
        *debts_block(result.debts, say),
        *cases_block(result.cases, "agenda.cases", say, most=MOST, named=True),
        *block(*(guard_line(each, say) for each in result.guards)),
        *(team_block(result.team, say) if result.team else ()),
        *_unpublished(result, say),
    )
    return Card(_headline(result, say), blocks, _buttons(result, say))


def _headline(result: DayShown, say: Say) -> str:
    things, late = _numbers(result)
    key = "morning" if result.digest else "day"
    if not any((things, late, result.waiting, result.debts)):
        key = "morning_free" if result.team and result.team.any else "free"
    elif not late:
        key = f"{key}_calm" if things else f"{key}_waiting"
    elif not things:
        key = f"{key}_late"
    return say(f"agenda.{key}", name=result.name, day=_days(result, say), things=things, late=late)


def _days(result: DayShown, say: Say) -> str:
    day = say.day(result.day)
    return say("agenda.days", first=day, last=say.day(result.until)) if result.until else day


def _numbers(result: DayShown) -> tuple[int, int]:
    """What there is to do, and what is late."""
    over = [each for each in result.cases if each.late is not None]
    ahead = len(result.cases) - len(over)
    return len(result.reminders) + len(result.due) + ahead, len(result.late) + len(over)


def _promises(heading: str, lines: tuple[Line, ...], say: Say) -> tuple[Block, ...]:
    cut = (Block((say("parts.more", left=len(lines) - MOST),)),) if len(lines) > MOST else ()
    return (*ledger(heading, lines[:MOST], say, named=True, plain=heading == "agenda.due"), *cut)


def _reminders(result: DayShown, say: Say) -> tuple[Block, ...]:
    lines = [
        say("agenda.at", at=_time_of(reminder, result, say), what=subject(reminder.what, customer, say))
        for reminder, customer in result.reminders[:MOST]
    ]
    left = len(result.reminders) - MOST
    more = say("parts.more", left=left) if left > 0 else ""
    return block(*bullets(lines), more, heading=say("agenda.reminders"))


def _time_of(reminder: Reminder, result: DayShown, say: Say) -> str:
    """Of several days with its day."""
    return say.instant(reminder.due_at) if result.until else say.time(local(reminder.due_at, say.zone).time())


def _unpublished(result: DayShown, say: Say) -> tuple[Block, ...]:
    year = result.calendar_missing
    return () if year is None else block(say("agenda.calendar_missing", year=str(year)))


def _buttons(result: DayShown, say: Say) -> tuple[tuple[Button, ...], ...]:
    done = [_finish(reminder, say) for reminder, _ in result.reminders if result.has_today]
    rows = [*done[:DONE], *done_buttons(result.late, say)]
    log = say.button("customers.log", OpenForm(command="log_interaction"), stays=True)
    return (*((each,) for each in rows), (log,))


def _finish(reminder: Reminder, say: Say) -> Button:
    what = short(reminder.what, 20) or say("reminders.something")
    return say.button("agenda.finish", FinishReminder(reminder=reminder.id), stays=True, what=what)
