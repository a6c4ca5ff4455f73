"""What comes round again, in words: `每周一 09:00`, `the last working day of every month at 17:00`."""

from dataclasses import replace
from datetime import date, time

from bot.domain.calendar import Every, Recurrence
from bot.language import days
from bot.language.speak import Say

LAST = -1
WORKWEEK = (0, 1, 2, 3, 4)


def spoken_round(recur: Recurrence, at: time, say: Say) -> str:
    """The rule with its hour; `at` is the hour of the next one, for rules that have none of their own."""
    rule = _rule(recur, say)
    if recur.every is Every.HOUR:
        return rule
    return say("rounds.at", round=rule, at=days.clock(recur.at or at, say.language))


def _rule(recur: Recurrence, say: Say) -> str:
    if recur == replace(recur, every=Every.DAY, interval=1, working=True):
        return say("rounds.working_day")
    if (recur.every, bool(recur.weekdays)) == (Every.WEEK, True):
        return _weekly(recur, say)
    count = "one" if recur.interval == 1 else "some"
    base = say(f"rounds.{count}.{recur.every}", n=recur.interval)
    return base if recur.nth is None else _placed(recur, base, _which(recur, recur.nth, say), say)


def _placed(recur: Recurrence, base: str, which: str, say: Say) -> str:
    """The day within its month, quarter or year: `每月15日`, `the 15th of every month`."""
    if recur.interval > 1:
        return say("rounds.on", round=base, day=which)
    return say("rounds.yearly" if recur.every is Every.YEAR else "rounds.on_each", round=base, day=which)


def _weekly(recur: Recurrence, say: Say) -> str:
    if recur.interval > 1:
        base = say("rounds.some.week", n=recur.interval)
        return say("rounds.on", round=base, day=_weekdays(recur, say))
    if recur.weekdays == WORKWEEK:
        return say("rounds.workweek")
    return say("rounds.weekly", days=_weekdays(recur, say))


def _which(recur: Recurrence, nth: int, say: Say) -> str:
    """The day by its date, or counted among weekdays or working days."""
    kind = _kind(recur)
    if recur.every is Every.YEAR and recur.month and kind == "day":
        return days.short_day(date(say.today.year, recur.month, max(1, nth)), say.language, say.today)
    place = "last" if nth == LAST else "nth"
    return say(f"rounds.{place}.{kind}", n=nth, day=_weekdays(recur, say))


def _kind(recur: Recurrence) -> str:
    if recur.weekdays:
        return "weekday"
    return "working" if recur.working else "day"


def _weekdays(recur: Recurrence, say: Say) -> str:
    return say("rounds.and").join(days.WEEKDAYS[say.language][each] for each in recur.weekdays)
