"""What a message asks for: text becomes commands. Deterministic, offline, and it never writes."""

from collections.abc import Iterator

from bot.domain.base import Command, Mention
from bot.domain.customers import Brief
from bot.domain.interactions import LogInteraction
from bot.domain.people import Join
from bot.domain.promises import CheckPromises, KeepPromise, MakePromise
from bot.domain.reminders import SetReminder
from bot.language.answers import code_in
from bot.language.build import built, told_by
from bot.language.clauses import Clause, Scene, clauses_of
from bot.language.hearing import Hearing, Understand, Understood
from bot.language.intents import UNSURE, Mood, is_bare, mood_of
from bot.language.messages import tidied, whole_message
from bot.language.normalise import LONGEST
from bot.language.sheet import Sheet, sheet_of
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

__all__ = ["Hearing", "Understand", "Understood", "understand"]

MOST_GUESSES = 3


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
    sheet = sheet_of(_addressed(text), hearing)
    whole = whole_message(sheet, hearing)
    if whole:
        return Understood((whole,))
    clauses = clauses_of(sheet, Scene(hearing.at, hearing.customer is not None))
    commands = tuple(_commands(sheet, clauses, hearing))
    if commands:
        return Understood(commands)
    return _otherwise(sheet, clauses, hearing)


def _addressed(text: str) -> str:
    return tidied(text) if text.startswith("@") else text


def _commands(sheet: Sheet, clauses: list[Clause], hearing: Hearing) -> Iterator[Command]:
    told = Told()
    done: list[Command] = []
    for clause in clauses:
        heard = Heard(sheet, clause, hearing, told)
        commands = built(clause.act, heard)
        told = told_by(heard, commands)
        fresh = [command for command in commands if _adds(command, done)]
        yield from fresh
        done += fresh


def _adds(command: Command, done: list[Command]) -> bool:
    """Not said before in the same message; `done, sent it` closes one promise."""
    if isinstance(command, KeepPromise) and not command.what:
        return not any(isinstance(each, KeepPromise) for each in done)
    return command not in done


def _otherwise(sheet: Sheet, clauses: list[Clause], hearing: Hearing) -> Understood:
    """A bare name is a look at it, a statement about a customer a note; the rest are guesses."""
    span = (0, len(sheet.masked))
    features = frozenset().union(*(clause.features for clause in clauses)) if clauses else frozenset()
    heard = Heard(sheet, Clause(span, span, "", features), hearing)
    customer = next(iter(customers_said(heard)), None)
    if is_bare(sheet.masked) and not sheet.whens and customer:
        return Understood(built("brief", heard))
    unsure = any(clause.act == UNSURE for clause in clauses) or mood_of(features) is not Mood.STATEMENT
    if unsure or customer is None or not customer.known:
        return Understood(guesses=tuple(_guesses(heard, features))[:MOST_GUESSES])
    return Understood(built("log_interaction", heard))


def _guesses(heard: Heard, features: frozenset[str]) -> Iterator[Command]:
    """What it may have meant: reading commands for a question, a note first for the rest."""
    customer = customers_of(heard)[0]
    if customer is None:
        return
    what = tidy(heard.text)
    if mood_of(features) is Mood.QUESTION:
        yield Brief(customer=customer)
        yield CheckPromises(customer=customer)
    yield _note(heard, customer, what)
    if minute_of(heard):
        yield SetReminder(customer=customer, what=what, due=minute_of(heard))
    if mood_of(features) is Mood.STATEMENT and "denial" not in features:
        yield MakePromise(customer=customer, what=what)
    yield CheckPromises(customer=customer)


def _note(heard: Heard, customer: Mention, what: str) -> LogInteraction:
    return LogInteraction(
        customer=customer,
        person=heard.first("contact"),
        channel=channel_of(heard.masked),
        what=what,
        sentiment=sentiment_of(heard.masked),
    )
