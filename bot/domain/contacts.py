"""Contacts: the people at a customer."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.base import NOBODY, Command, ContactId, CustomerId, MemberId, Mention, Result
from bot.domain.customers import Customer


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a customer; `role` is their part in a decision (decision maker, user, champion …)."""

    id: ContactId
    customer_id: CustomerId
    name: str
    aliases: tuple[str, ...] = ()
    title: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    created_by: MemberId = NOBODY
    created_at: datetime
    archived_at: datetime | None = None

    def masked(self) -> "Contact":
        """As shown to those who may not see personal details: `138****5678`, `q***@thai.example`."""
        return replace(self, phone=_mask(self.phone, 3, 4), email=_mask_email(self.email))


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]


def _mask_email(text: str) -> str:
    name, at, host = text.partition("@")
    return f"{name[:1]}***{at}{host}" if at else _mask(text, 1, 0)


@dataclass(frozen=True, kw_only=True)
class NewContact(Command):
    """Create a contact, or complete the one of the same name at the same customer."""

    customer: Mention | None = None
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class AmendContact(Command):
    """What has changed about a known contact; empty slots stay as they are, `left` when they work there no more."""

    customer: Mention | None = None
    person: Mention | None = None
    name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    role: str = ""
    left: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactKept(Result):
    contact: Contact
    customer: Customer
    created: bool
