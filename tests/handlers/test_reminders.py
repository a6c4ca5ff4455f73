from datetime import timedelta

import pytest

from bot.domain.base import Mention
from bot.domain.calendar import Every, Recurrence
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.promises import CheckPromises, MakePromise, PromiseMade, PromisesChecked, PromiseState
from bot.domain.reminders import (
    CancelReminder,
    FinishReminder,
    MyReminders,
    PassedOn,
    PassOn,
    ReminderCancelled,
    ReminderDone,
    ReminderSet,
    RemindersShown,
    ReminderState,
    SetReminder,
    Snooze,
    Snoozed,
)
from bot.domain.routines import SendDueReminders
from tests.handlers.office import Office, on, utc

TAIHE = Mention("泰禾")


def remind(office: Office, who: str = "li", **slots: object) -> ReminderSet:
    return office.does(who, SetReminder(**{"what": "给钱总打电话", **slots}), ReminderSet)  # type: ignore[arg-type]


def test_the_minute_is_that_of_the_speakers_wall(office: Office) -> None:
    assert remind(office, due=on("2026-03-12", "15:00")).reminder.due_at == utc("2026-03-12T07:00")
    assert remind(office, "tom", due=on("2026-03-12", "15:00")).reminder.due_at == utc("2026-03-12T19:00")


def test_a_day_without_a_time_means_the_start_of_work(office: Office) -> None:
    assert remind(office, due=on("2026-03-12")).reminder.due_at == utc("2026-03-12T01:00")


def test_today_without_a_time_is_soon(office: Office) -> None:
    assert remind(office, due=on("2026-03-09")).reminder.due_at == office.now + timedelta(hours=1)


def test_without_a_day_it_is_the_next_working_morning(office: Office) -> None:
    office.now = utc("2026-03-13T02:00")
    assert remind(office).reminder.due_at == utc("2026-03-16T01:00")


@pytest.mark.parametrize("due", [on("2026-03-08"), on("2026-03-09", "09:59")])
def test_a_past_minute_is_refused(office: Office, due: object) -> None:
    with pytest.raises(BadSlot) as caught:
        remind(office, due=due)
    assert caught.value.facts["why"] == "past"


def test_a_skipped_minute_comes_when_the_clock_jumps(office: Office) -> None:
    office.now = utc("2026-03-07T12:00")
    assert remind(office, "tom", due=on("2026-03-08", "02:30")).reminder.due_at == utc("2026-03-08T07:30")


def test_a_colleague_is_reminded_when_named(office: Office) -> None:
    result = remind(office, by=Mention("韩梅"), due=on("2026-03-09", "15:00"))
    assert (result.member, result.reminder.member_id, result.reminder.set_by) == ("韩梅", "han", "li")
    office.now = result.reminder.due_at
    assert office.pushes(SendDueReminders()) == [("han", "reminder", result.reminder.id)]


def test_a_reminder_of_a_promise_takes_its_words_and_the_day_before(office: Office) -> None:
    made = office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    result = remind(office, what="", promise=made.promise.id)
    assert (result.reminder.what, result.customer and result.customer.id) == ("送样", "taihe")
    assert result.reminder.due_at == utc("2026-03-12T01:00")


@pytest.mark.parametrize(
    ("recur", "due", "first"),
    [
        (Recurrence(Every.DAY), None, "2026-03-10T01:00"),
        (Recurrence(Every.WEEK, weekdays=(0,)), on("2026-03-09", "15:00"), "2026-03-09T07:00"),
        (Recurrence(Every.WEEK, weekdays=(0,)), on("2026-03-09", "09:30"), "2026-03-16T01:30"),
        (Recurrence(Every.MONTH, nth=-1), on("2026-03-09", "18:00"), "2026-03-31T10:00"),
        (Recurrence(Every.DAY, working=True), on("2026-03-14", "09:00"), "2026-03-16T01:00"),
    ],
)
def test_a_recurring_one_starts_at_its_first_occurrence(
    office: Office, recur: Recurrence, due: object, first: str
) -> None:
    assert remind(office, recur=recur, due=due).reminder.due_at == utc(first)


def test_a_recurring_one_moves_on_without_a_burst(office: Office) -> None:
    rule = Recurrence(Every.DAY)
    reminder = remind(office, recur=rule, due=on("2026-03-09", "15:00")).reminder
    office.later(days=5)
    assert office.pushes(SendDueReminders()) == [("li", "reminder", reminder.id)]
    assert office.pushes(SendDueReminders()) == []
    office.now = utc("2026-03-14T07:00")
    assert len(office.pushes(SendDueReminders())) == 1


def test_the_night_clocks_go_back_tells_once(office: Office) -> None:
    office.now = utc("2026-10-31T12:00")
    remind(office, "tom", recur=Recurrence(Every.DAY), due=on("2026-11-01", "01:30"))
    told = []
    for minutes in range(0, 24 * 60, 10):
        office.now = utc("2026-11-01T04:00") + timedelta(minutes=minutes)
        told += [office.now for _ in office.pushes(SendDueReminders())]
    assert told == [utc("2026-11-01T05:30")]


def test_late_in_the_repeated_hour_it_is_not_told_again(office: Office) -> None:
    office.now = utc("2026-10-31T12:00")
    remind(office, "tom", recur=Recurrence(Every.DAY), due=on("2026-11-01", "01:30"))
    office.now = utc("2026-11-01T06:10")
    assert len(office.pushes(SendDueReminders())) == 1
    office.now = utc("2026-11-01T06:40")
    assert office.pushes(SendDueReminders()) == []


def test_the_last_of_february_comes_round_again(office: Office) -> None:
    office.now = utc("2028-02-01T00:00")
    rule = Recurrence(Every.MONTH, nth=-1)
    reminder = remind(office, recur=rule, due=on("2028-02-01", "09:00")).reminder
    assert reminder.due_at == utc("2028-02-29T01:00")
    office.now = reminder.due_at
    office.pushes(SendDueReminders())
    office.now = utc("2028-03-31T01:00")
    assert len(office.pushes(SendDueReminders())) == 1


def told(office: Office, **slots: object) -> str:
    reminder = remind(office, "li", due=on("2026-03-09", "15:00"), **slots).reminder
    office.now = reminder.due_at
    office.pushes(SendDueReminders())
    return reminder.id


def test_later_without_a_time_is_an_hour(office: Office) -> None:
    told(office)
    result = office.does("li", Snooze(), Snoozed)
    assert result.reminder.due_at == office.now + timedelta(hours=1)
    assert result.reminder.state is ReminderState.WAITING
    office.later(hours=1)
    assert len(office.pushes(SendDueReminders())) == 1


def test_later_may_name_a_time_or_a_while(office: Office) -> None:
    told(office)
    at_five = office.does("li", Snooze(due=on("2026-03-09", "17:00")), Snoozed)
    assert at_five.reminder.due_at == utc("2026-03-09T09:00")
    soon = office.does("li", Snooze(delay=timedelta(minutes=10), reminder=at_five.reminder.id), Snoozed)
    assert soon.reminder.due_at == office.now + timedelta(minutes=10)


def test_a_recurring_one_is_put_off_once_and_goes_on(office: Office) -> None:
    reminder_id = told(office, recur=Recurrence(Every.DAY))
    once = office.does("li", Snooze(), Snoozed).reminder
    assert once.id != reminder_id
    assert once.recur is None
    office.later(days=1)
    assert {each for _, _, each in office.pushes(SendDueReminders())} == {once.id, reminder_id}


def test_nothing_told_yet_nothing_to_put_off(office: Office) -> None:
    with pytest.raises(NothingFound):
        office.does("li", Snooze(), Snoozed)


def test_others_reminders_are_not_ones_own(office: Office) -> None:
    reminder_id = told(office)
    with pytest.raises(NothingFound):
        office.does("han", FinishReminder(reminder=reminder_id), ReminderDone)


def test_done_keeps_the_promise_behind_it(office: Office) -> None:
    made = office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    reminder_id = told(office, promise=made.promise.id)
    result = office.does("li", FinishReminder(reminder=reminder_id), ReminderDone)
    assert (result.reminder.state, result.goes_on) == (ReminderState.DONE, False)
    ledger = office.does("li", CheckPromises(customer=TAIHE), PromisesChecked)
    assert ledger.lines[0].promise.state is PromiseState.KEPT


def test_a_recurring_one_is_done_for_now_or_for_good(office: Office) -> None:
    reminder_id = told(office, recur=Recurrence(Every.DAY))
    assert office.does("li", FinishReminder(reminder=reminder_id), ReminderDone).goes_on
    ended = office.does("li", FinishReminder(reminder=reminder_id, stop=True), ReminderDone)
    assert ended.reminder.state is ReminderState.DONE
    office.later(days=2)
    assert office.pushes(SendDueReminders()) == []


def test_handing_over_asks_to_whom_and_tells_them(office: Office) -> None:
    reminder_id = told(office)
    with pytest.raises(Question) as caught:
        office.does("li", PassOn(reminder=reminder_id), PassedOn)
    assert (caught.value.slot, caught.value.about) == ("to", "colleague")
    assert "li" not in {each.id for each in caught.value.choices}
    result = office.does("li", PassOn(reminder=reminder_id, to=Mention("韩梅", "han", "韩梅")), PassedOn)
    assert result.to == "韩梅"
    assert office.pushes(SendDueReminders()) == [("han", "reminder", reminder_id)]


def test_no_clock_has_that_time(office: Office) -> None:
    with pytest.raises(BadSlot) as caught:
        remind(office, unread="25:00", due=on("2026-03-10", "01:00"))
    assert caught.value.facts["why"] == "no_such_time"
    assert office.does("li", MyReminders(), RemindersShown).reminders == ()


def test_what_one_will_be_told(office: Office) -> None:
    later = remind(office, due=on("2026-03-12", "15:00"), customer=TAIHE).reminder
    sooner = remind(office, due=on("2026-03-10", "15:00"), what="送样").reminder
    remind(office, "han", due=on("2026-03-10", "15:00"))
    shown = office.does("li", MyReminders(), RemindersShown).reminders
    assert [(each.id, customer) for each, customer in shown] == [(sooner.id, ""), (later.id, "泰禾")]


def cancel(office: Office, who: str = "li", **slots: object) -> str:
    return office.does(who, CancelReminder(**slots), ReminderCancelled).reminder.id  # type: ignore[arg-type]


def test_the_one_that_fits_is_called_off(office: Office) -> None:
    weekly = remind(office, what="写周报", recur=Recurrence(Every.WEEK, weekdays=(4,))).reminder
    call = remind(office, due=on("2026-03-12", "15:00"), customer=TAIHE).reminder
    other = remind(office, what="看合同", due=on("2026-03-12", "16:00")).reminder
    assert cancel(office, recur=Recurrence(Every.WEEK, weekdays=(4,))) == weekly.id
    assert cancel(office, customer=Mention("泰禾", "taihe", "泰禾集团有限公司")) == call.id
    assert cancel(office, due=on("2026-03-13", "16:00")) == other.id
    with pytest.raises(NothingFound):
        cancel(office)
    office.later(days=30)
    assert office.pushes(SendDueReminders()) == []


@pytest.mark.parametrize("slots", [{}, {"what": "订酒店"}])
def test_several_or_none_that_fit_are_asked_about(office: Office, slots: dict[str, str]) -> None:
    known = {remind(office, what=what).reminder.id for what in ("写周报", "看合同")}
    with pytest.raises(Question) as caught:
        cancel(office, **slots)
    assert {each.id for each in caught.value.choices} == known


def test_what_a_colleague_set_for_themselves_stays(office: Office) -> None:
    theirs = remind(office, "han").reminder
    mine = remind(office, by=Mention("韩梅"), what="看合同").reminder
    with pytest.raises(NothingFound):
        cancel(office, reminder=Mention("", theirs.id, ""))
    assert cancel(office, by=Mention("韩梅")) == mine.id
    with pytest.raises(NothingFound):
        cancel(office, reminder=Mention("", mine.id, ""))
