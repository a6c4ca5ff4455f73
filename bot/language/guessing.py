"""Names nobody knows yet, guessed from where they stand: 拜访鸿远钱总, called Jane at Foo Corp."""

import re
from functools import cache
from typing import Final

from bot.domain.base import Mention
from bot.domain.people import Language
from bot.language.normalise import HAN
from bot.language.spotting import Name
from bot.language.words import CONTACT, CUSTOMER, MEMBER, reading

LONGEST: Final = 8
SHORTEST: Final = 2
CAPITALISED: Final = r"[A-Z][\w&'’.-]*(?<![.'’])(?: (?:&|of|de|and) [A-Z][\w&'’-]*| [A-Z][\w&'’-]*)*"
ORGANISATION: Final = re.compile(
    rf"(?:(?<=\bat )|(?<=\bfrom )|(?<=@)|(?<=@ ))(?P<at>{CAPITALISED})"
    rf"|(?<![\w])(?:promised|promise|owe|owes|brief|visited|visit|quoted|with|for|to|to see|met|called|call|told|emailed|and|at|about|on|up with|with|of) (?P<to>{CAPITALISED})"
    rf"|^(?P<head>{CAPITALISED})(?= (?:will|wants|agreed|promised|needs|asked|said|is|has|confirmed|no longer))"
)
SMALL: Final = re.compile(
    r"\b(?:called|met|emailed|phoned|texted|saw|messaged|spoke (?:to|with)|talked (?:to|with)|call|meet|email) (?P<person>[A-Za-z]+) (?:at|from|@) (?P<company>[A-Za-z][\w&'-]+)"
)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(reading(Language.EN)[key].replace("|", " ").split())


@cache
def _chinese() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    stop = rf"(?:{zh['name_stops']}|{zh['not_a_name']})"
    run = rf"(?P<name>(?:(?!{stop})[{HAN}a-z0-9]){{{SHORTEST},{LONGEST}}}?)"
    after = rf"(?=(?:{zh['legal']})?(?:{stop}|[^{HAN}a-z0-9]|$))"
    before = "拜访了?|走访了?|回访|答应了?|承诺了?|承诺给|欠|联系了?|去了|见了|跟|和|给|向|找|谁答应过?|客户(?=[^ ])"
    return re.compile(rf"(?:{before}){run}(?P<legal>(?:{zh['legal']})?){after}")


@cache
def _before_title() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    stop = rf"(?:{zh['name_stops']}|{zh['not_a_name']})"
    return re.compile(
        rf"(?:^|(?<=[^{HAN}a-z0-9])|(?<=拜访)|(?<=拜访了)|(?<=联系)|(?<=答应)|(?<=跟)|(?<=和)|(?<=给)|(?<=见了)|(?<=去))"
        rf"(?P<name>(?:(?!{stop})[{HAN}a-z0-9]){{2,6}})(?={CONTACT})"
    )


def guess(masked: str, original: str) -> tuple[Name, ...]:
    """One unknown customer, and an unknown person at it; nothing where a customer is already known."""
    if CUSTOMER in masked:
        return _person_at(masked, original)
    found = _before_title().search(masked) or _chinese().search(masked)
    if found:
        end = found.end("legal") if "legal" in found.re.groupindex else found.end("name")
        span = (found.start("name"), end)
        return (Name(span, "customer", Mention(original[span[0] : end])),)
    return _english(masked, original)


def _visible(masked: str, original: str) -> str:
    """The original with every masked stretch blanked, so that capitals can be read."""
    return "".join(
        old if new < CUSTOMER or new > "\uf8ff" else "\0" for old, new in zip(original, masked, strict=True)
    )


def _english(masked: str, original: str) -> tuple[Name, ...]:
    visible = _visible(masked, original)
    small = SMALL.search(visible)
    if small and _named(small["person"]) and _named(small["company"]):
        return (
            Name(small.span("person"), "contact", Mention(small["person"])),
            Name(small.span("company"), "customer", Mention(small["company"])),
        )
    for match in ORGANISATION.finditer(visible):
        group = match.lastgroup or "at"
        if _named(match[group]):
            return (Name(match.span(group), _sort(visible, masked, match), Mention(match[group])),)
    return ()


def _sort(visible: str, masked: str, match: re.Match[str]) -> str:
    """A name after a verb of talking, at a company known or unknown, is a person; else a customer."""
    return "customer" if MEMBER not in masked[match.end() : match.end() + 4] and visible else "contact"


def _person_at(masked: str, original: str) -> tuple[Name, ...]:
    """`called Jane at ⟨customer⟩`: a capitalised word before at/from is a person there."""
    visible = _visible(masked, original)
    found = re.search(rf"\b(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:at|from|of|@) ?(?:the )?(?=\0)", visible)
    if found and masked[found.end()] == CUSTOMER and _named(found["name"]) and not found["name"].endswith("ed"):
        span = found.span("name")
        first = found["name"].split()[0].lower()
        if first in _verbs() and " " in found["name"]:
            span = (span[0] + len(first) + 1, span[1])
        elif first in _verbs():
            return ()
        return (Name(span, "contact", Mention(original[span[0] : span[1]])),)
    return ()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(
        "called met emailed phoned texted saw messaged call meet email remind tell ask visited rang pinged lunch dinner".split()
    )


def _named(said: str) -> bool:
    """Whether the words could be a name at all."""
    words = said.lower().split()
    return bool(words) and words[0] not in _words("not_a_name") | _words("name_stops") | _words("months_days")
