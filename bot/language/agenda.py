"""Which days somebody asks about who asks what there is to do."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.agenda import MyDay
from bot.domain.moment import Moment
from bot.language.dates import Kind, When
from bot.language.sheet import first_minute


def day_asked(whens: Sequence[When], today: date) -> MyDay:
    """What is left of a week or a month, else the first day ahead, else today."""
    for when in whens:
        if days := _left(when, today):
            return MyDay(when=Moment(days[0]), until=Moment(days[1]))
    moments = (moment for when in whens if (moment := first_minute(when)) and moment.day > today)
    return MyDay(when=next(moments, None))


def _left(when: When, today: date) -> tuple[date, date] | None:
    """The first and the last day of a stretch as far as they are to come; None for a single day."""
    if when.kind not in {Kind.RANGE, Kind.BY} or when.start is None or when.end is None:
        return None
    first = max(Moment.of(when.start).day, today)
    last = Moment.of(when.end).day - timedelta(days=1)
    return (first, last) if first < last else None
