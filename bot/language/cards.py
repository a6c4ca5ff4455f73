"""Business cards pasted as text: a line each for the name, the title, the firm, the phone."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.domain.base import Mention
from bot.domain.contacts import NewContact
from bot.language.fields import is_firm, is_person, is_title, reached
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.sheet import Sheet, Span
from bot.language.slots import tidy

LINES: Final = re.compile(r"[\n\r|｜]+")
PARTS: Final = re.compile(r"[\n\r|｜,，;；、\t]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])| [-–—] | {2,}")
LABEL: Final = re.compile(
    r"^(?:姓名|名字|职[务位称]|公司|单位|电话|手机|座机|传真|邮箱|地址|微信|网址|名片"
    r"|(?:name|title|position|company|phone|mobile|cell|tel|fax|e-?mail|address|web|card|m|t|e|p)(?= ?[:：.]))[:：. ]*",
    re.IGNORECASE,
)
LEAST_LINES: Final = 2
TALK: Final = frozenset({"contact_past", "promise", "told", "remind", "will", "denial", "not_yet", "done"})


def business_card(sheet: Sheet, hearing: Hearing) -> NewContact | None:
    """Somebody's name on a line of its own, with a phone or an e-mail, and a firm or a title."""
    reach = reached(sheet.text, hearing) if _is_card(sheet) else None
    if reach is None or not reach.spans:
        return None
    fields = _fields(sheet.text, reach.spans)
    name = _first(fields, is_person)
    rest = [each for each in fields if each != name]
    firm, title = _firm(sheet, rest), _first(rest, is_title)
    if not name or not (firm or title):
        return None
    return NewContact(customer=firm, name=name, title=title, phone=reach.phone, email=reach.email)


def _first(fields: Sequence[str], fits: Callable[[str], bool]) -> str:
    return next((each for each in fields if fits(each) and not is_firm(each)), "")


def _fields(text: str, spans: Sequence[Span]) -> list[str]:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    return [said for each in PARTS.split(text) if (said := tidy(LABEL.sub("", each.strip())))]


def _is_card(sheet: Sheet) -> bool:
    lines = sum(bool(each.strip()) for each in LINES.split(sheet.text))
    if lines < LEAST_LINES:
        return False
    features = features_of(sheet.masked, ahead=False)
    return mood_of(features) is Mood.STATEMENT and features.isdisjoint(TALK)


def _firm(sheet: Sheet, fields: list[str]) -> Mention | None:
    said = next((name.mention for name in sheet.names if name.noun == "customer"), None)
    firm = next((each for each in fields if is_firm(each)), "")
    if said and (said.known or not firm):
        return said
    return Mention(firm) if firm else None
