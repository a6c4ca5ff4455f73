"""Whom a look-up is for: 找 钱总, whose is this number."""

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
    names = [name for name in sheet.names if name.mention.said in said]
    whole = next((name for name in names if name.mention.said == said and name.mention.known), None)
    if whole:
        return found(whole)
    asked = section("features")["find"].search(said.lower()) or section("features")["question"].search(said)
    near = [
        name for name in names if name.mention.known and len(said) - len(name.mention.said) <= MOST_AROUND
    ]
    if asked and near:
        return found(next((name for name in near if name.noun != "customer"), near[0]))
    phone = reached(said, hearing).phone
    if phone:
        return Find(name=said, phone=phone)
    stranger = Mention(said)
    person = is_person(said) or any(name.noun == "contact" and name.mention.said == said for name in names)
    return Find(name=said, person=stranger) if person else Find(name=said, customer=stranger)


def found(name: Name) -> Find:
    """A look at what is known: of a contact its customer is known, too."""
    called = name.mention.name or name.mention.said
    if name.noun == "customer":
        return Find(name=called, customer=name.mention)
    return Find(name=called, customer=name.parent, person=name.mention)
