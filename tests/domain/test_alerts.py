"""When an account at risk is news again, and how long an answer keeps it quiet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alerts import Alarm, Alert, Answer, compared, holds, latest
from bot.domain.base import CustomerId, MemberId
from bot.domain.health import Health
from bot.domain.risk import Colour, LatePromise, OpenComplaint, Reason, Signal
from bot.domain.silence import Silence

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
SWEPT = NOW - timedelta(hours=9)
LATER, LATER_SWEPT = NOW + timedelta(days=1), SWEPT + timedelta(days=1)
LEAST = 5.0
SILENT = Reason(signal=Signal.SILENCE, points=25.0, evidence=Silence(41, 13.0, 39.0))
LATE = Reason(signal=Signal.PROMISE, points=9.0, evidence=LatePromise(what="报价", days=8, by="李雷"))
COMPLAINT = Reason(
    signal=Signal.COMPLAINT,
    points=4.0,
    evidence=OpenComplaint(what="交货太慢", day=TODAY, days=1, late=None, by="李雷"),
)


def health(*reasons: Reason, colour: Colour = Colour.AMBER, on: date = TODAY) -> Health:
    return Health(customer_id=CustomerId("t"), checked_on=on, since=on, colour=colour, reasons=reasons)


FIRST = compared(None, health(SILENT, LATE), LEAST, NOW, SWEPT)


def again(after: Health) -> Alarm:
    return compared(FIRST, after, LEAST, LATER, LATER_SWEPT)


def test_what_is_seen_first_is_news_and_got_worse_with_the_sweep() -> None:
    assert (FIRST.colour, FIRST.signals) == (Colour.AMBER, (Signal.PROMISE, Signal.SILENCE))
    assert (FIRST.changed_at, FIRST.worse_at) == (NOW, SWEPT)


@pytest.mark.parametrize(
    ("after", "changed", "worse"),
    [
        (health(SILENT, LATE, on=TODAY + timedelta(days=1)), False, False),
        (health(replace(SILENT, points=20.0), replace(LATE, points=11.0)), False, False),
        (health(SILENT, LATE, COMPLAINT), False, False),
        (health(SILENT, LATE, replace(COMPLAINT, points=5.0)), True, True),
        (health(SILENT), True, False),
        (health(SILENT, LATE, colour=Colour.RED), True, True),
    ],
    ids=["the same", "other points", "a sign too small", "one more sign", "one less", "a graver colour"],
)
def test_a_change_of_colour_or_signs_is_news(after: Health, *, changed: bool, worse: bool) -> None:
    alarm = again(after)
    assert (alarm.changed_at == LATER, alarm.worse_at == LATER_SWEPT) == (changed, worse)
    assert alarm.seen_on == after.checked_on


def test_a_milder_colour_is_news_but_no_worse() -> None:
    red = compared(None, health(SILENT, LATE, colour=Colour.RED), LEAST, NOW, SWEPT)
    milder = compared(red, health(SILENT, LATE), LEAST, LATER, LATER_SWEPT)
    assert (milder.changed_at, milder.worse_at) == (LATER, SWEPT)


def alert(at: datetime, until: date | None) -> Alert:
    return Alert(
        id=at.isoformat(),
        customer_id=CustomerId("t"),
        member_id=MemberId("li"),
        answer=Answer.SNOOZED,
        at=at,
        until=until,
    )


@pytest.mark.parametrize(
    ("until", "quiet"), [(TODAY + timedelta(days=1), True), (TODAY, False), (None, False)]
)
def test_an_answer_holds_until_its_day(until: date | None, *, quiet: bool) -> None:
    assert holds(alert(NOW, until), FIRST, TODAY) is quiet
    assert holds(alert(NOW, until), None, TODAY) is quiet


def test_it_ends_when_the_account_gets_worse() -> None:
    answer = alert(NOW, TODAY + timedelta(days=9))
    assert holds(answer, again(health(SILENT)), TODAY)
    assert not holds(answer, again(health(SILENT, LATE, colour=Colour.RED)), TODAY)


def test_the_latest_answer_counts() -> None:
    old, new = alert(NOW, None), alert(LATER, None)
    assert latest([new, old]) is new
    assert latest([]) is None
