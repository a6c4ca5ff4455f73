"""Which features of a clause make which act, by mood; the first rule that fits decides.

Guards come first; then what managers ask for, what service hears, what is sold; then touches and promises.
"""

from typing import Final

from bot.language.rules import desk, managing, noting, selling, serving
from bot.language.rules.rule import UNSURE, Rule, Rules

__all__ = ["CONDITIONALS", "QUESTIONS", "RETOLD", "STATEMENTS", "UNSURE", "Rule", "Rules"]

QUESTIONS: Final = (
    *desk.DAYS,
    *serving.ASKED,
    *managing.QUESTIONS,
    *desk.HELPS,
    *selling.QUESTIONS,
    *serving.QUESTIONS,
    *noting.QUESTIONS,
)
CONDITIONALS: Final = (*selling.CONDITIONALS, *noting.CONDITIONALS)
RETOLD: Final = noting.RETOLD
STATEMENTS: Final = (
    *desk.STATEMENTS,
    *noting.GUARDS,
    *managing.STATEMENTS,
    *serving.STATEMENTS,
    *selling.STATEMENTS,
    *noting.STATEMENTS,
)
