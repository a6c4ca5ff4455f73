"""Contacts that change: the right person, nothing lost, and nobody asked twice."""

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import Mention
from bot.domain.contacts import AmendContact, ContactKept, NewContact
from bot.domain.errors import Question
from bot.domain.interactions import InteractionLogged
from tests.handlers.office import Office

TAIHE = Mention("泰禾")


@pytest.fixture
def known(office: Office) -> Office:
    office.does(
        "li", NewContact(customer=TAIHE, name="钱总", title="总经理", phone="13812345678"), ContactKept
    )
    return office


def test_what_was_said_changes_and_the_rest_stays(known: Office) -> None:
    changed = known.does(
        "li", AmendContact(customer=TAIHE, person=Mention("钱总"), title="董事长"), ContactKept
    )
    assert (changed.contact.title, changed.contact.phone, changed.created) == ("董事长", "13812345678", False)
    known.does("li", Undo(), Undone)
    again = known.does("li", AmendContact(person=Mention("钱总"), email="qian@taihe.example"), ContactKept)
    assert (again.contact.title, again.contact.email) == ("总经理", "qian@taihe.example")


def test_a_new_name_does_not_lose_the_old_one(known: Office) -> None:
    renamed = known.does("li", AmendContact(customer=TAIHE, person=Mention("钱总"), name="钱伟"), ContactKept)
    assert (renamed.contact.name, renamed.contact.aliases) == ("钱伟", ("钱总",))
    same = known.does("li", AmendContact(customer=TAIHE, person=Mention("钱总"), title="CEO"), ContactKept)
    assert same.contact.name == "钱伟"


def test_who_is_no_contact_yet_becomes_one(known: Office) -> None:
    made = known.does("li", AmendContact(customer=TAIHE, person=Mention("孙倩"), title="采购"), ContactKept)
    assert (made.contact.name, made.contact.title, made.created) == ("孙倩", "采购", True)


def test_nobody_named_is_asked_about_and_namesakes_are_told_apart(known: Office) -> None:
    known.does("li", NewContact(customer=TAIHE, name="王丽", title="采购"), ContactKept)
    with pytest.raises(Question) as caught:
        known.does("han", AmendContact(customer=TAIHE, title="总监"), ContactKept)
    assert caught.value.slot == "person"
    assert {each.name for each in caught.value.choices} == {"钱总", "王丽"}


def test_others_see_the_changed_phone_masked(known: Office) -> None:
    seen = known.does("han", AmendContact(customer=TAIHE, person=Mention("钱总"), role="拍板人"), ContactKept)
    assert (seen.contact.phone, seen.contact.role) == ("138****5678", "拍板人")


def test_news_that_change_no_detail_are_kept_as_they_were_said(known: Office) -> None:
    news = AmendContact(customer=TAIHE, person=Mention("钱总"))
    logged = known.does("li", news, InteractionLogged, said="钱总离职了")
    assert logged.interaction.what == "钱总离职了"
    assert logged.contact is not None
