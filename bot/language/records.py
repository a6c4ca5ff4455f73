"""New customers, contacts and colleagues: messages whose commas separate fields, not statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import AmendContact, NewContact
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
LABELLED: Final = re.compile(
    r"\s*(?:联系人|对接人|负责人|采购|财务|来源|来自|行业|电话|手机|邮箱|地址|规模|做\S+的$|"
    r"(?:contact|owner|source|industry|phone|e-?mail|address|buyer)\b)",
    re.IGNORECASE,
)
"""A field that says what it is, and so is not the name."""
PERSON_LABEL: Final = re.compile(
    r"\s*(?:联系人|对接人|联系|(?P<title>负责人|采购(?:经理|总监|主管)?|财务(?:经理|总监)?|老板|总经理|技术(?:总监|负责人)?)"
    r"|contact(?: person)?\b|(?:main |key )?contact is\b|talk to\b|ask for\b)(?:叫|是|为)?[:： ]*",
    re.IGNORECASE,
)
SOURCE: Final = re.compile(
    r"(?:来源|渠道来源|来自|通过|source)(?:是|为)?[:： ]*(?P<source>.{2,20})"
    r"|(?P<known>(?:\S{0,6}(?:展会|展览会?|广交会|进博会|官网|网站|转介绍|抖音|百度|陌拜|小红书|论坛|研讨会|电销|阿里巴巴|1688)|"
    r"\S{0,6}(?:介绍|推荐)(?:来的|的)?)|\b(?:trade (?:show|fair)|fair|expo|website|web form|linkedin|referral|referred by .+|"
    r"cold call|webinar|google|inbound|conference|exhibition|newsletter)\b)",
    re.IGNORECASE,
)
INDUSTRY: Final = re.compile(r"(?:^|是)做(?P<industry>.{1,10}?)的|(?:行业|industry)(?:是|为)?[:： ]*(?P<named>.{2,20})")
OWNED_BY: Final = re.compile(r"(?:负责人|负责|归|由|跟进人?|owner|销售|owned by|assigned to|assign to|给).{0,20}", re.IGNORECASE)
ROLE_WORD: Final = re.compile(r"采购|财务|技术|老板|负责人|(?<![a-z])(?:buyer|cfo|ceo|cto|coo|purchasing manager|manager|director)(?![a-z])")
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


def new_customer(sheet: Sheet, hearing: Hearing) -> tuple[Command, ...]:
    """新客户 宏图贸易，联系人马总: the account, named first, and the person there when one is given."""
    found = section("features")["new_customer"].search(sheet.masked)
    if not found or not _plain(sheet):
        return ()
    turned = AS_CUSTOMER.search(sheet.text)
    said = (turned["zh"] or turned["en"]) if turned else sheet.text[found.end() :]
    reach = reached(said, hearing)
    parts = [part for each in _parts(said, reach.spans) if (part := each.strip())]
    name = next((field for each in parts if not LABELLED.match(each) and (field := _field(each))), "")
    if not name:
        return ()
    rest = [each for each in parts if _field(each) != name]
    account = NewCustomer(name=name, source=_source(rest), industry=_industry(rest), owner=_owner(sheet, rest))
    return account, *_person_at(Mention(name), rest, reach, account.owner)


def _parts(said: str, spans: Sequence[Span]) -> list[str]:
    for start, end in sorted(spans, reverse=True):
        said = f"{said[:start]},{said[end:]}"
    return FIELDS.split(ZH_FIELDS.sub(",", said))


def _source(parts: Sequence[str]) -> str:
    """Where they came from: 来源 官网, met at the fair."""
    found = next((match for each in parts if (match := SOURCE.search(each))), None)
    return tidy(found["source"] or found["known"]) if found else ""


def _industry(parts: Sequence[str]) -> str:
    found = next((match for each in parts if (match := INDUSTRY.search(each))), None)
    return tidy(found["industry"] or found["named"]) if found else ""


def _owner(sheet: Sheet, parts: Sequence[str]) -> Mention | None:
    """负责人韩梅: a colleague after the word of ownership."""
    said = next((match[0] for each in parts if (match := OWNED_BY.search(each))), "")
    members = (name.mention for name in sheet.names if name.noun == "member")
    return next((each for each in members if said and each.said in said), None)


def _person_at(
    customer: Mention, parts: Sequence[str], reach: "Reach", owner: Mention | None
) -> Iterator[Command]:
    """Who is to be spoken to there: after a label, or beside a phone or a title."""
    for each in parts:
        found = PERSON_LABEL.match(each)
        name = _field(each[found.end() :]) if found else ""
        if name and not (owner and owner.said in each):
            title = found["title"] or "" if found else ""
            yield NewContact(customer=customer, name=name, title=title, phone=reach.phone, email=reach.email)
            return
    named = next((each for each in map(_field, parts) if is_person(each)), "")
    if named and (reach.phone or reach.email):
        title = next((each for each in parts if each != named and is_title(each)), "")
        yield NewContact(customer=customer, name=named, title=title, phone=reach.phone, email=reach.email)


def _plain(sheet: Sheet) -> bool:
    features = features_of(sheet.masked, ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint({"denial", "not_yet", "contact_past"})


def new_contact(sheet: Sheet, hearing: Hearing) -> Command | None:
    """泰禾新联系人 孙倩，采购经理，13812345678: the customer, then fields in any order, the name first."""
    face = section("serving")["new_face"].search(sheet.masked)
    found = face or section("features")["new_contact"].search(sheet.masked)
    if not found or not _plain(sheet) or (face and not _customer_said(sheet)):
        return None
    named = face is not None or NEW_CONTACT.search(found[0]) is not None
    contact = contact_from(sheet, hearing, (found.span(),) if named else ())
    if contact is None or not (named or contact.phone or contact.email):
        return None
    known = next((name.mention for name in sheet.names if name.noun == "contact" and name.mention.known), None)
    if known and not named:
        return _changed(contact, known)
    role = _titles()[0].search(found[0]) or ROLE_WORD.search(found[0])
    return replace(contact, title=contact.title or (role[0] if role else "")) if named else contact


def _changed(contact: NewContact, known: Mention) -> AmendContact:
    """周敏的手机13900139000: of somebody who is known already."""
    return AmendContact(
        customer=contact.customer,
        person=known,
        title=contact.title,
        phone=contact.phone,
        email=contact.email,
    )


def _customer_said(sheet: Sheet) -> bool:
    return any(name.noun == "customer" for name in sheet.names)


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
        title=next((each for each in fields if each not in names and is_title(each)), ""),
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


def is_title(field: str) -> bool:
    chinese, english = _titles()
    return bool(chinese.search(field) or english.fullmatch(field))


def is_person(field: str) -> bool:
    """Whether a field can be somebody's name: 孙倩, 马总, Mary Poole."""
    return _personal().fullmatch(field) is not None and not is_title(field)


@cache
def _personal() -> re.Pattern[str]:
    zh, _ = _tables()
    family = f"(?:{zh['compound_surnames']}|[{zh['surnames']}])"
    return re.compile(
        rf"{family}(?:(?:{zh['titles']})|[\u4e00-\u9fff]{{1,2}}(?:先生|女士|总|经理|工)?)"
        r"|(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z]\.?)?(?: [A-Z][\w'’-]+){1,2}"
    )


def title_in(text: str) -> str:
    """The title somebody has now: 升副总裁了, is now the CFO."""
    chinese, english = _new_titles()
    found = chinese.search(text)
    if found:
        return found["title"]
    said = english.search(text)
    title = tidy(said["title"]) if said else ""
    return title if _titles()[1].fullmatch(title) else ""


@cache
def _new_titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    zh, _ = _tables()
    return (
        re.compile(
            r"(?:升|晋升|提拔|荣升|调|转|改|接|担|出|新)?(?:任|升|职务|职位|现在是|现在做|调|当|提拔|是|做)(?:职|任|级)?(?:到|为|成|了|任|是|做|上)*"
            rf"(?P<title>[\u4e00-\u9fffA-Z]{{0,6}}?(?:副?总裁|{zh['titles']}|{zh['job_titles']}|[CV][A-Z]{{1,2}}|部门?负责人))"
        ),
        re.compile(
            r"\b(?:promoted to|is now|now|became|becomes|moved (?:up )?to|takes over as|took over as|as"
            r"|(?:title|role|position)(?: is| changed)?(?: now)?(?: to|:)?)(?: now)?(?: the| a| an| our| their)?"
            r" (?P<title>[a-z][a-z ]{1,30}?)(?= at | of {C}|[,.;!]|$)",
            re.IGNORECASE,
        ),
    )


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
