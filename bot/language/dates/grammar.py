"""Rules over tokens: a pattern of sorts, and a function that makes one value of what it matched."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from bot.domain.calendar import DatePolicy, WorkCalendar
from bot.language.dates.lexer import sort_of
from bot.language.dates.tokens import Mark, Month, Number, Span, Token, Unit, Value, Year
from bot.language.dates.when import Direction

FIRST_LETTER: Final = 0x4E00
"""Sorts become letters outside of regular-expression syntax."""
LETTERS: Final[dict[str, str]] = {}
WORD: Final = re.compile(r"[a-z_]+")
MACROS: Final = {
    "GLUE": "(of|on|in|the|comma|for)*",
    "END": "(?=$|break|comma|close_paren)",
    "NOT_YEAR": "(hour_mark|unit|month_mark|day_mark|measure|am|pm|half|letter|quarter_mark|minute_mark)",
    "QUANTITY": "(number|decimal|ordinal|article|few|couple)",
}
UNIT_MARKS: Final = {
    "month_mark": Unit.MONTH,
    "year_mark": Unit.YEAR,
    "minute_mark": Unit.MINUTE,
    "hour_mark": Unit.HOUR,
    "day_mark": Unit.DAY,
    "quarter": Unit.QUARTER,
    "fortnight": Unit.WEEK,
    "week_of": Unit.WEEK,
}
V = TypeVar("V")
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment of speaking and how the workspace reads what is left open."""

    at: datetime
    policy: DatePolicy
    calendar: WorkCalendar
    direction: Direction
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The tokens that a rule matched."""

    tokens: Sequence[Token]
    text: str

    def all(self, kind: type[V]) -> list[V]:
        return [token.value for token in self.tokens if isinstance(token.value, kind)]

    def first(self, kind: type[V]) -> V | None:
        return next(iter(self.all(kind)), None)

    def last(self, kind: type[V]) -> V | None:
        return next(reversed(self.all(kind)), None)

    def one(self, kind: type[V]) -> V:
        """The first of a kind that the pattern guarantees."""
        return self.all(kind)[0]

    def numbers(self) -> list[int]:
        return [number.whole for number in self.all(Number)]

    def mark(self, sort: str) -> Mark | None:
        return next((mark for mark in self.all(Mark) if mark.sort == sort), None)

    def has(self, *sorts: str) -> bool:
        return any(token.sort in sorts for token in self.tokens)

    def relation(self, name: str = "") -> Mark | None:
        """The this, next or last that was said; with a name only that one."""
        mark = self.mark("relation")
        return mark if mark and name in ("", mark.name) else None

    @property
    def unit(self) -> Unit | None:
        """The first unit said, whichever word it has."""
        marks = (mark.unit if mark.sort == "unit" else UNIT_MARKS.get(mark.sort) for mark in self.all(Mark))
        return next((unit for unit in marks if unit), None)

    @property
    def period(self) -> Span | Month | Year | None:
        return next(
            (token.value for token in self.tokens if isinstance(token.value, (Span, Month, Year))), None
        )

    @property
    def before(self) -> str:
        """The text up to the match, lower case, without the spaces between."""
        return self.text[: self.tokens[0].start].rstrip().lower()

    @property
    def after(self) -> str:
        return self.text[self.tokens[-1].end :].lstrip().lower()

    @property
    def said(self) -> str:
        return self.text[self.tokens[0].start : self.tokens[-1].end]


Build = Callable[[Scene, Found], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    build: Build


def letter(sort: str) -> str:
    return LETTERS.setdefault(sort, chr(FIRST_LETTER + len(LETTERS)))


def compiled(pattern: str) -> re.Pattern[str]:
    """`number (unit|letter)?` over sorts as an expression over their letters."""
    for name, meaning in MACROS.items():
        pattern = pattern.replace(name, meaning)
    pattern = re.sub(r"\bon\b", "(on|at)", pattern).replace("only_on", "on")
    return re.compile(WORD.sub(lambda word: letter(word[0]), pattern).replace(" ", ""))


class Rules(list[Rule]):
    """Rules in the order in which they are tried, collected by decorating their functions."""

    def on(self, *patterns: str) -> Callable[[Build], Build]:
        def collect(build: Build) -> Build:
            self.extend(Rule(compiled(pattern), build) for pattern in patterns)
            return build

        return collect


def within_calendar(build: Callable[[Scene, A], V | None], scene: Scene, matter: A) -> V | None:
    """What is built, or nothing where a day would lie outside of the years 1 to 9999."""
    try:
        return build(scene, matter)
    except (OverflowError, ValueError):
        return None


def _apply(rule: Rule, scene: Scene, tokens: list[Token], code: str) -> str:
    position = 0
    while found := rule.pattern.search(code, position):
        start, end = found.span()
        value = within_calendar(rule.build, scene, Found(tokens[start:end], scene.text))
        if value is None:
            position = start + 1
            continue
        token = Token(sort_of(value), tokens[start].start, tokens[end - 1].end, value)
        tokens[start:end] = [token]
        code = code[:start] + letter(token.sort) + code[end:]
        position = start + (found.end() - found.start() == 1)
    return code


def reduce(scene: Scene, tokens: list[Token], rules: Sequence[Rule]) -> list[Token]:
    """Apply every rule from left to right, each as often as it matches."""
    code = "".join(letter(token.sort) for token in tokens)
    for rule in rules:
        code = _apply(rule, scene, tokens, code)
    return tokens
