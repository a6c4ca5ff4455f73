"""Text → tokens: numbers, separators and the words of both languages, with everything else as breaks."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from bot.language import numerals
from bot.language.dates import en, festivals, zh, zones
from bot.language.dates.tokens import NOON, Clock, Day, Mark, Month, Number, Numbers, Part, Token, Unit, Value

BREAK: Final = Mark("break")
MOST_TOKENS: Final = 800
"""More than the densest of the longest messages has; soups of date words end here."""
SPACES: Final = re.compile(r"[ \t\u00a0\u3000]+")
FOLD: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")}
    | {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
    | {ord("‘"): "'", ord("’"): "'", ord("´"): "'", ord("："): ":", ord("\n"): "\0", ord("\r"): "\0"}
    | zh.SIMPLIFY
)
"""One character to one character, so that spans stay those of the original text."""

NAMED: Final[Mapping[str, Value]] = {name: Day(festival=first) for name, first in festivals.NAMES.items()}
TABLES: Final = (
    (zh.PLAIN, zh.DAYS, zh.WEEKDAYS, zh.RELATIONS, zh.ROLLING, zh.UNITS, zh.YEARS, zh.EDGES, zh.HALVES),
    (
        zh.PARTS,
        zh.DAY_PARTS,
        zh.AROUND,
        zh.LUNAR,
        en.PLAIN,
        en.DAYS,
        en.MONTHS,
        en.WEEKDAYS,
        en.RELATIONS,
        en.UNITS,
    ),
    (en.PARTS, en.DAY_PARTS, en.EDGES, en.FREQUENCIES, en.FORTNIGHT, NAMED, zones.ZONES),
    (zh.SEASONS, en.SEASONS, en.DECADES),
)
WORDS: Final[Mapping[str, Value]] = {
    word: value for tables in TABLES for table in tables for word, value in table.items()
}
"""Every word; where two tables hold one, the later table's meaning."""


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


def _words(pattern: str) -> str:
    """The words of the tables that begin as the pattern says."""
    return _alternatives([word for word in WORDS if re.match(pattern, word)])


FREE: Final = r"(?<!\d)(?<!\d[.,:/])"
"""Not the rest of a longer number."""
YEAR: Final = r"[12]\d{3}"
MONTH: Final = r"(?:1[0-2]|0?[1-9])"
ALONE: Final = r"(?<![a-z\d])"
SHAPES: Final[dict[str, str]] = {
    "ymd": rf"{FREE}{YEAR}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}(?![\d/%]|[.]\d)",
    "compact": r"(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
    "dmy": r"(?<![\d.,:/$¥€£])\d{1,2}(?P<s2>[-/.])\d{1,2}(?:(?P=s2)|,)(?:\d{4}|\d{2})"
    r"(?![\d/%]|[.:]\d|-\d(?!\d?[-/.]\d))",
    "time": rf"{FREE}(?:2[0-4]|[01]?\d):[0-5]\d(?::[0-5]\d)?(?![\d%]|:\d)",
    "htime": rf"{FREE}\d{{1,2}}h[0-5]\d(?![a-z\d])",
    "ym": rf"(?<![\d.,:/-])(?:{YEAR}[ ]?[-/.][ ]?{MONTH}|{MONTH}[ ]?[-/][ ]?{YEAR})(?![\d/%:]|[-.]\d|h\d)",
    "mdmd": r"(?<![\d.,:/$¥€£-])\d{1,2}/\d{1,2}(?=-\d{1,2}/\d)",
    "md": r"(?<![\d.,:/$¥€£-])\d{1,2}[ ]?[-/.][ ]?\d{1,2}(?![\d/%]|[-.:]\d)|(?<=\d-)\d{1,2}/\d{1,2}(?![\d/%-])",
    "decade": r"(?<![a-z\d$¥€£])(?:(?:1[89]|20)\d0[ ]?'?s|\d0[ ]?'s|(?<=the )\d0s)(?![a-z])",
    "ordinal": rf"{FREE}\d{{1,2}}(?:st|nd|rd|th)(?![a-z\d])",
    "decimal": rf"{FREE}\d+\.\d+(?![\d.%])",
    "quarter": rf"{ALONE}(?:(?:20)?\d\d[ -]?)?[qh][1-4](?:[ /-]?20\d\d)?(?![a-z\d])",
    "amount": r"\d[\d,]*(?:\.\d+)?[ ]?(?:k|m|w|万|千|million|thousand|grand)?[ ]?cny(?![a-z])|"
    r"[$¥€£][ ]?\d[\d,.]*(?:[kmw万亿])?|\d[\d,]*(?:\.\d+)?(?:%|k(?![a-z])|万|亿|元|块)",
    "minutes": rf"{FREE}\d{{1,3}}'(?![a-z\d])",
    "shortyear": r"'\d\d(?!\d)",
    "digitword": rf"{ALONE}{_words('[0-9]')}(?![a-z\d])",
    "code": rf"{ALONE}[a-z]+-?\d[a-z\d-]*(?<!\d)(?![a-z\d])",
    "letter": r"(?<=\d)[ ]?[hdwmys](?![a-z\d'.])",
    "half_day": r"(?<=[\d:])[ ]?[ap](?![a-z\d]|\.m)",
    "int": r"(?<!\d)(?<!\d[.,:])\d+(?![\d]|[.,]\d)",
    "iso": r"(?<=\d)t(?=\d\d:)",
    "junk": r"\d[\d.,:/]*",
    "first": r"(?<![a-z])first[ ]+thing(?:[ ]+in[ ]+the[ ]+morning)?(?![a-z])",
    "number": rf"(?<![a-z]){numerals.ENGLISH}",
    "latin": rf"(?<![a-z]){_words('[a-z]')}(?![a-z])",
    "aside": r"(?<![周期拜])一下(?![午班半])|下(?=[本这今上])",
    "han": _words("[^\x00-\x7f]"),
    "numeral": rf"[{numerals.SIGNS}]+",
    "sign": _words(r"[\x00-\x7f](?<![a-z0-9])"),
    "space": r"[ \t\u00a0\u3000]+",
    "word": r"[a-z]+",
    "other": r".",
}
"""The kinds of token in the order in which they are tried at each place."""


@cache
def _master() -> re.Pattern[str]:
    """All kinds in one expression; compiled when the first text is read."""
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in SHAPES.items()), re.DOTALL)


ABOUT: Final = ("一两", "两三", "一二", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九")
"""两三 is about three."""
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
        int(hour), int(minute), sure=(len(hour) > 1 and hour[0] == "0") or int(hour) > NOON or "h" in text
    )


def _decade(text: str) -> Value:
    return Mark("decade", int(re.sub(r"\D", "", text)))


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
    if text in ABOUT:
        return Number(numerals.DIGITS[text[1]])
    return Number(float(value), digits=len(text) if spelled and len(text) > 1 else 0)


def _word(text: str) -> Value:
    return WORDS[SPACES.sub(" ", text)]


MAKERS: Final[dict[str, Maker]] = {
    "ymd": _three,
    "dmy": _three,
    "ym": _three,
    "md": _three,
    "mdmd": _three,
    "decade": _decade,
    "compact": _compact,
    "time": _clock,
    "htime": _clock,
    "ordinal": _ordinal,
    "quarter": _quarter,
    "minutes": lambda text: Mark("minutes", int(text[:-1])),
    "shortyear": lambda text: Number(int(text[1:]), digits=2),
    "iso": lambda _: Mark("comma"),
    "decimal": lambda text: Number(float(text), digits=len(text)),
    "letter": lambda text: Mark("letter", unit=UNIT_OF_LETTER[text.strip()]),
    "half_day": lambda text: Mark("am_letter" if "a" in text else "pm_letter"),
    "int": lambda text: Number(int(text[:6]), digits=len(text)),
    "number": _english,
    "numeral": _chinese,
    "latin": _word,
    "first": _word,
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


def lex(text: str) -> list[Token]:
    """The first tokens of a text, neighbouring breaks joined into one."""
    tokens: list[Token] = []
    broken = False
    for match in _master().finditer(text.translate(FOLD)):
        group = match.lastgroup or "other"
        if group == "space":
            continue
        maker = MAKERS.get(group)
        value = maker(match[0]) if maker else BREAK
        if len(tokens) == MOST_TOKENS:
            break
        if value is not BREAK:
            tokens.append(Token(sort_of(value), match.start(), match.end(), value))
        elif broken:
            tokens[-1] = Token("break", tokens[-1].start, match.end(), BREAK)
        else:
            tokens.append(Token("break", match.start(), match.end(), BREAK))
        broken = value is BREAK
    return tokens
