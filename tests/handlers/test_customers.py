import pytest

from bot.domain.base import Mention
from bot.domain.briefs import Briefed
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.customers import (
    Brief,
    CustomerCreated,
    Find,
    Found,
    LooksAlike,
    NewCustomer,
)
from bot.domain.errors import NothingFound, Question
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.likeness import Likeness, likeness
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.reminders import ReminderSet, SetReminder
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
PHONE = "13812345678"


def test_a_new_customer_belongs_to_who_creates_it(office: Office) -> None:
    result = office.does("han", NewCustomer(name="万象科技"), CustomerCreated)
    assert (result.customer.owner_id, result.owner) == ("han", "韩梅")


@pytest.mark.parametrize("name", ["泰禾", "泰禾股份有限公司", "泰禾集团", "ACME", "acme llc", "Acme Corp."])
def test_a_lookalike_is_shown_with_its_owner_first(office: Office, name: str) -> None:
    result = office.does("han", NewCustomer(name=name), LooksAlike)
    assert [each.note for each in result.choices] == ["Tom" if name[0] in "Aa" else "李雷"]
    assert office.does("han", NewCustomer(name=name, sure=True), CustomerCreated).customer.name == name


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("泰禾(中国)有限公司", "泰禾集团", True),
        ("上海泰禾有限公司", "泰禾", True),
        ("Northwind Traders", "Traders Northwind", True),
        ("Northwind", "Nortwhind", True),
        ("Northwind", "Northwynd Ltd", True),
        ("Northwind", "Northwinds", True),
        ("Acme", "Acne", False),
        ("泰禾", "华联", False),
        ("Northwind", "Southwind", False),
    ],
)
def test_likeness(one: str, other: str, *, alike: bool) -> None:
    asked, turned = likeness(one, other), likeness(other, one)
    assert (asked > Likeness.NONE) is (turned > Likeness.NONE) is alike


def test_finding_goes_over_customers_contacts_and_colleagues(office: Office) -> None:
    office.does("tom", NewContact(customer=Mention("Acme"), name="Ann", title="CFO"), ContactKept)
    found = office.does("li", Find(name="ann"), Found)
    assert [(each.name, each.note) for each in found.contacts] == [("Ann", "Acme, Inc. · CFO")]
    assert [(each.name, each.note) for each in found.people] == [("Ann", "manager")]
    assert [each.id for each in office.does("li", Find(name="泰禾"), Found).customers] == ["taihe"]


def test_a_number_finds_whose_it_is_and_a_name_its_number(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱伟", phone=PHONE), ContactKept)
    for asked in (Find(name=PHONE, phone=PHONE), Find(name="钱伟")):
        (found,) = office.does("li", asked, Found).contacts
        assert found.name == "钱伟"
        assert PHONE in found.note
        (seen,) = office.does("tom", asked, Found).contacts
        assert PHONE not in seen.note


def test_nothing_of_that_name(office: Office) -> None:
    with pytest.raises(NothingFound):
        office.does("li", Find(name="万象"), Found)


def test_a_brief_shows_what_one_needs(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱伟", phone=PHONE), ContactKept)
    for _ in range(6):
        office.later(hours=1)
        office.does("han", LogInteraction(customer=TAIHE, what="电话"), InteractionLogged)
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.does("li", SetReminder(customer=TAIHE, what="打电话", due=on("2026-03-12")), ReminderSet)
    office.later(days=2)
    brief = office.does("li", Brief(customer=TAIHE), Briefed)
    assert (brief.owner, len(brief.touches), brief.touches_total) == ("李雷", 5, 6)
    assert brief.touched == on("2026-03-09").day
    assert [line.promise.what for line in brief.lines] == ["送样"]
    assert [each.what for each in brief.reminders] == ["打电话"]
    assert [each.phone for each in brief.contacts] == [PHONE]
    assert brief.names == {"han": "韩梅", "li": "李雷"}


def test_details_of_others_customers_are_masked(office: Office) -> None:
    office.does(
        "li", NewContact(customer=TAIHE, name="钱伟", phone=PHONE, email="qian@taihe.example"), ContactKept
    )

    def seen(who: str, *, group: bool = False) -> tuple[str, str, bool]:
        brief = office.does(who, Brief(customer=TAIHE), Briefed, group=group)
        return brief.contacts[0].phone, brief.contacts[0].email, brief.masked

    masked = ("138****5678", "q***@taihe.example", True)
    open_ = (PHONE, "qian@taihe.example", False)
    assert {who: seen(who) for who in ("li", "han", "ann", "wang")} == {
        "li": open_,
        "han": masked,
        "ann": open_,
        "wang": open_,
    }
    assert seen("li", group=True) == masked


def test_a_known_person_stands_for_their_customer(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱伟"), ContactKept)
    assert office.does("han", Brief(person=Mention("钱伟")), Briefed).customer.id == "taihe"


def test_between_namesakes_their_customers_are_offered(office: Office) -> None:
    for customer in ("泰禾", "华联"):
        office.does("li", NewContact(customer=Mention(customer), name="钱伟"), ContactKept)
    with pytest.raises(Question) as caught:
        office.does("han", Brief(person=Mention("钱伟")), Briefed)
    assert {(each.name, each.note) for each in caught.value.choices} == {
        ("泰禾集团有限公司", "钱伟"),
        ("华联", "钱伟"),
    }


def test_a_contact_of_the_same_name_is_completed(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱伟", title="总经理"), ContactKept)
    result = office.does("li", NewContact(customer=TAIHE, name="钱伟", phone=PHONE), ContactKept)
    assert (result.created, result.contact.title, result.contact.phone) == (False, "总经理", PHONE)
    assert len(office.does("li", Brief(customer=TAIHE), Briefed).contacts) == 1
