"""A second reader for what the rules are not sure of: what it may see, and what of its answer may stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.money import Money
from bot.domain.veil import Consult, Veiled
from bot.language.amounts import AmountKind, read_amounts
from bot.language.fields import region_of
from bot.language.hearing import Hearing, Understand
from bot.language.normalise import LONGEST
from bot.language.phones import ContactKind, read_phones
from bot.language.sheet import Sheet, Span, sheet_of

MONEY: Final = frozenset({AmountKind.AMOUNT, AmountKind.UNIT_PRICE})
LEAST_SUM: Final = 100
"""From which on a bare number may be a price."""
REACHES: Final = {ContactKind.PHONE: "T", ContactKind.EMAIL: "E"}
Hidden = Mention | Money | str
NOUNS: Final = {"customer": "C", "contact": "P", "member": "M", "product": "X"}
MOST: Final = 3
ASKABLE: Final = (
    "log_interaction",
    "make_promise",
    "customer_promise",
    "keep_promise",
    "move_promise",
    "set_reminder",
    "log_quote",
    "deal_update",
    "log_order",
    "log_payment",
    "log_complaint",
    "resolve_complaint",
    "log_request",
    "log_material",
    "set_preference",
    "check_promises",
    "check_quotes",
    "check_materials",
    "check_wishes",
    "check_cases",
    "brief",
    "my_day",
)
"""Commands that a second reader may propose: notes and looks, nothing of people, rights, data or settings."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question that is ready to be asked, without the database."""

    veiled: Veiled
    consult: Consult

    def __call__(self) -> Sequence[Command]:
        """What it may mean; nothing is in it that was not in the message."""
        found = (_grounded(each, self.veiled.said) for each in self.consult(self.veiled))
        return [*dict.fromkeys(found)][:MOST]


Inquire = Callable[[str, Hearing], Inquiry | None]
"""What to ask about a message, with the names at hand; None when there is nothing to ask."""


def inquiry(text: str, hearing: Hearing, *, understand: Understand, consult: Consult) -> Inquiry | None:
    """None for what the rules understand."""
    said = text.strip()[:LONGEST]
    if not said or said.startswith("/") or understand(text, hearing).commands:
        return None
    return Inquiry(veiled(said, hearing), consult)


def veiled(text: str, hearing: Hearing) -> Veiled:
    """Phones, e-mails and sums never leave; names do when the workspace shares them."""
    veil = Veil()
    for span, kind, value in _found(text, hearing):
        veil.hide(span, kind, value)
    return Veiled(
        text=veil.over(text),
        said=text,
        at=hearing.at,
        names={sign: value for sign, value in veil.behind.items() if isinstance(value, Mention)},
        sums={sign: value for sign, value in veil.behind.items() if isinstance(value, Money)},
        numbers={sign: value for sign, value in veil.behind.items() if isinstance(value, str)},
    )


@dataclass(slots=True)
class Veil:
    """The signs over a message, in the order in which they were put there."""

    behind: dict[str, Hidden] = field(default_factory=dict)
    spans: list[tuple[Span, str]] = field(default_factory=list)

    def hide(self, span: Span, kind: str, value: Hidden) -> None:
        """What is hidden already stays under its first sign."""
        if any(span[0] < end and start < span[1] for (start, end), _ in self.spans):
            return
        sign = f"[{kind}{1 + sum(each.startswith(f'[{kind}') for each in self.behind)}]"
        self.behind[sign] = value
        self.spans.append((span, sign))

    def over(self, text: str) -> str:
        for (start, end), sign in sorted(self.spans, reverse=True):
            text = f"{text[:start]}{sign}{text[end:]}"
        return text


def _found(text: str, hearing: Hearing) -> Iterator[tuple[Span, str, Hidden]]:
    """What has to be hidden: where it is, of which sort, and what it stands for."""
    yield from _numbers(text, hearing)
    sheet = sheet_of(text, hearing)
    if not hearing.shares_names:
        yield from ((name.span, NOUNS[name.noun], name.mention) for name in sheet.names)
    yield from _sums(sheet, hearing)


def _numbers(text: str, hearing: Hearing) -> Iterator[tuple[Span, str, Hidden]]:
    for each in read_phones(text, region=region_of(hearing)):
        if each.kind in REACHES:
            yield each.span, REACHES[each.kind], each.value


def _sums(sheet: Sheet, hearing: Hearing) -> Iterator[tuple[Span, str, Hidden]]:
    """Amounts of money, and bare numbers that may be prices."""
    taken = [name.span for name in sheet.names] + [when.span for when in sheet.whens]
    for amount in read_amounts(sheet.text, masked=taken):
        if amount.kind in MONEY or (amount.kind is AmountKind.NUMBER and amount.value >= LEAST_SUM):
            yield amount.span, "A", Money(amount.value, amount.currency or hearing.currency)


def _grounded(command: Command, said: str) -> Command:
    """Words that are not in the message are not taken for its own; what it is about is the message then."""
    line = said.casefold()
    slots = {each.name: getattr(command, each.name) for each in fields(command)}
    words = {name: value for name, value in slots.items() if type(value) is str and value}
    foreign = dict.fromkeys((name for name, value in words.items() if value.casefold() not in line), "")
    if "what" in slots and not (words.get("what") and "what" not in foreign):
        foreign["what"] = said
    return replace(command, **foreign)
