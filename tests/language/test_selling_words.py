"""Many ways to tell of one sale, and many that only sound like one."""

import pytest

from bot.language import parsed, understand
from tests.language.world import hearing

SOLD = {"log_quote", "log_order", "log_payment", "deal_update"}
QUOTES = [
    "刚才电话里跟周敏说了2650，她说回去商量", "华联要100台给2600", "小韩上周给泰禾报的是2650",
    "第二轮报价 华联 25万", "我给泰禾留的价是2680", "Friday Foods那边报了85折，500箱起",
    "跟泰禾说A款最低2700", "我给王强开的价是18万", "给周敏的最终价是2650", "给周敏的是2600不含税",
    "给泰禾出了方案 总价38万 付款3-6-1", "给王芳2580一台", "五月花，窗帘每米85",
    "报价：华联 X200 11500/台 3台 含税", "泰禾走2750的价", "今天给Acme报了96k 有效期两周",
    "给五月花做了方案报价12.8万", "报价给到华联了，45万打包", "昨天报的泰禾2750", "领导批了华联92折",
    "跟泰禾定的价2750", "A款2700，给华联的底线价", "价格报给周敏了：2650", "华联那边我给到了11200",
    "quote给Acme 9.9k", "我跟Bob报的4300美金", "I've offered Acme a 7% rebate", "let jane have it for 8.8k",
    "X200 for acme at 2.9k", "offered globex free shipping and 3% off",
    "quoted jane 9.9k usd for the maintenance plan", "sent Acme a proposal for 96k",
    "dropped our price to Acme from 12k to 11k", "revised quote for Globex 58k",
    "quote out to globex, 61k, valid for 30 days", "gave Jane a price of 2,900 each", "gave bob net 45",
    "Tom gave Globex 5% off", "Blue River: £385 per pallet position, 200 positions, 60 days",
    "quote Acme 9.9k, delivery 3 weeks", "pricing for Globex: $4,300 a unit, delivery in 6 weeks",
    "Acme was quoted 96k on monday", "told Bob we can do 4.1k",
]  # fmt: skip
ORDERS = [
    "泰禾 A款 100台 下单", "华联追加订单50台", "宏达机械PO到了", "华联采购单：X200 30台",
    "五月花确认订20张", "华联再加50台", "泰禾的单子下来了，A款300台", "收到宏达机械的采购订单 3台X200",
    "Bob下了个50套的订单", "华联定了100台", "华联从50台加到80台", "泰禾A款走了100台",
    "周敏刚打电话来要50台A款，单子马上传过来", "五月花又加了20张床垫", "泰禾追单20台", "王芳提货300箱",
    "泰禾首批100台，A款", "收到泰禾PO，100台A款，单价2650", "接到五月花20张床垫的单", "泰禾采购了12台X200",
    "globex just placed a repeat order, 88k", "Acme took another 10 seats",
    "received a purchase order from Globex for $88k", "bob sent over the po for 40 units",
    "closed a 200-case order with Friday Foods", "order confirmed by jane, 30 units, delivery April 20",
    "Friday Foods reup 200 cases, ordered this morning", "jane confirmed the order for 12 units",
    "order in from jane, 15 licenses", "we got the PO from Blue River",
    "Globex wants to go ahead, signed PO attached, 40 units", "first order from blue river! 18 pallets",
    "jane's order: 12 seats",
]  # fmt: skip
PAYMENTS = [
    "泰禾回来一笔款 12万", "五月花刷卡付了2万", "泰禾预付款进来了 12万", "五月花把余下的9900结了",
    "June把68000汇过来了", "华联的钱收到 10万", "收到June的货款68000", "王芳转了6千4过来", "钱总把尾款结了",
    "泰禾打钱来了", "拿到五月花支票2万", "王芳支付宝转了6千4", "Bob汇了3万美金", "上海银行45万到帐",
    "宏达机械付了全款", "blue river今早付了6万", "进账20万，泰禾的", "华联十万已入账", "周敏把26万打过来了",
    "收到Globex的deposit 12k", "June把尾款付清了", "今天收了三笔：泰禾8万，华联10万，五月花2万",
    "五月花交齐了尾款", "华联补了差价1200", "bob sent the money", "Blue River: deposit paid",
    "acme has paid in full", "received $12k from acme today", "deposit of 12.5k from blue river is in",
    "Friday Foods cleared the balance", "collected 8,200 from bob", "Acme remitted 40k yesterday",
    "check from Friday Foods cleared", "Globex settled their invoice", "Blue River finally paid up",
    "we have received the second instalment from Acme, 20k", "got the deposit from jane",
    "got paid by Blue River, 12.5k", "bob finally paid", "Globex payment in: 9.9k",
]  # fmt: skip
DEALS = [
    "泰禾 立项", "宏达机械丢标了 因为资质不够", "泰禾这单被大疆抢了，价格没谈拢", "泰禾续签了一年",
    "宏达机械不做这个项目了", "Acme的单子推迟到5月了", "五月花选了别家", "华联的合同签回来了",
    "泰禾已经在走合同流程", "泰禾往前走了一步，进谈判", "华联deal win了，35万", "华联选了我们",
    "泰禾拿下了！80万", "Acme项目从80k涨到120k", "Bob的项目立项失败", "泰禾deal size 80万",
    "泰禾采购预算批了80万", "Globex凉了", "华联需求确认完了", "五月花deal size改成15万", "五月花成了，12万",
    "泰禾价格谈崩了，丢单", "五月花还在试用", "Acme deal stage改成proposal", "上海银行 输了",
    "上海银行没中标，输给了中兴", "Globex signed the contract today", "globex at 80% now",
    "up against Kion at Blue River", "acme renewal signed 96k", "Acme closing in April, 96k",
    "Friday Foods qualified, 60k potential", "globex: negotiation, 48k, 60%", "Acme picked us!",
    "Acme deal is dead, no budget", "we won the Blue River tender, 450k", "70% chance on Acme",
    "Acme: contract sent to legal", "Blue River 50/50", "Blue River is evaluating, poc started",
    "Globex - lost (price)", "the Acme deal slipped to Q3", "closed won: Acme 96k",
]  # fmt: skip
ASKED = [
    "查华联报价", "A款都给谁报过价", "小韩给华联报的多少", "王芳的价格是谁报的", "给Acme的quote是多少",
    "泰禾A款我们报的多少来着", "泰禾A款的历史报价", "华联的账期是多少天", "上次给泰禾报的什么价",
    "给周敏的最低价是多少", "泰禾报价单", "泰禾账期给了多少天", "Acme上次quote多少", "之前给Bob报的几个点",
    "A款给华联报过多少", "给Bob的报价还有效吗", "看看泰禾的报价", "华联的报价现在哪个算数",
    "钱总拿的什么折扣", "谁给泰禾打过折", "how much for X200 at Globex", "quote history for Acme",
    "pull up Acme's quotes", "show quotations Acme", "what price did we give jane",
    "list all quotes to Acme", "when does the Globex quote expire", "find the last quote to Jane",
    "tell me what Hanmei quoted Acme", "check Acme quote", "is the Acme quote still valid",
    "has anyone quoted Friday Foods", "what's our price for Acme",
]  # fmt: skip
NOT_SOLD = [
    "怕华联这单黄了", "打算给五月花打八折", "华联要我们周五前重新报价", "帮我算下100台打九折多少钱",
    "泰禾那边说2800没问题", "华联以前下过200台", "本月目标100万，还差40万", "华联投诉报价太慢",
    "泰禾要100份资料", "泰禾下个月要采购100台", "泰禾没还价，但也没说要", "泰禾开了3条新产线",
    "给泰禾的九折领导没批", "答应给泰禾做3次培训", "泰禾仓库有50台旧机", "华联有200个员工",
    "王芳说定金明天转", "泰禾希望月结60天", "华联报修，X200打不开", "泰禾收到样品了",
    "给Bob寄了2个样品，运费150", "李工列了5个问题", "本季度能签多少", "泰禾说价格可以谈",
    "给华联开了26万的发票", "钱总答应下周打款30万", "华联说可能会追加50台", "五月花成立20周年",
    "华联的发票开了没有", "泰禾主要看价格和交期", "请钱总吃饭花了800", "小李离职，他的单子都给我",
    "华联最近半年没下单，要不要联系", "泰禾要是订100台，可以给到2600", "客户预算有限，先放一放",
    "泰禾样品丢件了", "今年签了几单", "约了钱总3月20号签合同", "拜访泰禾，聊了付款方式",
    "下了班去五月花吃饭", "泰禾签收了样品", "华联方案还在改", "上海银行招标文件买了，500块",
    "催了三次，华联那10万还没到", "泰禾签不签还不知道", "谁的单子最大", "报价发了吗 泰禾",
    "五月花要发票，26800的那张", "X200库存还有30台", "华联比较在意账期", "泰禾觉得方案不错，下周给反馈",
    "准备给泰禾报2700", "钱总问能不能便宜点，2600行不行", "X200今天修好了",
    "打了招呼，泰禾知道我们要涨价了", "今天发了200条微信", "泰禾退了我们2万押金单", "泰禾的账期已经到期",
    "我没答应给泰禾九折啊", "华联的定金不着急收", "拿了3份样品给Bob", "公司规定最低九折",
    "假如华联下单500台我们亏不亏", "上海银行要是中标请大家吃饭", "泰禾今年贡献了200万",
    "泰禾可能要丢，对手价格低", "想给Bob让5个点", "泰禾要试用2台", "等泰禾付款再发货",
    "X200坏了3台，华联很生气", "Acme has 200 employees", "the order for Globex went out today",
    "Globex returned the signed NDA", "Bob has 3 kids", "pilot light on the Acme unit is broken",
    "Acme pays its people well", "Jane picked a date for the demo", "won't win Acme like this",
    "I told Bob we can't do 10% off", "what did Globex order last month", "Bob promised to sign by Friday",
    "Globex returned 2 units", "Jane is closing the office early today",
    "Jane will place the order on Monday", "Tom closed the ticket for Acme",
    "deal with the Acme complaint first", "had a 2 hour demo at Acme, 15 people",
    "hope to close Acme this month", "should I offer Bob 10%?", "great deal of interest from Acme",
    "Bob asked for a 30 day trial", "ordered lunch for the Acme team", "did you send Acme the quote",
    "got 2 complaints from Globex", "Acme had 3 failures in 2 weeks", "send Acme the quote by Friday",
    "Tom thinks we'll win Acme", "did Bob order?", "invoice 4411 to Acme is wrong by 200",
    "Acme moved to a new office", "Acme says 3 units arrived broken",
    "Acme says our price is 10% above Siemens", "who should I send to the Globex deal",
    "sent Jane the contract for review", "in order to win Acme we need a demo", "Acme will pay on Friday",
    "we can't go below 2.6k for Acme", "sent 12 brochures to Blue River", "if Bob orders 100 we give 5%",
    "Acme's contract expires in June", "book the demo room for Acme", "chase Globex for the 30k",
    "trial unit shipped to Acme", "Jane bought a house", "legal team at Acme is slow", "what's my pipeline",
]  # fmt: skip


def names(text: str) -> list[str]:
    return [each["name"] for each in parsed(understand(text, hearing()))["commands"]]


TOLD = {"log_quote": QUOTES, "log_order": ORDERS, "log_payment": PAYMENTS, "deal_update": DEALS}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in TOLD.items() for text in texts])
def test_what_was_sold_in_many_words(name: str, text: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", ASKED)
def test_a_question_about_quotes_in_many_words(text: str) -> None:
    assert names(text) == ["check_quotes"]


@pytest.mark.parametrize("text", NOT_SOLD)
def test_what_only_sounds_like_a_sale(text: str) -> None:
    assert SOLD.isdisjoint(names(text))
