"""Contacts as cards; phone and e-mail are masked where others read along."""

from bot.domain.chat import Card
from bot.domain.contacts import Contact, ContactKept
from bot.language.layouts.parts import block
from bot.language.speak import Say, says


@says(ContactKept)
def contact_kept(result: ContactKept, say: Say) -> Card:
    contact = _as_seen(result.contact, say)
    key = "contacts.created" if result.created else "contacts.completed"
    title = say(key, customer=result.customer.short, name=titled(contact, say))
    role = contact.role and say("contacts.role", role=contact.role)
    return Card(title, block(*_reach(contact, say), role))


def contact_text(contact: Contact, say: Say) -> str:
    """One line: name, title, role in the decision, how to reach them."""
    seen = _as_seen(contact, say)
    return say("parts.joined").join(filter(None, (titled(seen, say), seen.role, seen.phone, seen.email)))


def titled(contact: Contact, say: Say) -> str:
    if not contact.title or contact.title == contact.name:
        return contact.name
    return say("contacts.titled", name=contact.name, title=contact.title)


def _as_seen(contact: Contact, say: Say) -> Contact:
    return contact.masked() if say.group else contact


def _reach(contact: Contact, say: Say) -> tuple[str, ...]:
    phone = contact.phone and say("contacts.phone", phone=contact.phone)
    email = contact.email and say("contacts.email", email=contact.email)
    return phone, email
