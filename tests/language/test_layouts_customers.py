"""Customers and contacts as people read them; the brief fits one phone screen."""

import re
from dataclasses import replace
from html import unescape

from bot.domain.base import Choice
from bot.domain.briefs import Briefed
from bot.domain.contacts import ContactKept
from bot.domain.customers import CustomerCreated, Found, LooksAlike, NewCustomer
from bot.language import speak
from tests.language.samples import ACME, ANN, BRIEF, HAN_MEI, LI_LEI, QIAN, TAIHE, TODAY, reads, said, told


def test_customer_created() -> None:
    result = CustomerCreated(customer=replace(TAIHE, source="展会"), owner="李雷")
    assert said(result, LI_LEI) == told(
        "已新建客户：泰禾，负责人李雷。",
        "电子，来源：展会",
        "[添加联系人]",
    )
    assert said(result, ANN) == told(
        "New customer: 泰禾, owned by 李雷.",
        "电子, source: 展会",
        "[Add a contact]",
    )


def test_customer_created_without_owner() -> None:
    result = CustomerCreated(customer=ACME, owner="")
    assert said(result, LI_LEI) == told(
        "已新建客户：Acme，暂时没有负责人。",
        "[添加联系人]",
    )
    assert said(result, ANN) == told(
        "New customer: Acme, nobody owns it yet.",
        "[Add a contact]",
    )


def test_looks_alike() -> None:
    result = LooksAlike(asked=NewCustomer(name="泰禾电子"), choices=(Choice("taihe", "泰禾", "李雷"),))
    assert said(result, LI_LEI) == told(
        "“泰禾电子”和已有的客户很像，是同一家吗？还没有新建。",
        "[泰禾（李雷）]",
        "[不是，新建“泰禾电子”]",
    )
    assert said(result, ANN) == told(
        '"泰禾电子" looks like a customer you already have. Is it the same one? Nothing created yet.',
        "[泰禾 (李雷)]",
        '[No, create "泰禾电子"]',
    )


def test_found() -> None:
    result = Found(
        name="泰",
        customers=(Choice("taihe", "泰禾", "李雷"),),
        contacts=(Choice("q", "钱泰", "泰禾"),),
        people=(Choice("x", "泰哥", "rep"),),
    )
    assert said(result, LI_LEI) == told(
        "“泰”找到3个：",
        "客户",
        "• 泰禾（李雷）",
        "联系人",
        "• 钱泰（泰禾）",
        "同事",
        "• 泰哥（销售）",
        "[泰禾（李雷）]",
        "[钱泰（泰禾）]",
    )
    assert said(result, ANN) == told(
        '3 matches for "泰":',
        "Customers",
        "• 泰禾 (李雷)",
        "Contacts",
        "• 钱泰 (泰禾)",
        "Colleagues",
        "• 泰哥 (rep)",
        "[泰禾 (李雷)]",
        "[钱泰 (泰禾)]",
    )


def test_found_nothing() -> None:
    result = Found(name="泰和")
    assert said(result, LI_LEI) == told(
        "没找到“泰和”。换个叫法试试，或者新建一个客户。",
        "[新建客户“泰和”]",
    )
    assert said(result, ANN) == told(
        'Nothing found for "泰和". Try another name, or create the customer.',
        '[Create customer "泰和"]',
    )


def test_brief() -> None:
    result = BRIEF
    assert said(result, LI_LEI) == told(
        "泰禾（A类，电子，负责人李雷）",
        "联系人",
        "• 钱总（总经理），拍板人，13812345678，qian@thai.example",
        "我们答应的",
        "• 逾期11天：样品，2月27日周五前（已离职的韩梅2月20日答应）",
        "• 逾期11天：回复交期，2月27日周五前（你2月20日答应）",
        "• 送样，3月13日周五前（你3月10日答应）",
        "客户答应的",
        "• 付尾款，3月31日周二前（客户3月2日答应，你记的）",
        "最近往来",
        "上次联系：2月28日，10天前",
        "• 2月28日 李雷：拜访钱总，聊了续约",
        "• 2025年12月3日 Tom：和客户通电话，问了交期",
        "还有12条",
        "接下来",
        "• 3月12日周四15:00　给钱总打电话",
        "[已兑现：回复交期]",
        "[全部承诺] [记一次跟进] [完整简报]",
    )
    assert said(result, ANN) == told(
        "泰禾 (tier A, 电子, owner 李雷)",
        "People",
        "• 钱总, 总经理, 拍板人, 13812345678, qian@thai.example",
        "We promised",
        "• 11 days overdue: 样品 by Fri 27 Feb (former colleague 韩梅 on 20 Feb)",
        "• 11 days overdue: 回复交期 by Fri 27 Feb (李雷 on 20 Feb)",
        "• 送样 by Fri 13 Mar (李雷 on 10 Mar)",
        "They promised",
        "• 付尾款 by Tue 31 Mar (they told 李雷 on 2 Mar)",
        "Lately",
        "Last contact 28 Feb, 10 days ago",
        "• 28 Feb, 李雷: visit to 钱总 – 聊了续约",
        "• 3 Dec 2025, Tom: call with the customer – 问了交期",
        "and 12 more",
        "Coming up",
        "• Thu 12 Mar at 3 pm: 给钱总打电话 (李雷)",
        "[All promises] [Log a contact] [Full brief]",
    )


def test_the_full_brief_as_a_picture_has_the_words_of_the_card() -> None:
    full = replace(BRIEF, full=True)
    card = speak(full, reads(LI_LEI))
    drawn = speak(replace(full, picture=True), reads(LI_LEI))
    assert [button.label for button in card.buttons[-1]] == ["全部承诺", "记一次跟进", "图片"]
    assert (drawn.title, drawn.blocks, drawn.buttons) == ("泰禾的客户简报", (), ())
    assert drawn.picture
    words = unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn.picture.svg)))
    for line in card.plain().splitlines():
        assert "".join(line.split()) in "".join(words.split())
    english = speak(replace(full, picture=True), reads(ANN))
    assert [button.label for button in speak(full, reads(ANN)).buttons[-1]][-1] == "As picture"
    assert english.title == "Brief: 泰禾"
    assert english.picture
    assert english.picture.alt.startswith("泰禾 (tier A, 电子, owner 李雷): People, We promised")


def test_a_picture_of_a_brief_hides_what_the_brief_hides() -> None:
    result = replace(BRIEF, contacts=(QIAN.masked(),), masked=True, full=True, picture=True)
    drawn = speak(result, reads(HAN_MEI)).picture
    assert drawn
    assert "138****5678" in drawn.svg
    assert "13812345678" not in drawn.svg


def test_brief_with_details_hidden() -> None:
    result = replace(
        BRIEF,
        contacts=(QIAN.masked(),),
        masked=True,
        lines=(),
        touches=(),
        touches_total=0,
        reminders=(),
        touched=None,
    )
    assert said(result, LI_LEI) == told(
        "泰禾（A类，电子，负责人李雷）",
        "联系人",
        "• 钱总（总经理），拍板人，138****5678，q***@thai.example",
        "联系方式和金额只有负责人和主管能看。",
        "[全部承诺] [记一次跟进]",
    )
    assert said(result, ANN) == told(
        "泰禾 (tier A, 电子, owner 李雷)",
        "People",
        "• 钱总, 总经理, 拍板人, 138****5678, q***@thai.example",
        "Contact details and amounts are shown to the owner and their managers only.",
        "[All promises] [Log a contact]",
    )


def test_brief_of_an_unknown() -> None:
    result = Briefed(
        customer=ACME, owner="Tom", contacts=(), touches=(), promises=(), reminders=(), names={}, today=TODAY
    )
    assert said(result, LI_LEI) == told(
        "Acme（负责人Tom）",
        "还没有任何记录。发一句“今天拜访了他们，……”就有了。",
        "[全部承诺] [记一次跟进]",
    )
    assert said(result, ANN) == told(
        "Acme (owner Tom)",
        "Nothing on record yet. After your next call, just tell me how it went.",
        "[All promises] [Log a contact]",
    )


def test_contact_kept() -> None:
    result = ContactKept(contact=QIAN, customer=TAIHE, created=True)
    assert said(result, LI_LEI) == told(
        "已添加联系人：泰禾，钱总（总经理）。",
        "电话：13812345678",
        "邮箱：qian@thai.example",
        "角色：拍板人",
    )
    assert said(result, ANN) == told(
        "New contact at 泰禾: 钱总, 总经理.",
        "Phone: 13812345678",
        "E-mail: qian@thai.example",
        "Role: 拍板人",
    )


def test_contact_completed() -> None:
    result = ContactKept(contact=replace(QIAN, phone="", email=""), customer=TAIHE, created=False)
    assert said(result, LI_LEI) == told(
        "已更新联系人：泰禾，钱总（总经理）。",
        "角色：拍板人",
    )
    assert said(result, ANN) == told(
        "Updated contact at 泰禾: 钱总, 总经理.",
        "Role: 拍板人",
    )
