"""The clock: APScheduler ticks and nothing else; what is due stands in the database."""

import logging
from collections.abc import Callable, Mapping

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.domain.base import Command, name_of

log = logging.getLogger(__name__)

Issue = Callable[[Command], None]


def start(ticks: Mapping[str, Command], issue: Issue) -> BackgroundScheduler:
    """Issue each command by its cron expression, in UTC; a tick that is missed is made up once.

    `ticks` maps an expression of six fields, seconds first, to the command.
    """
    scheduler = BackgroundScheduler(timezone="UTC")
    for expression, command in ticks.items():
        second, minute, hour, day, month, weekday = expression.split()
        trigger = CronTrigger(
            second=second, minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone="UTC"
        )
        scheduler.add_job(
            issue, trigger, args=(command,), id=name_of(type(command)), coalesce=True, misfire_grace_time=None
        )
    scheduler.start()
    return scheduler
