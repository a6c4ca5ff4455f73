"""Settings in natural words: which one, and its new value as the handler reads it."""

import re
from typing import Final

from bot.domain.base import Command
from bot.domain.people import Language, Settings
from bot.language.hearing import Hearing
from bot.language.sheet import Sheet
from bot.language.words import section

LONGEST: Final = 40
HOURS: Final = re.compile(r"(\d{1,2}(?:[:：]\d{2})?) ?(?:点)?(?:-|–|~|到|至|to) ?(\d{1,2}(?:[:：]\d{2})?)")
HOUR: Final = re.compile(r"\d{1,2}[:：]\d{2}")
ZONE: Final = re.compile(r"[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?|UTC", re.ASCII)


def setting(sheet: Sheet, _: Hearing) -> Command | None:
    """`免打扰 22:00-7:30` → quiet, `22:00-07:30`; `switch to Chinese` → language, `zh`."""
    if len(sheet.text) > LONGEST or any(name.mention.known for name in sheet.names):
        return None
    line = sheet.text.lower().strip()
    for name, expression in section("settings").items():
        if expression.search(line):
            return Settings() if name == "show" else Settings(setting=name, value=value_of(name, sheet.text))
    return None


def value_of(name: str, text: str) -> str:
    """The value of a setting as typed: a language code, hours, a zone, on or off."""
    line = text.lower()
    if name == "language":
        return next((each for each in Language if section("setting_values")[each].search(line)), "")
    if name == "zone":
        found = ZONE.search(text)
        return found[0] if found else ""
    hours = HOURS.search(line)
    if hours:
        return f"{_clock(hours[1])}-{_clock(hours[2])}"
    at = HOUR.search(line)
    if at:
        return _clock(at[0])
    return next((each for each in ("off", "on") if section("setting_values")[each].search(line)), "")


def _clock(said: str) -> str:
    hour, _, minute = said.replace("：", ":").partition(":")
    return f"{int(hour):02d}:{minute or '00'}"
