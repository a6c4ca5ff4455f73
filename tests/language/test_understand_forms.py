"""Submitted forms, shared contacts, and what `yinuo parse` prints."""

from datetime import date, time

from bot.domain.chat import Filled, SharedContact
from bot.domain.complaints import LogComplaint
from bot.domain.contacts import NewContact
from bot.domain.customers import NewCustomer
from bot.domain.interactions import Channel, LogInteraction, Sentiment
from bot.domain.moment import Moment
from bot.domain.promises import CustomerPromise, MakePromise
from bot.domain.reminders import SetReminder
from bot.domain.requests import LogRequest
from bot.language import from_contact, from_form, parsed, understand
from tests.language.world import hearing


def form(command: str, **fields: str) -> object:
    return from_form(Filled(command=command, fields=tuple(fields.items())), hearing()).commands[0]


def test_a_promise_form_is_read_like_a_sentence() -> None:
    made = form("make_promise", customer="泰禾", person="钱总", what="送样", due="周五")
    assert isinstance(made, MakePromise)
    assert made.customer is not None
    assert made.customer.id == "c-taihe"
    assert (made.what, made.due) == ("送样", Moment(date(2026, 3, 13)))


def test_a_date_picker_is_read_too() -> None:
    theirs = form("customer_promise", customer="Acme", what="sign", due="2026-04-01")
    assert isinstance(theirs, CustomerPromise)
    assert theirs.due == Moment(date(2026, 4, 1))


def test_complaints_and_requests_have_forms() -> None:
    complaint = form("log_complaint", customer="泰禾", person="钱总", what="A款屏幕碎了")
    assert isinstance(complaint, LogComplaint)
    assert complaint.what == "A款屏幕碎了"
    request = form("log_request", customer="泰禾", what="回电话", due="周四")
    assert isinstance(request, LogRequest)
    assert (request.what, request.due) == ("回电话", Moment(date(2026, 3, 12)))


def test_a_log_form() -> None:
    log = form("log_interaction", customer="Nowhere Ltd", channel="call", when="yesterday", what="not happy")
    assert isinstance(log, LogInteraction)
    assert log.customer is not None
    assert (log.customer.said, log.customer.known) == ("Nowhere Ltd", False)
    assert (log.channel, log.sentiment) == (Channel.CALL, Sentiment.BAD)
    assert log.when == Moment(date(2026, 3, 10))


def test_a_reminder_form_keeps_the_minute() -> None:
    reminder = form("set_reminder", what="call", due="明天下午三点", customer="")
    assert isinstance(reminder, SetReminder)
    assert (reminder.due, reminder.customer) == (Moment(date(2026, 3, 12), time(15)), None)


def test_forms_that_create() -> None:
    assert form("new_customer", name="Initech", industry="IT") == NewCustomer(name="Initech", industry="IT")
    contact = form("new_contact", name="Mary", customer="Acme", phone="13812345678", email="M@a.example")
    assert isinstance(contact, NewContact)
    assert (contact.phone, contact.email) == ("+8613812345678", "m@a.example")


def test_an_unknown_form_is_nothing() -> None:
    assert from_form(Filled(command="nonsense", fields=()), hearing()).commands == ()


def test_a_shared_contact_belongs_to_its_organisation_or_to_the_focus() -> None:
    card = SharedContact(name="Mary Poole", phone="+14155552671", organisation="Acme Corp")
    contact = from_contact(card, hearing()).commands[0]
    assert isinstance(contact, NewContact)
    assert contact.customer is not None
    assert contact.customer.id == "c-acme"
    alone = from_contact(SharedContact(name="Mary"), hearing(focus="c-taihe")).commands[0]
    assert isinstance(alone, NewContact)
    assert alone.customer is not None
    assert alone.customer.id == "c-taihe"


def test_parse_prints_names_and_dates_as_plain_data() -> None:
    assert parsed(understand("答应泰禾周五前送样", hearing())) == {
        "commands": [
            {
                "name": "make_promise",
                "slots": {"customer": "泰禾电子科技有限公司", "what": "送样", "due": "2026-03-13"},
            }
        ],
        "asks": None,
    }


def test_parse_says_what_is_unclear() -> None:
    assert parsed(understand("拜访宏达", hearing()))["asks"] == {
        "about": "customer",
        "choices": ["宏达贸易有限公司", "宏达机械有限公司"],
    }
    asked = parsed(understand("没答应泰禾周五送样", hearing()))["asks"]
    assert asked is not None
    assert asked["about"] == "command"
