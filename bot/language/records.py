"""New contacts and colleagues: messages whose commas separate fields, not statements."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.people import Invite, Language, Leave, Role
from bot.language.fields import (
    FIELDS,
    ZH_FIELDS,
    family_names,
    field,
    is_person,
    is_title,
    labels,
    reached,
    role_in,
)
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.newcomers import Noted
from bot.language.sheet import Sheet, Span
from bot.language.spotting import Name
from bot.language.words import reading, section

ROLE: Final = re.compile(r"加入.*|进.*|[,，]?(?:角色|作为|当|做|\b(?:as|to|join|into)\b).*", re.IGNORECASE)
NEW_CONTACT: Final = re.compile(r"联系人|对接人|新来|contact|person")
PERSON_EN: Final = re.compile(
    r"(?<![\w&])(?!Add|Save|Put|New|Met|Call|Called|Please|Update|Create|Register|Note|Enter|Contact|Person|The|Spoke)"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<name>[A-Z][a-z'’-]+(?: [A-Z]\.?)? [A-Z][A-Za-z'’-]+)(?![\w&])"
)
PLEASE: Final = len("please ")
ONE_WORD: Final = re.compile(r"[A-Z][\w'’-]{1,20}|小[\u4e00-\u9fff]")
CALLED: Final = re.compile(r" is called\b", re.IGNORECASE)
"""A name, and no call."""
UNTOLD: Final = frozenset({"denial", "not_yet", "rumour", "hedge", "conditional", "dont"})


def _plain(sheet: Sheet) -> bool:
    features = features_of(sheet.masked, ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint({"denial", "not_yet", "contact_past"})


def new_contact(sheet: Sheet, hearing: Hearing) -> Noted | None:
    """泰禾新联系人 孙倩，采购经理，13812345678: the customer, then fields in any order, the name first."""
    found = section("features")["new_contact"].search(sheet.masked)
    if not found or not _plain(sheet) or _known(sheet):
        return None
    named = NEW_CONTACT.search(found[0]) is not None
    contact = contact_from(sheet, hearing, (found.span(),) if named else ())
    return Noted((contact,)) if contact and (named or _is_reached(contact)) else None


def _is_reached(contact: NewContact) -> bool:
    """A phone or an e-mail beside what can be a name."""
    named = is_person(contact.name) or ONE_WORD.fullmatch(contact.name) is not None
    return bool(contact.phone or contact.email) and named


def _known(sheet: Sheet) -> bool:
    """周敏的手机13900139000: of somebody who is known it is a change."""
    return any(name.noun == "contact" and name.mention.known for name in sheet.names)


def new_face(sheet: Sheet, hearing: Hearing) -> Noted | None:
    """华联新采购孙悦, met Mike Doyle, COO at Acme, put him in: words of somebody new, and a name."""
    found = section("serving")["new_person"].search(sheet.masked)
    customer = _customer(sheet, hearing)
    if not found or customer is None:
        return None
    features = features_of(sheet.masked, ahead=False)
    if mood_of(features) is not Mood.STATEMENT or not features.isdisjoint(UNTOLD):
        return None
    name, span = next(_person_names(sheet, found), ("", (0, 0)))
    if not name:
        return None
    reach = reached(sheet.text, hearing)
    title = role_in(sheet.text[span[1] :]) or role_in(sheet.text[: span[0]])
    contact = NewContact(customer=customer, name=name, title=title, phone=reach.phone, email=reach.email)
    text = sheet.text
    for start, end in sorted(reach.spans, reverse=True):
        text = f"{text[:start]}，{text[end:]}"
    return Noted((contact,), around=CALLED.sub(" is", text), customer=customer)


def _person_names(sheet: Sheet, found: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Names that nobody is known by: after the words first, then before them."""
    for match in sorted(
        (*PERSON_EN.finditer(sheet.text), *_chinese_names().finditer(sheet.text, max(0, found.start() - 1))),
        key=lambda each: (each.start() < found.start(), each.start()),
    ):
        span = match.span("name")
        meant = any(_is_meant(one, span, match["name"]) for one in sheet.names)
        if not meant and not _no_name().match(match["name"]):
            yield match["name"], span


@cache
def _no_name() -> re.Pattern[str]:
    """来电话, 和他: words that only begin as a family name does."""
    zh = reading(Language.ZH)
    return re.compile(f"(?:{zh['not_a_name']}|{zh['name_stops']})")


def _is_meant(name: Name, span: Span, said: str) -> bool:
    """Whether the words are a known name: Sam Lee is not Bob Lee."""
    if not name.mention.known or span[1] <= name.span[0] or name.span[1] <= span[0]:
        return False
    return name.noun != "contact" or said == name.mention.name or len(said) == len(name.mention.said)


@cache
def _chinese_names() -> re.Pattern[str]:
    """叫马丽, 新采购孙悦, 的助理小苏: after the word for the part they play."""
    return re.compile(
        r"(?:叫做?|是|换成了?|改成了?|换了|为|[：:，,、 ]|add|采购|财务|技术|经理|总监|主管|店长"
        r"|老板|助理|秘书|对接人|联系人|负责人|工程师|[部科室组处]门?的"
        rf"|同事|厂长|会计|出纳|[A-Z]{{2,3}})(?P<name>(?:{family_names()})[\u4e00-\u9fff]{{1,2}}|[小老][\u4e00-\u9fff])"
        r"(?=[，,。、；;：: \d了（(]|到|的|$|微信|电话|手机)"
    )


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


def _customer(sheet: Sheet, hearing: Hearing) -> Mention | None:
    said = next((name.mention for name in sheet.names if name.noun == "customer"), None)
    parent = next((name.parent for name in sheet.names if name.parent), None)
    return said or parent or hearing.customer


def _fields(sheet: Sheet, spans: list[tuple[int, int]]) -> list[str]:
    text = sheet.text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]},{text[end:]}"
    parts = FIELDS.split(ZH_FIELDS.sub(",", labels().sub(",", text)))
    return [said for each in parts if len(said := field(each)) > 1]


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
    name = "" if member else field(ROLE.sub("", said))
    return Invite(person=member, name=name, role=role) if member or name else None


def leave_of(sheet: Sheet, said: str) -> Leave | None:
    """Which colleague has left; one whom nobody knows by the words said when nobody known is named."""
    named = next((name.mention for name in sheet.names if name.noun == "member"), None)
    person = named or Mention(field(said))
    return Leave(person=person) if named or person.said else None
