"""Every table there is, for migrations and for tests of the whole schema."""

from bot.adapters.store.alerts import ALARM
from bot.adapters.store.announcements import TOLD
from bot.adapters.store.cases import CLOCK
from bot.adapters.store.columns import METADATA
from bot.adapters.store.conversations import FOCUS, PENDING, SEALED
from bot.adapters.store.examples import EXAMPLE
from bot.adapters.store.forms import NAME_FORM, NAME_STATE
from bot.adapters.store.grams import NAME_GRAM
from bot.adapters.store.health import HEALTH, WORTH
from bot.adapters.store.journal import NOTABLE
from bot.adapters.store.keys import NAME_KEY
from bot.adapters.store.lanes import LANE
from bot.adapters.store.mail import INBOX, OUTBOX
from bot.adapters.store.ownership import NOTICE
from bot.adapters.store.people import CODE_TRY
from bot.adapters.store.scribe import ACTION, CHANGE
from bot.adapters.store.senders import SENDER
from bot.adapters.store.sweeps import SWEEP
from bot.adapters.store.work import SHAPES
from bot.adapters.store.worth import RANKING

KEPT = (
    *SHAPES.all(),
    ACTION,
    NOTABLE,
    CODE_TRY,
    TOLD,
    CLOCK,
    FOCUS,
    PENDING,
    SEALED,
    EXAMPLE,
    NOTICE,
    HEALTH,
    WORTH,
    ALARM,
    RANKING,
    SWEEP,
)
"""Entities whose fields are columns one by one."""
OTHERS = (CHANGE, NAME_KEY, NAME_FORM, NAME_GRAM, NAME_STATE, LANE, INBOX, OUTBOX, SENDER)
"""Tables without an entity of their own."""


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is one of these: slack_sdk's own (see `slack_installations`) are not."""
    return kind != "table" or not (name or "").startswith("slack_")


__all__ = ["KEPT", "METADATA", "OTHERS", "ours"]
