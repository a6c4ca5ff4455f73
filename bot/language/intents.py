"""What a clause does: its features first (who acts, which speech act, question, negation), then the act.

An act is the name of a command; "" is none. Rules are tried in order and the first that fits decides, so a
new command is a row here, its words in the TOML tables, and a builder in `bot.language.build`.
"""

import re
from enum import StrEnum
from typing import Final

from bot.language.normalise import has_han
from bot.language.rules import CONDITIONALS, QUESTIONS, RETOLD, STATEMENTS, UNSURE, Rule
from bot.language.words import CONTACT, CUSTOMER, MEMBER, RECURRING, section

SIGNS: Final = {
    "named": re.compile(f"[{CUSTOMER}{CONTACT}]"),
    "member": re.compile(MEMBER),
    "recurring": re.compile(RECURRING),
}
TABLES: Final = ("features", "selling", "serving", "managing")
LATIN: Final = re.compile("[a-z]")
SPOKEN: Final = re.compile(r"[^\W\d_]|\d")


def features_of(masked: str, *, ahead: bool, focused: bool = False) -> frozenset[str]:
    """Every feature the tables find in a clause, and those of its signs and its surroundings."""
    scripts = {"han": has_han(masked), "latin": LATIN.search(masked) is not None}
    found = {
        name
        for table in TABLES
        for name, expression in section(table, **scripts).items()
        if expression.search(masked)
    }
    found.update(name for name, signs in SIGNS.items() if signs.search(masked))
    if section("contact_verbs")["words"].search(masked):
        found.add("contact")
    if any(expression.search(masked) for expression in section("channels", **scripts).values()):
        found.add("channel")
    found.update(name for name, holds in (("ahead", ahead), ("focused", focused)) if holds)
    return frozenset(found)


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
    return next((rule.act for rule in RULES[mood] if rule.fits(features)), "")


def mood_of(features: frozenset[str]) -> Mood:
    """A question unless somebody's question is being reported; then a condition; else a statement."""
    if "forwarded" in features:
        return Mood.RETOLD
    if "irony" in features and "contact" not in features:
        return Mood.IRONY
    if "reported" in features:
        return Mood.STATEMENT
    if "question" in features and "not_asking" not in features:
        return Mood.QUESTION
    return Mood.CONDITIONAL if "conditional" in features else Mood.STATEMENT


def is_bare(masked: str) -> bool:
    """Nothing but names, dates and punctuation."""
    return not SPOKEN.search(masked)
