"""The clock: APScheduler ticks and nothing else; what is due stands in the database."""

from collections.abc import Callable, Iterable

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

FIELDS = ("second", "minute", "hour", "day", "month", "day_of_week")


def start(ticks: Iterable[tuple[str, Callable[[], None]]]) -> BackgroundScheduler:
    """Call each function by its cron expression of six fields, seconds first, in UTC.

    A tick that comes while the one before still works is passed over; missed ones are made up once.
    """
    scheduler = BackgroundScheduler(timezone="UTC")
    for expression, act in ticks:
        trigger = CronTrigger(timezone="UTC", **dict(zip(FIELDS, expression.split(), strict=True)))
        scheduler.add_job(act, trigger, coalesce=True, misfire_grace_time=None)
    scheduler.start()
    return scheduler
