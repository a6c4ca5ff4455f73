"""What comes round again, in words: `每周一 09:00`, `the last working day of every month at 17:00`."""

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
    if recur.every is Every.DAY and recur.working and recur.interval == 1:
        return say("rounds.working_day")
    if recur.every is Every.WEEK and recur.weekdays:
        return _weekly(recur, say)
    base = say(f"rounds.{'one' if recur.interval == 1 else 'some'}.{recur.every}", n=recur.interval)
    which = _which(recur, say)
    if not which:
        return base
    if recur.every is Every.YEAR and recur.interval == 1:
        return say("rounds.yearly", day=which)
    return say("rounds.on_each" if recur.interval == 1 else "rounds.on", round=base, day=which)


def _weekly(recur: Recurrence, say: Say) -> str:
    if recur.interval > 1:
        base = say("rounds.some.week", n=recur.interval)
        return say("rounds.on", round=base, day=_weekdays(recur, say))
    if recur.weekdays == WORKWEEK:
        return say("rounds.workweek")
    return say("rounds.weekly", days=_weekdays(recur, say))


def _which(recur: Recurrence, say: Say) -> str:
    """The day within the month, quarter or year."""
    if recur.nth is None:
        return ""
    if recur.every is Every.YEAR and recur.month and not recur.weekdays and not recur.working:
        return days.short_day(date(say.today.year, recur.month, max(1, recur.nth)), say.language, say.today)
    kind = "weekday" if recur.weekdays else "working" if recur.working else "day"
    if recur.nth == LAST:
        return say(f"rounds.last.{kind}", day=_weekdays(recur, say))
    return say(f"rounds.nth.{kind}", n=recur.nth, day=_weekdays(recur, say))


def _weekdays(recur: Recurrence, say: Say) -> str:
    return say("rounds.and").join(days.WEEKDAYS[say.language][each] for each in recur.weekdays)
