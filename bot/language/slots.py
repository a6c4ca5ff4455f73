"""The slots of a clause: who, when, how, in which mood, and what is left when all that is taken out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise, takewhile
from typing import Final

from bot.domain.base import Mention
from bot.domain.calendar import Recurrence
from bot.domain.interactions import Channel, Sentiment
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.people import Language
from bot.language.amounts import AmountKind, read_amounts
from bot.language.clauses import Clause
from bot.language.dates import Direction, Grain, Kind, When
from bot.language.hearing import Hearing
from bot.language.normalise import has_han
from bot.language.sheet import Sheet, Span, ahead, first_minute, last_day, only_day, times_of
from bot.language.spotting import Name
from bot.language.words import CONTACT, CUSTOMER, MEMBER, MOMENT, PRODUCT, RECURRING, section, strips

AND: Final = re.compile(
    rf"(?:[ ,，、;；:：/&+()（）{CONTACT}{MOMENT}-{RECURRING}]|和|跟|与|及|以及|的|先|再|又|然后|接着|还有|[去跑]了?|到"
    r"|(?<![a-z])(?:and|then|also|plus|the|in|on|at|after|before|from|lunch|noon)(?![a-z]))*"
)
"""What stands between customers of whom the same is said."""
NOT_THAT: Final = re.compile(rf"(?:不是|并非|not|instead of|rather than) ?[{CUSTOMER}{CONTACT}]+")
SPACES: Final = re.compile(r"\s+")
HAPPENED: Final = frozenset({"contact", "perfect", "recent"})
"""Features of which one must be there for a bare weekday to be a past one."""
LOGGED: Final = frozenset({"log_order", "log_payment", "log_material", "log_complaint"})
"""Acts of what happened: a day before everything else is when it did; another may be one to come."""
PERIODS: Final = frozenset({Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR})
HOURLY: Final = frozenset({Kind.POINT, Kind.BY})
HAPPENING: Final = frozenset({Kind.POINT, Kind.RANGE})
MARKS: Final = " ,，。.;；:：、!！~-–—"
BEFORE_MARK: Final = re.compile(r" (?=[,.;:!，。])")
LED: Final = re.compile(r"(?<![a-z])(?:on|at) ?$", re.IGNORECASE)
HAN_GAP: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
ASKED_TO: Final = re.compile(
    rf"(?:提醒|通知|叫|让|请|喊|催|安排|告诉|转告|派|remind|tell|ask|have|get|let|ping|nudge) ?{MEMBER}"
    rf"|^@?{MEMBER}+[,，:： ]+(?:你|请|帮|麻烦|记得|please|pls|can you|could you|kindly)"
)
WITH_MEMBER: Final = re.compile(rf"(?:和|跟|与|同|给|叫|让|with|and|to|tell|by) ?{MEMBER}+(?:一起|together)?")

NAMES_DAY: Final = re.compile(
    r"[今明昨后周月日号天]|星期|礼拜"
    r"|(?<![a-z])(?!(?:at|by|before|from|around|about|am|pm|noon|sharp|in|the|morning|afternoon|evening|clock)(?![a-z]))"
    r"[a-z]{2,}"
)
"""What names a day (or counts from now) in the words of a time: 下午两点, at 4pm hold nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the message has said so far: carried to clauses that do not say it again."""

    customers: tuple[Mention, ...] = ()
    person: Mention | None = None
    what: str = ""
    product: Mention | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause with everything that reading it needs."""

    sheet: Sheet
    clause: Clause
    hearing: Hearing
    told: Told = Told()

    @property
    def masked(self) -> str:
        return self.sheet.masked[self.clause.span[0] : self.clause.span[1]]

    @property
    def text(self) -> str:
        return self.sheet.text[self.clause.span[0] : self.clause.span[1]]

    @property
    def whens(self) -> tuple[When, ...]:
        return self.sheet.times(self.clause.span)

    def first(self, noun: str) -> Mention | None:
        names = self.sheet.within(self.clause.span)
        return next((name.mention for name in names if name.noun == noun), None)


def customers_said(heard: Heard) -> tuple[Mention, ...]:
    """The customers of a clause (several only when nothing is said between them), or the contact's."""
    names = heard.sheet.within(heard.clause.span)
    customers = [name for name in names if name.noun == "customer" and not _denied(name, heard)]
    if not customers:
        return tuple(name.parent for name in names if name.parent)[:1]
    between = (heard.sheet.masked[one.span[1] : other.span[0]] for one, other in pairwise(customers))
    joined = [*takewhile(AND.fullmatch, between)]
    return tuple(dict.fromkeys(name.mention for name in customers[: len(joined) + 1]))


def _denied(name: Name, heard: Heard) -> bool:
    """是华联不是泰禾: the one that it is not."""
    found = NOT_THAT.search(heard.masked)
    return found is not None and found.start() <= name.span[0] - heard.clause.span[0] < found.end()


def customers_of(heard: Heard) -> tuple[Mention | None, ...]:
    """Those said, else those said before, else whom the conversation is about."""
    said = customers_said(heard) or heard.told.customers
    return said or (heard.hearing.customer,)


def person_of(heard: Heard) -> Mention | None:
    said = heard.first("contact")
    if said or "pronoun" not in heard.clause.features or customers_said(heard):
        return said
    return heard.told.person


def giver_of(heard: Heard) -> Mention | None:
    """The colleague who acts; None for the speaker and for those merely spoken to or about."""
    if WITH_MEMBER.search(heard.masked):
        return None
    said = heard.first("member")
    me = heard.hearing.member
    return None if said is None or (me is not None and said.id == me.id) else said


def reminded(heard: Heard) -> Mention | None:
    """The colleague to be reminded, when it is not the speaker."""
    return heard.first("member") if ASKED_TO.search(heard.masked) else None


def _future(heard: Heard) -> list[When]:
    """What reaches into the future; today as a whole does too, but comes last."""
    now = heard.hearing.at
    times = _timed([when for when in heard.whens if when.kind is not Kind.DURATION])
    later = [when for when in times if ahead(when, now)]
    return later + [when for when in times if when.value == now.date() and when not in later]


def _timed(whens: list[When]) -> list[When]:
    """周五去开会，下午两点: an hour that stands apart and names no day is one of the only day that was named."""
    if [isinstance(when.value, datetime) for when in whens] != [False, True]:
        return whens
    day, hour = whens
    if day.value is None or not (_is_day(day) and _is_hour(hour)):
        return whens
    kind = Kind.BY if Kind.BY in {day.kind, hour.kind} else Kind.POINT
    at = datetime.combine(day.value, hour.value.time() if isinstance(hour.value, datetime) else time())
    return [replace(day, value=at, kind=kind, grain=hour.grain)]


def _is_day(when: When) -> bool:
    return when.kind in HOURLY and when.grain is Grain.DAY


def _is_hour(when: When) -> bool:
    """A part of the day has a beginning, and so has a time until which."""
    alone = when.start is None or when.kind is Kind.BY
    return alone and when.kind in HOURLY and not NAMES_DAY.search(when.said.lower())


def due_of(heard: Heard) -> Moment | None:
    """By when: a deadline if one was said, else the first day ahead; of an answer to a wish, its own day first."""
    start = heard.clause.head[0]
    found = sorted(_future(heard), key=lambda when: (when.span[0] < start, when.kind is not Kind.BY))
    return next((due for when in found if (due := last_day(when, heard.hearing))), None)


def minute_of(heard: Heard) -> Moment | None:
    """When to be reminded: the first moment ahead, but rather one with a time where that is what was ordered."""
    found = [moment for when in _future(heard) if (moment := first_minute(when))]
    if "beforehand" in heard.clause.features:
        return min(found, key=lambda moment: (moment.day, moment.at or time()), default=None)
    ordered = [moment for moment in found if moment.at] if "remind" in heard.clause.features else []
    return next(iter(ordered or found), None)


def recurrence_of(heard: Heard) -> Recurrence | None:
    return next((when.recurrence for when in heard.whens if when.recurrence), None)


def amount_of(heard: Heard) -> Money | None:
    """The sum of money that is promised, or the price; None when no money is."""
    if not _tells_money(heard.masked):
        return None
    return next(iter(money_of(heard)), None)


def money_of(heard: Heard) -> tuple[Money, ...]:
    """The sums of a clause; numbers in names and dates are none."""
    start = heard.clause.span[0]
    spans = [each.span for each in heard.sheet.within(heard.clause.span)]
    spans += [each.span for each in heard.whens]
    taken = [(first - start, end - start) for first, end in spans]
    money = {AmountKind.AMOUNT, AmountKind.NUMBER}
    found = (each for each in read_amounts(heard.text, masked=taken) if each.kind in money)
    return tuple(Money(each.value, each.currency or heard.hearing.currency) for each in found)


def _tells_money(masked: str) -> bool:
    words = section("features")["pays"], section("selling")["offers"]
    return any(each.search(masked) for each in words)


def delay_of(heard: Heard) -> timedelta | None:
    found = (when.seconds for when in heard.whens if when.kind is Kind.DURATION)
    return next((timedelta(seconds=seconds) for seconds in found if seconds and seconds > 0), None)


def when_of(heard: Heard) -> tuple[Moment | None, tuple[Span, ...]]:
    """The day of something that happened, read backwards, and where it stands in the clause."""
    start, end = heard.clause.head
    today = heard.hearing.at.date()
    whens: Iterable[When] = heard.sheet.times((start, end))
    if any(ahead(when, heard.hearing.at) for when in whens):
        whens, start = _backwards(heard), 0
    for when in whens:
        moment = only_day(when)
        if moment and moment.day <= today and when.kind in HAPPENING and not _vague(when, today):
            return moment, ((when.span[0] - start, when.span[1] - start),)
    return None, ()


def _backwards(heard: Heard) -> tuple[When, ...]:
    """The dates of what happened, read as past; in Chinese only those before the verb."""
    text = unmasked(heard)
    if heard.clause.act in LOGGED:
        found = times_of(text, heard.hearing, Direction.PAST)
        return tuple(when for when in found if not text[: when.span[0]].strip(MARKS))
    verb = section("contact_verbs")["words"].search(text)
    if verb is None or heard.clause.features.isdisjoint(HAPPENED):
        return ()
    found = times_of(text, heard.hearing, Direction.PAST)
    return tuple(when for when in found if not has_han(text) or when.span[0] < verb.start())


def period_of(heard: Heard) -> str:
    """去年, last month: when it happened, as it was said, where that names no day."""
    today = heard.hearing.at.date()
    periods = (when for when in heard.sheet.times(heard.clause.head) if _is_period(when))
    return next((when.said for when in periods if not _lasting(when, today)), "")


def _is_period(when: When) -> bool:
    return when.kind is Kind.RANGE and when.grain in PERIODS


def _vague(when: When, today: date) -> bool:
    """Whether it names no day: a period, or a stretch that is not over."""
    return _is_period(when) or _lasting(when, today)


def _lasting(when: When, today: date) -> bool:
    """A week, a year … that is not over yet is no day on which something happened."""
    return when.kind is Kind.RANGE and isinstance(when.end, date) and Moment.of(when.end).day > today


def unmasked(heard: Heard) -> str:
    """The head of the clause with its names masked and its dates readable."""
    start, end = heard.clause.head
    pairs = zip(heard.sheet.text[start:end].lower(), heard.sheet.masked[start:end], strict=True)
    return "".join(sign if CUSTOMER <= sign <= PRODUCT else letter for letter, sign in pairs)


def channel_of(masked: str) -> Channel | None:
    """How they were in touch: the first that is said."""
    found = [
        (match.start(), Channel(name))
        for name, expression in section("channels").items()
        if (match := expression.search(masked))
    ]
    return min(found, key=lambda each: each[0])[1] if found else None


def sentiment_of(masked: str) -> Sentiment | None:
    """How they felt about it; bad wins, since not happy holds happy."""
    for name in ("bad", "good"):
        if section("sentiment")[name].search(masked):
            return Sentiment(name)
    return None


def without(text: str, masked: str, spans: Iterable[Span]) -> tuple[str, str]:
    """Text and its masked twin with the spans cut out of both."""
    for start, end in sorted(spans, reverse=True):
        gap = " " if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum() else ""
        text, masked = text[:start] + gap + text[end:], masked[:start] + gap + masked[end:]
    return text, masked


def what_of(heard: Heard, kind: str, gone: Iterable[Span] = (), *, head: bool = True) -> str:
    """The clause without its dates, names and the words of its act: what it is about."""
    start, end = heard.clause.head if head else heard.clause.span
    said = heard.sheet.text[start:end]
    text, masked = without(said, heard.sheet.masked[start:end], (_led(said, each) for each in gone))
    for expression in content(kind, masked):
        spans = [match.span() for match in expression.finditer(masked) if match.end() > match.start()]
        text, masked = without(text, masked, spans)
    return tidy(text)


def _led(text: str, span: Span) -> Span:
    """A date with the preposition before it."""
    lead = LED.search(text[: span[0]])
    return (lead.start() if lead else span[0], span[1])


def content(kind: str, masked: str) -> Iterator[re.Pattern[str]]:
    """What to take out in turn, by the language (or both) that the clause is in."""
    languages = tuple(Language) if has_han(masked) else (Language.EN,)
    for language in languages:
        yield from (*strips("edges", language), *strips(kind, language))
    for language in languages:
        yield from strips("always", language)


def tidy(text: str) -> str:
    """Single spaces, none between Han characters, no punctuation around."""
    return HAN_GAP.sub("", BEFORE_MARK.sub("", SPACES.sub(" ", text))).strip(MARKS)


def dates_in(heard: Heard) -> tuple[Span, ...]:
    start = heard.clause.head[0]
    return tuple(
        (when.span[0] - start, when.span[1] - start)
        for when in heard.sheet.times(heard.clause.head)
        if when.kind is not Kind.DURATION
    )
