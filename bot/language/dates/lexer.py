"""Text → tokens: numbers, separators and the words of both languages, with everything else as breaks."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.language import numerals
from bot.language.dates import en, festivals, zh
from bot.language.dates.tokens import Clock, Day, Mark, Month, Number, Numbers, Part, Token, Unit, Value

BREAK: Final = Mark("break")
SPACES: Final = re.compile(r"[ \t\u00a0\u3000]+")
FOLD: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    | {ord("‘"): "'", ord("’"): "'", ord("´"): "'", ord("："): ":", ord("\n"): "\0", ord("\r"): "\0"}
    | zh.SIMPLIFY
)
"""One character to one character, so that spans stay those of the original text."""

CHINESE: Final[dict[str, Value]] = (
    zh.PLAIN
    | zh.DAYS
    | zh.WEEKDAYS
    | zh.RELATIONS
    | zh.ROLLING
    | zh.UNITS
    | zh.YEARS
    | zh.EDGES
    | zh.HALVES
    | zh.PARTS
    | zh.DAY_PARTS
    | zh.AROUND
)
ENGLISH: Final[dict[str, Value]] = (
    en.PLAIN
    | en.DAYS
    | en.MONTHS
    | en.WEEKDAYS
    | en.RELATIONS
    | en.UNITS
    | en.PARTS
    | en.DAY_PARTS
    | en.EDGES
    | en.FREQUENCIES
    | en.FORTNIGHT
)
NAMED: Final[dict[str, Value]] = {name: Day(festival=first) for name, first in festivals.NAMES.items()}
WORDS: Final[dict[str, Value]] = CHINESE | ENGLISH | NAMED


def _alternatives(words: Sequence[str]) -> str:
    """One regular expression for many words, longest first, branching letter by letter."""
    ends = "" in words
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    branches = [
        (r"[ ]+" if head == " " else re.escape(head)) + _alternatives(tails) for head, tails in heads.items()
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _pattern() -> re.Pattern[str]:
    latin = [word for word in WORDS if word.isascii() and word[0].isalpha()]
    signs = [word for word in WORDS if word.isascii() and not word[0].isalpha() and not word[0].isdigit()]
    digits = [word for word in WORDS if word.isascii() and word[0].isdigit()]
    han = [word for word in WORDS if not word.isascii()]
    return re.compile(
        r"(?P<ymd>(?<![\d.,:/])(?:[12]\d{3})(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2}(?![\d/%]|[.]\d))"
        r"|(?P<compact>(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
        r"|(?P<dmy>(?<![\d.,:/$¥€£])\d{1,2}(?P<s2>[-/.])\d{1,2}(?:(?P=s2)|,)(?:\d{4}|\d{2})(?![\d/%]|[-.:]\d))"
        r"|(?P<time>(?<![\d.,:/])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d%]|:\d))"
        r"|(?P<htime>(?<![\d.,:/])\d{1,2}h[0-5]\d(?![a-z\d]))"
        r"|(?P<ym>(?<![\d.,:/-])(?:[12]\d{3}[ ]?[-/.][ ]?(?:1[0-2]|0?[1-9])|(?:1[0-2]|0?[1-9])[ ]?[-/][ ]?[12]\d{3})(?![\d/%]|[-.]\d))"
        r"|(?P<md>(?<![\d.,:/$¥€£-])\d{1,2}[ ]?(?P<s3>[-/.])[ ]?\d{1,2}(?![\d/%]|[-.:]\d))"
        r"|(?P<ordinal>(?<![\d.,:/])\d{1,2}(?:st|nd|rd|th)(?![a-z\d]))"
        r"|(?P<decimal>(?<![\d.,:/])\d+\.\d+(?![\d.%]))"
        r"|(?P<q>(?<![a-z\d])(?:(?:20)?(?P<qy>\d\d)[ -]?)?(?P<qh>[qh])(?P<qn>[1-4])(?:[ /-]?(?P<qy2>20\d\d))?(?![a-z\d]))"
        r"|(?P<amount>[$¥€£][ ]?\d[\d,.]*(?:[kmw万亿])?|\d[\d,]*(?:\.\d+)?(?:%|k(?![a-z])|万|亿|元|块))"
        r"|(?P<minutes>(?<![\d.,:/])\d{1,3}'(?![a-z\d]))"
        r"|(?P<shortyear>'\d\d(?!\d))"
        rf"|(?P<digitword>(?<![a-z\d])(?:{_alternatives(digits)})(?![a-z\d]))"
        r"|(?P<code>(?<![a-z\d])[a-z]+-?\d[a-z\d-]*(?<!\d)(?![a-z\d]))"
        r"|(?P<letter>(?<=\d)[ ]?(?:h|d|w|m|y|s)(?![a-z\d'.]))"
        r"|(?P<half_day>(?<=[\d:])[ ]?[ap](?![a-z\d]))"
        r"|(?P<int>(?<![\d.,:])\d+(?![\d]|[.,]\d))"
        r"|(?P<junk>\d[\d.,:/]*)"
        rf"|(?P<number>(?<![a-z])(?:{numerals.ENGLISH}))"
        rf"|(?P<latin>(?<![a-z])(?:{_alternatives(latin)})(?![a-z]))"
        rf"|(?P<han>{_alternatives(han)})"
        rf"|(?P<numeral>{numerals.NUMERAL})"
        rf"|(?P<sign>{_alternatives(signs)})"
        r"|(?P<space>[ \t\u00a0\u3000]+)"
        r"|(?P<word>[a-z]+)"
        r"|(?P<other>.)",
        re.DOTALL,
    )


MASTER: Final = _pattern()

UNIT_OF_LETTER: Final = en.UNIT_LETTERS
Maker = Callable[[str], Value]


def _three(text: str) -> Value:
    parts = re.split(r"[ ]?[-/.,][ ]?", text)
    separator = re.search(r"[-/.,]", text)
    return Numbers(tuple(map(int, parts)), tuple(map(len, parts)), separator[0] if separator else "")


def _compact(text: str) -> Value:
    return Numbers((int(text[:4]), int(text[4:6]), int(text[6:])), (4, 2, 2), "")


def _clock(text: str) -> Value:
    hour, minute, *_ = re.split(r"[:h]", text)
    return Clock(
        int(hour), int(minute), sure=(len(hour) > 1 and hour[0] == "0") or int(hour) > 12 or "h" in text
    )


def _ordinal(text: str) -> Value:
    return Number(int(re.sub(r"\D", "", text)), digits=len(text) - 2, ordinal=True)


def _quarter(text: str) -> Value:
    year = re.search(r"(20\d\d)|^(\d\d)", text)
    number = re.search(r"[qh](\d)", text)
    unit = Unit.QUARTER if "q" in text else Unit.HALF
    name = (year[1] or f"20{year[2]}") if year else ""
    return Mark("quartermark", int(number[1]) if number else 1, unit, name)


def _english(text: str) -> Value:
    value, ordinal = numerals.english(text)
    return Number(value, ordinal=ordinal)


def _chinese(text: str) -> Value:
    value = numerals.chinese(text)
    if value is None:
        return BREAK
    spelled = all(sign in numerals.DIGITS for sign in text)
    return Number(float(value), digits=len(text) if spelled and len(text) > 1 else 0)


def _word(text: str) -> Value:
    return WORDS[SPACES.sub(" ", text)]


MAKERS: Final[dict[str, Maker]] = {
    "ymd": _three,
    "dmy": _three,
    "ym": _three,
    "md": _three,
    "compact": _compact,
    "time": _clock,
    "htime": _clock,
    "ordinal": _ordinal,
    "q": _quarter,
    "minutes": lambda text: Mark("minutes", int(text[:-1])),
    "shortyear": lambda text: Number(int(text[1:]), digits=2),
    "decimal": lambda text: Number(float(text), digits=len(text)),
    "letter": lambda text: Mark("letter", unit=UNIT_OF_LETTER[text.strip()]),
    "half_day": lambda text: Mark("am_letter" if "a" in text else "pm_letter"),
    "int": lambda text: Number(int(text[:6]), digits=len(text)),
    "number": _english,
    "numeral": _chinese,
    "latin": _word,
    "digitword": _word,
    "han": _word,
    "sign": _word,
}
SORTS: Final[dict[type, str]] = {Numbers: "numbers", Month: "month", Day: "day", Clock: "clock", Part: "part"}


def sort_of(value: Value) -> str:
    """The name by which the rules call a value."""
    if isinstance(value, Mark):
        return value.sort
    if isinstance(value, Number):
        return "ordinal" if value.ordinal else "number" if value.amount == value.whole else "decimal"
    return SORTS.get(type(value)) or type(value).__name__.lower()


def _tokens(text: str) -> Iterator[Token]:
    for match in MASTER.finditer(text):
        group = match.lastgroup or "other"
        if group == "space":
            continue
        maker = MAKERS.get(group)
        value = maker(match[0]) if maker else BREAK
        yield Token(sort_of(value), match.start(), match.end(), value)


def lex(text: str) -> list[Token]:
    """The tokens of a text, neighbouring breaks joined into one."""
    tokens: list[Token] = []
    for token in _tokens(text.translate(FOLD)):
        if token.sort == "break" and tokens and tokens[-1].sort == "break":
            tokens[-1] = Token("break", tokens[-1].start, token.end, BREAK)
        else:
            tokens.append(token)
    return tokens
