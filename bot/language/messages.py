"""Commands that are a whole message: undo, help, settings, my day, small talk, corrections, new names."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache, lru_cache
from typing import Final

from bot.domain.audit import Amend, Stays, Undo
from bot.domain.base import Command, Mention
from bot.domain.guide import Chat, Decline, Help, OpenForm
from bot.domain.interactions import Channel
from bot.domain.moment import Moment
from bot.domain.people import WebLink
from bot.domain.reminders import MyReminders, Snooze
from bot.domain.summaries import OpenBoard
from bot.language.agenda import day_asked
from bot.language.build import built
from bot.language.builders.managing import summary_of
from bot.language.builders.owning import OWNING
from bot.language.cards import business_card
from bot.language.clauses import Clause
from bot.language.correcting import figures_of, sale_corrected
from bot.language.dates import Direction, Grain, Kind, When
from bot.language.hearing import Hearing
from bot.language.intents import asks_barely
from bot.language.ledgers import late_asked, ledger_asked, rate_asked, trace_asked
from bot.language.marketing import campaigns_asked, leads_asked
from bot.language.newcomers import Noted, new_customer
from bot.language.preferences import setting
from bot.language.records import invitation, leave_of, new_contact, new_face
from bot.language.reminding import called_off
from bot.language.seeking import sought
from bot.language.sheet import Sheet, first_minute, last_day, only_day, times_of
from bot.language.slots import (
    Heard,
    channel_of,
    content,
    customers_said,
    delay_of,
    minute_of,
    tidy,
    without,
)
from bot.language.standing import stages_named, standing_asked
from bot.language.strangers import stranger_asked
from bot.language.words import (
    CONTACT,
    CUSTOMER,
    MOMENT,
    PRODUCT,
    RECURRING,
    section,
    small_talk,
    tones,
    wholes,
)

EDGE: Final = re.compile(r"^[^\w\ue000-\ue006]+|[^\w\ue000-\ue006]+$")
ADDRESSED: Final = re.compile(r"^(?:@\S+ +|(?:hey |hi |ok )?(?:yinuo|一诺)[,，:： ]+)")
WORDS: Final = re.compile(r"[^\W\d_]")
ASKS: Final = re.compile(r"[?？]")
DATE: Final = re.compile(f"[{MOMENT}-{RECURRING}]+")
NOT_SO: Final = re.compile(r"(?:不是|并非|(?<![a-z])not)(?: an?| the)? ?[^,，是 ]{1,8}[,，]?")
"""What it was not: 不是拜访, not a visit."""
WAS: Final = re.compile(r"(?<![a-z])(?:it|was|is|were|by|an?|on)(?![a-z])|打|是|用|通过|发|方式|不是")
NOT_THEM: Final = re.compile(rf"(?:不是|not) ?{CONTACT}+")
ONE_NAME: Final = re.compile(r"[,，、 ]*(?:是|but |it's |it was )?(?P<name>[^\W\d_]{2,20})[.。!！]?")
ANYTHING: Final = re.compile(f"[{CUSTOMER}-{RECURRING}]")
EVENING: Final = time(23, 58)
ONE_DAY: Final = timedelta(days=1)
MOST_LEFT: Final = 2
"""Letters that may be left over when a snooze is stripped of its words."""
MOST_KEPT: Final = 64
"""Messages that are kept in mind: each reader tidies the same one."""
Whole = Callable[[Sheet, Hearing], Command | Noted | None]


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(
        "(?:我|吧|啊|了|的|再|说|就|到|来|请|帮|把|它|这个|这条|下|一下|为|改|后|之后|时候|先|"
        r"(?<![a-z])(?:me|it|this|that|please|pls|for|to|at|in|about|until|till|again|by|ok|the|one|a|on|then)(?![a-z]))"
    )


@lru_cache(maxsize=MOST_KEPT)
def tidied(text: str) -> str:
    """Without marks, emoji and the bot's own name around it."""
    return EDGE.sub("", ADDRESSED.sub("", text.strip())).strip()


def whole_message(sheet: Sheet, hearing: Hearing) -> Noted:
    """What the whole message is; no commands when it has to be read clause by clause."""
    found = next((said for read in READERS if (said := read(sheet, hearing))), Noted())
    return found if isinstance(found, Noted) else Noted((found,))


def _heard(sheet: Sheet, hearing: Hearing) -> Heard:
    span = (0, len(sheet.masked))
    return Heard(sheet, Clause(span, span, "", frozenset()), hearing)


def _said(sheet: Sheet, name: str) -> re.Match[str] | None:
    line = tidied(sheet.masked)
    return next((found for each in wholes().get(name, ()) if (found := each.fullmatch(line))), None)


def _undo(sheet: Sheet, _: Hearing) -> Command | None:
    return Undo() if _said(sheet, "undo") else None


def _help(sheet: Sheet, _: Hearing) -> Command | None:
    found = _said(sheet, "help")
    if not found:
        return None
    topic = found.groupdict().get("topic") or ""
    return Help(topic=topic.strip())


def _my_day(sheet: Sheet, hearing: Hearing) -> Command | None:
    if not _said(sheet, "my_day"):
        return None
    return day_asked(sheet.whens, hearing.at.date())


def _my_reminders(sheet: Sheet, _: Hearing) -> Command | None:
    return MyReminders() if _said(sheet, "my_reminders") else None


def _which_reminder(sheet: Sheet, _: Hearing) -> Command | None:
    """提醒我, set a reminder: of what and when, the form asks."""
    return OpenForm(command="set_reminder") if _said(sheet, "set_reminder") else None


def _web_link(sheet: Sheet, _: Hearing) -> Command | None:
    return WebLink() if _said(sheet, "web_link") else None


def _board(sheet: Sheet, _: Hearing) -> Command | None:
    return OpenBoard() if _said(sheet, "open_board") else None


def _summary(sheet: Sheet, hearing: Hearing) -> Command | None:
    """周报, last month's summary, 韩梅上周的总结."""
    return summary_of(_heard(sheet, hearing)) if _said(sheet, "summarise") else None


def _leave(sheet: Sheet, hearing: Hearing) -> Command | None:
    """小李离职了: a colleague, and no later than today; of a customer's contact it is news to be logged."""
    if not _said(sheet, "leave") or ASKS.search(sheet.text):
        return None
    days = [moment.day for each in sheet.whens if (moment := first_minute(each))]
    return None if any(each > hearing.at.date() for each in days) else leave_of(sheet, "")


def _owning(sheet: Sheet, _: Hearing) -> Command | None:
    """关注泰禾, claim Globex, what's new: who looks after a customer, and what others did there."""
    name = next((each for each in OWNING if _said(sheet, each)), "")
    return OWNING[name](sheet) if name else None


def _chat(sheet: Sheet, _: Hearing) -> Command | None:
    if not ANYTHING.search(sheet.masked) and not any(sign.isalnum() for sign in sheet.masked):
        return Chat(tone="okay")
    line = next((each for each in _lines(sheet) if small_talk().fullmatch(each)), "")
    if not line:
        return None
    return next((Chat(tone=tone) for tone, each in tones().items() if each.search(line)), None)


def _lines(sheet: Sheet) -> tuple[str, ...]:
    """As masked and, where no name stands, as said: `morning!` is no time of day."""
    return tidied(sheet.masked), "" if sheet.names else tidied(sheet.text.lower())


def _find(sheet: Sheet, hearing: Hearing) -> Command | None:
    """找 钱总: whatever follows is the name, known or not; a question about promises is none."""
    found = _said(sheet, "find")
    if not found or asks_barely(sheet.masked) or any(each.search(sheet.masked) for each in _no_names()):
        return None
    start = sheet.masked.find(found["name"])
    said = tidy(sheet.text[start : start + len(found["name"])])
    return sought(sheet, said, hearing)


def _no_names() -> tuple[re.Pattern[str], ...]:
    """What is looked up besides names: promises and quotes."""
    return section("features")["ledger"], section("selling")["quote_ask"]


def _snooze(sheet: Sheet, hearing: Hearing) -> Command | None:
    """晚点再说，五点叫我: nothing but later-words and a time; with a content it is a new reminder."""
    later = _later()
    if CUSTOMER in sheet.masked or not any(each.search(sheet.masked) for each in later):
        return None
    if len(WORDS.findall(_left(sheet, later))) > MOST_LEFT:
        return None
    heard = _heard(sheet, hearing)
    due = minute_of(heard)
    return Snooze(due=due, delay=None if due else delay_of(heard))


def _later() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return section("features")["snooze"], section("features")["delay_again"]


def _left(sheet: Sheet, later: Iterable[re.Pattern[str]]) -> str:
    """What a snooze says besides the time and the words of snoozing."""
    rest = sheet.masked
    for each in later:
        rest = each.sub("", rest)
    rest = DATE.sub("", rest)
    for when in sheet.whens:
        if when.kind is Kind.DURATION:
            rest = rest.replace(when.said.lower(), "")
    for each in (*content("set_reminder", rest), _fillers()):
        rest = each.sub("", rest)
    return rest


def _amend(sheet: Sheet, hearing: Hearing) -> Command | None:
    """不对，是周四: what follows the word of correction is the slot to put right."""
    found = section("features")["amend"].search(tidied(sheet.masked))
    if not found or ASKS.search(sheet.masked):
        return None
    what = _corrected(sheet)
    return corrected(sheet, hearing) or (Amend(what=what) if what else None)


def _redo(sheet: Sheet, _: Hearing) -> Command | None:
    """恢复: the last undoing is taken back."""
    return Undo(redo=True) if _corrects(sheet, "redo") else None


def _wrong(sheet: Sheet, _: Hearing) -> Command | None:
    """不对, and nothing else: how to say what is right."""
    return Help(topic="amend") if _corrects(sheet, "wrong") else None


def _by_another(sheet: Sheet, hearing: Hearing) -> Command | None:
    """不是我答应的 是韩梅: who it was."""
    found = _corrects(sheet, "by")
    if not found or ASKS.search(sheet.text):
        return None
    me = hearing.member.id if hearing.member else ""
    members = [name.mention for name in sheet.names if name.noun == "member"]
    return Amend(by=members[0]) if len(members) == 1 and members[0].id != me else None


def _corrects(sheet: Sheet, how: str) -> re.Match[str] | None:
    return section("corrections")[how].fullmatch(tidied(sheet.masked))


def corrected(sheet: Sheet, hearing: Hearing) -> Amend | None:
    """The slots to put right: a day is read both as due (ahead) and as when (past); None without any."""
    heard = _heard(sheet, hearing)
    denied = NOT_THEM.search(sheet.masked) is not None
    customers = () if denied and CUSTOMER not in sheet.masked else customers_said(heard)
    today = hearing.at.date()
    amend = Amend(
        customer=customers[0] if customers else None,
        person=_person_meant(sheet),
        channel=_channel(sheet),
        due=next((each for each in _forwards(sheet, hearing) if each.day >= today), None),
        when=next((each for each in _backwards(sheet, hearing) if each.day <= today), None),
    )
    return figures_of(sheet, hearing) if amend == Amend() else replace(amend, stays=_stays(sheet, hearing))


def _stays(sheet: Sheet, hearing: Hearing) -> Stays | None:
    """The day, when only a minute was said (which is tomorrow's once today is over), or the minute."""
    meant = (each for each in sheet.whens if not _denied(sheet, each))
    when = next((each for each in meant if each.kind is not Kind.DURATION), None)
    if when is None or Kind.RECURRING is when.kind or Grain.PART is when.grain:
        return None
    if not isinstance(when.value, datetime):
        return Stays.MINUTE
    return (
        Stays.DAY if _at_the(EVENING, when, hearing) - _at_the(time.min, when, hearing) == ONE_DAY else None
    )


def _at_the(minute: time, when: When, hearing: Hearing) -> datetime:
    """What the words would mean at that minute of today: that minute itself where they are no time."""
    now = datetime.combine(hearing.at.date(), minute)
    then = replace(hearing, at=hearing.at.replace(hour=minute.hour, minute=minute.minute))
    values = (each.value for each in times_of(when.said, then, Direction.FUTURE))
    return next((each for each in values if isinstance(each, datetime)), now)


def _person_meant(sheet: Sheet) -> Mention | None:
    """Not Jane, Raj: the one that it was, known or not."""
    denied = NOT_THEM.search(sheet.masked)
    contacts = [name for name in sheet.names if name.noun == "contact"]
    if denied is None:
        return contacts[0].mention if contacts else None
    meant = [name.mention for name in contacts if not denied.start() <= name.span[0] < denied.end()]
    rest = ONE_NAME.fullmatch(sheet.text[denied.end() :])
    return meant[0] if meant else Mention(rest["name"]) if rest else None


def _channel(sheet: Sheet) -> Channel | None:
    """It was a call, 不是拜访是电话: how they were in touch, when nothing else is said."""
    line = tidied(section("features")["amend"].sub("", NOT_SO.sub("", sheet.masked)))
    channel = None if ANYTHING.search(line) else channel_of(line)
    if channel is None:
        return None
    rest = WAS.sub("", section("channels")[channel].sub("", line))
    return channel if len(WORDS.findall(_fillers().sub("", rest))) < MOST_LEFT else None


def _wish(sheet: Sheet, _: Hearing) -> Command | None:
    """Delete Acme, 把泰禾转给韩梅: what no message can do is said, and never noted as a contact."""
    line = tidied(sheet.masked)
    for wish, expression in section("wishes").items():
        if expression.search(line) and not ASKS.search(sheet.masked):
            named = (each.mention for each in sheet.names if each.noun != "member")
            return Decline(wish=wish, about=next(named, None))
    return None


def _forwards(sheet: Sheet, hearing: Hearing) -> list[Moment]:
    ends = (last_day(each, hearing) for each in sheet.whens if not _denied(sheet, each))
    return [moment for moment in ends if moment]


def _denied(sheet: Sheet, when: When) -> bool:
    """不是周三，是周四: the day that it is not."""
    return sheet.masked[: when.span[0]].rstrip().endswith(("不是", "not"))


def _backwards(sheet: Sheet, hearing: Hearing) -> list[Moment]:
    pairs = zip(sheet.text.lower(), sheet.masked, strict=False)
    text = "".join(sign if CUSTOMER <= sign <= PRODUCT else letter for letter, sign in pairs)
    found = times_of(text, hearing, Direction.PAST)
    days = (only_day(each) for each in found if not _denied(sheet, each))
    return [day for day in days if day]


def _corrected(sheet: Sheet) -> str:
    text, masked = sheet.text, sheet.masked
    for each in (section("features")["amend"], *content("always", masked)):
        spans = [match.span() for match in each.finditer(masked) if match.end() > match.start()]
        text, masked = without(text, masked, spans)
    return tidy(re.sub(r"^(?:是|it's|it is|that's)\s*", "", text))


def _consulted(sheet: Sheet, hearing: Hearing) -> Command | None:
    """泰禾发过什么资料, who must not be mailed: lists that are asked for in words of their own."""
    asked = next((each for each in ("check_wishes", "check_materials") if _said(sheet, each)), "")
    return next(iter(built(asked, _heard(sheet, hearing))), None)


READERS: Final[tuple[Whole, ...]] = (
    _undo,
    _redo,
    _wrong,
    _by_another,
    _help,
    _my_reminders,
    _which_reminder,
    called_off,
    late_asked,
    _my_day,
    _consulted,
    _web_link,
    _board,
    _summary,
    _chat,
    business_card,
    new_customer,
    new_face,
    new_contact,
    invitation,
    _leave,
    _owning,
    setting,
    _wish,
    rate_asked,
    trace_asked,
    campaigns_asked,
    leads_asked,
    stages_named,
    standing_asked,
    ledger_asked,
    _snooze,
    sale_corrected,
    _amend,
    _find,
    stranger_asked,
)
