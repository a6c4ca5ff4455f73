"""Who means to buy, and what shows it."""

from datetime import date
from decimal import Decimal

from bot.domain.base import Mention
from bot.domain.cases import RequestLogged
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.deals import DealMoved, DealUpdate
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.leads import CheckLeads, Lead, LeadsShown, Sign
from bot.domain.money import Money
from bot.domain.orders import LogOrder, OrderLogged
from bot.domain.quotes import LogQuote, QuoteLogged
from bot.domain.requests import LogRequest, RequestKind
from tests.handlers.office import Office, on

TAIHE, QIAN = Mention("泰禾"), Mention("钱总")


def leads(office: Office, who: str = "li") -> dict[str, Lead]:
    return {each.customer.id: each for each in office.does(who, CheckLeads(), LeadsShown).lines}


def signs(office: Office) -> dict[Sign, str]:
    lead = leads(office).get("taihe")
    return {each.sign: each.what for each in lead.seen} if lead else {}


def asks_for_a_price(office: Office) -> None:
    office.does("li", LogRequest(customer=TAIHE, what="要报价", kind=RequestKind.QUOTE), RequestLogged)


def test_every_sign_with_its_evidence_and_points(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱总", title="总经理"), ContactKept)
    asks_for_a_price(office)
    assert signs(office) == {Sign.PRICE: "要报价"}
    office.does(
        "li",
        LogInteraction(customer=TAIHE, person=QIAN, what="聊了"),
        InteractionLogged,
        said="见了钱总，说预算80万，挺急",
    )
    office.does("li", DealUpdate(customer=TAIHE, close_date=on("2026-04-30")), DealMoved)
    office.does("li", LogInteraction(customer=TAIHE, what="问交期"), InteractionLogged, said="钱总打来问交期")
    lead = leads(office)["taihe"]
    assert signs(office) == {
        Sign.PRICE: "要报价",
        Sign.BUDGET: "说预算80万",
        Sign.DATE: "",
        Sign.DECIDER: "钱总",
        Sign.ANSWERS: "",
    }
    assert lead.points == 100
    assert {each.sign: each.day for each in lead.seen}[Sign.DATE] == date(2026, 4, 30)


def test_a_price_told_is_a_price_talked_of(office: Office) -> None:
    quote = LogQuote(customer=TAIHE, product=Mention("A款"), amount=Money(Decimal(2800), "CNY"))
    office.does("li", quote, QuoteLogged)
    assert leads(office)["taihe"].points == 25


def test_who_has_bought_is_no_lead_any_more(office: Office) -> None:
    asks_for_a_price(office)
    office.does("li", LogOrder(customer=TAIHE, product=Mention("A款")), OrderLogged)
    assert leads(office) == {}


def test_old_signs_show_nothing(office: Office) -> None:
    asks_for_a_price(office)
    office.later(days=181)
    assert signs(office) == {}


def test_reps_see_their_own_managers_their_peoples(office: Office) -> None:
    asks_for_a_price(office)
    office.does(
        "tom", LogRequest(customer=Mention("Acme"), what="要报价", kind=RequestKind.QUOTE), RequestLogged
    )
    assert set(leads(office, "li")) == {"taihe"}
    assert set(leads(office, "han")) == set()
    assert set(leads(office, "ann")) == {"taihe", "acme"}
    shown = office.does("ann", CheckLeads(), LeadsShown)
    assert (shown.judged, shown.private) == (2, True)
