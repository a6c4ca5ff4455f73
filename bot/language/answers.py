"""Answers to the bot's own questions, and link codes."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.base import Choice
from bot.domain.guide import NEW, NONE
from bot.domain.ports import Pending
from bot.language.normalise import fold, key_of
from bot.language.words import places_said, section

NUMBER: Final = re.compile(r"(?:选|第|number|no\.?|#|option)? ?(\d)[.)、号个]?")
LONGEST: Final = 40
LEAST_PART: Final = 2
CODE: Final = r"([a-z0-9]{4}-?[a-z0-9]{4})"
ASKED_TO_JOIN: Final = re.compile(rf"/?(?:start|join|加入|绑定)[ :：]*{CODE}")
BARE: Final = re.compile(r"([A-Za-z0-9]{4})-([A-Za-z0-9]{4})|([A-Z0-9]{8})|([a-z0-9]{8})")


def choice_in(text: str, pending: Pending) -> str:
    """The id of the choice that the text picks, `new` or `none`; "" when it is no answer."""
    line = fold(text).strip(" .。!！~,，")
    if not line or len(line) > LONGEST:
        return ""
    picked = _picked(line, pending.choices) or _named(line, pending.choices)
    if picked:
        return picked.id
    if pending.new and _answers()["new"].fullmatch(line):
        return NEW
    return NONE if _answers()["none"].fullmatch(line) else ""


def _answers() -> Mapping[str, re.Pattern[str]]:
    return section("answers")


def _picked(line: str, choices: Sequence[Choice]) -> Choice | None:
    """By its place in the list."""
    number = NUMBER.fullmatch(line)
    place = int(number[1]) if number else _place(line)
    return choices[place - 1] if 0 < place <= len(choices) else None


def _place(line: str) -> int:
    places = (place for place, each in enumerate(places_said(), start=1) if each.fullmatch(line))
    return next(places, 0)


def _named(line: str, choices: Sequence[Choice]) -> Choice | None:
    """By its name, or by a part of it (or of its note) that no other choice has."""
    said = key_of(line)
    if len(said) < LEAST_PART:
        return None
    exact = [choice for choice in choices if key_of(choice.name) == said]
    part = [choice for choice in choices if said in key_of(f"{choice.name} {choice.note}")]
    found = exact or part
    return found[0] if len(found) == 1 else None


def code_in(text: str) -> str:
    """The link code in `/start CODE`, `加入 CODE`, `join CODE` or a bare code; "" without one."""
    line = text.strip()
    asked = ASKED_TO_JOIN.fullmatch(line.lower())
    if asked:
        return asked[1].upper()
    bare = BARE.fullmatch(line)
    mixed = any(sign.isdigit() for sign in line) and any(sign.isalpha() for sign in line)
    return line.upper() if bare and mixed else ""
