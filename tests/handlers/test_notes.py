"""Whatever is told of a customer is kept at once, as it was understood."""

from datetime import time
from decimal import Decimal

import pytest

from bot.domain.alerts import WinBackPlanned
from bot.domain.audit import Amend, Amended, Undo, Undone
from bot.domain.base import Command, Mention
from bot.domain.briefs import Briefed
from bot.domain.campaigns import Campaign
from bot.domain.complaints import LogComplaint, ResolveComplaint
from bot.domain.customers import Brief
from bot.domain.errors import BadSlot, NothingToUndo, Question
from bot.domain.interactions import Channel, Facts, Sentiment, Topic
from bot.domain.materials import LogMaterial
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.orders import LogOrder, LogPayment, OrderLogged
from bot.domain.ownership import Released
from bot.domain.preferences import Preference, SetPreference
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.quotes import LogQuote
from bot.domain.receivables import PaymentLogged
from bot.domain.requests import LogRequest
from bot.domain.risk import Release, WinBack
from bot.handlers import give_back
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
PRICE = Money(Decimal(2800), "CNY")
TOLD: tuple[tuple[Command, Topic], ...] = (
    (LogQuote(customer=TAIHE, amount=PRICE), Topic.QUOTE),
    (LogComplaint(customer=TAIHE, what="屏幕碎了"), Topic.COMPLAINT),
    (ResolveComplaint(customer=TAIHE, what="屏幕换好了"), Topic.RESOLVED),
    (LogRequest(customer=TAIHE, what="回电话", due=on("2026-03-12")), Topic.REQUEST),
    (LogMaterial(customer=TAIHE, what="新品手册", channel=Channel.WECHAT), Topic.MATERIAL),
    (Campaign(customer=TAIHE, what="春季展会"), Topic.CAMPAIGN),
    (SetPreference(customer=TAIHE, channel=Channel.EMAIL), Topic.PREFERENCE),
)


@pytest.mark.parametrize(("command", "topic"), TOLD, ids=lambda each: str(each) if each in set(Topic) else "")
def test_what_is_told_is_in_the_history_and_can_be_undone(
    office: Office, command: Command, topic: Topic
) -> None:
    noted = office.does("li", command, Noted, said="说的话")
    assert (noted.interaction.topic, noted.interaction.said, noted.by) == (topic, "说的话", "李雷")
    assert office.does("han", Brief(customer=TAIHE), Briefed).touches == (noted.interaction,)
    assert office.does("li", Undo(), Undone).counts == (("note", 1),)
    assert office.does("han", Brief(customer=TAIHE), Briefed).touches == ()


def test_the_slots_are_kept_under_their_names(office: Office) -> None:
    quote = LogQuote(
        customer=TAIHE,
        product=Mention("A", "", "A款"),
        amount=PRICE,
        unit="台",
        discount=Decimal("0.9"),
        term=0,
        valid_until=on("2026-03-31"),
    )
    assert office.does("li", quote, Noted).interaction.facts == Facts(
        product="A款", amount=PRICE, unit="台", discount=Decimal("0.9"), term=0, valid_until=on("2026-03-31")
    )
    wish = SetPreference(customer=TAIHE, channel=Channel.CALL, pref=Preference.BEFORE, at=time(10))
    facts = office.does("li", wish, Noted).interaction.facts
    assert facts == Facts(channel="call", pref="before", at=time(10))


def test_without_any_slot_the_words_of_the_message_are_kept(office: Office) -> None:
    noted = office.does("li", LogOrder(customer=TAIHE), OrderLogged, said="泰禾下单了").noted
    assert (noted.interaction.what, noted.interaction.facts) == ("泰禾下单了", None)


def test_words_that_only_name_the_deed_are_not_kept_twice(office: Office) -> None:
    released = office.does("li", Release(customer=TAIHE, what="泰禾放回公海"), Released, said="泰禾放回公海")
    assert released.noted.interaction.what == ""
    office.does("li", Undo(), Undone)
    noted = office.does("li", WinBack(customer=TAIHE, what="重新报价"), WinBackPlanned).noted
    assert noted is not None
    assert noted.interaction.what == "重新报价"


def test_an_unknown_customer_is_asked_about(office: Office) -> None:
    with pytest.raises(Question) as caught:
        office.does("li", LogQuote(customer=Mention("万象"), amount=PRICE), Noted)
    assert (caught.value.slot, caught.value.new) == ("customer", True)
    with pytest.raises(Question):
        office.does("li", LogComplaint(what="屏幕碎了"), Noted)


def test_a_campaign_needs_no_customer(office: Office) -> None:
    noted = office.does("li", Campaign(what="上海展会", amount=PRICE, qty=Decimal(300)), Noted)
    assert (noted.customer, noted.interaction.customer_id) == (None, "")
    assert office.does("li", Undo(), Undone).counts == (("note", 1),)


def test_what_lies_ahead_has_not_been_told(office: Office) -> None:
    with pytest.raises(BadSlot):
        office.does("li", LogPayment(customer=TAIHE, amount=PRICE, when=on("2026-04-01")), PaymentLogged)


def test_a_complaint_is_no_good_news(office: Office) -> None:
    assert office.does("li", TOLD[1][0], Noted).interaction.sentiment is Sentiment.BAD


def test_a_note_can_be_corrected(office: Office) -> None:
    office.does("li", LogQuote(customer=TAIHE, amount=PRICE), Noted, said="给泰禾报了2800")
    amended = office.does("li", Amend(customer=Mention("华联")), Amended)
    (noted,) = amended.results
    assert isinstance(noted, Noted)
    assert noted.customer is not None
    assert noted.customer.name == "华联"
    assert office.does("li", Brief(customer=TAIHE), Briefed).touches == ()


def test_who_first_notes_something_owns_the_customer_but_not_who_lets_them_go(office: Office) -> None:
    hualian = Mention("华联")
    released = office.does("li", Release(customer=hualian), Released)
    assert released.customer.owner_id == ""
    office.does("li", Undo(), Undone)
    noted = office.does("han", LogOrder(customer=hualian, qty=Decimal(2)), OrderLogged).noted
    assert noted.customer is not None
    assert noted.customer.owner_id == "han"


def test_a_note_gives_back_what_any_log_does_but_not_who_is_let_go(office: Office) -> None:
    quote = office.does("li", TOLD[0][0], Noted)
    release = office.does("tom", Release(customer=Mention("Acme")), Released)
    with office.turn("li") as turn:
        assert len(give_back([quote], turn)) == 1
        assert give_back([release], turn) == []


def test_figures_are_corrected_where_there_were_some(office: Office) -> None:
    office.does("li", LogQuote(customer=TAIHE, amount=PRICE, unit="台", term=60), Noted)
    amended = office.does("li", Amend(number=Decimal(2600)), Amended)
    amended = office.does("li", Amend(term=30, discount=Decimal("0.9")), Amended)
    (noted,) = amended.results
    assert isinstance(noted, Noted)
    assert noted.interaction.facts == Facts(
        amount=Money(Decimal(2600), "CNY"), unit="台", discount=Decimal("0.9"), term=30
    )


def test_a_sum_is_no_correction_of_a_promise_without_one(office: Office) -> None:
    office.does("li", MakePromise(customer=TAIHE, what="送样"), PromiseMade)
    for wrong in (Amend(number=Decimal(2600)), Amend(amount=PRICE)):
        with pytest.raises(NothingToUndo):
            office.does("li", wrong, Amended)
