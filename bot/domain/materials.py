"""Materials: which brochure, price list or case study a customer already has."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MaterialId,
    MemberId,
    Mention,
    ProductId,
)
from bot.domain.interactions import Channel
from bot.domain.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """That a customer was given a brochure, price list or case study on a day, by whom and how."""

    id: MaterialId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    product_id: ProductId = ProductId("")
    name: str
    channel: Channel | None = None
    day: date
    at: datetime
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LogMaterial(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    channel: Channel | None = None
    when: Moment | None = None
    what: str = ""
