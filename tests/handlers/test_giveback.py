from bot.domain.base import Command, Mention, Result
from bot.domain.giveback import GivenBack
from bot.domain.guide import Help
from bot.domain.interactions import LogInteraction
from bot.domain.moment import Moment
from bot.domain.promises import CustomerPromise, MakePromise, PromiseMade
from bot.domain.reminders import ReminderSet, SetReminder
from bot.handlers import give_back, handle
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
LOG = LogInteraction(customer=TAIHE, what="拜访")


def given(office: Office, who: str, *commands: Command) -> list[Result]:
    with office.turn(who) as turn:
        turn.begin(commands)
        return [*give_back([handle(each, turn) for each in commands], turn)]


def only(office: Office, who: str, *commands: Command) -> GivenBack:
    (result,) = given(office, who, *commands)
    assert isinstance(result, GivenBack)
    return result


def promise(what: str, due: str, customer: Mention = TAIHE) -> MakePromise:
    return MakePromise(customer=customer, what=what, due=on(due))


def test_a_log_gives_back_what_everybody_promised(office: Office) -> None:
    for number, who in enumerate(("han", "tom", "ann", "han")):
        office.does(who, promise(f"承诺{number}", f"2026-03-1{number}"), PromiseMade)
    office.later(days=2)
    result = only(office, "li", LOG)
    assert [(line.by, line.promise.what, line.days_late) for line in result.lines] == [
        ("韩梅", "承诺0", 1),
        ("Tom", "承诺1", 0),
        ("Ann", "承诺2", 0),
    ]
    assert result.total == 4


def test_the_next_step_is_the_nearest_thing_planned(office: Office) -> None:
    office.does("han", promise("改报价", "2026-03-12"), PromiseMade)
    office.does("li", SetReminder(customer=TAIHE, what="打电话", due=on("2026-03-10", "15:00")), ReminderSet)
    step = only(office, "li", LOG).next
    assert step is not None
    assert (step.what, step.due, step.by) == ("打电话", on("2026-03-10", "15:00"), "李雷")


def test_with_nothing_planned_a_reminder_is_offered(office: Office) -> None:
    result = only(office, "li", LOG)
    assert result.suggestion is not None
    assert result.suggestion.due == on("2026-03-16", "09:00")
    assert result.suggestion.customer == Mention("泰禾集团有限公司", "taihe", "泰禾集团有限公司")
    office.does("li", result.suggestion, ReminderSet)


def test_what_was_just_said_is_not_given_back(office: Office) -> None:
    assert given(office, "li", promise("送样", "2026-03-13")) == []
    remind = SetReminder(customer=Mention("华联"), what="打电话", due=Moment(on("2026-03-12").day))
    assert given(office, "li", LogInteraction(customer=Mention("华联"), what="拜访"), remind) == []


def test_what_is_shown_as_alike_is_not_said_twice(office: Office) -> None:
    office.does("han", promise("送样品", "2026-03-11"), PromiseMade)
    assert given(office, "li", promise("送样", "2026-03-13")) == []


def test_once_per_customer(office: Office) -> None:
    theirs = CustomerPromise(customer=Mention("Acme"), what="PO", due=on("2026-03-13"))
    results = given(office, "li", LOG, LOG, theirs)
    assert [each.customer.id for each in results if isinstance(each, GivenBack)] == ["taihe", "acme"]


def test_reading_gives_nothing_back(office: Office) -> None:
    assert given(office, "li", Help()) == []
