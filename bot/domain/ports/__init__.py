"""What the inside needs from the outside: a store, a calendar, channels. Implemented in `bot.adapters`."""

from bot.domain.ports.accounts import CROWD, Contacts, Customers, NameForm, NameHit, NameIndex, Products
from bot.domain.ports.alerts import Alarms, Alerts, Retentions
from bot.domain.ports.campaigns import Brought, Campaigns, Worked
from bot.domain.ports.chats import Conversations, Examples, Focus, Mailbox, Pending, Said, Sealed
from bot.domain.ports.colleagues import Band, Colleagues
from bot.domain.ports.history import Interactions, Promises, Reminders
from bot.domain.ports.journal import Announcements, Journal
from bot.domain.ports.ledgers import (
    Cases,
    Clocks,
    Complaints,
    Conflicts,
    DealMoves,
    Deals,
    Followers,
    Inheritances,
    Materials,
    Notices,
    Orders,
    Payments,
    Pool,
    Quotes,
    Referrals,
    Requests,
    Tied,
    Wishes,
)
from bot.domain.ports.people import People
from bot.domain.ports.sales import Pipeline, Targets
from bot.domain.ports.scores import Healths, Sales, Sweeps, VitalSigns, Worths
from bot.domain.ports.summaries import Adding, Summaries
from bot.domain.ports.work import Rows, Store, Work

__all__ = [
    "CROWD",
    "Adding",
    "Alarms",
    "Alerts",
    "Announcements",
    "Band",
    "Brought",
    "Campaigns",
    "Cases",
    "Clocks",
    "Colleagues",
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
    "Healths",
    "Inheritances",
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
    "Pipeline",
    "Pool",
    "Products",
    "Promises",
    "Quotes",
    "Referrals",
    "Reminders",
    "Requests",
    "Retentions",
    "Rows",
    "Said",
    "Sales",
    "Sealed",
    "Store",
    "Summaries",
    "Sweeps",
    "Targets",
    "Tied",
    "VitalSigns",
    "Wishes",
    "Work",
    "Worked",
    "Worths",
]
