"""What several layouts share: bullets, blocks, a customer with the person there, mentions behind buttons."""

from collections.abc import Iterable

from bot.domain.base import Mention
from bot.domain.chat import Block, Button
from bot.domain.contacts import Contact, NewContact
from bot.domain.customers import Customer
from bot.domain.people import Language
from bot.language.speak import Say, short

NAME = 20
"""Columns of a name on a button."""


def bullets(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"• {line}" for line in lines)


def block(*lines: str, heading: str = "") -> tuple[Block, ...]:
    """The lines that say something as one block; none at all when there are none."""
    said = tuple(line for line in lines if line)
    return (Block(said, heading),) if said else ()


def at_customer(customer: Customer, contact: Contact | None, say: Say) -> str:
    """`泰禾钱总`, `Acme (Jane)`, or the customer alone."""
    if contact is None:
        return customer.short
    return say("parts.at_customer", customer=apart(customer.short, contact.name, say), contact=contact.name)


def said_person(whom: str, person: str, say: Say) -> str:
    """The same with somebody who is no contact yet."""
    return say("parts.at_customer", customer=apart(whom, person, say), contact=person) if person else whom


def newcomer(customer: Customer | None, person: str, say: Say) -> tuple[tuple[Button, ...], ...]:
    """The offer to add whom nobody knows yet to the contacts; none where nobody was named."""
    if customer is None or not person:
        return ()
    add = NewContact(customer=mention_of(customer), name=person)
    return ((say.button("contacts.add", add, stays=True, name=short(person, NAME)),),)


def mention_of(customer: Customer) -> Mention:
    return Mention(customer.name, customer.id, customer.name)


def apart(name: str, following: str, say: Say) -> str:
    """The name, with a space where two Latin words would run into each other in Chinese."""
    latin = name[-1:].isascii() and following[:1].isascii()
    return f"{name} " if latin and say.language is Language.ZH else name


def who(name: str, say: Say) -> str:
    """A name before a date: 韩梅2月20日, but Tom 2月20日."""
    return f"{name} " if say.language is Language.ZH and name[-1:].isascii() and name else name


def unstopped(text: str) -> str:
    """Somebody's words ready to stand within a sentence: without the full stop of their own."""
    return text.strip().rstrip("。.！!；;，,")


def counted(counts: Iterable[tuple[str, int]], say: Say) -> str:
    """`2 promises, 1 reminder`, out of rows by noun."""
    return say("parts.joined").join(_counted(noun, count, say) for noun, count in counts)


def _counted(noun: str, count: int, say: Say) -> str:
    key = f"nouns.{noun}"
    return say(key if say.has(key) else "nouns.other", n=count)
