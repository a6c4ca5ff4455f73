"""Watching and sharing customers, and what others did there."""

from datetime import timedelta

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import Command, Mention
from bot.domain.contacts import NewContact
from bot.domain.customers import Brief, Refer
from bot.domain.errors import BadSlot
from bot.domain.interactions import LogInteraction
from bot.domain.notes import Noted
from bot.domain.ownership import (
    CoOwn,
    Followed,
    MarkRead,
    NewsRead,
    NewsShown,
    Part,
    SendNews,
    StopWatching,
    Unfollowed,
    Watch,
    WhatsNew,
)
from bot.domain.people import Leave, Left
from bot.domain.promises import KeepPromise, MakePromise
from bot.domain.risk import Release
from bot.domain.routines import PushKind
from bot.handlers import handle, notify
from tests.handlers.office import MONDAY, Office, on

TAIHE, ACME, HUALIAN = Mention("泰禾"), Mention("Acme"), Mention("华联")
HAN, LI = Mention("韩梅", "han", "韩梅"), Mention("李雷", "li", "李雷")
CALLED = LogInteraction(customer=TAIHE, what="聊了续约")


def tells(office: Office, who: str, *commands: Command) -> None:
    """Carry a message out as the conversation does, with what is kept for those whom it concerns."""
    with office.turn(who, said="…") as turn:
        turn.begin(commands)
        for each in commands:
            handle(each, turn)
        notify(commands, turn)


def news(office: Office, who: str) -> NewsShown:
    return office.does(who, WhatsNew(), NewsShown)


def test_the_owner_and_the_followers_hear_what_others_do(office: Office) -> None:
    office.does("han", Watch(customer=TAIHE), Followed)
    tells(office, "tom", CALLED, MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")))
    for reader in ("li", "han"):
        shown = news(office, reader)
        assert (shown.total, shown.customers) == (2, 1)
        assert {each.by for each in shown.news} == {"Tom"}
    assert news(office, "tom").total == 0
    assert news(office, "ann").total == 0


def test_ones_own_doing_is_no_news(office: Office) -> None:
    tells(office, "li", CALLED)
    assert news(office, "li").total == 0


def test_a_promise_that_is_kept_is_news(office: Office) -> None:
    tells(office, "tom", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")))
    tells(office, "tom", KeepPromise(customer=TAIHE, what="送样"))
    assert [each.notice.kind for each in news(office, "li").news] == ["promise_kept", "promise"]


def test_what_was_taken_back_is_no_news_any_more(office: Office) -> None:
    tells(office, "tom", CALLED)
    office.does("tom", Undo(), Undone)
    assert news(office, "li").total == 0
    office.does("tom", Undo(redo=True), Undone)
    assert news(office, "li").total == 1


def test_read_is_read_up_to_what_was_shown(office: Office) -> None:
    tells(office, "tom", CALLED)
    upto = news(office, "li").news[0].notice.id
    office.later(seconds=5)
    tells(office, "tom", CALLED)
    assert office.does("li", MarkRead(upto=upto), NewsRead).count == 1
    assert news(office, "li").total == 1
    assert office.does("li", MarkRead(), NewsRead).count == 1


def test_told_at_most_once_an_hour_and_each_thing_once(office: Office) -> None:
    tells(office, "tom", CALLED)
    assert office.pushes(SendNews()) == [("li", PushKind.NEWS, "")]
    told = office.told("li", PushKind.NEWS)
    assert isinstance(told, NewsShown)
    assert told.total == 1
    office.later(minutes=30)
    tells(office, "tom", CALLED)
    assert office.pushes(SendNews()) == []
    office.later(minutes=31)
    assert office.pushes(SendNews()) == [("li", PushKind.NEWS, "")]
    again = office.told("li", PushKind.NEWS)
    assert isinstance(again, NewsShown)
    assert again.total == 1
    assert news(office, "li").total == 2


@pytest.mark.parametrize("hours", [-3, 9, 24 * 5])
def test_told_at_work_only(office: Office, hours: int) -> None:
    """At 7, at 19, and on a Saturday it waits."""
    tells(office, "tom", CALLED)
    office.now = MONDAY + timedelta(hours=hours)
    assert office.pushes(SendNews()) == []


def test_who_loses_a_customer_to_the_pool_hears_of_it(office: Office) -> None:
    tells(office, "ann", Release(customer=TAIHE))
    assert [each.notice.kind for each in news(office, "li").news] == ["release"]


def test_watching_twice_is_watching_once(office: Office) -> None:
    office.does("han", Watch(customer=TAIHE), Followed)
    assert office.does("han", Watch(customer=TAIHE), Followed).already
    assert office.does("li", Watch(customer=TAIHE), Followed).owned
    office.does("han", StopWatching(customer=TAIHE), Unfollowed)
    with pytest.raises(BadSlot) as refused:
        office.does("han", StopWatching(customer=TAIHE), Unfollowed)
    assert refused.value.facts["why"] == "not_watching"
    with pytest.raises(BadSlot) as refused:
        office.does("li", StopWatching(customer=TAIHE), Unfollowed)
    assert refused.value.facts["why"] == "owner_hears"


def test_who_shares_a_customer_sees_its_details_until_it_ends(office: Office) -> None:
    contact = NewContact(customer=TAIHE, name="钱总", phone="13812345678")
    tells(office, "li", contact)
    assert _phone(office, "han") != "13812345678"
    assert office.does("li", CoOwn(customer=TAIHE, with_=HAN), Followed).part is Part.CO_OWNER
    assert _phone(office, "han") == "13812345678"
    assert office.does("li", CoOwn(customer=TAIHE, with_=HAN), Followed).already
    office.does("li", StopWatching(customer=TAIHE, with_=HAN), Unfollowed)
    assert _phone(office, "han") != "13812345678"


def _phone(office: Office, who: str) -> str:
    with office.turn(who) as turn:
        shown = handle(Brief(customer=TAIHE), turn)
    return str(shown.contacts[0].phone)  # type: ignore[attr-defined]


def test_only_the_owner_and_those_above_share_it(office: Office) -> None:
    for who in ("han", "tom"):
        with pytest.raises(BadSlot):
            office.does(who, CoOwn(customer=TAIHE, with_=HAN), Followed)
    with pytest.raises(BadSlot):
        office.does("li", CoOwn(customer=TAIHE, with_=LI), Followed)
    office.does("ann", CoOwn(customer=TAIHE, with_=HAN), Followed)


def test_who_shares_what_nobody_has_owns_it(office: Office) -> None:
    shared = office.does("li", CoOwn(customer=HUALIAN, with_=HAN), Followed)
    assert shared.customer.owner_id == "li"


def test_who_left_follows_nothing(office: Office) -> None:
    office.does("han", Watch(customer=TAIHE), Followed)
    office.does("wang", Leave(person=HAN), Left)
    with office.work() as work:
        assert not work.followers.by("han")  # type: ignore[arg-type]
    with pytest.raises(BadSlot):
        office.does("li", CoOwn(customer=TAIHE, with_=HAN), Followed)


def test_a_referral_stands_in_the_brief_of_both(office: Office) -> None:
    office.does("li", Refer(customer=ACME, referrer=TAIHE), Noted, said="Acme是泰禾介绍的")
    for customer, brought_by, brought in ((ACME, "泰禾", ()), (TAIHE, "", ("Acme",))):
        with office.turn("li") as turn:
            ties = handle(Brief(customer=customer), turn).ties  # type: ignore[attr-defined]
        assert [each[0] for each in ties.brought_by] == [brought_by] * bool(brought_by)
        assert ties.brought == brought


def test_somebody_known_by_name_only_brought_a_customer(office: Office) -> None:
    office.does("li", Refer(customer=ACME, referrer=Mention("老同学")), Noted)
    with office.turn("li") as turn:
        ties = handle(Brief(customer=ACME), turn).ties  # type: ignore[attr-defined]
    assert [each[0] for each in ties.brought_by] == ["老同学"]
