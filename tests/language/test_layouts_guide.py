"""Corrections, joining, settings and small talk as people read them."""

from dataclasses import replace

from bot.domain.audit import Amended, Undone
from bot.domain.base import ActionId
from bot.domain.guide import Chatted, Dropped, NotUnderstood
from bot.domain.people import Invited, Joined, SettingsShown, WorkspaceCreated
from bot.domain.promises import PromiseMade
from bot.domain.transfer import Kind, RowsImported
from tests.language.samples import ANN, HAN_MEI, LI_LEI, MADE, NOW, TAIHE, TEAM, said, told


def test_undone() -> None:
    result = Undone(said="答应泰禾周五前送样", counts=(("promise", 1), ("reminder", 2)), action=ActionId("a"))
    assert said(result, LI_LEI) == told(
        "已撤销：1条承诺，2个提醒。",
        "“答应泰禾周五前送样”",
        "[恢复]",
    )
    assert said(result, ANN) == told(
        "Undone: 1 promise, 2 reminders.",
        '"答应泰禾周五前送样"',
        "[Put it back]",
    )


def test_redone() -> None:
    result = Undone(said="答应泰禾周五前送样", counts=(("promise", 1),), action=ActionId("a"), redone=True)
    assert said(result, LI_LEI) == told(
        "已恢复：1条承诺。",
        "[撤销]",
    )
    assert said(result, ANN) == told(
        "Put back: 1 promise.",
        "[Undo]",
    )


def test_amended() -> None:
    result = Amended(results=(PromiseMade(promise=MADE, customer=TAIHE, contact=None, by="李雷"),))
    assert said(result, LI_LEI) == told(
        "已更正。",
        "已记下：3月13日周五前给泰禾送样。",
        "[前一天提醒我]",
    )
    assert said(result, ANN) == told(
        "Corrected.",
        "Noted for 泰禾: 送样 by Fri 13 Mar, promised by 李雷.",
    )


def test_thanked() -> None:
    result = Chatted(tone="thanks", name="李雷")
    assert said(result, LI_LEI) == told(
        "不客气！",
    )
    assert said(result, ANN) == told(
        "Any time!",
    )


def test_not_understood() -> None:
    result = NotUnderstood(said="嗯嗯啊啊")
    assert said(result, LI_LEI) == told(
        "没听懂“嗯嗯啊啊”，什么都没记。换个说法试试？",
        "[怎么说？]",
    )
    assert said(result, ANN) == told(
        'I didn\'t get "嗯嗯啊啊", so nothing was noted. Could you put it another way?',
        "[What can I say?]",
    )


def test_dropped() -> None:
    result = Dropped(said="见了华联")
    assert said(result, LI_LEI) == told(
        "好，没有记。“见了华联”可以换个说法再发一次。",
    )
    assert said(result, ANN) == told(
        'OK, nothing noted. You can put "见了华联" another way and send it again.',
    )


def test_invited() -> None:
    result = Invited(member=HAN_MEI, code="ABCD1234", expires_at=NOW)
    assert said(result, LI_LEI) == told(
        "韩梅（销售）的加入码：",
        "ABCD-1234",
        "15分钟内有效，只能用一次。请韩梅私聊我，把这个码发过来。",
    )
    assert said(result, ANN) == told(
        "Join code for 韩梅 (rep):",
        "ABCD-1234",
        "Valid for 15 minutes, works once. Ask 韩梅 to send it to me in a private chat.",
    )


def test_workspace_created() -> None:
    result = WorkspaceCreated(workspace=TEAM, admin=ANN, code="ABCD1234", expires_at=NOW)
    assert said(result, LI_LEI) == told(
        "“华东销售”建好了，管理员：Ann。",
        "ABCD-1234",
        "15分钟内有效，只能用一次。请Ann私聊我，把这个码发过来。",
    )
    assert said(result, ANN) == told(
        '"华东销售" is ready. Admin: Ann.',
        "ABCD-1234",
        "Valid for 15 minutes, works once. Ask Ann to send it to me in a private chat.",
    )


def test_joined() -> None:
    result = Joined(member=LI_LEI, workspace=TEAM)
    assert said(result, LI_LEI) == told(
        "欢迎，李雷！你已加入“华东销售”。",
        "可以这样开始：",
        "• 今天拜访泰禾钱总，聊了续约",
        "• 答应泰禾周五前送样",
        "• 周四15点提醒我给钱总打电话",
        "• 谁答应过泰禾什么",
        "[怎么说？] [设置]",
    )
    assert said(result, ANN) == told(
        'Welcome, 李雷! You are now in "华东销售".',
        "Start like this:",
        "• Called Jane at Acme, she's happy with the demo",
        "• Promised Acme a revised quote by Friday",
        "• Remind me Thursday 3pm to call Jane",
        "• What did we promise Acme?",
        "[What can I say?] [Settings]",
    )


def test_joined_again() -> None:
    result = Joined(member=LI_LEI, workspace=TEAM, again=True)
    assert said(result, LI_LEI) == told(
        "李雷，这里也连上“华东销售”了。",
    )
    assert said(result, ANN) == told(
        '李雷, this chat is now connected to "华东销售" too.',
    )


def test_settings() -> None:
    result = SettingsShown(member=LI_LEI, workspace=TEAM)
    assert said(result, LI_LEI) == told(
        "李雷的设置",
        "• 语言：中文",
        "• 时区：Asia/Shanghai",
        "• 工作时间：09:00–18:00",
        "• 免打扰：21:00–08:00",
        "• 早报：开",
        "• 角色：销售",
        "团队",
        "• 华东销售",
        "• 币种：CNY",
        "• 日期：3/4读作3月4日",
        "• 早报时间：工作日08:30",
        "• 电话、邮箱和金额：只有负责人和主管可见",
        "要改就直接说，例如“免打扰改成22点到8点”。",
        "[English] [关掉早报]",
    )
    assert said(result, ANN) == told(
        "李雷's settings",
        "• Language: Chinese",
        "• Time zone: Asia/Shanghai",
        "• Working hours: 9 am–6 pm",
        "• Quiet hours: 9 pm–8 am",
        "• Morning digest: on",
        "• Role: rep",
        "Team",
        "• 华东销售",
        "• Currency: CNY",
        "• Dates: 3/4 is 4 Mar",
        "• Digest time: working days at 8:30 am",
        "• Phones, e-mails and amounts: only owners and their managers see them",
        'To change one, just say so: "quiet hours 22:00 to 8:00".',
        "[中文] [Turn the digest off]",
    )


def test_settings_changed() -> None:
    result = SettingsShown(
        member=replace(LI_LEI, digest=False), workspace=replace(TEAM, open_details=True), changed="digest"
    )
    assert said(result, LI_LEI) == told(
        "改好了。早报：关。",
        "• 语言：中文",
        "• 时区：Asia/Shanghai",
        "• 工作时间：09:00–18:00",
        "• 免打扰：21:00–08:00",
        "• 早报：关",
        "• 角色：销售",
        "团队",
        "• 华东销售",
        "• 币种：CNY",
        "• 日期：3/4读作3月4日",
        "• 早报时间：工作日08:30",
        "• 电话、邮箱和金额：全员可见",
        "要改就直接说，例如“免打扰改成22点到8点”。",
        "[English] [打开早报]",
    )
    assert said(result, ANN) == told(
        "Changed. Morning digest: off.",
        "• Language: Chinese",
        "• Time zone: Asia/Shanghai",
        "• Working hours: 9 am–6 pm",
        "• Quiet hours: 9 pm–8 am",
        "• Morning digest: off",
        "• Role: rep",
        "Team",
        "• 华东销售",
        "• Currency: CNY",
        "• Dates: 3/4 is 4 Mar",
        "• Digest time: working days at 8:30 am",
        "• Phones, e-mails and amounts: everybody sees them",
        'To change one, just say so: "quiet hours 22:00 to 8:00".',
        "[中文] [Turn the digest on]",
    )


def test_rows_imported() -> None:
    result = RowsImported(kind=Kind.CUSTOMERS, created=3, changed=1, same=0, bad=(), dry=False)
    assert said(result, LI_LEI) == told(
        "客户已导入：新增3，更新1，不变0。",
    )
    assert said(result, ANN) == told(
        "Customers imported: 3 new, 1 changed, 0 the same.",
    )
