"""Whom a look-up is for: 找 钱总, whose is this number."""

from collections.abc import Sequence

from bot.domain.base import Mention
from bot.domain.customers import Find
from bot.language.fields import is_person, reached
from bot.language.hearing import Hearing
from bot.language.sheet import Sheet
from bot.language.spotting import Name
from bot.language.words import section

MOST_AROUND = 12
"""Characters around a known name that a look-up may have besides it."""


def sought(sheet: Sheet, said: str, hearing: Hearing) -> Find | None:
    """The known name that the words are, or hold beside words of asking; else the words themselves."""
    if not said:
        return None
    names = [name for name in sheet.names if name.mention.known and name.mention.said in said]
    name = next((each for each in names if each.mention.said == said), None) or _asked_of(names, said)
    return found(name) if name else _stranger(sheet, said, hearing)


def _asked_of(names: Sequence[Name], said: str) -> Name | None:
    """王芳是哪个公司的: a known name among words of asking; a person's before a firm's."""
    tables = section("features")
    if not (tables["find"].search(said.lower()) or tables["question"].search(said)):
        return None
    near = [each for each in names if len(said) - len(each.mention.said) <= MOST_AROUND]
    return next(iter(sorted(near, key=_is_firm_name)), None)


def _is_firm_name(name: Name) -> bool:
    return name.noun == "customer"


def _stranger(sheet: Sheet, said: str, hearing: Hearing) -> Find:
    phone = reached(said, hearing).phone
    if phone:
        return Find(name=said, phone=phone)
    titled = any(name.noun == "contact" and name.mention.said == said for name in sheet.names)
    whose = Mention(said)
    return Find(name=said, person=whose) if titled or is_person(said) else Find(name=said, customer=whose)


def found(name: Name) -> Find:
    """A look at what is known: of a contact its customer is known, too."""
    called = name.mention.name or name.mention.said
    if name.noun == "customer":
        return Find(name=called, customer=name.mention)
    return Find(name=called, customer=name.parent, person=name.mention)
