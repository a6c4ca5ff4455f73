"""What the inside needs from the outside: a store, a calendar, channels. Implemented in `bot.adapters`."""

from bot.domain.ports.accounts import CROWD, Contacts, Customers, NameForm, NameHit, NameIndex, Products
from bot.domain.ports.chats import Conversations, Examples, Focus, Mailbox, Pending, Said, Sealed
from bot.domain.ports.history import Interactions, Promises, Reminders
from bot.domain.ports.journal import Announcements, Journal
from bot.domain.ports.ledgers import (
    Complaints,
    Conflicts,
    DealMoves,
    Deals,
    Followers,
    Materials,
    Notices,
    Orders,
    Payments,
    Quotes,
    Referrals,
    Requests,
    Wishes,
)
from bot.domain.ports.people import People
from bot.domain.ports.work import Rows, Store, Work

__all__ = [
    "CROWD",
    "Announcements",
    "Complaints",
    "Conflicts",
    "Contacts",
    "Conversations",
    "Customers",
    "DealMoves",
    "Deals",
    "Examples",
    "Focus",
    "Followers",
    "Interactions",
    "Journal",
    "Mailbox",
    "Materials",
    "NameForm",
    "NameHit",
    "NameIndex",
    "Notices",
    "Orders",
    "Payments",
    "Pending",
    "People",
    "Products",
    "Promises",
    "Quotes",
    "Referrals",
    "Reminders",
    "Requests",
    "Rows",
    "Said",
    "Sealed",
    "Store",
    "Wishes",
    "Work",
]
