"""Whatever is done and then undone, one by one, leaves every table as it was."""

import sqlite3
from contextlib import closing
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.alerts import SnoozeAlert, TakeAlert
from bot.domain.audit import Amend, Undo, Undone
from bot.domain.base import ActionId, Command, Mention
from bot.domain.calendar import Every, Recurrence
from bot.domain.campaigns import Campaign
from bot.domain.complaints import ComplaintKind, LogComplaint, ResolveComplaint
from bot.domain.contacts import AmendContact, NewContact
from bot.domain.customers import Merge, NewCustomer, Refer
from bot.domain.deals import DealUpdate
from bot.domain.errors import Question, Refusal
from bot.domain.handover import Handover
from bot.domain.interactions import Channel, LogInteraction
from bot.domain.materials import LogMaterial
from bot.domain.money import Money
from bot.domain.orders import LogOrder, LogPayment
from bot.domain.ownership import Claim, CoOwn, Watch
from bot.domain.people import Leave, Settings
from bot.domain.preferences import Preference, SetPreference
from bot.domain.promises import CustomerPromise, KeepPromise, MakePromise, PromiseState
from bot.domain.quotes import LogQuote
from bot.domain.reminders import PassOn, SetReminder, Snooze
from bot.domain.requests import LogRequest, RequestKind
from bot.domain.risk import Release, WinBack
from bot.domain.transfer import ImportRows, Kind, Row
from bot.handlers import handle
from tests.handlers.office import Office, on

KEPT = {
    "quote",
    "conflict",
    "workspace",
    "member",
    "link",
    "link_code",
    "customer",
    "contact",
    "product",
    "interaction",
    "promise",
    "reminder",
    "follower",
    "alert",
    "inheritance",
    "referral",
    "complaint",
    "request",
    "name_key",
    "deal",
    "deal_move",
    "purchase",
    "payment",
    "wish",
    "material",
}
CUSTOMERS = st.sampled_from(("泰禾", "Acme", "华联", "新客户")).map(Mention)
WORDS = st.sampled_from(("送样", "报价 quote", "打电话", ""))
DUE = st.sampled_from((None, on("2026-03-12"), on("2026-03-20", "15:00")))
AMOUNT = st.sampled_from((None, Money(Decimal(2800), "CNY")))
CONTACT = st.sampled_from((None, Mention("钱伟")))
PRODUCT = st.sampled_from((None, Mention("A款")))
BY = st.sampled_from((None, Mention("韩梅"), Mention("Tom")))

COMMANDS = st.one_of(
    st.builds(
        LogInteraction,
        customer=CUSTOMERS,
        what=WORDS,
        by=BY,
        person=st.just(Mention("钱伟")),
        channel=st.sampled_from((None, Channel.CALL)),
    ),
    st.builds(MakePromise, customer=CUSTOMERS, what=WORDS, due=DUE, by=BY),
    st.builds(CustomerPromise, customer=CUSTOMERS, what=WORDS, due=DUE),
    st.builds(
        KeepPromise,
        customer=CUSTOMERS | st.none(),
        what=WORDS,
        outcome=st.sampled_from((PromiseState.KEPT, PromiseState.BROKEN, PromiseState.CANCELLED)),
    ),
    st.builds(
        SetReminder,
        customer=CUSTOMERS | st.none(),
        what=WORDS,
        due=DUE,
        by=BY,
        recur=st.sampled_from((None, Recurrence(Every.DAY), Recurrence(Every.MONTH, nth=-1))),
    ),
    st.builds(Snooze, due=DUE),
    st.builds(PassOn, reminder=st.just("none"), to=BY),
    st.builds(NewCustomer, name=st.sampled_from(("新客户", "泰禾股份", "Northwind")), sure=st.booleans()),
    st.builds(
        NewContact, customer=CUSTOMERS, name=st.just("钱伟"), title=WORDS, phone=st.just("13812345678")
    ),
    st.builds(
        AmendContact,
        customer=CUSTOMERS,
        person=st.sampled_from((None, Mention("钱伟"), Mention("孙倩"))),
        name=st.sampled_from(("", "钱建国")),
        title=WORDS,
    ),
    st.builds(
        DealUpdate,
        customer=CUSTOMERS,
        stage=st.sampled_from(("", "negotiation", "won", "lost")),
        amount=AMOUNT,
        reopen=st.booleans(),
    ),
    st.builds(LogOrder, customer=CUSTOMERS, amount=AMOUNT, term=st.sampled_from((None, 30))),
    st.builds(LogPayment, customer=CUSTOMERS, amount=AMOUNT),
    st.builds(
        LogQuote,
        customer=CUSTOMERS,
        product=PRODUCT,
        amount=st.sampled_from((None, Money(Decimal(2800), "CNY"), Money(Decimal(2600), "CNY"))),
        term=st.sampled_from((None, 30, 60)),
        exclusive=st.sampled_from((None, True)),
        agreed=st.booleans(),
        revises=st.booleans(),
        valid_until=DUE,
        by=BY,
    ),
    st.builds(LogComplaint, customer=CUSTOMERS, what=WORDS, kind=st.sampled_from((None, *ComplaintKind))),
    st.builds(ResolveComplaint, customer=CUSTOMERS, what=WORDS),
    st.builds(
        LogRequest, customer=CUSTOMERS, what=WORDS, due=DUE, kind=st.sampled_from((None, *RequestKind))
    ),
    st.builds(Release, customer=CUSTOMERS, what=WORDS),
    st.builds(TakeAlert, customer=CUSTOMERS),
    st.builds(SnoozeAlert, customer=CUSTOMERS, until=DUE),
    st.builds(WinBack, customer=CUSTOMERS, by=BY, due=DUE),
    st.builds(Claim, customer=CUSTOMERS),
    st.builds(Watch, customer=CUSTOMERS),
    st.builds(CoOwn, customer=CUSTOMERS, with_=BY),
    st.builds(Handover, customer=CUSTOMERS | st.none(), to=BY, sure=st.booleans()),
    st.builds(Merge, customer=CUSTOMERS, other=CUSTOMERS, sure=st.booleans()),
    st.builds(Refer, customer=CUSTOMERS, referrer=CUSTOMERS),
    st.builds(LogMaterial, customer=CUSTOMERS, person=CONTACT, what=WORDS, product=PRODUCT),
    st.builds(
        SetPreference,
        customer=CUSTOMERS,
        person=CONTACT,
        channel=st.sampled_from((None, Channel.CALL, Channel.EMAIL)),
        pref=st.sampled_from((*Preference,)),
    ),
    st.builds(Campaign, what=WORDS, source=st.just("展会"), amount=AMOUNT, customer=CUSTOMERS | st.none()),
    st.builds(Leave, person=st.just(Mention("韩梅"))),
    st.builds(Settings, setting=st.just("zone"), value=st.sampled_from(("上海", "new york"))),
    st.builds(Amend, customer=CUSTOMERS | st.none(), due=DUE, what=WORDS),
    st.builds(
        ImportRows,
        kind=st.just(Kind.CUSTOMERS),
        rows=st.just((Row(2, (("name", "泰禾"), ("tier", "B"))), Row(3, (("name", "新客户"),)))),
    ),
)
STEPS = st.lists(st.tuples(st.sampled_from(("li", "wang")), COMMANDS), max_size=10)


def tables(url: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        return {name: sorted(database.execute(f"select * from {name}"), key=repr) for name in sorted(KEPT)}  # noqa: S608


def tried(office: Office, who: str, command: Command) -> ActionId | None:
    """The action of a command that changed something."""
    with office.turn(who, said="…") as turn:
        turn.begin((command,))
        try:
            with turn.work.attempt():
                handle(command, turn)
        except (Refusal, Question):
            return None
        return turn.action if turn.work.changed else None


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.generate),
)
@given(steps=STEPS)
def test_everything_can_be_undone(office: Office, sqlite_url: str, steps: list[tuple[str, Command]]) -> None:
    before = tables(sqlite_url)
    done = []
    for who, command in steps:
        office.later(seconds=1)
        done.append((who, tried(office, who, command)))
    for who, action in reversed(done):
        office.later(seconds=1)
        if action is not None:
            office.does(who, Undo(action=action), Undone)
    assert tables(sqlite_url) == before
