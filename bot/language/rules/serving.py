"""Complaints, requests, materials, preferences, names and hand-overs."""

from typing import Final

from bot.language.rules.rule import Rule

QUESTIONS: Final[tuple[Rule, ...]] = ()
STATEMENTS: Final[tuple[Rule, ...]] = ()
