"""What a message asks for: text becomes commands. Deterministic, offline, and it never writes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.domain.advice import AssignAdvice
from bot.domain.audit import Amend, Audit
from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.customers import Brief, Find, NewCustomer, Refer
from bot.domain.interactions import LogInteraction
from bot.domain.people import Join
from bot.domain.promises import CheckPromises, KeepPromise, MakePromise
from bot.domain.reminders import SetReminder
from bot.language.answers import code_in
from bot.language.build import built, is_aside, told_by
from bot.language.clauses import Clause, Scene, clauses_of
from bot.language.hearing import Hearing, Understand, Understood
from bot.language.intents import Mood, is_bare, mood_of
from bot.language.messages import tidied, whole_message
from bot.language.newcomers import Noted
from bot.language.normalise import LONGEST
from bot.language.reconsider import First, reconsidered
from bot.language.rules import UNSURE
from bot.language.sheet import Sheet, Span, sheet_of
from bot.language.signs import sign_of
from bot.language.slash import slashed
from bot.language.slots import (
    Heard,
    Told,
    channel_of,
    customers_of,
    customers_said,
    minute_of,
    sentiment_of,
    tidy,
)
from bot.language.words import greetings

__all__ = ["Hearing", "Understand", "Understood", "understand"]

MOST_GUESSES = 3
PAUSE = re.compile(r"[,，;；。]")
FEW = 5
"""Characters of a content that says nothing: 帮我, close."""
NEVER = frozenset({"denial", "dont", "rumour", "near"})
"""Features of what is never written without being asked about, however often it was confirmed."""
REFUSED = frozenset({UNSURE, "set_preference", "handover", "merge", "refer"})
"""Acts that no note is made of when their words turn out not to be all there."""
BUSINESS = frozenset(
    {
        *(
            "pronoun",
            "contact",
            "contact_past",
            "channel",
            "promise",
            "told",
            "our_deed",
            "their_deed",
            "todo",
        ),
        *(
            "done",
            "remind",
            "ledger",
            "brief",
            "their_want",
            "report",
            "reported",
            "pays",
            "complains",
            "defect",
        ),
        *("asks_us", "askable", "material", "settled", "told_of", "moved", "cancelled", "broken", "denial"),
    }
)
"""What a message holds that may be about a customer whom it does not name."""
SURE = {
    "log_order": (frozenset({"bought", "past_deed", "unit_price"}),),
    "set_reminder": (frozenset({"orders_member"}),),
    "make_promise": (frozenset({"vowed"}),),
    "move_promise": (frozenset({"moved", "promise"}), frozenset({"moved", "promise_told"})),
    "deal_update": (frozenset({"closes_on"}),),
    "log_interaction": (
        frozenset({"order_off"}),
        frozenset({"partly"}),
        frozenset({"we_by_them"}),
        frozenset({"rival", "differs"}),
        frozenset({"taste"}),
        frozenset({"paid_in", "not_settled"}),
        frozenset({"trouble", "not_settled"}),
        frozenset({"displeased", "off"}),
        frozenset({"contact", "our_deed", "handed"}),
    ),
    "log_request": (frozenset({"signs_up"}),),
    "check_cases": (frozenset({"case_ask", "case_requests"}),),
    "set_preference": (frozenset({"resumes"}),),
}
"""Features by which an act is beyond doubt."""
PASSING = (LogInteraction, KeepPromise, Brief, Find, CheckPromises)
"""What the fields of a new name may look like."""
ASKED_ONCE = (AssignAdvice, Audit)
"""Looks that are asked for in two ways in one breath: 查下访问记录，谁动过."""
NEWS = (NewCustomer, Refer, NewContact)


def understand(text: str, hearing: Hearing) -> Understood:
    """The commands of a message; a question, a denial or a condition never becomes one that writes it."""
    text = text.strip()[:LONGEST]
    if not text:
        return Understood()
    code = code_in(text)
    if code:
        return Understood((Join(code=code),))
    return slashed(text, hearing, read) or read(text, hearing)


def read(text: str, hearing: Hearing) -> Understood:
    """A message in plain words."""
    sheet = sheet_of(addressed(text), hearing)
    noted = whole_message(sheet, hearing)
    if may_err(noted.commands):
        first = by_rules(sheet, hearing)
        return reconsidered(first if first.settled else replace(first, understood=Understood(noted.commands)))
    if noted.commands:
        return Understood(tuple(_with_the_rest(noted, hearing)))
    return reconsidered(by_rules(sheet, hearing))


def may_err(commands: Sequence[Command]) -> bool:
    """A correction begins like many a remark: not so sure yet, unless it names what it corrects."""
    return bool(commands) and all(isinstance(each, Amend) and not each.of for each in commands)


def by_rules(sheet: Sheet, hearing: Hearing) -> First:
    """What the rules make of a message that is read clause by clause."""
    clauses = clauses_of(sheet, _scene(hearing))
    commands = _sorted_out(list(_commands(sheet, clauses, hearing)))
    heard = _whole(sheet, clauses, hearing)
    if commands:
        return First(Understood(commands), heard, clauses, settled=_is_sure(clauses))
    confirmed = _confirmed(heard)
    made = _plainly(clauses, heard) or confirmed
    if made:
        return First(Understood(made), heard, clauses, settled=made == confirmed)
    guesses = tuple(_guesses(heard, heard.clause.features))[:MOST_GUESSES]
    return First(Understood(guesses=guesses), heard, clauses)


def _scene(hearing: Hearing) -> Scene:
    return Scene(hearing.at, hearing.customer is not None, hearing.stages)


def _is_sure(clauses: Sequence[Clause]) -> bool:
    """Whether a deed is told by its own verb and figures, so that nothing is left to reconsider."""
    sure = SURE.get(clauses[0].act, ())
    return len(clauses) == 1 and any(clauses[0].features >= each for each in sure)


def _with_the_rest(noted: Noted, hearing: Hearing) -> Iterator[Command]:
    """Somebody new, and what else the message says: of them, when it is said after their name."""
    around = _spoken(noted.around, replace(hearing, customer=noted.customer))
    yield from _spoken(noted.before, hearing)
    yield from (each for each in around if isinstance(each, LogInteraction) and each.channel)
    after = _spoken(noted.after, replace(hearing, customer=noted.customer))
    news = (*noted.commands, *(each for each in after if not isinstance(each, PASSING)))
    yield from sorted(news, key=_by_noun)
    yield from (each for each in around if not isinstance(each, PASSING))


def _by_noun(command: Command) -> int:
    """The account, who brought it, the people there, then what is to be done."""
    return next((place for place, kind in enumerate(NEWS) if isinstance(command, kind)), len(NEWS))


def _spoken(text: str, hearing: Hearing) -> tuple[Command, ...]:
    """Statement by statement; nothing of a remark that does none of the deeds we know."""
    if not any(sign.isalpha() for sign in text):
        return ()
    sheet = sheet_of(text, hearing)
    clauses = clauses_of(sheet, _scene(hearing))
    return _sorted_out(list(_commands(sheet, clauses, hearing)))


def addressed(text: str) -> str:
    """Without the bot's name and a greeting before what is said."""
    text = tidied(text) if text.startswith("@") else text
    greeting = greetings().match(text.lower())
    rest = text[greeting.end() :] if greeting else ""
    return rest or text


def _commands(sheet: Sheet, clauses: list[Clause], hearing: Hearing) -> Iterator[Command]:
    told = Told()
    for clause in clauses:
        heard = Heard(sheet, clause, hearing, told)
        commands = built(clause.act, heard)
        told = told_by(heard, commands)
        yield from commands


def _sorted_out(commands: list[Command]) -> tuple[Command, ...]:
    """Nothing twice: `done, sent the quote` closes one promise."""
    kept = [each for each in commands if isinstance(each, KeepPromise)]
    vague = [each for each in kept if not each.what]
    drop: list[Command] = [*(vague if len(vague) < len(kept) else vague[1:])]
    drop += [other for one, other in pairwise(commands) if _says_again(one, other)]
    drop += [one for one, other in pairwise(commands) if _led_up_to(one, other)]
    return tuple(each for each in dict.fromkeys(commands) if not any(each is other for other in drop))


def _says_again(one: Command, other: Command) -> bool:
    """Close it pls, 帮我记着: after what is to be noted, and with nothing in it."""
    if type(one) is not type(other):
        return False
    if isinstance(other, ASKED_ONCE):
        return getattr(other, "customer", None) in (None, getattr(one, "customer", None))
    if len(getattr(other, "what", "")) > FEW:
        return False
    if isinstance(one, KeepPromise) and isinstance(other, KeepPromise):
        return (one.customer, one.outcome) == (other.customer, other.outcome)
    return isinstance(other, SetReminder) and not (other.due or other.recur)


def _led_up_to(one: Command, other: Command) -> bool:
    """三点开会 提前10分钟叫我: the plan is what the reminder after it is for."""
    if not (isinstance(one, SetReminder) and isinstance(other, SetReminder)):
        return False
    return one.what == other.what and one.customer == other.customer and bool(other.due)


def _plainly(clauses: list[Clause], heard: Heard) -> tuple[Command, ...]:
    """A bare name is a look at it, a statement about a customer a note; nothing else is plain."""
    customers = customers_said(heard)
    if customers and is_bare(heard.sheet.masked):
        return built(_bare_act(heard), heard)
    if any(each.known for each in customers) and _is_plain(clauses, heard.clause.features):
        return tuple(command for part in _by_customer(heard) for command in built("log_interaction", part))
    return ()


def _by_customer(heard: Heard) -> Iterator[Heard]:
    """泰禾送样5台，蓝海送样3台: what is said of each of them; all of it when it is said of them together."""
    start, end = heard.clause.span
    together = {each.id for each in customers_said(heard)}
    for name in heard.sheet.names:
        cut = max((each.end() for each in PAUSE.finditer(heard.sheet.text, start, name.span[0])), default=0)
        if name.noun == "customer" and name.mention.known and name.mention.id not in together and cut:
            yield _within(heard, (start, cut))
            start, together = cut, {name.mention.id}
    yield _within(heard, (start, end))


def _within(heard: Heard, span: Span) -> Heard:
    return replace(heard, clause=replace(heard.clause, span=span, head=span))


def sign(text: str, hearing: Hearing) -> str:
    """Under which sign this message is remembered, "" when it is not worth it."""
    return sign_of(sheet_of(addressed(text.strip()[:LONGEST]), hearing))


def _confirmed(heard: Heard) -> tuple[Command, ...]:
    """What people here meant by such a message before, with the slots of this one; to ask is still not to write."""
    said = sign_of(heard.sheet)
    act = heard.hearing.recall(said) if said else ""
    commands = built(act, heard) if act else ()
    features = heard.clause.features
    states = mood_of(features) is Mood.STATEMENT and features.isdisjoint(NEVER)
    return commands if states or all(each.reads for each in commands) else ()


def _bare_act(heard: Heard) -> str:
    """Names alone are looked at; with a day to come they are a plan, else a day's work."""
    later = minute_of(heard)
    if later and later.day > heard.hearing.at.date():
        return "set_reminder"
    return "log_interaction" if heard.sheet.whens else "brief"


def _whole(sheet: Sheet, clauses: list[Clause], hearing: Hearing) -> Heard:
    """The message as one clause without an act."""
    span = (0, len(sheet.masked))
    features = frozenset(each for clause in clauses for each in clause.features)
    return Heard(sheet, Clause(span, span, "", features), hearing)


def _is_plain(clauses: list[Clause], features: frozenset[str]) -> bool:
    """A statement in which nothing is denied, supposed or left open."""
    return mood_of(features) is Mood.STATEMENT and all(clause.act not in REFUSED for clause in clauses)


def _guesses(heard: Heard, features: frozenset[str]) -> Iterator[Command]:
    """What it may have meant: reading commands for a question, a note first for the rest."""
    customer = customers_of(heard)[0]
    if customer is None or not (customers_said(heard) or _is_business(features)):
        return
    if mood_of(features) is Mood.QUESTION:
        yield Brief(customer=customer)
        yield CheckPromises(customer=customer)
    yield from _deeds(heard, customer, features)
    yield CheckPromises(customer=customer)


def _deeds(heard: Heard, customer: Mention, features: frozenset[str]) -> Iterator[Command]:
    """What could be written of it."""
    what = tidy(heard.text)
    yield _note(heard, customer, what)
    if minute_of(heard):
        yield SetReminder(customer=customer, what=what, due=minute_of(heard))
    if mood_of(features) is Mood.STATEMENT and "denial" not in features and not is_aside(features):
        yield from built("make_promise", heard)[:1] or (MakePromise(customer=customer, what=what),)


def _is_business(features: frozenset[str]) -> bool:
    """Whether words without a name can be about the customer of the conversation: no sighs, no lone names."""
    return not features.isdisjoint(BUSINESS)


def _note(heard: Heard, customer: Mention, what: str) -> LogInteraction:
    aside = is_aside(heard.clause.features)
    return LogInteraction(
        customer=customer,
        person=heard.first("contact"),
        channel=None if aside else channel_of(heard.masked),
        what=what,
        sentiment=None if aside else sentiment_of(heard.masked),
        aside=aside,
    )
