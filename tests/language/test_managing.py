"""What managers ask, what is said to the bot itself, and messages that do several things at once."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.base import Command
from bot.domain.moment import Moment, Period
from bot.domain.money import Money
from bot.domain.people import Scope, Settings
from bot.domain.pipeline import Forecast, PipelineSummary, Targets
from bot.domain.promises import MakePromise
from bot.domain.reminders import SetReminder
from bot.domain.risk import Release, WinBack
from bot.domain.value import TopCustomers
from bot.language import parsed, understand
from tests.language.world import hearing

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
LAST_YEAR = Period(date(2025, 1, 1), date(2026, 1, 1))


def commands(text: str, focus: str = "") -> list[Any]:
    return list(understand(text, hearing(focus=focus)).commands)


def names(text: str, focus: str = "") -> list[str]:
    found = parsed(understand(text, hearing(focus=focus)))["commands"]
    return [each["name"] for each in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("看一下团队本季度的管道", "pipeline_summary"),
        ("how's Tom's funnel looking", "pipeline_summary"),
        ("下季度能收回来多少", "forecast"),
        ("what are we going to book in June", "forecast"),
        ("这个月任务完成多少了", "targets"),
        ("am I on track for my quota?", "targets"),
        ("有哪些客户三个月没下单了", "at_risk_list"),
        ("which customers stopped replying?", "at_risk_list"),
        ("泰禾会不会跑", "at_risk_list"),
        ("我们的精力都花到谁那去了", "attention"),
        ("who hogs our time", "attention"),
        ("谁采购额最大", "top_customers"),
        ("rank our clients by revenue", "top_customers"),
        ("华联这些年给我们贡献了多少", "value"),
        ("how valuable is Globex", "value"),
        ("华联的安装谁去比较合适", "assign_advice"),
        ("which engineer should go to Acme", "assign_advice"),
        ("outlook日历怎么同步", "calendar"),
        ("批量上传联系人", "import"),
        ("华联的往来导成excel", "export"),
        ("有没有人看过钱总的资料", "audit"),
        ("who exported our contacts", "audit"),
        ("把周敏的个人信息删掉", "forget"),
    ],
)
def test_what_managers_ask_for(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "今天拜访泰禾，聊了他们明年的目标",
        "Called Jane at Acme, she asked about our forecast accuracy",
        "跟华联开会，他们担心流失客户",
        "泰禾说他们的预测是200台",
        "Met Globex, their goal is to cut costs by 10%",
        "昨天去华联，对方采购把价格导出来给我看",
        "拜访泰禾，他们问谁懂PLC",
    ],
)
def test_a_log_that_mentions_a_report_stays_a_log(text: str) -> None:
    assert names(text)[:1] == ["log_interaction"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("本月目标200万", Targets(period=MARCH, amount=Money(Decimal(2_000_000), "CNY"))),
        ("团队本季度目标从500万提到600万", Targets(period=QUARTER, scope=Scope.TEAM,
                                       amount=Money(Decimal(6_000_000), "CNY"))),
        ("set my target to $1.5m", Targets(scope=Scope.ME, amount=Money(Decimal(1_500_000), "USD"))),
    ],
)  # fmt: skip
def test_a_target_is_set(text: str, command: Command) -> None:
    assert commands(text) == [command]


@pytest.mark.parametrize(
    "text",
    [
        "本月目标200万能完成吗",
        "本月目标200万，完成了120万",
        "离目标还差50万",
        "泰禾今年采购目标500万",
        "our target was 2m, we hit 1.8m",
    ],
)
def test_how_a_target_stands_sets_none(text: str) -> None:
    assert all(not getattr(each, "amount", None) or each.reads for each in commands(text))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("本月管道", PipelineSummary(period=MARCH)),
        ("全公司本季度的管道", PipelineSummary(period=QUARTER, scope=Scope.ALL)),
        ("my pipeline this quarter", PipelineSummary(period=QUARTER, scope=Scope.ME)),
        ("全年预测", Forecast(period=YEAR)),
        ("forecast for Q2", Forecast(period=Period(date(2026, 4, 1), date(2026, 7, 1)))),
        ("去年前十大客户", TopCustomers(period=LAST_YEAR, most=10)),
        ("top 5 customers this year", TopCustomers(period=YEAR, most=5)),
    ],
)
def test_period_scope_and_number(text: str, command: Command) -> None:
    assert commands(text) == [command]


def test_a_colleague_is_whose_numbers_are_asked_for() -> None:
    (command,) = commands("韩梅的管道")
    assert (command.person.id, command.scope) == ("m-hanmei", None)


def test_pipeline_and_forecast_are_two_answers() -> None:
    assert names("本月管道和预测都给我") == ["pipeline_summary", "forecast"]


def test_the_job_is_described_to_whoever_advises() -> None:
    (command,) = commands("80万的大单 要懂PLC的，派谁去")
    assert (command.amount, command.skill) == (Money(Decimal(800_000), "CNY"), "PLC")


@pytest.mark.parametrize("text", ["把泰禾挽回来", "win back 泰禾", "能不能帮我把泰禾争取回来"])
def test_a_lost_customer_is_to_be_won_back(text: str) -> None:
    (command,) = commands(text)
    assert isinstance(command, WinBack)
    assert command.customer is not None
    assert command.customer.id == "c-taihe"


@pytest.mark.parametrize(
    "text", ["泰禾已经挽回来了", "泰禾没必要挽回", "怎么才能挽回泰禾？", "we couldn't win Acme back"]
)
def test_what_was_won_back_or_is_asked_is_no_plan(text: str) -> None:
    assert not any(isinstance(each, WinBack) for each in commands(text))


@pytest.mark.parametrize(
    "text", ["泰禾放弃了 放回公海", "泰禾这个客户不跟了", "release 泰禾", "把泰禾扔回公海吧"]
)
def test_a_customer_is_let_go(text: str) -> None:
    (command,) = commands(text)
    assert isinstance(command, Release)
    assert command.customer is not None
    assert command.customer.id == "c-taihe"


@pytest.mark.parametrize(
    "text", ["别放弃泰禾", "泰禾放弃了这个方案", "don't let Acme go", "泰禾要不要放公海？"]
)
def test_who_stays_is_not_let_go(text: str) -> None:
    assert not any(isinstance(each, Release) for each in commands(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("当我没说", ["undo"]),
        ("ignore my last message", ["undo"]),
        ("撤销上一条，明天10点提醒我给钱总打电话", ["undo", "set_reminder"]),
        ("这个怎么用啊", ["help"]),
        ("what do I type when somebody pays", ["help"]),
        ("还没响的提醒都列出来", ["my_reminders"]),
        ("reminders pls", ["my_reminders"]),
        ("我明天要跑哪几家", ["my_day"]),
        ("agenda pls", ["my_day"]),
    ],
)
def test_what_is_said_to_the_bot_itself(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_hours_of_rest_are_a_setting() -> None:
    assert commands("no messages between 10pm and 7am") == [
        Settings(setting="quiet_hours", value="22:00-07:00")
    ]


@pytest.mark.parametrize("text", ["刚才泰禾说取消订单", "客户说上次的报价作废"])
def test_what_a_customer_takes_back_undoes_nothing(text: str) -> None:
    assert "undo" not in names(text, focus="c-taihe")


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("答应泰禾周五送样下周报价", [date(2026, 3, 13), date(2026, 3, 20)]),
        (
            "promised Acme samples by Friday and a quote by next Wednesday",
            [date(2026, 3, 13), date(2026, 3, 18)],
        ),
    ],
)
def test_two_promises_in_one_clause(text: str, dues: list[date]) -> None:
    found = commands(text)
    assert [type(each) for each in found] == [MakePromise, MakePromise]
    assert [each.due.day for each in found] == dues
    assert found[0].customer == found[1].customer


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("答应泰禾周四 不对 周五送样", date(2026, 3, 13)),
        ("promised Acme samples Thursday, no, Friday", date(2026, 3, 13)),
        ("promised Acme samples on Thursday, not Friday", date(2026, 3, 12)),
    ],
)
def test_a_day_is_put_right_in_the_same_breath(text: str, due: date) -> None:
    (command,) = commands(text)
    assert command.due == Moment(due)


def test_a_plan_and_its_early_reminder_are_one() -> None:
    (command,) = commands("下午三点跟泰禾开会 提前10分钟提醒我")
    assert isinstance(command, SetReminder)
    assert command.due == Moment(date(2026, 3, 11), time(14, 50))


@pytest.mark.parametrize("text", ["泰禾说几个问题要确认", "泰禾承诺逾期了", "泰禾说有些细节要确认"])
def test_open_points_and_late_promises_are_no_new_promises(text: str) -> None:
    assert "customer_promise" not in names(text)
    assert "make_promise" not in names(text)


@pytest.mark.parametrize("text", ["Tom你周五前把泰禾的方案发过去", "Tom please call Acme tomorrow"])
def test_an_order_to_a_colleague_is_no_deed(text: str) -> None:
    assert set(names(text)) <= {"set_reminder"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("谁快流失了，顺便看看top10", ["at_risk_list", "top_customers"]),
        ("韩梅答应过华联什么，华联最近怎么样", ["check_promises", "brief"]),
        ("今天拜访了泰禾，钱总电话多少？", ["log_interaction", "find"]),
        ("半小时后华联来开会，快给我讲讲他们的情况", ["brief"]),
    ],
)
def test_questions_in_one_breath_are_answered_one_by_one(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text", ["泰禾周五前付款，对吧", "泰禾答应周五付款，是不是", "该不该给华联降价", "泰禾下单三台，真的假的"]
)
def test_a_tag_makes_a_question_of_it_all(text: str) -> None:
    assert all(type(each).reads for each in commands(text))


@pytest.mark.parametrize(
    "text",
    [
        "我哪敢答应泰禾周三交货",
        "做梦梦到华联签了",
        "hopefully Acme pays 40k this week",
        "i dreamt we won acme",
    ],
)
def test_what_is_only_dreamt_of_is_not_written(text: str) -> None:
    assert commands(text) == []


def test_traditional_characters_ask_the_same() -> None:
    assert names("請問泰禾現在什麼狀況") == ["brief"]


@pytest.mark.parametrize(
    "piece", ["明天", "管道预测", "谁去拜访", "top 10 customers by ", "导出导入", "周四不对", "提醒"]
)
def test_long_lines_of_these_words_are_read(piece: str) -> None:
    understand((piece * 10_000)[:10_000], hearing(focus="c-taihe"))
