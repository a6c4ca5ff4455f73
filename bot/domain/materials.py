"""Materials: which brochure, price list or case study a customer already has."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MaterialId,
    MemberId,
    Mention,
    ProductId,
    Result,
)
from bot.domain.customers import Customer
from bot.domain.interactions import Channel
from bot.domain.moment import Moment
from bot.domain.notes import Noted
from bot.domain.wording import words


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


SENT: Final = re.compile(
    r"^(?:刚|也|又|再|已经?|用|通过|微信|邮件|邮箱|短信|当面)*(?:发|寄|送|给|转|传|带|分享|交)(?:给|去|送)?(?:了|过去|过)?(?=[^了过].)"
    r"|^(?:sent|e-?mailed|mailed|gave|handed|shared|forwarded|texted|showed)(?: over)? ",
    re.IGNORECASE,
)
"""How it was given, before its name."""


def title_of(words: str) -> str:
    """What the material is called, out of the words it was reported in."""
    return SENT.sub("", words.strip()).strip() or words


def same_material(one: Material, other: Material) -> bool:
    """Whether both are the same brochure: of one product as far as known, one name within the other."""
    if one.product_id and other.product_id and one.product_id != other.product_id:
        return False
    shorter, longer = sorted((words(one.name), words(other.name)), key=len)
    return bool(shorter) and shorter <= longer


@dataclass(frozen=True, kw_only=True)
class LogMaterial(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    channel: Channel | None = None
    when: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckMaterials(Command):
    """What a customer was given to read, by whom and when."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A material with the names behind its ids; `person` "" when nobody in particular got it.

    `discreet` when sums in its name are not for this reader.
    """

    material: Material
    person: str
    by: str
    discreet: bool = False


@dataclass(frozen=True, kw_only=True)
class MaterialLogged(Noted):
    """`before` are the earlier times the same was given to this customer, the newest first."""

    before: tuple[MaterialLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MaterialsChecked(Result):
    """The newest first, `total` of them."""

    customer: Customer
    lines: tuple[MaterialLine, ...]
    total: int
