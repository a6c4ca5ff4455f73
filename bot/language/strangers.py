"""华为情况, any news on northwind: a look at a customer that nobody knows is about no other customer."""

import re
from functools import cache
from typing import Final

from bot.domain.base import Mention
from bot.domain.customers import Brief
from bot.domain.people import Language
from bot.language.hearing import Hearing
from bot.language.intents import asks_barely
from bot.language.names import common_words
from bot.language.normalise import has_han
from bot.language.sheet import Sheet
from bot.language.words import reading, section

ENDS: Final = re.compile(r"^[\s,，]+|[\s?？.。!！呢啊呀吗]+$")


def stranger_asked(sheet: Sheet, _: Hearing) -> Brief | None:
    """The look at it, when the message is nothing but the name and the words of looking."""
    if sheet.names or sheet.whens or asks_barely(sheet.masked):
        return None
    line = ENDS.sub("", sheet.masked)
    found = section("strangers")["about"].fullmatch(line)
    if found is None:
        return None
    name = next(said for said in found.groupdict().values() if said)
    start = sheet.masked.find(name)
    return Brief(customer=Mention(sheet.text[start : start + len(name)])) if _is_name(name) else None


def _is_name(name: str) -> bool:
    """No word that everybody uses, in no place of it."""
    if has_han(name):
        return not _no_name().search(name) and name not in common_words()
    return _plain().isdisjoint(name.split())


@cache
def _no_name() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    common = "|".join(sorted(common_words_zh()))
    return re.compile(f"^(?:{zh['not_a_name']}|{zh['name_stops']})|{common}|[的了吗]")


def common_words_zh() -> frozenset[str]:
    return frozenset(word for word in common_words() if has_han(word))


@cache
def _plain() -> frozenset[str]:
    en = reading(Language.EN)
    stops = " ".join((en["not_a_name"], en["name_stops"].replace("|", " "), en["months_days"]))
    return frozenset(stops.split()) | {"things", "it", "everything", "business", "sales", "order", "promise"}
