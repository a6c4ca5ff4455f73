"""Days and times as the bot prints them; `read_dates` reads the same day back."""

from datetime import date, datetime
from typing import Final, Literal

Language = Literal["zh", "en"]
WEEKDAYS_ZH: Final = "一二三四五六日"
WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render_day(day: date, *, today: date, language: Language) -> str:
    """3月13日周五 or Fri 13 Mar, with the year when it is not this one."""
    other = day.year != today.year
    if language == "zh":
        year = f"{day.year}年" if other else ""
        return f"{year}{day.month}月{day.day}日周{WEEKDAYS_ZH[day.weekday()]}"
    year = f" {day.year}" if other else ""
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]}{year}"


def render(value: date | datetime, *, today: date, language: Language) -> str:
    """A day, with its time of day if it has one: 3月13日周五15:00, Fri 13 Mar 15:00."""
    day = render_day(value, today=today, language=language)
    if not isinstance(value, datetime):
        return day
    return f"{day}{'' if language == 'zh' else ' '}{value:%H:%M}"


def render_range(first: date, last: date, *, today: date, language: Language) -> str:
    """From the first to the last day, both meant."""
    joint = "至" if language == "zh" else " – "
    ends = (render(day, today=today, language=language) for day in (first, last))
    return joint.join(ends)
