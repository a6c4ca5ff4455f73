"""Recurrences as they are said, and when they come round."""

from datetime import datetime, time
from typing import Final

import pytest

from bot.domain.calendar import DatePolicy, WeekdaysOnly, next_after
from bot.language.dates import Direction, Kind, read_dates

TUESDAY: Final = datetime.fromisoformat("2026-03-10T09:30")

SAID = [
    ("每周一", ["2026-03-16T09:00", "2026-03-23T09:00"]),
    ("every Monday at 10", ["2026-03-16T10:00", "2026-03-23T10:00"]),
    ("每周一三五", ["2026-03-11T09:00", "2026-03-13T09:00", "2026-03-16T09:00"]),
    ("every Monday and Thursday", ["2026-03-12T09:00", "2026-03-16T09:00"]),
    ("on Mondays", ["2026-03-16T09:00"]),
    ("every other Friday", ["2026-03-13T09:00", "2026-03-27T09:00"]),
    ("隔周周五", ["2026-03-13T09:00", "2026-03-27T09:00"]),
    ("每月最后一个工作日", ["2026-03-31T09:00", "2026-04-30T09:00", "2026-05-29T09:00"]),
    ("last working day of every month", ["2026-03-31T09:00", "2026-04-30T09:00"]),
    ("每月15号", ["2026-03-15T09:00", "2026-04-15T09:00"]),
    ("every month on the 15th", ["2026-03-15T09:00"]),
    ("每月底", ["2026-03-31T09:00", "2026-04-30T09:00"]),
    ("first Monday of every month", ["2026-04-06T09:00", "2026-05-04T09:00"]),
    ("每月第一个周一", ["2026-04-06T09:00", "2026-05-04T09:00"]),
    ("每个月的第三个星期五", ["2026-03-20T09:00", "2026-04-17T09:00"]),
    ("每月最后一个周五", ["2026-03-27T09:00", "2026-04-24T09:00"]),
    ("每月第二个星期日", ["2026-04-12T09:00"]),
    ("the 31st of each month", ["2026-03-31T09:00", "2026-05-31T09:00"]),
    ("每天9点", ["2026-03-11T09:00", "2026-03-12T09:00"]),
    ("daily at 5pm", ["2026-03-10T17:00", "2026-03-11T17:00"]),
    ("每个工作日早上九点", ["2026-03-11T09:00", "2026-03-12T09:00", "2026-03-13T09:00", "2026-03-16T09:00"]),
    ("每季度末", ["2026-03-31T09:00", "2026-06-30T09:00"]),
    ("每年3月8号", ["2027-03-08T09:00", "2028-03-08T09:00"]),
    ("every 2 weeks", ["2026-03-24T09:00", "2026-04-07T09:00"]),
]


@pytest.mark.parametrize(("text", "moments"), SAID)
def test_it_comes_round(text: str, moments: list[str]) -> None:
    (when,) = read_dates(
        text, TUESDAY, policy=DatePolicy(), calendar=WeekdaysOnly(), direction=Direction.FUTURE
    )
    assert when.kind is Kind.RECURRING
    assert when.recurrence is not None
    at: datetime | None = TUESDAY
    for moment in moments:
        assert at is not None
        at = next_after(when.recurrence, at, WeekdaysOnly())
        assert at == datetime.fromisoformat(moment)


def test_its_time_is_kept() -> None:
    (when,) = read_dates(
        "每周一下午3点", TUESDAY, policy=DatePolicy(), calendar=WeekdaysOnly(), direction=Direction.FUTURE
    )
    assert when.recurrence is not None
    assert when.recurrence.at == time(15)
