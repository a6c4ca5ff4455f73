"""New customers, contacts and colleagues: messages whose commas separate fields, not statements."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.customers import NewCustomer
from bot.domain.people import Invite, Language, Role
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.phones import ContactKind, read_phones
from bot.language.sheet import Sheet, Span
from bot.language.slots import tidy
from bot.language.words import reading, section

FIELDS: Final = re.compile(r"[,，;；、:：\n\t|]| - | – ")
ZH_FIELDS: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
LEADING: Final = re.compile(r"^(?:[\s,，:：是叫名为]|(?:called|named|at|for|from|is|to|with|in)\b)+|\s*(?:吧|了|哈)$", re.IGNORECASE)
AS_CUSTOMER: Final = re.compile(r"把(?P<zh>.{2,20}?)(?:加为|建成|录成)|add (?P<en>.{2,30}) as ", re.IGNORECASE)
TITLES: Final = re.compile(
    r"(?<![a-z])(?:c[eftoim]o|chief \w+ officer|vp\b.*|(?:head|director|manager|buyer|engineer|president|owner|founder|partner|assistant|lead|officer|analyst|purchasing|procurement|sales|marketing)\b.*|.*\b(?:manager|director|engineer|officer|buyer|lead|president|head))(?![a-z])",
    re.IGNORECASE,
)
REGION: Final = {"CNY": "CN", "USD": "US", "GBP": "GB", "HKD": "HK", "TWD": "TW", "SGD": "SG", "EUR": "DE"}
LABELS: Final = re.compile(
    r"(?:的)?(?:手机|电话|邮箱|微信|联系方式)(?:号码?|号)?(?:是|为|换成|改成|改为)?[:： ]*|(?:'s)? ?\b(?:new )?(?:phone|mobile|cell|tel|email|e-mail)(?: number| address)?\b(?: is| to|:| changed to)*",
    re.IGNORECASE,
)


def new_customer(sheet: Sheet, _: Hearing) -> Command | None:
    """新客户 宏图贸易: what follows the words, up to the next comma, is the name."""
    found = section("features")["new_customer"].search(sheet.masked)
    if not found or not _plain(sheet):
        return None
    turned = AS_CUSTOMER.search(sheet.text)
    said = (turned["zh"] or turned["en"]) if turned else sheet.text[found.end() :]
    fields = [tidy(LEADING.sub("", each)) for each in FIELDS.split(said)]
    name = next((each for each in fields if each), "")
    return NewCustomer(name=name) if name else None


def _plain(sheet: Sheet) -> bool:
    features = features_of(sheet.masked, ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint({"denial", "not_yet", "contact_past"})


def new_contact(sheet: Sheet, hearing: Hearing) -> Command | None:
    """泰禾新联系人 孙倩，采购经理，13812345678: the customer, then the fields in any order, the name first."""
    found = section("features")["new_contact"].search(sheet.masked)
    if not found or not _plain(sheet):
        return None
    named = any(word in found[0] for word in ("联系人", "contact", "person", "对接人"))
    contact = contact_from(sheet, hearing, (found.span(),) if named else ())
    return contact if contact and (named or contact.phone or contact.email) else None


def contact_from(sheet: Sheet, hearing: Hearing, skipped: Sequence[Span]) -> NewContact | None:
    """The contact whose fields the text holds; None without a name."""
    reached = read_phones(sheet.text, region=region_of(hearing))
    known = next((name.mention for name in sheet.names if name.noun == "contact"), None)
    customers = [name.span for name in sheet.names if name.noun == "customer"]
    fields = _fields(sheet, [*(each.span for each in reached), *customers, *skipped])
    name = (known.name or known.said) if known else next(iter(fields), "")
    if not name:
        return None
    said = {name, known.said} if known else {name}
    return NewContact(
        customer=_customer(sheet, hearing),
        name=name,
        title=next((each for each in fields if each not in said and _is_title(each)), ""),
        phone=next((each.value for each in reached if each.kind is ContactKind.PHONE), ""),
        email=next((each.value for each in reached if each.kind is ContactKind.EMAIL), ""),
    )


def region_of(hearing: Hearing) -> str:
    """The country whose national phone numbers are read, by the workspace's currency."""
    return REGION.get(hearing.currency, "CN")


def _customer(sheet: Sheet, hearing: Hearing) -> Mention | None:
    said = next((name.mention for name in sheet.names if name.noun == "customer"), None)
    parent = next((name.parent for name in sheet.names if name.parent), None)
    return said or parent or hearing.customer


def _fields(sheet: Sheet, spans: list[tuple[int, int]]) -> list[str]:
    text = sheet.text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]},{text[end:]}"
    parts = FIELDS.split(ZH_FIELDS.sub(",", LABELS.sub(",", text)))
    return [field for each in parts if (field := tidy(LEADING.sub("", each.strip()))) and field not in "的'sat"]


@cache
def _zh_title() -> re.Pattern[str]:
    return re.compile(f"(?:{reading(Language.ZH)['titles']}|采购|财务|总裁|负责人|专员|助理)")


def _is_title(field: str) -> bool:
    return bool(_zh_title().search(field) or TITLES.fullmatch(field))


def _about_customer(sheet: Sheet) -> bool:
    return any(name.noun == "customer" and name.mention.known for name in sheet.names)


def invitation(sheet: Sheet, _: Hearing) -> Command | None:
    """邀请小王加入: somebody of the team already, or a new name with an optional role."""
    found = section("features")["invite"].search(sheet.masked)
    if not found or not _plain(sheet) or _about_customer(sheet) or found.start() > len("please "):
        return None
    member = next((name.mention for name in sheet.names if name.noun == "member" and name.mention.known), None)
    role = next((Role(name) for name, each in section("roles").items() if each.search(sheet.text.lower())), None)
    if member:
        return Invite(person=member, role=role)
    said = re.sub(r"加入.*|进.*|入伙.*|(?:,|，)?(?:角色|作为|当|做|as|to|join|into).*", "", sheet.text[found.end() :])
    name = tidy(LEADING.sub("", said))
    return Invite(name=name, role=role) if name else None


