"""What a clause does: its features first (who acts, which speech act, question, negation), then the act.

An act is the name of a command; "" is none. Rules are tried in order and the first that fits decides, so a
new command is a row here, its words in the TOML tables, and a builder in `bot.language.build`.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from bot.language.outsiders import outsider
from bot.language.rules import CONDITIONALS, QUESTIONS, RETOLD, STATEMENTS, UNSURE, Rule, Rules
from bot.language.triggers import Triggers, triggers_of
from bot.language.words import CONTACT, CUSTOMER, MEMBER, RECURRING, section
from bot.language.worth import worth_of

SIGNS: Final = {
    "named": re.compile(f"[{CUSTOMER}{CONTACT}]"),
    "member": re.compile(MEMBER),
    "recurring": re.compile(RECURRING),
}
TABLES: Final = ("features", "selling", "serving", "managing", "desk")
REPORTS: Final = (
    "audit", "export", "import", "take_in", "calendar", "advice", "at_risk", "attention", "top", "value",
    "target", "forecast", "pipeline",
)  # fmt: skip
"""The features of what managers ask for, the narrower before the wider."""
MOST_KEPT: Final = 64
"""Clauses that are kept in mind: one message reads each of its own several times."""
LETTER: Final = re.compile(r"[^\W\d_]")
SPOKEN: Final = re.compile(r"[^\W\d_]|\d")


def features_of(masked: str, *, ahead: bool, focused: bool = False) -> frozenset[str]:
    """Every feature the tables find in a clause, and those of its signs and its surroundings."""
    around = {"ahead": ahead, "focused": focused}
    return _said(masked) | {name for name, holds in around.items() if holds}


@lru_cache(maxsize=MOST_KEPT)
def _said(masked: str) -> frozenset[str]:
    """What the words hold, whatever surrounds them."""
    found = _triggers().found(masked).union(worth_of(masked), outsider(masked))
    if not found.isdisjoint(REPORTS) and asks_barely(masked):
        found.add("bare_ask")
    if not found.isdisjoint({"reminders", "day_noun"}) and lists_barely(masked):
        found.add("bare_list")
    return frozenset(found)


@cache
def _triggers() -> Triggers:
    """The entries of all tables of features."""
    entries = (pair for table in TABLES for pair in section(table).entries())
    channels = (("channel", each) for _, each in section("channels").entries())
    verbs = (("contact", each) for _, each in section("contact_verbs").entries())
    return triggers_of([*entries, *SIGNS.items(), *channels, *verbs])


def asks_barely(masked: str) -> bool:
    """本月管道, show me our forecast: the noun of a report, with nothing besides but words of asking."""
    rest = masked
    for name in REPORTS:
        rest = section("managing")[name].sub(" ", rest)
    return rest != masked and not LETTER.search(section("asking")["words"].sub(" ", rest))


def lists_barely(masked: str) -> bool:
    """还没响的提醒都列出来: reminders or appointments, and nothing else that could be their content."""
    desk = section("desk")
    rest = desk["day_noun"].sub(" ", desk["reminders"].sub(" ", masked))
    if rest == masked or not desk["asks_list"].search(masked):
        return False
    return not LETTER.search(section("asking")["words"].sub(" ", desk["reminder_words"].sub(" ", rest)))


def asked_there(masked: str, start: int, end: int) -> bool:
    """Whether the words of a report that is asked for reach in there: 哪些客户好久没联系 names nobody."""
    found = (match for name in REPORTS for match in section("managing")[name].finditer(masked))
    return any(match.start() < end and start < match.end() for match in found)


class Mood(StrEnum):
    """How a sentence is meant; only a statement writes freely."""

    STATEMENT = "statement"
    QUESTION = "question"
    CONDITIONAL = "conditional"
    IRONY = "irony"
    RETOLD = "retold"


RULES: Final = {
    Mood.STATEMENT: STATEMENTS,
    Mood.QUESTION: QUESTIONS,
    Mood.CONDITIONAL: CONDITIONALS,
    Mood.IRONY: (Rule(UNSURE, "irony"),),
    Mood.RETOLD: RETOLD,
}


def act_of(features: frozenset[str], mood: Mood) -> str:
    """The act of a clause in a sentence of that mood."""
    return _rules(mood).act_of(features)


@cache
def _rules(mood: Mood) -> Rules:
    return Rules(RULES[mood])


def mood_of(features: frozenset[str]) -> Mood:
    """A question unless somebody's question is being reported; then a condition; else a statement."""
    if "forwarded" in features:
        return Mood.RETOLD
    if "irony" in features and "contact" not in features:
        return Mood.IRONY
    if _is_reported(features):
        return Mood.STATEMENT
    if "question" in features and "not_asking" not in features:
        return Mood.QUESTION
    return Mood.CONDITIONAL if "conditional" in features else Mood.STATEMENT


def _is_reported(features: frozenset[str]) -> bool:
    """Whether somebody's question is told; one that may yet be asked (万一他问起) is none."""
    return "reported" in features and "supposed" not in features


def is_bare(masked: str) -> bool:
    """Nothing but names, dates and punctuation."""
    return not SPOKEN.search(masked)
