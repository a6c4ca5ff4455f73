import pytest

from bot.domain.base import Mention
from bot.domain.briefs import Briefed
from bot.domain.customers import Brief
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.interactions import Channel, InteractionLogged, LogInteraction
from tests.handlers.office import Office, on, utc


def log(customer: str = "泰禾", **slots: object) -> LogInteraction:
    return LogInteraction(customer=Mention(customer), what="聊了续约", **slots)  # type: ignore[arg-type]


def test_a_touch_is_filed_in_the_words_of_the_message(office: Office) -> None:
    result = office.does("li", log(channel=Channel.VISIT), InteractionLogged, said="今天拜访泰禾，聊了续约")
    assert (result.customer.name, result.by) == ("泰禾集团有限公司", "李雷")
    assert result.interaction.day == on("2026-03-09").day
    assert result.interaction.said == "今天拜访泰禾，聊了续约"
    assert office.does("han", Brief(customer=Mention("泰禾")), Briefed).touches == (result.interaction,)


def test_any_rep_may_log_for_a_colleague(office: Office) -> None:
    result = office.does("han", log(by=Mention("李雷")), InteractionLogged)
    assert (result.by, result.interaction.member_id) == ("李雷", "li")


def test_a_colleague_nobody_knows_is_refused(office: Office) -> None:
    with pytest.raises(NothingFound):
        office.does("han", log(by=Mention("小明")), InteractionLogged)


def test_a_contact_nobody_knows_is_no_reason_to_ask(office: Office) -> None:
    result = office.does("li", log(person=Mention("孙总")), InteractionLogged)
    assert (result.contact, result.person) == (None, "孙总")


def test_who_first_touches_a_customer_without_owner_owns_it(office: Office) -> None:
    assert office.does("han", log("华联"), InteractionLogged).customer.owner_id == "han"
    assert office.does("li", log("华联"), InteractionLogged).customer.owner_id == "han"


def test_a_past_day_counts_as_its_noon_in_the_speakers_zone(office: Office) -> None:
    result = office.does("tom", log(when=on("2026-03-06")), InteractionLogged)
    assert result.interaction.at == utc("2026-03-06T17:00")
    assert result.interaction.day == on("2026-03-06").day


def test_a_touch_that_lies_ahead_is_refused(office: Office) -> None:
    with pytest.raises(BadSlot) as caught:
        office.does("li", log(when=on("2026-03-12")), InteractionLogged)
    assert caught.value.facts == {"slot": "when", "said": "2026-03-12", "why": "future"}


def test_an_unknown_name_asks_and_offers_to_create_it(office: Office) -> None:
    with pytest.raises(Question) as caught:
        office.does("li", log("万象"), InteractionLogged)
    assert caught.value.new
    assert caught.value.mention == Mention("万象")


def test_without_a_customer_the_speakers_own_are_offered(office: Office) -> None:
    with pytest.raises(Question) as caught:
        office.does("li", LogInteraction(what="聊了续约"), InteractionLogged)
    assert [each.id for each in caught.value.choices] == ["taihe"]
    assert not caught.value.new
