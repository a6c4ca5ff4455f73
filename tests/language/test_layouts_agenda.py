"""The day as people read it."""

from bot.domain.agenda import DayShown
from tests.language.samples import ANN, DIGEST, LI_LEI, TODAY, said, told


def test_digest() -> None:
    result = DIGEST
    assert said(result, LI_LEI) == told(
        "早上好，李雷。3月10日周二有2件事，2条逾期。",
        "逾期",
        "• 逾期11天：泰禾，样品，2月27日周五前（已离职的韩梅2月20日答应）",
        "• 逾期11天：泰禾，回复交期，2月27日周五前（你2月20日答应）",
        "提醒",
        "• 15:00　给钱总打电话（泰禾）",
        "当天到期",
        "• 泰禾，送样，3月10日周二前（你3月10日答应）",
        "等客户",
        "• 逾期1天：泰禾，付尾款，3月9日周一前（客户3月2日答应，你记的）",
        "[完成：给钱总打电话]",
        "[已兑现：回复交期]",
        "[记一次跟进]",
    )
    assert said(result, ANN) == told(
        "Good morning, 李雷. Tue 10 Mar: 2 things to do, 2 overdue.",
        "Overdue",
        "• 11 days overdue: 泰禾, 样品 by Fri 27 Feb (former colleague 韩梅 on 20 Feb)",
        "• 11 days overdue: 泰禾, 回复交期 by Fri 27 Feb (李雷 on 20 Feb)",
        "Reminders",
        "• 3 pm: 给钱总打电话 (泰禾)",
        "Due",
        "• 泰禾, 送样 by Tue 10 Mar (李雷 on 10 Mar)",
        "Waiting for customers",
        "• 1 day overdue: 泰禾, 付尾款 by Mon 9 Mar (they told 李雷 on 2 Mar)",
        "[Done: 给钱总打电话]",
        "[Log a contact]",
    )


def test_free_day() -> None:
    result = DayShown(day=TODAY, name="李雷", today=TODAY, reminders=(), due=(), late=(), waiting=())
    assert said(result, LI_LEI) == told(
        "3月10日周二：没有安排，也没有逾期。",
        "[记一次跟进]",
    )
    assert said(result, ANN) == told(
        "Tue 10 Mar: nothing planned, nothing overdue.",
        "[Log a contact]",
    )


def test_next_years_holidays_unknown() -> None:
    result = DayShown(
        day=TODAY, name="李雷", today=TODAY, reminders=(), due=(), late=(), waiting=(), calendar_missing=2027
    )
    assert said(result, LI_LEI) == told(
        "3月10日周二：没有安排，也没有逾期。",
        "2027年的放假安排还没公布，工作日先按周一到周五算。",
        "[记一次跟进]",
    )
    assert said(result, ANN) == told(
        "Tue 10 Mar: nothing planned, nothing overdue.",
        "The public holidays of 2027 are not published yet; for now Monday to Friday count as working days.",
        "[Log a contact]",
    )
