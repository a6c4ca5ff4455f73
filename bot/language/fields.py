"""Fields of a message that names somebody: what parts them, and what each may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.domain.people import Language
from bot.language.hearing import Hearing
from bot.language.phones import ContactKind, read_phones
from bot.language.sheet import Span
from bot.language.slots import tidy
from bot.language.words import reading

FIELDS: Final = re.compile(r"[,，;；、:：\n\t|]| - | – ")
ZH_FIELDS: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
REGION: Final = {"CNY": "CN", "USD": "US", "GBP": "GB", "HKD": "HK", "TWD": "TW", "SGD": "SG", "EUR": "DE"}
Words = tuple[dict[str, str], dict[str, str]]


def _tables() -> Words:
    return reading(Language.ZH), reading(Language.EN)


@cache
def labels() -> re.Pattern[str]:
    return re.compile("|".join(each["field_labels"] for each in _tables()), re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    lead = "|".join(each["field_lead"] for each in _tables())
    return re.compile(rf"^(?:{lead})+|\s*(?:吧|了|哈)$", re.IGNORECASE)


@cache
def titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A Chinese field that holds a title, an English one that is one."""
    zh, en = _tables()
    return (
        re.compile(f"(?:{zh['titles']}|{zh['job_titles']})"),
        re.compile(f"(?:{en['job_titles']})", re.IGNORECASE),
    )


def field(said: str) -> str:
    """What a field says, without the words that lead to it."""
    return tidy(_leading().sub("", said.strip()))


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


def parts_of(said: str, spans: Sequence[Span]) -> list[str]:
    """The fields of a text, with phones and the like cut out."""
    for start, end in sorted(spans, reverse=True):
        said = f"{said[:start]},{said[end:]}"
    return [part for each in FIELDS.split(ZH_FIELDS.sub(",", said)) if (part := each.strip())]


def is_title(field: str) -> bool:
    chinese, english = titles()
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
    chinese, english = _newtitles()
    found = chinese.search(text)
    if found:
        return found["title"]
    said = english.search(text)
    title = tidy(said["title"]) if said else ""
    return title if titles()[1].fullmatch(title) else ""


@cache
def _newtitles() -> tuple[re.Pattern[str], re.Pattern[str]]:
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


def family_names() -> str:
    """Chinese family names, as alternatives."""
    zh, _ = _tables()
    return f"{zh['compound_surnames']}|[{zh['surnames']}]"


def is_firm(said: str) -> bool:
    """Whether a field ends as the names of firms do, or begins with where one sits."""
    return _firms().search(said) is not None


@cache
def _firms() -> re.Pattern[str]:
    zh, en = _tables()
    return re.compile(
        rf"(?:{zh['legal']}|{zh['industry']}|厂|院|局|中心|大学|医院)$|^(?:{zh['regions']})[\u4e00-\u9fff]{{2,10}}$"
        rf"|\b(?:{'|'.join(en['legal'].split())}|logistics|technologies|systems|solutions|industries|foods|trading)\.?$",
        re.IGNORECASE,
    )


def role_in(text: str) -> str:
    """The part somebody plays, in the words nearest to the name: 采购, plant mgr, accounts."""
    found = _roles().search(text)
    return tidy(found[0]) if found else ""


@cache
def _roles() -> re.Pattern[str]:
    zh, _ = _tables()
    return re.compile(
        rf"(?:采购|财务|技术|运营|生产|研发|市场|品质|仓库|行政|人事|设备)?(?:副?总裁|{zh['titles']}|{zh['job_titles']}|店长|厂长|对接人)"
        r"|(?:采购|财务|技术|运营|仓库|行政|人事)(?=[^\u4e00-\u9fff]|的|$|[\u4e00-\u9fff]{2,3}(?:[，, 。\d]|$))"
        r"|\b(?:(?:plant|ops|operations|purchasing|procurement|sales|site|store|practice|warehouse|quality|general|finance|office|project"
        r"|production|account|it|hr|logistics|maintenance|marketing|technical|regional|managing) )?"
        r"(?:manager|mgr|director|head|lead|buyer|engineer|officer|president|incharge|supervisor|assistant|coordinator|owner|controller)\b"
        r"|\b(?:CEO|CFO|COO|CTO|CMO|GM|VP|MD)\b|\b(?:procurement|purchasing|accounts|logistics|maintenance|operations|finance|facilities)\b",
        re.IGNORECASE,
    )
