"""What sales people write about days and times, and the day that is meant."""

from datetime import date, datetime
from typing import Final

import pytest

from bot.domain.calendar import DatePolicy, DayMonth, NextWeekday, WeekdaysOnly
from bot.language.dates import Direction, Grain, Kind, When, read_dates

TUESDAY: Final = datetime.fromisoformat("2026-03-10T09:30")


def read(
    text: str,
    *,
    at: datetime = TUESDAY,
    direction: Direction = Direction.FUTURE,
    policy: DatePolicy | None = None,
    masked: tuple[tuple[int, int], ...] = (),
) -> tuple[When, ...]:
    return read_dates(
        text, at, policy=policy or DatePolicy(), calendar=WeekdaysOnly(), direction=direction, masked=masked
    )


def one(text: str, *, at: datetime = TUESDAY, direction: Direction = Direction.FUTURE) -> When:
    found = read(text, at=at, direction=direction)
    assert len(found) == 1, found
    return found[0]


DAYS = [
    ("今天", "2026-03-10"), ("明天", "2026-03-11"), ("后天", "2026-03-12"), ("大后天", "2026-03-13"),
    ("昨天", "2026-03-09"), ("前天", "2026-03-08"), ("周五", "2026-03-13"), ("星期4", "2026-03-12"),
    ("礼拜天", "2026-03-15"), ("下周三", "2026-03-18"), ("上周三", "2026-03-04"), ("下下周一", "2026-03-23"),
    ("週五", "2026-03-13"), ("3月20日", "2026-03-20"), ("三月二十号", "2026-03-20"), ("20号", "2026-03-20"),
    ("5号", "2026-04-05"), ("下个月5号", "2026-04-05"), ("2026-04-01", "2026-04-01"),
    ("2026年4月1日", "2026-04-01"),
    ("4/1", "2026-04-01"), ("月底", "2026-03-31"), ("本月底", "2026-03-31"), ("下个月底", "2026-04-30"),
    ("12月底", "2026-12-31"), ("季度末", "2026-03-31"), ("年底", "2026-12-31"), ("三天后", "2026-03-13"),
    ("两周后", "2026-03-24"), ("三天前", "2026-03-07"), ("过两天", "2026-03-12"),
    ("三个工作日后", "2026-03-13"),
    ("下个工作日", "2026-03-11"), ("本月最后一个工作日", "2026-03-31"), ("下个月第一个周一", "2026-04-06"),
    ("国庆", "2026-10-01"), ("中秋", "2026-09-25"), ("春节", "2027-02-06"), ("除夕", "2027-02-05"),
    ("清明", "2026-04-05"), ("端午", "2026-06-19"), ("圣诞节", "2026-12-25"), ("农历八月十五", "2026-09-25"),
    ("国庆前三天", "2026-09-28"), ("today", "2026-03-10"), ("tmrw", "2026-03-11"),
    ("wendesday", "2026-03-11"),
    ("Friday", "2026-03-13"), ("next Friday", "2026-03-20"), ("this Friday", "2026-03-13"),
    ("last Friday", "2026-03-06"), ("Friday next week", "2026-03-20"), ("the 15th", "2026-03-15"),
    ("May 9", "2026-05-09"), ("9 May 2027", "2027-05-09"), ("the first Monday of June", "2026-06-01"),
    ("the last working day of the month", "2026-03-31"), ("EOM", "2026-03-31"),
    ("end of next month", "2026-04-30"),
    ("in 3 days", "2026-03-13"), ("two weeks ago", "2026-02-24"), ("two days before Friday", "2026-03-11"),
    ("3 days after Easter", "2026-04-08"), ("the day before Christmas", "2026-12-24"),
    ("Thanksgiving", "2026-11-26"), ("Easter Monday", "2026-04-06"), ("in 10 business days", "2026-03-24"),
    ("day after tomorrow", "2026-03-12"), ("Fri 13th", "2026-03-13"), ("3 Fridays from now", "2026-03-27"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day(text: str, day: str) -> None:
    when = one(text)
    assert (when.kind, when.grain, when.value, when.said) == (
        Kind.POINT,
        Grain.DAY,
        date.fromisoformat(day),
        text,
    )


MINUTES = [
    ("明天3pm", "2026-03-11T15:00"), ("下周三 at 10:30", "2026-03-18T10:30"), ("三点半", "2026-03-10T15:30"),
    ("下午三点", "2026-03-10T15:00"), ("明天上午10:30", "2026-03-11T10:30"), ("周四15点", "2026-03-12T15:00"),
    ("周五下午三点一刻", "2026-03-13T15:15"), ("晚上8点", "2026-03-10T20:00"),
    ("中午12点半", "2026-03-10T12:30"),
    ("今晚八点", "2026-03-10T20:00"), ("晚上12点", "2026-03-11"), ("差五分三点", "2026-03-10T14:55"),
    ("半小时后", "2026-03-10T10:00"), ("两小时后", "2026-03-10T11:30"), ("24小时后", "2026-03-11T09:30"),
    ("8点", "2026-03-11T08:00"), ("half 3", "2026-03-10T15:30"), ("half past four", "2026-03-10T16:30"),
    ("quarter to 5", "2026-03-10T16:45"), ("tomorrow at 9", "2026-03-11T09:00"),
    ("Friday noon", "2026-03-13T12:00"),
    ("3:15pm on Friday", "2026-03-13T15:15"), ("in half an hour", "2026-03-10T10:00"),
    ("15h30", "2026-03-10T15:30"),
    ("at 1030", "2026-03-10T10:30"), ("in 2.5 hours", "2026-03-10T12:00"),
    ("ten thirty am", "2026-03-10T10:30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "moment"), MINUTES)
def test_a_time(text: str, moment: str) -> None:
    assert one(text).value == datetime.fromisoformat(moment)


LIMITS = [
    ("周五前", Kind.BY, "2026-03-13"), ("by Friday", Kind.BY, "2026-03-13"),
    ("Friday前", Kind.BY, "2026-03-13"),
    ("月底前", Kind.BY, "2026-03-31"), ("by EOM", Kind.BY, "2026-03-31"), ("最晚周五", Kind.BY, "2026-03-13"),
    ("三个工作日内", Kind.BY, "2026-03-13"), ("within two weeks", Kind.BY, "2026-03-24"),
    ("本周内", Kind.BY, "2026-03-15"), ("国庆前", Kind.BY, "2026-09-30"),
    ("before Christmas", Kind.BY, "2026-12-24"),
    ("before April", Kind.BY, "2026-03-31"), ("by April", Kind.BY, "2026-04-30"),
    ("周五后", Kind.AFTER, "2026-03-13"), ("从下周一起", Kind.AFTER, "2026-03-16"),
    ("after the 15th", Kind.AFTER, "2026-03-15"), ("国庆后", Kind.AFTER, "2026-10-02"),
    ("年前", Kind.BY, "2027-02-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "day"), LIMITS)
def test_a_limit(text: str, kind: Kind, day: str) -> None:
    when = one(text)
    assert (when.kind, when.value) == (kind, date.fromisoformat(day))


@pytest.mark.parametrize("text", ["下班前", "COB", "by EOD", "today COB", "close of business"])
def test_close_of_business_is_the_workspaces_hour(text: str) -> None:
    assert (one(text).kind, one(text).value) == (Kind.BY, datetime.fromisoformat("2026-03-10T18:00"))


def test_after_hours_the_next_close_of_business_is_meant() -> None:
    friday_night = datetime.fromisoformat("2026-03-13T19:00")
    assert one("下班前", at=friday_night).value == datetime.fromisoformat("2026-03-16T18:00")


RANGES = [
    ("下周", "2026-03-16", "2026-03-23"), ("3号到5号", "2026-04-03", "2026-04-06"),
    ("next month", "2026-04-01", "2026-05-01"), ("Q3", "2026-07-01", "2026-10-01"),
    ("第三季度", "2026-07-01", "2026-10-01"), ("上半年", "2026-01-01", "2026-07-01"),
    ("下周一到周三", "2026-03-16", "2026-03-19"), ("July 13-15", "2026-07-13", "2026-07-16"),
    ("from Monday to Friday", "2026-03-16", "2026-03-21"), ("周末", "2026-03-14", "2026-03-16"),
    ("最近两周", "2026-02-24", "2026-03-10"), ("未来7天", "2026-03-11", "2026-03-18"),
    ("月初", "2026-03-01", "2026-03-06"), ("这两天", "2026-03-10", "2026-03-12"),
    ("5月", "2026-05-01", "2026-06-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_a_range_ends_before_its_end(text: str, start: str, end: str) -> None:
    when = one(text)
    days = (date.fromisoformat(start), date.fromisoformat(end))
    assert (when.kind, when.start, when.end) == (Kind.RANGE, *days)


@pytest.mark.parametrize(
    "text", ["明天下午两点到五点", "tomorrow 2-5pm", "2 to 5pm tomorrow", "明天14:00-17:00"]
)
def test_hours_of_a_day(text: str) -> None:
    when = one(text)
    assert (when.start, when.end) == (
        datetime.fromisoformat("2026-03-11T14:00"),
        datetime.fromisoformat("2026-03-11T17:00"),
    )


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("三天", 3 * 86400), ("半小时", 1800), ("两个半月", 75 * 86400), ("an hour and a half", 5400),
     ("2w", 14 * 86400), ("3-5天", 5 * 86400), ("提前三天", -3 * 86400), ("三年半", 1277.5 * 86400)],
)  # fmt: skip
def test_a_length(text: str, seconds: float) -> None:
    assert (one(text).kind, one(text).seconds) == (Kind.DURATION, seconds)


def test_a_lead_time_counts_back_from_the_day_before_it() -> None:
    meeting, reminder = read("下周五开会，提前一天提醒我")
    assert (meeting.value, reminder.value) == (date(2026, 3, 20), date(2026, 3, 19))


def test_logs_look_back_and_promises_ahead() -> None:
    assert one("周三", direction=Direction.PAST).value == date(2026, 3, 4)
    assert one("周三", direction=Direction.FUTURE).value == date(2026, 3, 11)
    assert one("3月20日", direction=Direction.PAST).value == date(2025, 3, 20)


def test_the_workspace_decides_the_order_of_day_and_month() -> None:
    (when,) = read("4/5", policy=DatePolicy(day_month=DayMonth.DAY_FIRST))
    assert when.value == date(2026, 5, 4)
    assert one("4/5").value == date(2026, 4, 5)
    assert one("25/4").value == date(2026, 4, 25)


def test_the_workspace_decides_what_next_friday_is() -> None:
    (when,) = read("next Friday", policy=DatePolicy(next_weekday=NextWeekday.SOONEST))
    assert when.value == date(2026, 3, 13)


def test_a_part_of_the_day_has_its_hours() -> None:
    when = one("明天下午")
    assert (when.grain, when.value, when.start, when.end) == (
        Grain.PART,
        datetime.fromisoformat("2026-03-11T14:00"),
        datetime.fromisoformat("2026-03-11T12:00"),
        datetime.fromisoformat("2026-03-11T18:00"),
    )


@pytest.mark.parametrize(
    "text",
    ["", "便宜一点", "有两点要求", "5号楼", "A款2800", "24/7", "2024款", "This may take longer.",
     "Good morning Paul", "192.168.1.1", "888-000-9999", "3.5折", "20% off", "$12", "我的队伍",
     "two to four people", "K9", "end of the line"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read(text) == ()


def test_a_whole_message() -> None:
    text = "华联 A款2800 周五前送样 周四15点提醒"
    by, reminder = read(text)
    assert (by.said, by.kind, by.value) == ("周五前", Kind.BY, date(2026, 3, 13))
    assert (reminder.said, reminder.value) == ("周四15点", datetime.fromisoformat("2026-03-12T15:00"))
    assert all(text[slice(*when.span)] == when.said for when in (by, reminder))


def test_a_comma_before_a_time_is_no_part_of_it() -> None:
    assert [when.value for when in read("样机明天送，15:30到")][-1] == datetime.fromisoformat(
        "2026-03-10T15:30"
    )


def test_nothing_is_read_in_a_name() -> None:
    assert read("Friday Foods by Monday", masked=((0, 12),))[0].said == "by Monday"
    assert read("五月花", masked=((0, 3),)) == ()
    assert read("June会", masked=((0, 4),)) == ()
