"""New customers, contacts and colleagues: messages whose commas separate fields, not statements."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.customers import NewCustomer
from bot.domain.people import Invite, Language, Leave, Role
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.phones import ContactKind, read_phones
from bot.language.sheet import Sheet, Span
from bot.language.slots import tidy
from bot.language.words import reading, section

FIELDS: Final = re.compile(r"[,，;；、:：\n\t|]| - | – ")
ZH_FIELDS: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
AS_CUSTOMER: Final = re.compile(
    r"把(?P<zh>.{2,20}?)(?:加为|建成|录成)|add (?P<en>.{2,30}) as ", re.IGNORECASE
)
REGION: Final = {"CNY": "CN", "USD": "US", "GBP": "GB", "HKD": "HK", "TWD": "TW", "SGD": "SG", "EUR": "DE"}
ROLE: Final = re.compile(r"加入.*|进.*|[,，]?(?:角色|作为|当|做|\b(?:as|to|join|into)\b).*", re.IGNORECASE)
NEW_CONTACT: Final = re.compile(r"联系人|对接人|新来|contact|person")
PLEASE: Final = len("please ")
Words = tuple[dict[str, str], dict[str, str]]


def _tables() -> Words:
    return reading(Language.ZH), reading(Language.EN)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile("|".join(each["field_labels"] for each in _tables()), re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    lead = "|".join(each["field_lead"] for each in _tables())
    return re.compile(rf"^(?:{lead})+|\s*(?:吧|了|哈)$", re.IGNORECASE)


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A Chinese field that holds a title, an English one that is one."""
    zh, en = _tables()
    return (
        re.compile(f"(?:{zh['titles']}|{zh['job_titles']})"),
        re.compile(f"(?:{en['job_titles']})", re.IGNORECASE),
    )


def _field(said: str) -> str:
    return tidy(_leading().sub("", said.strip()))


def new_customer(sheet: Sheet, _: Hearing) -> Command | None:
    """新客户 宏图贸易: what follows the words, up to the next comma, is the name."""
    found = section("features")["new_customer"].search(sheet.masked)
    if not found or not _plain(sheet):
        return None
    turned = AS_CUSTOMER.search(sheet.text)
    said = (turned["zh"] or turned["en"]) if turned else sheet.text[found.end() :]
    name = next((field for each in FIELDS.split(said) if (field := _field(each))), "")
    return NewCustomer(name=name) if name else None


def _plain(sheet: Sheet) -> bool:
    features = features_of(sheet.masked, ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint({"denial", "not_yet", "contact_past"})


def new_contact(sheet: Sheet, hearing: Hearing) -> Command | None:
    """泰禾新联系人 孙倩，采购经理，13812345678: the customer, then fields in any order, the name first."""
    found = section("features")["new_contact"].search(sheet.masked)
    if not found or not _plain(sheet):
        return None
    named = NEW_CONTACT.search(found[0]) is not None
    contact = contact_from(sheet, hearing, (found.span(),) if named else ())
    return contact if contact and (named or contact.phone or contact.email) else None


def contact_from(sheet: Sheet, hearing: Hearing, skipped: Sequence[Span]) -> NewContact | None:
    """The contact whose fields the text holds; None without a name."""
    reach = reached(sheet.text, hearing)
    known = next((name.mention for name in sheet.names if name.noun == "contact"), None)
    customers = [name.span for name in sheet.names if name.noun == "customer"]
    fields = _fields(sheet, [*reach.spans, *customers, *skipped])
    names = [known.name or known.said, known.said] if known else fields[:1]
    if not names:
        return None
    return NewContact(
        customer=_customer(sheet, hearing),
        name=names[0],
        title=next((each for each in fields if each not in names and _is_title(each)), ""),
        phone=reach.phone,
        email=reach.email,
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """The first phone (E.164) and the first e-mail of a text, and where they stand."""

    phone: str
    email: str
    spans: tuple[Span, ...]


def reached(text: str, hearing: Hearing) -> Reach:
    found = read_phones(text, region=region_of(hearing))
    phones = (each.value for each in found if each.kind is ContactKind.PHONE)
    emails = (each.value for each in found if each.kind is ContactKind.EMAIL)
    return Reach(next(phones, ""), next(emails, ""), tuple(each.span for each in found))


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
    parts = FIELDS.split(ZH_FIELDS.sub(",", _labels().sub(",", text)))
    return [field for each in parts if len(field := _field(each)) > 1]


def _is_title(field: str) -> bool:
    chinese, english = _titles()
    return bool(chinese.search(field) or english.fullmatch(field))


def _about_customer(sheet: Sheet) -> bool:
    return any(name.noun == "customer" and name.mention.known for name in sheet.names)


def invitation(sheet: Sheet, _: Hearing) -> Command | None:
    """邀请小王加入: somebody of the team already, or a new name with an optional role."""
    found = section("features")["invite"].search(sheet.masked)
    if not found or found.start() > PLEASE or _about_customer(sheet) or not _plain(sheet):
        return None
    return invite_of(sheet, sheet.text[found.end() :])


def invite_of(sheet: Sheet, said: str) -> Invite | None:
    """Whom the words name, with the role they give; None when they name nobody."""
    line = said.lower()
    role = next((Role(name) for name, each in section("roles").items() if each.search(line)), None)
    known = (name.mention for name in sheet.names if name.noun == "member" and name.mention.known)
    member = next(known, None)
    name = "" if member else _field(ROLE.sub("", said))
    return Invite(person=member, name=name, role=role) if member or name else None


def leave_of(sheet: Sheet, said: str) -> Leave | None:
    """Which colleague has left; one whom nobody knows by the words said when nobody known is named."""
    named = next((name.mention for name in sheet.names if name.noun == "member"), None)
    person = named or Mention(_field(said))
    return Leave(person=person) if named or person.said else None
