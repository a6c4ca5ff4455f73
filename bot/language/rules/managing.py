"""What managers ask for: pipeline, forecast, risk, value, advice, data."""

from typing import Final

from bot.language.rules.rule import Rule

QUESTIONS: Final[tuple[Rule, ...]] = ()
STATEMENTS: Final[tuple[Rule, ...]] = ()
