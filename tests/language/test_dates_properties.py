"""What holds for every date and every text."""

from datetime import date, datetime, timedelta
from typing import Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.language.amounts import read_amounts
from bot.language.dates import Direction, Kind, When, read_dates, render, render_range
from bot.language.dates.render import Language
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
TEXTS: Final = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)
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


@given(MOMENTS, st.integers(0, 200), st.integers(1, 100), LANGUAGES)
def test_printed_ranges_are_read_back(at: datetime, ahead: int, length: int, language: Language) -> None:
    first = at.date() + timedelta(days=ahead)
    last = first + timedelta(days=length)
    (when,) = read(render_range(first, last, today=at.date(), language=language), at)
    assert (when.kind, when.start, when.end) == (Kind.RANGE, first, last + timedelta(days=1))


@given(TEXTS, st.datetimes(), DIRECTIONS)
@settings(max_examples=400, deadline=None)
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
@settings(max_examples=200, deadline=None)
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
@settings(max_examples=15, deadline=None)
def test_long_lines_are_read_to_the_end_or_to_the_limit(piece: str) -> None:
    line = (piece * 10_000)[:10_000]
    read(line)
    read_amounts(line)
    read_phones(line)
