"""What comes round again, as people say it."""

from datetime import time

import pytest

from bot.domain.calendar import Every, Recurrence
from bot.language.rounds import spoken_round
from tests.language.samples import ANN, LI_LEI, reads

ROUNDS = [
    (Recurrence(Every.HOUR, interval=2), "每2小时", "every 2 hours"),
    (Recurrence(Every.DAY), "每天15:00", "every day at 3 pm"),
    (Recurrence(Every.DAY, at=time(8, 30)), "每天08:30", "every day at 8:30 am"),
    (Recurrence(Every.DAY, working=True), "每个工作日15:00", "every working day at 3 pm"),
    (Recurrence(Every.WEEK), "每周15:00", "every week at 3 pm"),
    (Recurrence(Every.WEEK, weekdays=(0,)), "每周一15:00", "every Mon at 3 pm"),
    (Recurrence(Every.WEEK, weekdays=(0, 2)), "每周一、周三15:00", "every Mon and Wed at 3 pm"),
    (Recurrence(Every.WEEK, weekdays=(0, 1, 2, 3, 4)), "每周一至周五15:00", "Monday to Friday at 3 pm"),
    (Recurrence(Every.WEEK, interval=2, weekdays=(4,)), "每2周的周五15:00", "every 2 weeks on Fri at 3 pm"),
    (Recurrence(Every.MONTH, nth=15), "每月15日15:00", "the 15th of every month at 3 pm"),
    (Recurrence(Every.MONTH, nth=-1), "每月最后一天15:00", "the last day of every month at 3 pm"),
    (
        Recurrence(Every.MONTH, nth=-1, working=True),
        "每月最后一个工作日15:00",
        "the last working day of every month at 3 pm",
    ),
    (
        Recurrence(Every.MONTH, nth=2, weekdays=(1,)),
        "每月第2个周二15:00",
        "the 2nd Tue of every month at 3 pm",
    ),
    (Recurrence(Every.MONTH, interval=3, nth=1), "每3个月的1日15:00", "every 3 months on the 1st at 3 pm"),
    (Recurrence(Every.QUARTER), "每季度15:00", "every quarter at 3 pm"),
    (Recurrence(Every.YEAR, month=5, nth=1), "每年5月1日15:00", "every 1 May at 3 pm"),
]


@pytest.mark.parametrize(("recur", "zh", "en"), ROUNDS, ids=[zh for _, zh, _ in ROUNDS])
def test_rounds(recur: Recurrence, zh: str, en: str) -> None:
    assert spoken_round(recur, time(15), reads(LI_LEI)) == zh
    assert spoken_round(recur, time(15), reads(ANN)) == en
