"""Days, minutes and rounds as people read them: `3月13日周五`, `Fri 13 Mar`, `每周一09:00`."""

from datetime import date, time

from bot.domain.people import Language

WEEKDAYS = {
    Language.ZH: ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
NOON = 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(day: date, language: Language) -> str:
    return WEEKDAYS[language][day.weekday()]


def short_day(day: date, language: Language, today: date) -> str:
    """`2月20日`, `20 Feb`; with the year when it is not this one."""
    year = day.year != today.year
    if language is Language.ZH:
        return (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def span(first: date, last: date, language: Language, today: date) -> str:
    """Whole days in a row: `3月2日–8日`, `2–8 Mar`, `28 Feb – 6 Mar`."""
    start, end = (short_day(each, language, today) for each in (first, last))
    if first == last:
        return start
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}–{last.day}日" if language is Language.ZH else f"{first.day}–{end}"
    return f"{start}–{end}" if language is Language.ZH else f"{start} – {end}"


def tiny_day(day: date, language: Language, today: date) -> str:
    """`2/20`, `20 Feb`: where there is little room; with the year when it is not this one."""
    if language is not Language.ZH:
        return short_day(day, language, today)
    return (f"{day.year}/" if day.year != today.year else "") + f"{day.month}/{day.day}"


def full_day(day: date, language: Language, today: date) -> str:
    """`3月13日周五`, `Fri 13 Mar`; with the year when it is not this one."""
    name, short = weekday(day, language), short_day(day, language, today)
    return f"{short}{name}" if language is Language.ZH else f"{name} {short}"


def clock(at: time, language: Language) -> str:
    """`15:30`, `3:30 pm`."""
    if language is Language.ZH:
        return f"{at:%H:%M}"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < NOON else 'pm'}"
