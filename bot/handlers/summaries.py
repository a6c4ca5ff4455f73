"""Summaries: asked for, sent on Monday and at the end of a month; and the link to the page that shows it live."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Final

from bot.domain.calendar import monday_of
from bot.domain.chat import Push
from bot.domain.forecast import ForecastShown
from bot.domain.moment import Period
from bot.domain.pipeline import Forecast, PipelineSummary
from bot.domain.routines import PushKind, RoutineDone
from bot.domain.summaries import (
    LEADS,
    MONTHLY_AT,
    WEEKLY_AT,
    BoardLinked,
    OpenBoard,
    SendSummaries,
    Span,
    Summarise,
    Summarised,
    month_of,
    monthly_day,
    usual_period,
    week_before,
    weekly_day,
)
from bot.handlers.pipeline import forecast, pipeline_summary
from bot.handlers.registry import Turn, handles
from bot.handlers.scopes import asked_of
from bot.handlers.summing import attention_of, kept_of, rates_of, sales_of, touches_of, waiting_for
from bot.handlers.telling import once, push

Due = Callable[[Turn], date | None]
"""What a summary is about (its first day) when it is due now for the reader, else None."""


@handles(Summarise)
def summarise(command: Summarise, turn: Turn) -> Summarised:
    period = command.period or usual_period(command.span, turn.today, turn.calendar)
    return summary_of(command, period, turn)


@handles(OpenBoard)
def open_board(_command: OpenBoard, turn: Turn) -> BoardLinked:
    return BoardLinked(url=turn.ways.board(turn.actor.id))


def summary_of(command: Summarise, period: Period, turn: Turn) -> Summarised:
    asked = asked_of(command, turn)
    touches, customers = touches_of(asked, period, turn)
    waiting = waiting_for(asked, period.start, turn)
    return Summarised(
        span=command.span,
        period=period,
        asked=asked,
        sales=sales_of(asked, period, turn),
        touches=touches,
        customers=customers,
        kept=kept_of(asked, period, turn),
        rates=rates_of(asked, period, turn) if command.span is Span.MONTH else (),
        waiting=replace(waiting, attention=attention_of(command, turn)),
        person=command.person,
        pipeline=pipeline_summary(PipelineSummary(scope=command.scope, person=command.person), turn),
        foretold=_foretold(command, period, turn) if command.span is Span.MONTH else None,
    )


def _foretold(command: Summarise, period: Period, turn: Turn) -> ForecastShown:
    """What these days were to bring, as it could be told when they began."""
    asked = Forecast(period=period, scope=command.scope, person=command.person, as_of=period.start)
    return forecast(asked, turn)


@handles(SendSummaries)
def send_summaries(_command: SendSummaries, turn: Turn) -> RoutineDone:
    """To everybody who leads: a week's is told once, a month's once, whatever was restarted meanwhile."""
    readers = (replace(turn, actor=each) for each in turn.work.people.all() if each.role in LEADS)
    return RoutineDone(pushed=sum(sum(_sent(each)) for each in readers))


def _sent(reader: Turn) -> Iterator[bool]:
    for kind, due in DUE.items():
        about = due(reader)
        if about and once(reader.actor, kind, "", about.isoformat(), reader):
            yield push(reader.actor, kind, about.isoformat(), reader)


def _weekly(reader: Turn) -> date | None:
    wanted = reader.actor.weekly and reader.today == weekly_day(reader.today, reader.calendar)
    return monday_of(reader.today) if wanted and _hour_has_come(WEEKLY_AT, reader) else None


def _monthly(reader: Turn) -> date | None:
    wanted = reader.actor.monthly and reader.today == monthly_day(reader.today, reader.calendar)
    return month_of(reader.today).start if wanted and _hour_has_come(MONTHLY_AT, reader) else None


def _hour_has_come(at: time, reader: Turn) -> bool:
    """From that hour on, or from the end of quiet hours that cover it, as long as it is the same day."""
    member, now = reader.actor, reader.here.time()
    return (member.quiet_to if member.quiet(at) else at) <= now and not member.quiet(now)


DUE: Final[Mapping[PushKind, Due]] = {PushKind.WEEKLY: _weekly, PushKind.MONTHLY: _monthly}


def summed_up(told: Push, turn: Turn) -> Summarised | None:
    """What was due on its day, as it stands when it is delivered; None for who has nobody to lead any more."""
    if turn.actor.role not in LEADS:
        return None
    about = date.fromisoformat(told.subject)
    weekly = told.kind == PushKind.WEEKLY
    span = Span.WEEK if weekly else Span.MONTH
    period = week_before(about, turn.calendar) if weekly else month_of(about)
    return summary_of(Summarise(span=span), period, turn)
