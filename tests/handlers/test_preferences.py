from bot.domain.audit import Undo
from bot.domain.base import Mention, Result
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.customers import Find, Found
from bot.domain.interactions import Channel, InteractionLogged, LogInteraction
from bot.domain.moment import Moment
from bot.domain.preferences import (
    CheckWishes,
    Preference,
    PreferenceSet,
    SetPreference,
    WishesChecked,
    WishWarned,
)
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.reminders import ReminderSet, SetReminder
from bot.domain.routines import Reminded
from bot.handlers import give_back, handle
from tests.handlers.office import Office, on

TAIHE, QIAN = Mention("泰禾"), Mention("钱总")
NO_CALLS = SetPreference(customer=TAIHE, person=QIAN, channel=Channel.CALL, what="")


def known(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱总", phone="13812345678"), ContactKept)


def warnings(office: Office, who: str, result: Result) -> list[tuple[str, str, str]]:
    with office.turn(who) as turn:
        given = give_back([result], turn)
    lines = [each.line for each in given if isinstance(each, WishWarned)]
    return [(each.person, each.wish.pref, each.by) for each in lines]


def test_a_wish_is_kept_with_its_source(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet, said="钱总不要再打电话了")
    (line,) = office.does("han", CheckWishes(customer=TAIHE), WishesChecked).lines
    assert (line.customer, line.person, line.by) == ("泰禾", "钱总", "李雷")
    assert line.wish.said == "钱总不要再打电话了"
    assert line.wish.source.startswith("web::li:")
    assert line.wish.interaction_id


def test_a_planned_call_is_warned_of_when_set_and_when_due(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    plan = SetReminder(customer=TAIHE, person=QIAN, what="给钱总打电话", due=on("2026-03-09", "15:00"))
    result = office.does("han", plan, ReminderSet)
    assert warnings(office, "han", result) == [("钱总", Preference.NEVER, "李雷")]
    told = office.told("han", "reminder", result.reminder.id)
    assert isinstance(told, Reminded)
    assert told.warning
    assert told.warning.person == "钱总"


def test_who_may_be_called_again_is_not_warned_of(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    office.later(minutes=1)
    again = SetPreference(customer=TAIHE, person=QIAN, channel=Channel.CALL, pref=Preference.RESUME)
    ended = office.does("han", again, PreferenceSet).ended
    assert [each.by for each in ended] == ["李雷"]
    call = LogInteraction(customer=TAIHE, person=QIAN, channel=Channel.CALL, what="问样品")
    assert warnings(office, "han", office.does("han", call, InteractionLogged, said="给钱总打了电话")) == []
    assert office.does("han", CheckWishes(customer=TAIHE), WishesChecked).lines == ()


def test_undo_takes_a_wish_back_and_brings_back_what_it_ended(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    office.later(minutes=1)
    again = SetPreference(customer=TAIHE, person=QIAN, channel=Channel.CALL, pref=Preference.RESUME)
    office.does("li", again, PreferenceSet)
    with office.turn("li") as turn:
        turn.begin((Undo(),))
        handle(Undo(), turn)
    (line,) = office.does("li", CheckWishes(customer=TAIHE), WishesChecked).lines
    assert line.wish.pref is Preference.NEVER


def test_a_logged_call_is_warned_of_unless_they_called(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    call = LogInteraction(customer=TAIHE, person=QIAN, channel=Channel.CALL)
    ours = office.does("han", call, InteractionLogged, said="给钱总打了电话")
    theirs = office.does("han", call, InteractionLogged, said="钱总打来电话")
    assert len(warnings(office, "han", ours)) == 1
    assert warnings(office, "han", theirs) == []


def test_hours_count_in_a_log_only_when_an_hour_was_said(office: Office) -> None:
    known(office)
    early = SetPreference(
        customer=TAIHE, channel=Channel.CALL, pref=Preference.BEFORE, at=on("2026-03-09", "11:00").at
    )
    office.does("li", early, PreferenceSet)
    plain = LogInteraction(customer=TAIHE, person=QIAN, channel=Channel.CALL)
    assert warnings(office, "li", office.does("li", plain, InteractionLogged)) == []
    when: Moment = on("2026-03-09", "09:00")
    timed = LogInteraction(customer=TAIHE, person=QIAN, channel=Channel.CALL, when=when)
    assert len(warnings(office, "li", office.does("li", timed, InteractionLogged))) == 1


def test_a_promise_to_call_is_warned_of(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    promise = MakePromise(customer=TAIHE, person=QIAN, what="周五打电话说结果", due=on("2026-03-13"))
    assert len(warnings(office, "han", office.does("han", promise, PromiseMade))) == 1


def test_somebody_who_is_no_contact_is_known_by_name(office: Office) -> None:
    office.does(
        "li", SetPreference(customer=TAIHE, person=Mention("老钱"), channel=Channel.CALL), PreferenceSet
    )
    plan = SetReminder(customer=TAIHE, what="给老钱打电话", due=on("2026-03-09", "15:00"))
    assert warnings(office, "li", office.does("li", plan, ReminderSet)) == [
        ("老钱", Preference.NEVER, "李雷")
    ]


def test_a_list_by_channel_is_of_all_customers(office: Office) -> None:
    known(office)
    office.does("li", NO_CALLS, PreferenceSet)
    office.does("tom", SetPreference(customer=Mention("Acme"), channel=Channel.EMAIL), PreferenceSet)
    office.does(
        "tom",
        SetPreference(customer=Mention("华联"), channel=Channel.CALL, pref=Preference.PREFER),
        PreferenceSet,
    )
    found = office.does("ann", CheckWishes(channel=Channel.CALL), WishesChecked)
    assert [each.customer for each in found.lines] == ["泰禾"]
    assert office.does("ann", CheckWishes(), WishesChecked).total == 2


def test_found_contacts_carry_a_warning_sign(office: Office) -> None:
    known(office)
    assert "⚠" not in office.does("han", Find(name="钱总"), Found).contacts[0].note
    office.does("li", NO_CALLS, PreferenceSet)
    assert office.does("han", Find(name="钱总"), Found).contacts[0].note.endswith("⚠")
