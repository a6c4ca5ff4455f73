"""What the rows of all ledgers have: whose they are, about whom, in which words, and from which message."""

import datetime as dt

from bot.adapters.store.columns import Row, id_part, instant, reference, words


class LedgerRow(Row):
    """A line about a customer, by a colleague, as it was said."""

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    said: str = words()
    source: str = words()
    archived_at: dt.datetime | None = instant()


class NotedRow(LedgerRow):
    """One that was written down together with its line in the history."""

    interaction_id: str = reference()
    recorded_by: str = words()
