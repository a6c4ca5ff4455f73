from datetime import date

from bot.domain.agenda import DayShown, MyDay
from bot.domain.base import Mention
from bot.domain.promises import CustomerPromise, CustomerPromised, MakePromise, PromiseMade
from bot.domain.reminders import FinishReminder, ReminderDone, ReminderSet, SetReminder
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")


def day(office: Office, who: str = "li", when: str = "") -> DayShown:
    return office.does(who, MyDay(when=on(when) if when else None), DayShown)


def promise(office: Office, who: str, what: str, due: str) -> None:
    office.does(who, MakePromise(customer=TAIHE, what=what, due=on(due)), PromiseMade)


def test_an_empty_day(office: Office) -> None:
    shown = day(office)
    assert (shown.day, shown.name) == (date(2026, 3, 9), "李雷")
    assert not any((shown.reminders, shown.due, shown.late, shown.waiting))


def test_due_late_and_waiting(office: Office) -> None:
    promise(office, "li", "送样", "2026-03-09")
    promise(office, "li", "改报价", "2026-03-11")
    promise(office, "han", "别人的", "2026-03-11")
    office.does("han", CustomerPromise(customer=TAIHE, what="付款", due=on("2026-03-10")), CustomerPromised)
    office.does("li", SetReminder(customer=TAIHE, what="打电话", due=on("2026-03-11", "15:00")), ReminderSet)
    office.later(days=2)
    shown = day(office)
    assert [line.promise.what for line in shown.due] == ["改报价"]
    assert [(line.promise.what, line.days_late) for line in shown.late] == [("送样", 2)]
    assert [line.promise.what for line in shown.waiting] == ["付款"]
    assert [(each.what, name) for each, name in shown.reminders] == [("打电话", "泰禾集团有限公司")]


def test_another_day_shows_what_falls_on_it(office: Office) -> None:
    promise(office, "li", "送样", "2026-03-09")
    promise(office, "li", "改报价", "2026-03-11")
    office.later(days=1)
    shown = day(office, when="2026-03-11")
    assert [line.promise.what for line in shown.due] == ["改报价"]
    assert not shown.late


def test_what_is_done_is_off_the_list(office: Office) -> None:
    reminder = office.does(
        "li", SetReminder(what="打电话", due=on("2026-03-09", "15:00")), ReminderSet
    ).reminder
    office.does("li", FinishReminder(reminder=reminder.id), ReminderDone)
    assert not day(office).reminders


def test_the_owner_inherits_what_somebody_promised_who_left(office: Office) -> None:
    promise(office, "han", "送样", "2026-03-09")
    assert not day(office, "li").due
    office.change("han", left_on=date(2026, 3, 9))
    assert [line.by for line in day(office, "li").due] == ["韩梅"]


def test_in_december_the_unpublished_year_is_named(office: Office) -> None:
    class Unpublished:
        def is_working(self, day: date) -> bool:
            return day.weekday() < 5

        def covers(self, year: int) -> bool:
            return year < 2027

    office.calendar = Unpublished()
    assert day(office).calendar_missing is None
    office.later(days=280)
    assert day(office).calendar_missing == 2027
