"""Names nobody knows yet, guessed from where they stand: 拜访鸿远钱总, called Jane at Foo Corp."""

import re
from functools import cache
from typing import Final

from bot.domain.base import Mention
from bot.domain.people import Language
from bot.language.intents import asked_there
from bot.language.names import common_words
from bot.language.nearly import everyday, is_everyday
from bot.language.normalise import HAN
from bot.language.spotting import Name
from bot.language.words import CONTACT, CUSTOMER, MOMENT, RECURRING, reading

WORD: Final = r"[A-Z][\w&'’-]*"
CAPITALISED: Final = rf"{WORD}(?: (?:(?:&|of|de|and) )?{WORD})*"
NAME: Final = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"


@cache
def _words(*keys: str) -> frozenset[str]:
    """The words of some English tables, whether kept as words or as alternatives."""
    return frozenset(" ".join(reading(Language.EN)[key] for key in keys).replace("|", " ").split())


@cache
def _chinese() -> tuple[re.Pattern[str], ...]:
    """An unknown company before somebody with a title, or after 拜访, 答应, 给 and their like."""
    zh = reading(Language.ZH)
    stop = f"(?:{zh['name_stops']}|{zh['not_a_name']})"
    sign = f"(?!{stop})[{HAN}a-z0-9]"
    after = "|".join(f"(?<={word})" for word in zh["name_before"].split("|"))
    ending = f"(?:{zh['legal']})?"
    return (
        re.compile(rf"(?:^|(?<=[^{HAN}a-z0-9])|{after})(?P<name>(?:(?!{stop})[{HAN}]){{2,6}})(?={CONTACT})"),
        re.compile(
            rf"(?:{after})(?P<name>(?:{sign}){{2,8}}?{ending})(?={ending}(?:{stop}|[^{HAN}a-z0-9]|$))"
        ),
    )


@cache
def _buyer() -> re.Pattern[str]:
    """环宇下单20台: an unknown company that buys, pays or signs."""
    zh = reading(Language.ZH)
    stop = f"(?:{zh['name_stops']}|{zh['not_a_name']})"
    return re.compile(
        rf"^(?P<name>(?!小|老)(?:(?!{stop})[{HAN}]){{2,4}}?)(?=[{MOMENT}-{RECURRING}]*(?:{zh['buyer_verbs']}))"
    )


@cache
def _english() -> tuple[re.Pattern[str], ...]:
    """`Jane at Foo Corp` in any case, then a capitalised name after a preposition or before a verb."""
    en = reading(Language.EN)
    return (
        re.compile(
            rf"(?i:\b(?:{en['person_before']})) (?P<person>\w+) (?:at|from|@) (?P<company>\w[\w&'-]+)"
        ),
        re.compile(rf"(?i:(?<!\w)(?:{en['company_before']})) (?P<company>{CAPITALISED})"),
        re.compile(rf"^(?P<company>{CAPITALISED})(?= (?:{en['company_after']})\b)"),
        re.compile(rf"^(?P<strange>{CAPITALISED})(?= (?:{en['buyer_verbs']})\b)"),
        re.compile(rf"(?i:\b(?:{en['met_at']})) (?P<strange>[a-z][\w&'-]+)(?=[ ]?\0|[,.;!]|$)"),
        re.compile(r"\bwith (?:the )?(?P<strange>[a-z][\w&'-]+) (?:guys|people|team|folks|lot)\b"),
    )


@cache
def _person_at() -> re.Pattern[str]:
    before = reading(Language.EN)["person_before"]
    return re.compile(rf"(?:(?i:{before}) )?\b(?P<name>{NAME}) (?:at|from|of|@) ?(?:the )?(?=\0)")


def guess(masked: str, original: str) -> tuple[Name, ...]:
    """An unknown customer, with a person there; where a customer is known only an unknown person at it."""
    visible = _visible(masked, original)
    if CUSTOMER in masked:
        return _person(masked, visible)
    for expression in _chinese():
        for found in expression.finditer(masked):
            if found["name"] not in common_words() and not asked_there(masked, *found.span("name")):
                return (_name("customer", found, "name", original),)
    buyer = _buyer().search(masked)
    if buyer and not is_everyday(buyer["name"]):
        return (_name("customer", buyer, "name", original),)
    return _company(visible)


def _visible(masked: str, original: str) -> str:
    """The original, in its capitals, with every masked stretch blanked."""
    pairs = zip(original, masked, strict=True)
    return "".join("\0" if CUSTOMER <= sign <= RECURRING else letter for letter, sign in pairs)


def _name(noun: str, found: re.Match[str], group: str, original: str) -> Name:
    start, end = found.span(group)
    return Name((start, end), noun, Mention(original[start:end]))


def _company(visible: str) -> tuple[Name, ...]:
    for expression in _english():
        for found in expression.finditer(visible):
            groups = [group for group, said in found.groupdict().items() if said]
            if all(_could_be(found[group], strange=group == "strange") for group in groups):
                nouns = {"person": "contact", "company": "customer", "strange": "customer"}
                return tuple(_name(nouns[group], found, group, visible) for group in groups)
    return ()


def _person(masked: str, visible: str) -> tuple[Name, ...]:
    """`called Mary Poole at ⟨customer⟩`."""
    found = _person_at().search(visible)
    if found and masked[found.end()] == CUSTOMER and _could_be(found["name"]):
        return (_name("contact", found, "name", visible),)
    return ()


def _could_be(said: str, *, strange: bool = False) -> bool:
    """Whether the words could be a name at all; a `strange` one begins with no word that the tables have."""
    first = said.lower().partition(" ")[0]
    if strange and (first in everyday() or first in _words("places")):
        return False
    return first not in _words("not_a_name", "name_stops", "months_days", "person_before")
