"""From an act and its clause to commands: one builder per act."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.customers import Brief
from bot.domain.interactions import LogInteraction
from bot.domain.promises import (
    CheckPromises,
    CustomerPromise,
    KeepPromise,
    MakePromise,
    MovePromise,
    PromiseState,
    Side,
)
from bot.domain.reminders import SetReminder
from bot.language.builders import desk, managing, selling, serving
from bot.language.ledgers import is_late
from bot.language.reminding import impossible, rounds_of
from bot.language.seeking import found
from bot.language.slots import (
    Heard,
    Told,
    amount_of,
    channel_of,
    customers_of,
    customers_said,
    dates_in,
    due_of,
    giver_of,
    minute_of,
    period_of,
    person_of,
    reminded,
    sentiment_of,
    tidy,
    what_of,
    when_of,
)

UNTOUCHED: Final = frozenset({"rumour", "not_contacted", "near"})
Build = Callable[[Heard], Iterator[Command]]


def is_aside(features: frozenset[str]) -> bool:
    """Whether it is no touch: somebody's taste, hearsay, or a contact that did not take place."""
    if not features.isdisjoint(UNTOUCHED):
        return True
    return "taste" in features and features.isdisjoint({"contact", "channel", "reported", "their_saying"})


def _log(heard: Heard) -> Iterator[Command]:
    when, spans = when_of(heard)
    aside = is_aside(heard.clause.features) or (when is None and bool(period_of(heard)))
    what = what_of(heard, "log_interaction", spans, head=False)
    for customer in customers_of(heard):
        yield LogInteraction(
            customer=customer,
            person=person_of(heard),
            by=giver_of(heard) if "contact" in heard.clause.features else None,
            channel=None if aside else channel_of(heard.masked),
            when=None if aside else when,
            what=what,
            sentiment=None if aside else sentiment_of(heard.masked),
            product=heard.first("product"),
            aside=aside,
        )


def _promise(heard: Heard) -> Iterator[Command]:
    what = what_of(heard, "make_promise", dates_in(heard))
    if not (what or due_of(heard) or customers_said(heard)):
        return
    for customer in customers_of(heard):
        yield MakePromise(
            customer=customer,
            person=person_of(heard),
            what=what,
            due=due_of(heard),
            by=giver_of(heard),
            product=heard.first("product") or heard.told.product,
            amount=amount_of(heard),
        )


def _theirs(heard: Heard) -> Iterator[Command]:
    what = what_of(heard, "customer_promise", dates_in(heard))
    for customer in customers_of(heard):
        yield CustomerPromise(
            customer=customer, person=person_of(heard), what=what, due=due_of(heard), amount=amount_of(heard)
        )


def _keep(heard: Heard) -> Iterator[Command]:
    features = heard.clause.features
    outcome = PromiseState.KEPT
    if "cancelled" in features:
        outcome = PromiseState.CANCELLED
    elif "broken" in features:
        outcome = PromiseState.BROKEN
    theirs = {"their_done", "topic_named"} <= features and "our_deed" not in features
    what = what_of(heard, "keep_promise", dates_in(heard))
    for customer in customers_of(heard):
        yield KeepPromise(customer=customer, what=what, outcome=outcome, side=Side.THEIRS if theirs else None)


def _move(heard: Heard) -> Iterator[Command]:
    what, due = what_of(heard, "move_promise", dates_in(heard)), due_of(heard)
    if due:
        for customer in customers_of(heard):
            yield MovePromise(customer=customer, what=what, due=due)


def _check(heard: Heard) -> Iterator[Command]:
    by = heard.first("member")
    said = customers_said(heard)
    customer = said[0] if said else None
    if customer is None and by is None:
        customer = heard.hearing.customer
    yield CheckPromises(customer=customer, person=heard.first("contact"), by=by, late=is_late(heard.masked))


def _brief(heard: Heard) -> Iterator[Command]:
    for customer in customers_of(heard)[:1]:
        yield Brief(customer=customer, person=heard.first("contact"))


def _find(heard: Heard) -> Iterator[Command]:
    names = heard.sheet.within(heard.clause.span)
    ranked = (name for noun in ("contact", "customer", "member") for name in names if name.noun == noun)
    name = next(ranked, None)
    if name:
        yield found(name)


def _remind(heard: Heard) -> Iterator[Command]:
    """Nothing at all when neither what nor when nor about whom was said; one for each customer that was."""
    said = _spoken_of(heard)
    recur, due = rounds_of(heard), minute_of(heard)
    what = _planned(heard, what_of(heard, "set_reminder", dates_in(heard)) or heard.told.what)
    if not any((said, what, recur, due)):
        return
    for customer in said or (None,):
        yield SetReminder(
            customer=customer,
            person=person_of(heard),
            by=reminded(heard),
            what=what,
            due=None if recur else due,
            recur=recur,
            unread=impossible(heard.text),
        )


def _planned(heard: Heard, what: str) -> str:
    """A colleague's plan keeps the colleague's name, for it is the speaker who is reminded."""
    if reminded(heard) or "remind" in heard.clause.features:
        return what
    by = giver_of(heard)
    return tidy(f"{by.said} {what}") if by and by.said not in what else what


def _spoken_of(heard: Heard) -> tuple[Mention, ...]:
    """The customers said, now or before; the one of the conversation only for a pronoun."""
    said = customers_said(heard) or heard.told.customers
    meant = "pronoun" in heard.clause.features and not said
    return (heard.hearing.customer,) if meant and heard.hearing.customer else said


BUILDERS: Final[Mapping[str, Build]] = {
    **selling.BUILDERS,
    **serving.BUILDERS,
    **managing.BUILDERS,
    **desk.BUILDERS,
    "log_interaction": _log,
    "make_promise": _promise,
    "customer_promise": _theirs,
    "keep_promise": _keep,
    "move_promise": _move,
    "check_promises": _check,
    "brief": _brief,
    "find": _find,
    "set_reminder": _remind,
}


def built(act: str, heard: Heard) -> tuple[Command, ...]:
    """The commands of a clause: several when it names several customers."""
    builder = BUILDERS.get(act)
    return tuple(builder(heard)) if builder else ()


def told_by(heard: Heard, commands: tuple[Command, ...]) -> Told:
    """What the next clause may leave out."""
    told = heard.told
    said = customers_said(heard)
    person = heard.first("contact") or (None if said else told.person)
    what = next((what for each in commands if (what := getattr(each, "what", ""))), told.what)
    return replace(
        told,
        customers=said or told.customers,
        person=person,
        what=what,
        product=heard.first("product") or told.product,
    )
