"""Reminders called off, and the times of reminders that need a second look."""

import re
from typing import Final

from bot.domain.base import Command
from bot.domain.calendar import Recurrence
from bot.domain.reminders import CancelReminder
from bot.language.clauses import Clause
from bot.language.dates import Direction
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.sheet import Sheet, times_of
from bot.language.slots import Heard, customers_said, dates_in, minute_of, recurrence_of, what_of
from bot.language.words import section

OF_THE_MONTH: Final = re.compile(
    r"^(?:on )?(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th) \w+ (?:of|in) the month$"
)
NO_TIME: Final = re.compile(
    r"(?<![\d:.])(?:24:(?!00)\d\d|(?:2[5-9]|[3-9]\d):\d\d|\d{1,2}:[6-9]\d)(?!\d)"
    r"|(?<!\d)(?:2[5-9]|[3-9]\d)点(?:钟|整|半)?"
    r"|(?<!\d)(?:0?2月3[01]|(?:0?[469]|11)月31|\d{1,2}月(?:3[2-9]|[4-9]\d))[日号]"
    r"|(?:feb(?:ruary)? (?:30|31)|(?:30|31)(?:st|th)? (?:of )?feb(?:ruary)?)(?:st|th)?(?![a-z\d])"
)
"""A time that no clock has, or a day that no calendar has."""


def called_off(sheet: Sheet, hearing: Hearing) -> Command | None:
    """取消每周五的提醒, don't remind me: never a new reminder."""
    line = sheet.masked.strip(" .。!！~")
    if not section("features")["remind_off"].search(line):
        return None
    if mood_of(features_of(sheet.masked, ahead=False)) is Mood.QUESTION:
        return None
    return cancelling(sheet, hearing)


def cancelling(sheet: Sheet, hearing: Hearing) -> CancelReminder:
    """Which reminder is meant, as far as the words tell."""
    span = (0, len(sheet.masked))
    heard = Heard(sheet, Clause(span, span, "", frozenset()), hearing)
    customers, recur = customers_said(heard), rounds_of(heard)
    member = heard.first("member")
    me = hearing.member.id if hearing.member else ""
    return CancelReminder(
        customer=customers[0] if customers else None,
        by=member if member and member.id != me else None,
        what=what_of(heard, "cancel_reminder", dates_in(heard)),
        due=None if recur else minute_of(heard),
        recur=recur,
    )


def rounds_of(heard: Heard) -> Recurrence | None:
    """How often; of reminders the first Monday of the month is that of every month."""
    for when in heard.whens:
        if OF_THE_MONTH.match(when.said.lower()):
            said = when.said.lower().replace("the month", "every month")
            found = times_of(said, heard.hearing, Direction.FUTURE)
            return next((each.recurrence for each in found if each.recurrence), None)
    return recurrence_of(heard)


def impossible(text: str) -> str:
    """The time that cannot be, as it was said; "" when there is none."""
    found = NO_TIME.search(text.lower())
    return text[found.start() : found.end()] if found else ""
