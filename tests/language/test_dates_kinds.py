"""Ranges, leads, zones and what stands beside a named day, in both languages."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.language.dates import Direction, Kind, When, read_dates
from bot.language.dotted import with_month
from bot.language.words import CUSTOMER

TUESDAY: Final = datetime.fromisoformat("2026-03-10T09:30")
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


def read(text: str, at: datetime = TUESDAY, direction: Direction = Direction.FUTURE) -> tuple[When, ...]:
    return read_dates(text, at, policy=DatePolicy(), calendar=WeekdaysOnly(), direction=direction)


def one(text: str, at: datetime = TUESDAY, direction: Direction = Direction.FUTURE) -> When:
    found = read(text, at, direction)
    assert len(found) == 1, found
    return found[0]


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


RANGES = [
    ("上两周", "2026-02-23", "2026-03-09"), ("下三个月", "2026-04-01", "2026-07-01"),
    ("这一年", "2026-01-01", "2027-01-01"), ("今年前三个月", "2026-01-01", "2026-04-01"),
    ("今年头三个月", "2026-01-01", "2026-04-01"), ("上月最后五天", "2026-02-24", "2026-03-01"),
    ("二零二一年后三月", "2021-10-01", "2022-01-01"), ("过去的一年", "2025-03-10", "2026-03-10"),
    ("3-5号", "2026-04-03", "2026-04-06"), ("5月3-7日", "2026-05-03", "2026-05-08"),
    ("3-5月", "2026-03-01", "2026-06-01"), ("2026年3月到5月", "2026-03-01", "2026-06-01"),
    ("3月到6月底", "2026-03-01", "2026-07-01"), ("从5号到12号", "2026-03-05", "2026-03-13"),
    ("明后天", "2026-03-11", "2026-03-13"), ("今明两天", "2026-03-10", "2026-03-12"),
    ("从今天起一周", "2026-03-10", "2026-03-17"), ("本周晚些时候", "2026-03-10", "2026-03-16"),
    ("5月下旬", "2026-05-21", "2026-06-01"), ("下月上旬", "2026-04-01", "2026-04-11"),
    ("年初", "2026-01-01", "2026-03-01"), ("90年代", "1990-01-01", "2000-01-01"),
    ("上世纪九十年代", "1990-01-01", "2000-01-01"), ("夏季", "2026-06-01", "2026-09-01"),
    ("国庆假期", "2026-10-01", "2026-10-08"), ("春节期间", "2027-02-05", "2027-02-13"),
    ("周一到周三下午", "2026-03-16", "2026-03-18T18:00"), ("年初到现在", "2026-01-01", "2026-03-10T09:30"),
    ("从周一到现在", "2026-03-09", "2026-03-10T09:30"), ("上半周", "2026-03-09", "2026-03-12"),
    ("last 2 months", "2026-01-10", "2026-03-10"), ("the last two weeks of June", "2026-06-17", "2026-07-01"),
    ("the first three days of April", "2026-04-01", "2026-04-04"),
    ("previous three quarters", "2025-04-01", "2026-01-01"), ("2 upcoming weeks", "2026-03-11", "2026-03-25"),
    ("next 3 business days", "2026-03-11", "2026-03-14"), ("later this month", "2026-03-10", "2026-04-01"),
    ("earlier this month", "2026-03-01", "2026-03-10"), ("early next week", "2026-03-16", "2026-03-19"),
    ("late this month", "2026-03-16", "2026-04-01"), ("late April", "2026-04-21", "2026-05-01"),
    ("second half of March", "2026-03-16", "2026-04-01"), ("first half of 2026", "2026-01-01", "2026-07-01"),
    ("the last quarter of 2026", "2026-10-01", "2027-01-01"),
    ("first week of 2027", "2027-01-04", "2027-01-11"), ("last weekend of October", "2026-10-31", "2026-11-02"),
    ("this summer", "2026-06-21", "2026-09-24"), ("the 1990s", "1990-01-01", "2000-01-01"),
    ("YTD", "2026-01-01", "2026-03-11"), ("from 3/1 to 3/20", "2026-03-01", "2026-03-21"),
    ("between 4/1-4/10", "2026-04-01", "2026-04-11"), ("from March to May", "2026-03-01", "2026-06-01"),
    ("this week from Tue to Thu", "2026-03-10", "2026-03-13"),
    ("Monday to Wednesday next week", "2026-03-16", "2026-03-19"),
    ("Christmas week", "2026-12-21", "2026-12-28"), ("Labor Day weekend", "2026-09-05", "2026-09-08"),
    ("Thanksgiving weekend", "2026-11-26", "2026-11-30"),
    ("the weekend of the 20th", "2026-03-20", "2026-03-23"),
    ("the week after Easter", "2026-04-06", "2026-04-13"),
    ("from 18 May for 10 days", "2026-05-18", "2026-05-28"),
    ("from the end of March to the middle of May", "2026-03-31", "2026-05-21"),
    ("下个月5号到10号", "2026-04-05", "2026-04-11"), ("2026年5月1日至5日", "2026-05-01", "2026-05-06"),
    ("从七月到九月", "2026-07-01", "2026-10-01"), ("即日起至3月31日", "2026-03-10", "2026-04-01"),
    ("the 5th to the 10th of next month", "2026-04-05", "2026-04-11"),
    ("20-25 of next month", "2026-04-20", "2026-04-26"),
    ("first week of the month", "2026-03-02", "2026-03-09"),
    ("the first two quarters of 2026", "2026-01-01", "2026-07-01"),
    ("from the 13 to 15 July", "2026-07-13", "2026-07-16"), ("early this year", "2026-01-01", "2026-07-01"),
    ("from May to Oct 2020", "2020-05-01", "2020-11-01"), ("近三月", "2025-12-10", "2026-03-10"),
    ("the third last week of 2018", "2018-12-10", "2018-12-17"), ("week 27 of last year", "2025-06-30", "2025-07-07"),
    ("这周四五", "2026-03-12", "2026-03-14"), ("3、4号", "2026-04-03", "2026-04-05"),
    ("5月3、4号", "2026-05-03", "2026-05-05"), ("mid to late June", "2026-06-11", "2026-07-01"),
    ("四五月份", "2026-04-01", "2026-06-01"), ("next next week", "2026-03-23", "2026-03-30"),
    ("下下下周", "2026-03-30", "2026-04-06"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_a_range(text: str, start: str, end: str) -> None:
    when = one(text)
    assert (when.kind, when.start, when.end) == (Kind.RANGE, moment(start), moment(end))


HOURS = [
    ("周一下午到周三上午", "2026-03-16T12:00", "2026-03-18T12:00"),
    ("今晚8点到明早8点", "2026-03-10T20:00", "2026-03-11T08:00"),
    ("2点-明天4点", "2026-03-10T14:00", "2026-03-11T16:00"),
    ("tomorrow from 7 to 7:30", "2026-03-11T07:00", "2026-03-11T07:30"),
    ("between 7 and 9:30 last night", "2026-03-09T19:00", "2026-03-09T21:30"),
    ("Monday 8 to 9", "2026-03-16T08:00", "2026-03-16T09:00"),
    ("6-8 next Monday", "2026-03-16T18:00", "2026-03-16T20:00"),
    ("10 to 12 Friday morning", "2026-03-13T10:00", "2026-03-13T12:00"),
    ("10-12 on Friday", "2026-03-13T10:00", "2026-03-13T12:00"),
    ("on the 17 between 2 and 4pm", "2026-03-17T14:00", "2026-03-17T16:00"),
    ("from 8am-3 tomorrow afternoon", "2026-03-11T08:00", "2026-03-11T15:00"),
    ("the first Monday 1pm to 3pm of next month", "2026-04-06T13:00", "2026-04-06T15:00"),
    ("14 May for 7 hours from 9:30am", "2026-05-14T09:30", "2026-05-14T16:30"),
    ("4-5 in the afternoon", "2026-03-10T16:00", "2026-03-10T17:00"),
    ("from 2pm today to 4pm tomorrow", "2026-03-10T14:00", "2026-03-11T16:00"),
    ("9am Monday to 5pm Wednesday", "2026-03-16T09:00", "2026-03-18T17:00"),
    ("next hour", "2026-03-10T09:30", "2026-03-10T10:30"),
    ("last 24 hours", "2026-03-09T09:30", "2026-03-10T09:30"),
    ("rest of the day", "2026-03-10T09:30", "2026-03-10T23:59"),
    ("15:00 GMT - 18:00 GMT", "2026-03-10T15:00", "2026-03-10T18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), HOURS)
def test_a_range_of_hours(text: str, start: str, end: str) -> None:
    when = one(text)
    assert (when.kind, when.start, when.end) == (Kind.RANGE, moment(start), moment(end))


POINTS = [
    ("a week on Monday", "2026-03-23"), ("Friday week", "2026-03-20"), ("tomorrow week", "2026-03-18"),
    ("a fortnight today", "2026-03-24"), ("the Friday after Easter", "2026-04-10"),
    ("Friday before Christmas", "2026-12-18"), ("third Tuesday after Christmas", "2027-01-12"),
    ("the closest Monday to Oct 5", "2026-10-05"), ("the last day of this week", "2026-03-15"),
    ("15-Mar-26", "2026-03-15"), ("first thing tomorrow", "2026-03-11T09:00"),
    ("1600 hours", "2026-03-10T16:00"), ("in 1h30", "2026-03-10T11:00"),
    ("this time tomorrow", "2026-03-11T09:30"), ("07:30 in the evening", "2026-03-10T19:30"),
    ("15 to 8 pm", "2026-03-10T19:45"), ("ten to eleven o'clock", "2026-03-10T10:50"),
    ("3:30 p.m.", "2026-03-10T15:30"), ("2morrow 3pm", "2026-03-11T15:00"), ("20th at 2pm", "2026-03-20T14:00"),
    ("the last Friday of the quarter", "2026-03-27"), ("first thing tomorrow morning", "2026-03-11T09:00"),
    ("end next month", "2026-04-30"), ("next month at 6pm", "2026-04-01T18:00"), ("Wed pm", "2026-03-11T14:00"),
    ("两周后的周三", "2026-03-25"),
    ("下周的今天", "2026-03-17"),
    ("去年的今天", "2025-03-10"),
    ("国庆节第三天", "2026-10-03"), ("立冬", "2026-11-07"), ("冬至", "2026-12-22"), ("惊蛰", "2027-03-06"),
    ("八月十五", "2026-09-25"), ("8月15", "2026-08-15"), ("八月十五号", "2026-08-15"), ("腊月18", "2027-01-25"),
    ("三月廿三", "2026-05-09"), ("月底前三天", "2026-03-28"), ("今天午夜", "2026-03-10T23:59"),
    ("明天这个时候", "2026-03-11T09:30"), ("泰禾3/7/2026发样", "2026-07-03"), ("shipped 3/7/2026", "2026-03-07"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_a_point(text: str, expected: str) -> None:
    assert (one(text).kind, one(text).value) == (Kind.POINT, moment(expected))


LIMITS = [
    ("within the next two weeks", Kind.BY, "2026-03-24"), ("年内", Kind.BY, "2026-12-31"),
    ("周五为止", Kind.BY, "2026-03-13"), ("on or before March 20", Kind.BY, "2026-03-20"),
    ("up to Friday", Kind.BY, "2026-03-13"), ("within 3 business days", Kind.BY, "2026-03-13"),
    ("end of tomorrow", Kind.BY, "2026-03-11T18:00"), ("not before Monday", Kind.AFTER, "2026-03-16"),
    ("最早下周一", Kind.AFTER, "2026-03-16"), ("不早于周五", Kind.AFTER, "2026-03-13"),
    ("since Monday", Kind.AFTER, "2026-03-09"), ("since last week", Kind.AFTER, "2026-03-02"),
    ("no earlier than March 20", Kind.AFTER, "2026-03-20"), ("周五下班后", Kind.AFTER, "2026-03-13T18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected"), LIMITS)
def test_a_limit(text: str, kind: Kind, expected: str) -> None:
    assert (one(text).kind, one(text).value) == (kind, moment(expected))


def test_a_limit_reaches_from_now_to_its_end() -> None:
    assert (one("周五前").start, one("周五前").end) == (TUESDAY, date(2026, 3, 14))
    assert one("by noon").end == datetime.fromisoformat("2026-03-10T12:00")
    assert one("周五后").start == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("text", "last", "start", "end"),
    [("月底", "2026-03-31", "2026-03-25", "2026-04-01"), ("EOM", "2026-03-31", "2026-03-21", "2026-04-01"),
     ("年底", "2026-12-31", "2026-11-01", "2027-01-01"),
     ("end of next week", "2026-03-20", "2026-03-20", "2026-03-23")],
)  # fmt: skip
def test_an_end_is_its_last_day_and_knows_its_stretch(text: str, last: str, start: str, end: str) -> None:
    when = one(text)
    assert (when.value, when.start, when.end) == (moment(last), moment(start), moment(end))


def test_an_evening_ends_on_its_day() -> None:
    assert one("明天晚上").end == datetime.fromisoformat("2026-03-11T23:59")
    assert one("tomorrow night").end == datetime.fromisoformat("2026-03-11T23:59")


EVENTS = [
    ("周五开会，会议前一天提醒我", "2026-03-12"), ("下周三签约，签约前两天确认", "2026-03-16"),
    ("the demo is on Friday, remind me two days before", "2026-03-11"),
    ("two days before the demo on March 20", "2026-03-18"),
    ("the day before the meeting on Friday", "2026-03-12"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), EVENTS)
def test_a_lead_counts_from_the_events_own_day(text: str, day: str) -> None:
    assert date.fromisoformat(day) in [when.value for when in read(text)]


@pytest.mark.parametrize("text", ["会议前一天", "生日前两天", "two days before the demo", "提前一小时"])
def test_a_lead_before_nothing_known_is_no_day(text: str) -> None:
    assert (one(text).kind, one(text).value) == (Kind.DURATION, None)


def test_a_lead_of_hours_needs_the_hour() -> None:
    friday, lead = read("周五开会，提前一小时提醒我")
    assert (friday.value, lead.kind) == (date(2026, 3, 13), Kind.DURATION)
    assert [when.value for when in read("周五3点开会，提前一小时提醒我")][1] == datetime.fromisoformat(
        "2026-03-13T14:00"
    )


ZONED = [
    ("3pm EST", "2026-03-11T03:00"), ("9am PT tomorrow", "2026-03-12T00:00"), ("10:00 UTC", "2026-03-10T18:00"),
    ("3pm London time", "2026-03-10T23:00"), ("纽约时间上午9点", "2026-03-10T21:00"),
    ("北京时间下午3点", "2026-03-10T15:00"),
    ("Friday 8:00 PST", "2026-03-13T23:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ZONED)
def test_a_named_zone_is_converted_to_the_hearers(text: str, expected: str) -> None:
    assert one(text, TUESDAY.replace(tzinfo=SHANGHAI)).value == moment(expected)


def test_a_range_in_a_named_zone_is_converted() -> None:
    when = one("3-4pm EST", TUESDAY.replace(tzinfo=UTC))
    assert (when.start, when.end) == (moment("2026-03-10T19:00"), moment("2026-03-10T20:00"))


def test_nobodys_zone_cannot_be_converted() -> None:
    assert one("3pm EST").value == moment("2026-03-10T15:00")


@pytest.mark.parametrize("text", ["每周三四", "周三四点", "周二三台", "周三四个人"])
def test_two_weekdays_are_no_count_no_hour_and_no_recurrence(text: str) -> None:
    assert all(when.kind is not Kind.RANGE for when in read(text))


def test_days_in_a_list_are_of_the_month_said_first() -> None:
    assert [when.value for when in read("9月10号、11号和12号")] == [
        date(2026, 9, day) for day in (10, 11, 12)
    ]
    assert [when.value for when in read("5月3日送样，15号回访")] == [date(2026, 5, 3), date(2026, 3, 15)]


def test_before_the_month_is_out_is_within_it() -> None:
    assert one("before the month is out").value == date(2026, 3, 31)


def test_a_second_day_does_not_replace_the_first_of_a_recurrence() -> None:
    assert [when.recurrence.nth for when in read("每月5号、20号") if when.recurrence] == [5]


def test_a_quarter_that_is_over_is_the_next_one_of_that_name() -> None:
    at = datetime.fromisoformat("2026-08-10T09:30")
    assert one("Q2", at, Direction.NONE).start == date(2027, 4, 1)
    assert one("Q2", at, Direction.PAST).start == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["每周一次", "两周一次", "once a week"])
def test_once_a_week_is_no_monday(text: str) -> None:
    when = one(text)
    assert when.recurrence is not None
    assert when.recurrence.weekdays == ()


@pytest.mark.parametrize(("text", "hour"), [("每晚八点", 20), ("every night at 9", 21), ("每早九点", 9)])
def test_a_part_of_every_day_decides_the_half_of_the_day(text: str, hour: int) -> None:
    when = one(text)
    assert when.recurrence is not None
    assert when.recurrence.at is not None
    assert when.recurrence.at.hour == hour


@pytest.mark.parametrize(
    ("text", "days"),
    [("三五天", 5), ("十来天", 10), ("2000小时", 2000 / 24), ("十几天", 10), ("two days before", -2)],
)
def test_a_length(text: str, days: float) -> None:
    assert one(text).seconds == days * 86400


@pytest.mark.parametrize(
    "text", ["the other day", "24/7", "13月5日", "25:00", "Spring Industries", "9 to 5", "延后", "大雪天"]
)
def test_no_date(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("拜访{} 11.20", "拜访{} 11月20"), ("拜访了{}，11-20下午", "拜访了{}，11月20下午"),
     ("11.20拜访{}", "11月20拜访{}"),
     ("拜访{} 报价11.20", "拜访{} 报价11.20"), ("拜访{} 11.20元", "拜访{} 11.20元"),
     ("{} 11.20", "{} 11.20")],
)  # fmt: skip
def test_a_dotted_day_stands_before_a_contact_or_behind_its_customer(text: str, read_as: str) -> None:
    name = CUSTOMER * 2
    assert with_month(text.format(name)) == read_as.format(name)


@pytest.mark.parametrize(
    "text",
    ["between 10 and 20 units", "5 to 7 people came", "The summer campaign is on", "1600 hours of support",
     "spring collection", "从5涨到6", "每月两次拜访"],
)  # fmt: skip
def test_counts_and_nouns_are_no_times(text: str) -> None:
    assert all(when.value is None and when.start is None for when in read(text))
