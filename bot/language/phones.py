"""Phone numbers, e-mail addresses and payment terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, Final

from bot.language import numerals
from bot.language.figures import plain


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone in E.164 (with `;ext=`), an e-mail in lower case, or a payment term.

    `days` is the term's length: 账期60天 and net 30; 0 for cash on delivery, None for phones and e-mails.
    """

    span: tuple[int, int]
    said: str
    kind: ContactKind
    value: str
    days: int | None = None


EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])", re.ASCII | re.IGNORECASE
)
DIGITS_RUN: Final = re.compile(r"(?<![A-Za-z0-9_.])(?:\+|00)?\(?\d[\d ().-]{5,22}\d")
EXTENSION: Final = re.compile(r"[ ,，]{0,2}(?:ext\.?|x|转|分机号?)[ :：]?(\d{1,6})", re.IGNORECASE)
LEAST_DIGITS: Final = 7
MOST_RUNS: Final = 25
"""Runs of digits looked at in one line: each takes phonenumbers a millisecond."""
NUMBER: Final = rf"(?P<number>\d{{1,4}}|[{numerals.SIGNS}]{{1,12}}|半)"
SPAN: Final = "天|日|个月|月|周|个星期|星期|个工作日|工作日|季度|个季度|年"
CREDIT: Final = "账期|帐期|月结|付款期限?|付款周期|回款期|信用期|赊账"
LATER: Final = "赊|票后|见票|验收后|验收合格后|到货后?|货到|收货后?|收到货|开票后|票到"
AGO: Final = rf"(?:从|由)(?:\d{{1,4}}|[{numerals.SIGNS}]{{1,12}}|半)[ ]?(?:{SPAN})?"
"""What the term was before: 从30天."""
TERM: Final = re.compile(
    rf"(?:{CREDIT})(?:{AGO})?(?:可以|最[长多]|给|谈|放宽?|改|延长?|缩短?|降|到|了|成|为|是|做|[:： ]){{0,4}}"
    rf"{NUMBER}[ ]?(?P<unit>{SPAN})?"
    rf"|(?:{LATER})[ ]?{NUMBER.replace('number', 'number3')}[ ]?(?P<unit3>{SPAN})"
    rf"|{NUMBER.replace('number', 'number2')}[ ]?(?P<unit2>{SPAN})的?"
    r"(?:账期|帐期|付款|回款|信用期|赊账)"
    r"|(?P<months>半月结|月结|周结|季结|半年结|年结)"
    r"|net[ -]?(?P<net>\d{1,3})(?![\d%.])(?:[ ]?days?)?|(?P<net2>\d{1,3})[ -]?days?'?[ ]"
    r"(?:net|(?:payment |credit )?terms?|credit|payment terms?|open account)"
    r"|(?:payment|pay|credit|payable|invoice) (?:terms? |due )?(?:of |in |within |is |are |after |at )?"
    r"(?P<net3>\d{1,3})[ -]?days?"
    r"|(?<![a-z0-9])(?:n/|eom )(?P<net4>\d{1,3})(?!\d)|net (?P<spelled>thirty|forty-?five|sixty|ninety)"
    r"|(?P<net5>\d{1,3}) days? to pay"
    r"|(?P<cash>货到付款|到付(?!款)|现结|现款现货|款到发货|款到交货|先款后货|先付后货|全款发货|全额预付"
    r"|(?:cash|payment|pay|paid) on delivery|(?<![a-z])cod(?![a-z])|due (?:up)?on receipt|prepaid|prepayment"
    r"|(?:payment|pay|paid|cash) (?:in advance|up ?front|before shipment))",
    re.IGNORECASE,
)
DAYS_OF: Final = {"周": 7, "星期": 7, "月": 30, "季度": 90, "年": 360}
"""Days of a unit, whether 个 stands before it or not."""
SETTLED: Final = {
    "周结": 7, "半月结": 15, "月结": 30, "季结": 90, "半年结": 180, "年结": 360,
    "thirty": 30, "fortyfive": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
LONGEST: Final = 4_096
"""Characters of the longest message of a chat platform; what follows is not read."""


def read_phones(
    text: str, *, region: str = "CN", masked: Sequence[tuple[int, int]] = ()
) -> tuple[Contact, ...]:
    """Phones (national ones by `region`), e-mails and terms in order; nothing that touches `masked`."""
    line = text[:LONGEST]
    found = [*_emails(line), *terms_of(line)]
    taken = [*masked, *(each.span for each in found)]
    found = [each for each in found if not _touches(each.span, masked)]
    found += [each for each in _phones(line, region) if not _touches(each.span, taken)]
    return tuple(sorted(found, key=lambda each: each.span))


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _emails(line: str) -> list[Contact]:
    return [
        Contact(match.span(), match[0], ContactKind.EMAIL, match[0].lower()) for match in EMAIL.finditer(line)
    ]


@cache
def _library() -> Any:
    """Loaded with the first run of digits: it takes longer than all that is read without one."""
    return import_module("phonenumbers")


def _phones(line: str, region: str) -> list[Contact]:
    """Only numbers that exist in their country; a country code makes it any country's."""
    if not DIGITS_RUN.search(line):
        return []
    found = []
    for run in islice(DIGITS_RUN.finditer(line), MOST_RUNS):
        if sum(sign.isdigit() for sign in run[0]) < LEAST_DIGITS:
            continue
        for match in _library().PhoneNumberMatcher(run[0], region):
            value = _library().format_number(match.number, _library().PhoneNumberFormat.E164)
            start, end = run.start() + match.start, run.start() + match.end
            extension = EXTENSION.match(line, end)
            if extension:
                value, end = f"{value};ext={extension[1]}", extension.end()
            found.append(Contact((start, end), line[start:end], ContactKind.PHONE, value))
    return found


def terms_of(line: str) -> list[Contact]:
    """The terms of payment alone."""
    found = []
    for match in TERM.finditer(line):
        days = _days(match)
        if days is not None:
            found.append(Contact(match.span(), match[0], ContactKind.TERM, match[0].strip(), days))
    return found


def _days(match: re.Match[str]) -> int | None:
    if match["cash"]:
        return 0
    if match["months"] or match["spelled"]:
        return SETTLED[(match["months"] or match["spelled"]).lower().replace("-", "")]
    net = _first(match, "net")
    return int(net) if net else _lasting(match)


def _first(match: re.Match[str], name: str) -> str:
    """What the first of net, net2, … has matched."""
    return next((said for key, said in match.groupdict().items() if said and key.startswith(name)), "")


def _lasting(match: re.Match[str]) -> int | None:
    number = plain(_first(match, "number"))
    return None if number is None else int(number * DAYS_OF.get(_first(match, "unit").removeprefix("个"), 1))
