"""Rules over tokens: a pattern of sorts, and a function that makes one value of what it matched."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from heapq import heappop
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
NEAR: Final = 40
"""Characters looked at before and after a match."""
MOST_PASSES: Final = 8
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment of speaking and how the workspace reads what is left open."""

    at: datetime
    policy: DatePolicy
    calendar: WorkCalendar
    direction: Direction
    text: str
    zone: tzinfo | None = None
    """Where the hearer is; None when times of other zones cannot be converted."""


@dataclass(frozen=True, slots=True)
class Found:
    """The tokens that a rule matched."""

    tokens: Sequence[Token]
    text: str

    def all(self, kind: type[V]) -> list[V]:
        return [token.value for token in self.tokens if isinstance(token.value, kind)]

    def values(self, kinds: tuple[type, ...]) -> list[Value]:
        return [token.value for token in self.tokens if isinstance(token.value, kinds)]

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
        start = self.tokens[0].start
        return self.text[max(0, start - NEAR) : start].rstrip().lower()

    @property
    def after(self) -> str:
        end = self.tokens[-1].end
        return self.text[end : end + NEAR].lstrip().lower()

    @property
    def said(self) -> str:
        return self.text[self.tokens[0].start : self.tokens[-1].end]


Build = Callable[[Scene, Found], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    expression: str
    build: Build
    needs: tuple[frozenset[str], ...]
    """Sets of letters of which the tokens must have one each, so that most rules need not be tried."""

    def made(self, scene: Scene, found: Found) -> Value | None:
        """What the rule builds, or nothing where a day would lie outside of the years 1 to 9999."""
        try:
            return self.build(scene, found)
        except (OverflowError, ValueError):
            return None


def letter(sort: str) -> str:
    return LETTERS.setdefault(sort, chr(FIRST_LETTER + len(LETTERS)))


def in_letters(pattern: str) -> str:
    """`number (unit|letter)?` over sorts as an expression over their letters."""
    for name, meaning in MACROS.items():
        pattern = pattern.replace(name, meaning)
    pattern = re.sub(r"\bon\b", "(on|at)", pattern).replace("only_on", "on")
    return WORD.sub(lambda word: letter(word[0]), pattern).replace(" ", "")


def needs_of(expression: str) -> tuple[frozenset[str], ...]:
    """For each part of an expression that is not optional the letters of which it has at least one."""
    needs, depth, part = [], 0, ""
    for place, sign in enumerate(expression):
        depth += (sign == "(") - (sign == ")")
        part += sign
        optional = expression[place + 1 : place + 2] in ("?", "*", "{")
        if depth == 0:
            letters = frozenset(each for each in part if ord(each) >= FIRST_LETTER)
            needs += [letters] if letters and not optional and not part.startswith("(?") else []
            part = ""
    return tuple(needs)


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Compiled when its words are first said: most rules of a language are rarely needed."""
    return re.compile(expression)


def rule(pattern: str, build: Build) -> Rule:
    expression = in_letters(pattern)
    return Rule(expression, build, needs_of(expression))


class Rules(list[Rule]):
    """Rules in the order in which they are tried, collected by decorating their functions."""

    def on(self, *patterns: str) -> Callable[[Build], Build]:
        def collect(build: Build) -> Build:
            self.extend(rule(pattern, build) for pattern in patterns)
            return build

        return collect


def _once(rule: Rule, scene: Scene, tokens: list[Token], code: str) -> list[Token]:
    """The tokens after every match of one rule, from left to right, has been replaced."""
    done: list[Token] = []
    position = taken = 0
    pattern = compiled(rule.expression)
    while found := pattern.search(code, position):
        start, end = found.span()
        value = rule.made(scene, Found(tokens[start:end], scene.text))
        if value is None:
            position = start + 1
            continue
        done += tokens[taken:start]
        done.append(Token(sort_of(value), tokens[start].start, tokens[end - 1].end, value))
        position = taken = end
    return done + tokens[taken:] if taken else tokens


class Grammar:
    """Rules in the order in which they are tried; those whose sorts are absent are never looked at."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        common = Counter(each for rule in rules for need in rule.needs for each in need)
        self.places: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            for each in min(rule.needs, key=lambda need: sum(common[sort] for sort in need)):
                self.places.setdefault(each, []).append(place)

    def reduce(self, scene: Scene, tokens: list[Token]) -> list[Token]:
        """Apply every rule in turn, each until it brings nothing more together."""
        code = coded(tokens)
        present = set(code)
        waiting = sorted({place for each in present for place in self.places.get(each, ())})
        while waiting:
            place = heappop(waiting)
            if any(present.isdisjoint(need) for need in self.rules[place].needs):
                continue
            made = _repeated(self.rules[place], scene, tokens, code)
            if made is not tokens:
                tokens, code = made, coded(made)
                waiting = self._with_new(waiting, set(code) - present, place)
                present |= set(code)
        return tokens

    def _with_new(self, waiting: list[int], letters: set[str], after: int) -> list[int]:
        """The places still to be tried, and those of sorts that have just appeared."""
        more = {place for each in letters for place in self.places.get(each, ()) if place > after}
        return sorted(more.union(waiting)) if more else waiting


def _repeated(rule: Rule, scene: Scene, tokens: list[Token], code: str) -> list[Token]:
    for _ in range(MOST_PASSES):
        made = _once(rule, scene, tokens, code)
        if len(made) == len(tokens):
            return made
        tokens, code = made, coded(made)
    return tokens


def coded(tokens: Sequence[Token]) -> str:
    return "".join([LETTERS.get(token.sort) or letter(token.sort) for token in tokens])
