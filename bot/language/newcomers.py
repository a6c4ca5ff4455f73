"""Accounts that are new: 新客户 宏图贸易，联系人马总; two new leads: Osprey Marine, Pinewood Schools."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.customers import NewCustomer
from bot.domain.people import Language
from bot.language.fields import (
    FIELDS,
    Reach,
    family_names,
    field,
    is_firm,
    is_person,
    is_title,
    parts_of,
    reached,
)
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.sheet import Sheet
from bot.language.slots import tidy
from bot.language.words import reading, section

AS_CUSTOMER: Final = re.compile(
    r"把(?P<zh>.{2,20}?)(?:加为|建成|录成|建为|录为|加成)"
    r"|(?:add|create|register|put|enter|set up|onboard|got us|log) (?P<en>.{2,40}?) (?:down )?as (?:a |an |our )?"
    r"(?=new|customer|client|account|lead|prospect)"
    r"|add (?P<to>.{2,30}?) to (?:the |our |my )?(?=customers?|clients?|accounts?|crm|leads?|prospects?)"
    r"|(?:^|[.,;] )(?P<being>[\w&'. -]{2,30}?) (?:is|are) (?:a|our) (?:brand[- ])?"
    r"(?=new (?:customer|client|account|lead|prospect))",
    re.IGNORECASE,
)
LABELLED: Final = re.compile(
    r"\s*(?:联系人|对接人|负责人|采购|财务|来源|来自|行业|电话|手机|邮箱|地址|规模|做\S+的$|"
    r"(?:contact|owner|source|industry|phone|e-?mail|address|buyer|via|from|off|met|referral)\b)",
    re.IGNORECASE,
)
"""A field that says what it is, and so is not the name."""
PERSON_LABEL: Final = re.compile(
    r"\s*(?:联系人|对接人|联系|(?P<title>负责人|采购(?:经理|总监|主管)?|财务(?:经理|总监)?|老板|总经理|技术(?:总监|负责人)?)"
    r"|contact(?: person)?\b|(?:main |key )?contact is\b|talk to\b|ask for\b)(?:叫|是|为)?[:： ]*",
    re.IGNORECASE,
)
MET: Final = re.compile(
    r"(?:(?:今天|昨天|刚)?(?:见到?了?|认识了?|拜访了?|联系了?)|(?:met|spoke|talked|called|saw)(?: with| to)?(?= ))",
    re.IGNORECASE,
)
SOURCE: Final = re.compile(
    r"(?:来源|渠道来源|来自|source)(?:是|为)?[:： ]*(?P<source>.{2,20})"
    r"|(?P<known>[^\s，,。；;：:]{0,6}(?:糖酒会|展会|展览会?|广交会|进博会|官网|网站|转介绍|抖音|百度|陌拜|小红书|论坛|研讨会|电销|1688)"
    r"|\b(?:trade (?:show|fair)|fair|expo|website|web form|linkedin|referral|cold call|webinar|google|inbound"
    r"|conference|exhibition|newsletter|\w+ show|roadshow)\b)",
    re.IGNORECASE,
)
INDUSTRY: Final = re.compile(
    r"(?:^|是)做(?P<industry>.{1,10}?)的|(?:行业|industry)(?:是|为)?[:： ]*(?P<named>.{2,20})"
)
OWNED_BY: Final = re.compile(
    r"(?:负责人|负责|归|由|跟进人?|owner|销售|owned by|assigned to|assign to|给).{0,20}", re.IGNORECASE
)
LEAD_IN: Final = re.compile(
    r"^(?:[\s:：,，.。\-–—「“\"]|一个|一家|一枚|一名|一位|登记|个|叫做?|名叫|名称|名字|是|为|了|called|named|for\b|is\b|it\b|today\b|since\b|please\b|pls\b)+",
    re.IGNORECASE,
)
ENGLISH: Final = re.compile(
    r"(?:M/s )?[A-Z0-9][\w&'’]*(?:\.\w+)*(?:[ -](?:(?:of|and|&|de|the) )?[A-Z0-9][\w&'’]*(?:\.\w+)*)*"
)
CHINESE: Final = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9&（）()·]{1,24}")
MIXED: Final = re.compile(r"[\u4e00-\u9fff]+[A-Z]\w+")
SEVERAL: Final = re.compile(
    r"[两几三四]|leads|customers|clients|accounts|prospects|(?<![a-z])(?:two|three|both)(?![a-z])"
)
AND: Final = re.compile(r"、|和|(?<= )and(?= )|&|,|，")
NO_NAME: Final = re.compile(
    r"^(?:目标|名单|介绍|开发|拜访|数量|有|多少|政策|优惠|列表|资料|的|都|要|培训|今天|昨天|明天|他|她|我|说|想|这|那|报价|订单|签"
    r"|问|给|已|吗|在|比|占|增|转化|跟进|联系|从|扫码|电话|提醒|一共|共|平均|不|没|管理|会|里|呢|质量|成本|数|线索|客户|下|上|本|每|周|月|星期|年|顺便|记得|已经|刚|就|再)"
)
QUOTED: Final = re.compile(r"[「『“\"《](?P<name>[^「」『』“”\"《》]{2,30})[」』”\"》]")
BREAK: Final = re.compile(r"[,，。;；!！\n]|\. | - ")
MOST_WORDS: Final = 4
UNFIT: Final = frozenset({"denial", "not_yet", "hedge", "rumour", "dont", "will", "remind"})


@dataclass(frozen=True, slots=True)
class Noted:
    """What a message names as new, and what else it says: before that, after it, or around it."""

    commands: tuple[Command, ...] = ()
    before: str = ""
    after: str = ""
    around: str = ""
    customer: Mention | None = None


def new_customer(sheet: Sheet, hearing: Hearing) -> Noted | None:
    """The accounts named as new, each with its source, and the person there when one is given."""
    found = section("serving")["new_account"].search(sheet.masked) or section("features")[
        "new_customer"
    ].search(sheet.masked)
    if not found or not _told(sheet, found):
        return None
    names, start, end = _names(sheet.text, found)
    if not names:
        return None
    said = sheet.text[end:]
    reach = reached(said, hearing)
    rest = parts_of(said, reach.spans)
    owner = _owner(sheet, rest)
    accounts = [
        NewCustomer(name=each, source=_source(sheet.text), industry=_industry(rest), owner=owner)
        for each in names
    ]
    person, used = _person_at(Mention(names[0]), rest, reach, owner)
    after = "，".join(each for each in rest if each not in used and not OWNED_BY.match(each))
    return Noted((*accounts, *person), before=sheet.text[:start], after=after, customer=Mention(names[0]))


def _told(sheet: Sheet, found: re.Match[str]) -> bool:
    """Whether the words around it state it."""
    start = max((each.end() for each in BREAK.finditer(sheet.masked, 0, found.start())), default=0)
    stop = BREAK.search(sheet.masked, found.end())
    features = features_of(sheet.masked[start : stop.start() if stop else None], ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint(UNFIT)


def _names(text: str, found: re.Match[str]) -> tuple[list[str], int, int]:
    """The names, where what is said of them begins, and where they end."""
    turned = AS_CUSTOMER.search(text)
    if turned:
        said = next(each for each in turned.groups() if each)
        return [field(said)], turned.start(), max(turned.end(), found.end())
    several = SEVERAL.search(text[max(0, found.start() - 2) : found.end()].lower()) is not None
    names, end = _after(text, found.end(), several=several)
    if names:
        return names, found.start(), end
    quoted = QUOTED.search(text)
    if quoted:
        start, end = min(found.start(), quoted.start()), max(found.end(), quoted.end())
        return [tidy(quoted["name"])], start, end
    before = _before(text[: found.start()])
    return ([before], text.find(before), found.end()) if before else ([], 0, 0)


def _after(text: str, start: int, *, several: bool) -> tuple[list[str], int]:
    """The first field that can be a name; of several all of them."""
    names: list[str] = []
    place, first = start, True
    for piece in FIELDS.split(text[start:]):
        found = _in_piece(piece, first=first, several=several)
        names += found
        if found and not several:
            return names, text.find(found[0], place) + len(found[0])
        place, first = place + len(piece) + 1, False
    return names, place


def _in_piece(piece: str, *, first: bool, several: bool) -> list[str]:
    parts = AND.split(piece) if several else (piece,)
    return [said for part in parts if (said := _name(part, first=first))]


def _name(part: str, *, first: bool) -> str:
    """The name that a field begins with; whole small letters only right after the word for it."""
    part = LEAD_IN.sub("", part.strip())
    if not part or LABELLED.match(part) or NO_NAME.match(part):
        return ""
    known = MIXED.match(part) or CHINESE.match(part) or ENGLISH.match(part)
    said = tidy(known[0]) if known else _in_small_letters(part, first=first)
    return said if _fits(said) else ""


def _in_small_letters(part: str, *, first: bool) -> str:
    return tidy(part) if first and part.isascii() and len(part.split()) <= MOST_WORDS else ""


def _fits(said: str) -> bool:
    return len(said) > 1 and said.lower().split()[0] not in _plain_words() and not said.isdecimal()


@cache
def _plain_words() -> frozenset[str]:
    en = reading(Language.EN)
    words = f"{en['not_a_name']} {en['name_stops'].replace('|', ' ')} {en['months_days']}"
    return frozenset(words.split()) | {
        "target",
        "list",
        "via",
        "off",
        "time",
        "manager",
        "who",
        "which",
        "offer",
    }


def _before(text: str) -> str:
    """合肥蓝天幼教，想了解A款，算新客户: a firm named before it is called new."""
    parts = [field(each) for each in FIELDS.split(text)]
    return next((each for each in parts if is_firm(each) or _two_words(each)), "")


def _two_words(said: str) -> bool:
    return " " in said and ENGLISH.fullmatch(said) is not None


def _source(text: str) -> str:
    """Where they came from: 来源 官网, met at the fair."""
    found = SOURCE.search(text)
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
    customer: Mention, parts: Sequence[str], reach: Reach, owner: Mention | None
) -> tuple[tuple[Command, ...], frozenset[str]]:
    """Who is to be spoken to there, and the fields that said so."""
    label, name, title = next(chain(_labelled(parts, owner), _met(parts)), ("", "", ""))
    if not name and reach.spans:
        label = next((each for each in parts if is_person(field(each))), "")
        name = field(label)
    if not name:
        return (), frozenset()
    words = [each for each in parts if each != label and is_title(each)]
    title = title or next(iter(words), "")
    contact = NewContact(customer=customer, name=name, title=title, phone=reach.phone, email=reach.email)
    return (contact,), frozenset({label, *words})


def _labelled(parts: Sequence[str], owner: Mention | None) -> Iterator[tuple[str, str, str]]:
    """A field with the word for a contact: the field, the name, the title."""
    for each in parts:
        found = PERSON_LABEL.match(each)
        name = field(each[found.end() :]) if found else ""
        if found and name and not _is_of(owner, each):
            yield each, *_name_and_title(name, found["title"] or "")


def _met(parts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Met Sam Lee there, 见了张总: whoever was met at the new account."""
    for each in parts:
        found = MET.match(each)
        said = each[found.end() :].strip() if found else ""
        english = ENGLISH.match(said)
        name = english[0] if english else said
        if is_person(name) or _chinese_person().fullmatch(name):
            yield each, name, ""


@cache
def _chinese_person() -> re.Pattern[str]:
    """张总, 孙悦: a family name and what follows it."""
    return re.compile(rf"(?:{family_names()})[\u4e00-\u9fff]{{1,3}}")


def _is_of(owner: Mention | None, part: str) -> bool:
    return owner is not None and owner.said in part


def _name_and_title(said: str, title: str) -> tuple[str, str]:
    """Lucy Byrne practice mgr: capitals make the name, what follows the title."""
    english = ENGLISH.match(said)
    return (english[0], tidy(said[english.end() :]) or title) if english else (said, title)
