"""Forms and shared contacts: fields become commands by the same readers as text."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.chat import Filled, SharedContact
from bot.domain.complaints import LogComplaint
from bot.domain.contacts import NewContact
from bot.domain.customers import NewCustomer
from bot.domain.interactions import Channel, LogInteraction
from bot.domain.moment import Moment
from bot.domain.promises import CustomerPromise, MakePromise
from bot.domain.reminders import SetReminder
from bot.domain.requests import LogRequest
from bot.language.dates import Direction, Kind, When
from bot.language.fields import reached
from bot.language.hearing import Hearing, Understood
from bot.language.kinds import complaint_kind, request_kind
from bot.language.reminding import impossible
from bot.language.sheet import first_minute, last_day, only_day, sheet_of, times_of
from bot.language.slots import sentiment_of

Fields = Mapping[str, str]
Fill = Callable[[Fields, Hearing], Command]


def from_form(filled: Filled, hearing: Hearing) -> Understood:
    """The command of a submitted form; empty fields are slots not said."""
    fields = {name: value.strip() for name, value in filled.fields}
    fill = FORMS.get(filled.command)
    return Understood((fill(fields, hearing),)) if fill else Understood()


def from_contact(contact: SharedContact, hearing: Hearing) -> Understood:
    """A shared contact card; its organisation, else whom the conversation is about, is the customer."""
    customer = _named("customer", contact.organisation, hearing) or hearing.customer
    reach = reached(f"{contact.phone} , {contact.email}", hearing)
    return Understood(
        (
            NewContact(
                customer=customer,
                name=contact.name.strip(),
                title=contact.title.strip(),
                phone=reach.phone or contact.phone.strip(),
                email=reach.email or contact.email.strip(),
            ),
        )
    )


def _named(noun: str, said: str, hearing: Hearing) -> Mention | None:
    """Whom a field names: known when the index knows the whole of it."""
    said = said.strip()
    if not said:
        return None
    found = (name.mention for name in sheet_of(said, hearing).names if name.noun == noun)
    return next((mention for mention in found if mention.said == said), Mention(said))


def _first(text: str, hearing: Hearing, direction: Direction) -> When | None:
    found = times_of(text, hearing, direction)
    return next((when for when in found if when.kind is not Kind.DURATION), None)


def _iso(text: str) -> Moment | None:
    """What a date picker sends."""
    try:
        return Moment(date.fromisoformat(text))
    except ValueError:
        return None


def _due(fields: Fields, hearing: Hearing) -> Moment | None:
    said = fields.get("due", "")
    when = _first(said, hearing, Direction.FUTURE)
    return _iso(said) or (last_day(when, hearing) if when else None)


def _when(fields: Fields, hearing: Hearing) -> Moment | None:
    said = fields.get("when", "")
    when = _first(said, hearing, Direction.PAST)
    return _iso(said) or (only_day(when) if when else None)


def _channel(said: str) -> Channel | None:
    return Channel(said) if said in set(Channel) else None


def _log(fields: Fields, hearing: Hearing) -> Command:
    what = fields.get("what", "")
    return LogInteraction(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        channel=_channel(fields.get("channel", "")),
        when=_when(fields, hearing),
        what=what,
        sentiment=sentiment_of(what.lower()),
    )


def _promise(fields: Fields, hearing: Hearing) -> Command:
    return MakePromise(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        what=fields.get("what", ""),
        due=_due(fields, hearing),
    )


def _theirs(fields: Fields, hearing: Hearing) -> Command:
    return CustomerPromise(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        what=fields.get("what", ""),
        due=_due(fields, hearing),
    )


def _complaint(fields: Fields, hearing: Hearing) -> Command:
    return LogComplaint(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        kind=complaint_kind(fields.get("what", "")),
        what=fields.get("what", ""),
    )


def _request(fields: Fields, hearing: Hearing) -> Command:
    return LogRequest(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        kind=request_kind(fields.get("what", "")),
        what=fields.get("what", ""),
        due=_due(fields, hearing),
    )


def _remind(fields: Fields, hearing: Hearing) -> Command:
    said = fields.get("due", "")
    when = _first(said, hearing, Direction.FUTURE)
    recurrence = when.recurrence if when else None
    due = first_minute(when) if when and not recurrence else None
    return SetReminder(
        customer=_named("customer", fields.get("customer", ""), hearing),
        person=_named("contact", fields.get("person", ""), hearing),
        what=fields.get("what", ""),
        due=due or _iso(said),
        recur=recurrence,
        unread=impossible(said) if when or _iso(said) else said,
    )


def _new_customer(fields: Fields, _: Hearing) -> Command:
    return NewCustomer(
        name=fields.get("name", ""), industry=fields.get("industry", ""), source=fields.get("source", "")
    )


def _new_contact(fields: Fields, hearing: Hearing) -> Command:
    reach = reached(f"{fields.get('phone', '')} , {fields.get('email', '')}", hearing)
    return NewContact(
        customer=_named("customer", fields.get("customer", ""), hearing),
        name=fields.get("name", ""),
        title=fields.get("title", ""),
        phone=reach.phone or fields.get("phone", ""),
        email=reach.email or fields.get("email", ""),
    )


FORMS: Final[Mapping[str, Fill]] = {
    "log_interaction": _log,
    "make_promise": _promise,
    "customer_promise": _theirs,
    "set_reminder": _remind,
    "log_complaint": _complaint,
    "log_request": _request,
    "new_customer": _new_customer,
    "new_contact": _new_contact,
}
