from datetime import date, time

import pytest

from bot.domain.base import Mention
from bot.domain.codes import ALPHABET, LENGTH, digest_of
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.people import Invite, Invited, Language, Role, Settings, SettingsShown
from tests.handlers.office import Office


def setting(office: Office, name: str, value: str, who: str = "li") -> SettingsShown:
    return office.does(who, Settings(setting=name, value=value), SettingsShown)


@pytest.mark.parametrize(
    ("value", "language"),
    [("en", Language.EN), ("英文", Language.EN), ("English", Language.EN), ("中文", Language.ZH)],
)
def test_language(office: Office, value: str, language: Language) -> None:
    assert setting(office, "language", value).member.language is language


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("new york", "America/New_York"),
        ("上海", "Asia/Shanghai"),
        ("Beijing", "Asia/Shanghai"),
        ("london", "Europe/London"),
    ],
)
def test_zone(office: Office, value: str, zone: str) -> None:
    assert setting(office, "zone", value).member.zone == zone


@pytest.mark.parametrize("value", ["9:00-18:00", "9-18", "9点到18点", "09:00 – 18:00", "9 to 18"])
def test_working_hours(office: Office, value: str) -> None:
    member = setting(office, "working_hours", value).member
    assert (member.work_from, member.work_to) == (time(9), time(18))


def test_quiet_hours_may_run_past_midnight(office: Office) -> None:
    member = setting(office, "quiet_hours", "22:30-7:00").member
    assert [member.quiet(time(hour)) for hour in (22, 23, 3, 7)] == [False, True, True, False]


def test_digest(office: Office) -> None:
    assert not setting(office, "digest", "关").member.digest
    assert setting(office, "digest", "on").member.digest


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("language", "法语", "unknown"),
        ("zone", "Atlantis", "unknown"),
        ("zone", "", "unknown"),
        ("working_hours", "18-9", "not_hours"),
        ("working_hours", "soon", "not_hours"),
        ("quiet_hours", "25-26", "not_a_time"),
        ("digest", "maybe", "unknown"),
        ("colour", "blue", "unknown"),
    ],
)
def test_what_cannot_be_set(office: Office, name: str, value: str, why: str) -> None:
    with pytest.raises(BadSlot) as caught:
        setting(office, name, value)
    assert caught.value.facts["why"] == why


def test_admins_set_the_workspaces(office: Office) -> None:
    assert setting(office, "currency", "usd", "wang").workspace.currency == "USD"
    assert setting(office, "digest_at", "7:45", "wang").workspace.digest_at == time(7, 45)
    assert setting(office, "date_order", "d/m", "wang").workspace.dates.day_month == "day_first"
    assert setting(office, "open_details", "开", "wang").workspace.open_details
    with pytest.raises(NotAllowed):
        setting(office, "currency", "usd", "ann")


def test_shown_without_a_change(office: Office) -> None:
    shown = office.does("li", Settings(), SettingsShown)
    assert (shown.member.name, shown.workspace.name, shown.changed) == ("李雷", "诺言", "")


def test_an_admin_invites_somebody_new(office: Office) -> None:
    invited = office.does("wang", Invite(name="小明", role=Role.SERVICE), Invited)
    assert (invited.member.name, invited.member.role, invited.member.manager_id) == (
        "小明",
        "service",
        "wang",
    )
    assert len(invited.code) == LENGTH
    assert set(invited.code) <= set(ALPHABET)


def test_who_is_here_already_gets_another_code(office: Office) -> None:
    for invite in (Invite(person=Mention("李雷", "li", "李雷")), Invite(name="李雷")):
        assert office.does("wang", invite, Invited).member.id == "li"


def test_who_left_is_a_member_again(office: Office) -> None:
    office.change("li", left_on=date(2026, 3, 9))
    invited = office.does("wang", Invite(person=Mention("李雷", "li", "李雷")), Invited)
    assert (invited.back, invited.member.active, invited.member.role) == (True, True, "rep")


@pytest.mark.parametrize("who", ["li", "ann"])
def test_only_admins_invite(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        office.does(who, Invite(name="小明"), Invited)


def test_a_code_is_the_same_however_it_is_typed() -> None:
    assert digest_of("ABCD0123") == digest_of("abcd-o1 23".replace("1 ", "1")) == digest_of("ABCDOI23")
    assert digest_of("ABCD0123") != digest_of("ABCD0124")


@pytest.mark.parametrize(
    ("said", "zone"), [("东京", "Asia/Tokyo"), ("London", "Europe/London"), ("UTC+8", "Etc/GMT-8")]
)
def test_zones_by_their_city_or_hours(office: Office, said: str, zone: str) -> None:
    assert setting(office, "zone", said).member.zone == zone
