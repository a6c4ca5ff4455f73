"""What holds for every date and every text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Final
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.language.amounts import read_amounts
from bot.language.dates import Direction, Kind, When, read_dates, render, render_range
from bot.language.dates.grammar import Found, Rule, Scene
from bot.language.dates.lexer import WORDS as TABLE
from bot.language.dates.lexer import lex
from bot.language.dates.render import Language
from bot.language.dates.tokens import Value
from bot.language.phones import read_phones

NOW: Final = datetime.fromisoformat("2026-03-10T09:30")
MOMENTS: Final = st.datetimes(
    min_value=datetime.fromisoformat("2020-01-01"), max_value=datetime.fromisoformat("2060-01-01")
)
LANGUAGES: Final[st.SearchStrategy[Language]] = st.sampled_from(["zh", "en"])
DIRECTIONS: Final = st.sampled_from(list(Direction))
WORDS: Final = (
    "周五 前 后 下周 3号 15:00 三点 半 月底 每 个 工作日 内 提前 三天 到 - / . 2026 31 9999 国庆 next last "
    "Friday by of the every other at 3 pm in days ago half past quarter to June 万 K9 12k % 折 元 ¥ @ "
    "13800138000 十 亿 零 点 , ，"
)
PIECES: Final = st.sampled_from(WORDS.split())
KNOWN: Final = st.sampled_from(sorted(TABLE))
TEXTS: Final = st.one_of(
    st.lists(KNOWN, max_size=8).map(" ".join),
    st.lists(st.one_of(KNOWN, st.integers(0, 99_999).map(str)), max_size=8).map("".join),
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES).map("".join),
)


def read(
    text: str,
    at: datetime = NOW,
    direction: Direction = Direction.FUTURE,
    masked: tuple[tuple[int, int], ...] = (),
) -> tuple[When, ...]:
    return read_dates(
        text, at, policy=DatePolicy(), calendar=WeekdaysOnly(), direction=direction, masked=masked
    )


@given(MOMENTS, st.timedeltas(timedelta(days=-900), timedelta(days=900)), LANGUAGES, st.booleans())
def test_what_the_bot_prints_it_reads_back(
    at: datetime, away: timedelta, language: Language, timed: bool
) -> None:
    there = (at + away).replace(second=0, microsecond=0)
    value: date = there if timed else there.date()
    past = there <= at if timed else there.date() <= at.date()
    printed = render(value, today=at.date(), language=language)
    (when,) = read(printed, at, Direction.PAST if past else Direction.FUTURE)
    assert (when.kind, when.value, when.said) == (Kind.POINT, value, printed)


ZONES: Final = ("Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Pacific/Apia")
CORNERS: Final = [
    "2026-03-08T01:59", "2026-03-08T02:30", "2026-03-08T03:00", "2026-11-01T01:30", "2026-03-29T01:30",
    "2026-10-25T01:30", "2028-02-28T23:59", "2028-02-29T00:00", "2028-02-29T12:00", "2027-02-28T18:00",
    "2026-12-31T23:59", "2027-01-01T00:00", "2026-01-31T09:00", "2026-04-30T06:00", "2026-03-31T00:01",
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("now", CORNERS)
@given(st.sampled_from(CORNERS), st.integers(-800, 800), LANGUAGES)
@settings(max_examples=30)
def test_nights_of_changed_clocks_and_ends_of_months_are_read_back(
    now: str, zone: str, corner: str, away: int, language: Language
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    there = datetime.fromisoformat(corner) + timedelta(days=away)
    direction = Direction.PAST if there <= at.replace(tzinfo=None) else Direction.FUTURE
    (when,) = read(render(there, today=at.date(), language=language), at, direction)
    assert (when.kind, when.value) == (Kind.POINT, there)


@given(MOMENTS, st.integers(0, 200), st.integers(1, 100), LANGUAGES)
def test_printed_ranges_are_read_back(at: datetime, ahead: int, length: int, language: Language) -> None:
    first = at.date() + timedelta(days=ahead)
    last = first + timedelta(days=length)
    (when,) = read(render_range(first, last, today=at.date(), language=language), at)
    assert (when.kind, when.start, when.end) == (Kind.RANGE, first, last + timedelta(days=1))


@given(TEXTS, st.datetimes(), DIRECTIONS)
@settings(max_examples=400)
def test_no_text_raises_and_spans_are_of_the_text(text: str, at: datetime, direction: Direction) -> None:
    end = 0
    for when in read(text, at, direction):
        assert text[slice(*when.span)] == when.said
        assert end <= when.span[0] < when.span[1]
        end = when.span[1]
    said = [(found.span, found.said) for found in read_amounts(text)]
    said += [(found.span, found.said) for found in read_phones(text)]
    assert all(text[slice(*span)] == words for span, words in said)


@given(TEXTS, st.data())
@settings(max_examples=200)
def test_masked_spans_are_never_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(start < end)
    masked = ((start, end),)
    spans = [when.span for when in read(text, masked=masked)]
    spans += [amount.span for amount in read_amounts(text, masked=masked)]
    spans += [contact.span for contact in read_phones(text, masked=masked)]
    assert all(last <= start or first >= end for first, last in spans)


@given(
    st.sampled_from(
        ["周", "1", "二", "every ", "至", "a", "\u0000", "3/", "½", "½号", "周五前", "１２", "万", "-", "@a."]
    )
)
@settings(max_examples=15)
def test_long_lines_are_read_to_the_end_or_to_the_limit(piece: str) -> None:
    line = (piece * 10_000)[:10_000]
    read(line)
    read_amounts(line)
    read_phones(line)


@given(TEXTS, MOMENTS, DIRECTIONS)
@settings(max_examples=200)
def test_what_is_read_hangs_together(text: str, at: datetime, direction: Direction) -> None:
    for when in read(text, at, direction):
        if when.start and when.end:
            assert _first(when.start) <= _first(when.end)
        assert (when.kind is Kind.DURATION) == (when.seconds is not None)
        assert (when.kind is Kind.RECURRING) == (when.recurrence is not None)
        assert (when.value is not None) == (when.kind in (Kind.POINT, Kind.BY, Kind.AFTER))


def _first(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001


@contextmanager
def counted(calls: list[int]) -> Iterator[None]:
    """How many tokens a rule holds, every time that one has matched and tries to build."""
    build = Rule.made

    def made(rule: Rule, scene: Scene, found: Found) -> Value | None:
        calls.append(len(found.tokens))
        return build(rule, scene, found)

    with patch.object(Rule, "made", made):
        yield


def work(text: str) -> int:
    calls: list[int] = []
    with counted(calls):
        read(text)
    return sum(calls) + len(lex(text))


SOUPS: Final[Sequence[str]] = (
    "周一", "周一和", "1", "12/", "3-", "明天下午3点 ", "next ", "two weeks before ", "每", "差", "一二三四五",
    "Monday to ", "from 3 to 4 ", "half past ", "1:30 ", "the ", "前三天", "of the last ",
    "20260315 ", "九十年代", "EST ", "初",
)  # fmt: skip


@pytest.mark.parametrize("soup", SOUPS)
def test_twice_the_text_is_about_twice_the_work(soup: str) -> None:
    few, many = (soup * count for count in (60, 120))
    assert work(many) <= 3 * work(few) + 50
