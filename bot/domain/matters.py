"""What complaints and requests have in common: something open at a customer that one of us looks after."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.base import NOBODY, ContactId, CustomerId, InteractionId, MemberId, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`member_id` is who looks after it, `due_at` by when the customer is to have an answer.

    `person` is somebody at the customer who is no contact yet.
    """

    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    product_id: ProductId = ProductId("")
    what: str
    day: date
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None = None
    closed_by: MemberId = NOBODY
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None
