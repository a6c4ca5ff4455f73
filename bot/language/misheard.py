"""People whose names were misspelt at a customer named beside them: 泰禾钱维 for 钱伟, jnae at acme for Jane."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from bot.domain.base import Mention
from bot.domain.people import Language
from bot.domain.ports import NameHit
from bot.language.matching.fragments import is_common
from bot.language.matching.latin import SLIP_OF_FOUR, worth
from bot.language.normalise import HAN, fold, has_han
from bot.language.sounds import pinyin
from bot.language.spotting import Asker, Name
from bot.language.words import CUSTOMER, reading

LEAST: Final = 3
"""Letters of a first name in which a slip is seen."""


def near_people(masked: str, original: str, names: Sequence[Name], asker: Asker) -> tuple[Name, ...]:
    """The names with unknown people known where only one at the customer can be meant."""
    customers = [each.mention for each in names if each.noun == "customer" and each.mention.known]
    people = [each for each in names if each.noun == "contact"]
    unknown = [each for each in people or _after_customers(masked, original) if not _meant(each.mention)]
    if not unknown or len(customers) != 1:
        return tuple(names)
    return _replaced(names, unknown, customers[0].id, asker)


def _replaced(
    names: Sequence[Name], unknown: Sequence[Name], customer: str, asker: Asker
) -> tuple[Name, ...]:
    staff = asker.names.staff([customer])
    found = {each.span: near for each in unknown if (near := _known(each, staff))}
    kept = [each for each in names if each.span not in found]
    return tuple(sorted((*kept, *found.values()), key=lambda each: each.span))


def _meant(mention: Mention) -> bool:
    return mention.known or bool(mention.choices)


def _after_customers(masked: str, original: str) -> list[Name]:
    """What may be a Chinese name right after a customer."""
    return [
        Name(span, "contact", Mention(original[slice(*span)]))
        for found in _person().finditer(masked)
        for span in _spans(found)
        if not is_common(masked[slice(*span)])
    ]


def _spans(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = found.span("name")
    yield from ((start, last) for last in range(end, start + 1, -1))


@cache
def _person() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    family = f"(?:{zh['compound_surnames']}|[{zh['surnames']}])"
    return re.compile(rf"{CUSTOMER}的?(?P<name>{family}[{HAN}]{{1,2}})")


def _known(name: Name, staff: Sequence[NameHit]) -> Name | None:
    """The one whose name sounds the same, or is one slip away."""
    said = fold(name.mention.said).strip()
    near = [each for each in staff if _sounds(said, fold(each.name))]
    if len(near) != 1:
        return None
    return replace(name, mention=Mention(name.mention.said, near[0].id, near[0].name))


def _sounds(said: str, known: str) -> bool:
    if has_han(said) or has_han(known):
        heard = pinyin(said)
        return bool(heard) and heard == pinyin(known)
    words, other = said.split(), known.split()
    pairs = zip(words, other, strict=False)
    return bool(words) and len(said) >= LEAST and all(worth(*pair) >= SLIP_OF_FOUR for pair in pairs)
