"""The words of a promise by their meaning, in Chinese and English: what `deeds` reads promises with.

Every entry is a regular expression over text in lower case; what stands first is taken out first.
"""

from typing import Final

from bot.domain.counting import NUMBER

N: Final = f"(?P<n>{NUMBER})"
FREIGHT: Final = (
    (
        "theirs",
        (
            r"不包邮|不包?免?运费|(?:运费|邮费|物流费)(?:另计|另算|自理|自付|到付|不包)|到付|自提"
            r"|(?:运费|邮费)(?:由|归)?(?:客户|他们|对方|贵方|需方|买方)(?:自己|来)?(?:出|承担|付|负担)?"
            r"|freight collect|ex[ -]works|\bexw\b"
            r"|(?:they|customer|client|buyer)s? (?:will )?(?:pay|cover|bear)s? (?:the |for )*"
            r"(?:freight|shipping|delivery)"
            r"|(?:shipping|freight|delivery)(?: is| are| costs?)* (?:extra|not included|charged|on them"
            r"|at (?:their|the customer's|customer's) (?:own )?(?:expense|cost))"
        ),
    ),
    (
        "ours",
        (
            r"包邮|包运费|免运费|免邮|送货免费"
            r"|(?:运费|邮费|物流费)(?:由|归|算)?(?:我们?|我方|咱们?|我司)(?:这边|来)?(?:的|出|承担|付|负担)?"
            r"|(?:我们?|我方|我司)(?:出|承担|付|包)(?:运费|邮费)"
            r"|(?:free|prepaid) (?:shipping|delivery|freight)|carriage paid|\bddp\b"
            r"|we (?:will )?(?:pay|cover|bear)s? (?:the |for )*(?:freight|shipping|delivery)"
            r"|(?:shipping|freight|delivery|carriage)(?: is| are| costs?)* (?:free|included|prepaid|on us"
            r"|paid by us|at our (?:own )?(?:expense|cost))"
        ),
    ),
)
EXCLUSIVE: Final = (
    r"独家|总代理?|唯一(?:代理|经销|供应)商?|exclusiv\w+|sole (?:dealer|distribut|agen|supplier)\w*"
)
NOT_EXCLUSIVE: Final = (
    rf"(?:不(?:做|给|搞|能|可以?|是|签|再)|非|没有?)[^,，。]{{0,4}}(?:{EXCLUSIVE})|non-?exclusiv\w+"
    rf"|(?:\bno\b|\bnot\b|n't)[^,.]{{0,20}}(?:{EXCLUSIVE})"
)
NO_DEPOSIT: Final = (
    r"(?:without|no|zero)(?: any| an?)? (?:deposit|down payment|prepayment|advance)"
    r"|(?:不要|不用|不需要|免|无需|不收)(?:付|交)?(?:预付款?|定金|订金)|零首付|零预付"
)
CHARGED: Final = (
    r"不免费|不是免费|(?<!不)(?<!免)(?:另|要|得|需)?收费|另收|另算|自费|有偿|付费|要钱"
    r"|not free|(?:is|are) (?:charged|extra)|at (?:an )?extra (?:cost|charge)|for a fee|chargeable"
)
FREE: Final = (
    r"免费|不收费|不要钱|不收钱|白送|赠送|for free|free of charge|(?:at )?no (?:extra )?(?:cost|charge)"
    r"|on the house|complimentary|\bfree\b"
)
DENIED: Final = (
    r"不(?:给|做|能|提供|可以?|接受|支持|包|予|会|再|行|办|安排|送|退)|无法|没法|不了|拒绝"
    r"|(?:do|does|did|ca|could|wo|would|are|is)n't|can ?not|\bnot?\b|\bnever\b|\brefuse\w*"
)
VAGUE: Final = (
    r"尽快|尽早|尽量早|马上|立刻|立马|近期|最近|过几天|过两天|这两天|这几天|不久|回头|抽空|有空|到时候?|第一时间|抓紧|赶紧"
    r"|as soon as (?:possible|we can|i can)|\basap\b|\bsoon(?:est)?\b|\bshortly\b|in the (?:near future|coming days)"
    r"|in a few days|one of these days|at some point|when (?:i|we) (?:can|get round to it)|at the earliest"
)
OBJECTS: Final = (
    ("pricelist", r"价目表|价格表|报价表|price ?lists?"),
    ("spare", r"备用机|备机|代用机|(?:spare|loan(?:er)?|backup) (?:machine|unit|device)s?|loaners?"),
    ("part", r"备件|配件|零件|(?:spare )?parts?\b"),
    (
        "sample",
        (
            r"样品|样机|样件|样板|小样|打样|样(?!本|册)"
            r"|(?:trial|sample|demo|test) (?:units?|machines?|pieces?)|samples?\b|prototypes?"
        ),
    ),
    ("licence", r"许可证?|授权码?|账号|帐号|licen[cs]es?|seats?\b|log-?ins?"),
    ("quote", r"报价单?|价格|quotations?|quotes?\b|pricing|offers?\b"),
    ("proposal", r"方案|建议书|计划书|proposals?"),
    ("drawing", r"图纸|(?:cad )?drawings?|\bcad\b|图"),
    (
        "periodical",
        r"(?:进度)?(?:周|月|日|季)报|(?:weekly|monthly|daily)(?: status| progress)?(?: reports?| update)?",
    ),
    ("test report", r"(?:检测|测试|检验|质检)报告|(?:test|inspection|lab) (?:reports?|results?)"),
    ("report", r"报告|reports?\b"),
    ("contract", r"合同|协议|contracts?|agreements?"),
    ("order", r"订单|采购单|purchase orders?|\bpo\b"),
    ("statement", r"对账单?|对帐单?|statements?(?: of account)?"),
    ("invoice", r"发票|开票|invoices?"),
    ("brochure", r"手册|画册|样册|宣传册|资料|brochures?|catalog(?:ue)?s?|leaflets?|flyers?|manuals?"),
    ("certificate", r"证书|合格证|资质|certificates?|\bcoa\b"),
    ("warranty", r"质保期?|保修期?|保固|warrant\w+|guarantee"),
    ("maintenance", r"保养|维保|maintenance"),
    ("rebate", r"返点|返利|返现|返(?!回|厂|修|工)|rebates?|kickbacks?"),
    ("discount", r"折扣|优惠|打折|降价?|便宜|让利|discounts?|\boff\b"),
    ("deposit", r"预付款?|定金|订金|首付款?|deposits?|down payments?|prepayments?|advance payments?"),
    ("balance", r"尾款|余款|final payment|(?:the )?balance"),
    ("term", r"账期|帐期|月结|信用期|payment terms?|\bnet\b|days to pay|credit"),
    ("list", r"清单|名单|lists?\b"),
    ("invitation", r"邀请函|请柬|invitations?"),
    ("gift", r"礼品|礼物|gifts?"),
    ("goods", r"(?<=[交发供到])货|整机|设备|机器|goods|machines?|equipment|units?\b"),
)
STAFF: Final = (
    r"(?:send|get)(?:ing)? (?:an?|our|the|someone|somebody)? ?(?:technician|engineer|serviceman)s?"
    r"|派(?:人|工程师|技术员|师傅|技术人员)|(?:an? |our |the )?(?:technician|engineer)s?|工程师|技术员|师傅|our people"
)
ACTS: Final = (
    ("fetch", r"取回|收回|拉回|拿回|取走|collect|pick(?:ed|ing)? up|take back"),
    ("refund", r"退款|退钱|退(?=.{0,4}[款钱])|refund\w*"),
    ("return", r"退货|退换?|\breturn\w*"),
    ("install", r"安装|装(?!箱|修|货)|调试|install\w*|commission(?:ing)?|set(?:ting)? up|setup"),
    ("repair", r"维修|检修|修(?!改)|repair\w*|\bfix\w*"),
    ("replace", r"更换|换|replac\w+|swap\w*|exchang\w+"),
    ("train", r"培训|train\w*"),
    ("migrate", r"迁移|migrat\w+"),
    ("tour", r"参观|\btour\w*|show(?:ing)? (?:them |her |him )?(?:a?round)"),
    ("call", r"打个?电话|回个?电话?|致电|通话|\bcall\w*|phone|\bring\b"),
    (
        "pay",
        r"付款|打款|汇款|转账|结款|结清|回款|付(?!费)|打(?=过来|给我)|汇|pay(?:s|ing|ment|ments)?\b|transfer|wire|settle",
    ),
    ("sign", r"签|盖章|\bsign\w*"),
    ("buy", r"下单|订货|place (?:an|the) order|\border\w*"),
    ("produce", r"排产|投产|开工|生产|produc\w+|manufactur\w+|(?:start )?build\w*|start(?:ing)?(?= on)"),
    ("lend", r"借|\blend\w*|\bloan\w*"),
    ("demo", r"演示|\bdemo\w*|presentations?"),
    ("reply", r"回复|答复|回信|确认|repl(?:y|ies)|answers?|get back|confirm\w*"),
    ("invite", r"邀请|宴请|invit\w+"),
    ("introduce", r"引荐|介绍|introduc\w+|\bintro\b"),
    ("reserve", r"预留|留货|留着?(?=货)|reserv\w+|\bhold\b"),
    ("meet", r"开会|会议|面谈|见面|\bmeet\w*"),
    ("check", r"检查|看看?|查|测试?|inspect\w*|\bcheck\w*|\btest\w*"),
    (
        "send",
        (
            r"快递|寄|发|送|交付|交|提供|供|\bship\w*|\bsend\w*|\bsent\b|deliver\w*|provid\w+|suppl(?:y|ies)|forward"
            r"|e?-?mail\w*|dispatch\w*|hand over|bring\w*|issu\w+|go(?:es)? out|with them|to them"
        ),
    ),
    ("visit", r"上门|登门|拜访|到访|\bvisit\w*|on[ -]site|come by"),
)
WHICH: Final = (
    r"第[一二三四五六七八九十\d]+[批期次个台份]?|[首末][批期次]|[一二三四]期|下一?批|[本这下上]个?[周月季]度?|[一二三四]季度"
    r"|(?:十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])月份?(?!\d)|\b(?:second|third|fourth|final|1st|2nd|3rd|4th)\b"
    r"|\b(?:first|last)\b|\bq[1-4]\b|\b(?:this|next|last) (?:week|month|quarter)(?:'s)?"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:phase|stage|batch|lot|part|step) ?\d+"
)
"""One of a series: the second batch, this week's, April's."""
MARK: Final = r"\b[a-z]{1,4}-?\d+\w*|\b\d+[a-z]+\d\w*|[a-z](?=[款型系])|\d{3,}(?=[款型系])"
NO_MARK: Final = r"\d+(?:k|st|nd|rd|th)?|q[1-4]"
PERCENTS: Final = (
    (rf"百分之{N}", 1),
    (rf"{N} ?(?:%|％|per ?cent|个点|点(?!钟|\d))", 1),
    (rf"{N}成", 10),
)
FOLD: Final = rf"{N}折"
MONTHS: Final = (
    (rf"(?<!\d){N}[- ]?(?:年(?!底|前|内)|years?|yrs?)", 12),
    (rf"{N}[- ]?(?:个月|months?|mths?)", 1),
)
DAYS: Final = (
    (rf"{N}[- ]?(?:个?工作日|天|(?:working )?days?)", 1),
    (rf"{N}[- ]?(?:周(?![一二三四五六日天末报])|个?星期(?![一二三四五六日天])|weeks?)", 7),
    (r"(?<=\bnet )(?P<n>\d+)", 1),
)
SUMS: Final = (
    (r"(?P<n>\d[\d,.]*|[一二两三四五六七八九十]+) ?万元?", 10_000),
    (r"[¥￥$€£] ?(?P<n>\d[\d,.]*)", 1),
    (r"\b(?P<n>\d[\d,.]*) ?k\b", 1000),
    (r"\b(?P<n>\d[\d,.]*) ?(?:元|块钱?|usd|eur|cny|rmb|euros?|dollars?)", 1),
    (r"(?<=收) ?(?P<n>\d[\d,.]*)", 1),
    (r"\b(?P<n>\d[\d,.]*)(?= (?:an?|per) (?:day|piece|unit|head|hour))", 1),
)
QUANTITIES: Final = (
    (rf"(?:{N} )?dozen", 12),
    (rf"{N} ?(?:[台个件套支只箱吨份块片根米桶瓶卷把辆]|pcs?\b|pieces?|kg\b|tons?\b|sets?\b|boxes)", 1),
    (rf"\b(?!an?\b){N}(?= ?[a-z])", 1),
)
LATIN: Final = """
a an the it its this that them they to of for by on in at and our we us i will would their his her is be been
are was you he she with have has had get gets give gives new latest updated revised update set some any over up
out off more once when before after please so as from about into also all make do does done told tell say said
says promised promise can could should no not here there customer client day come comes coming ready prepare
finish finished carry carries
"""
EMPTY: Final = frozenset(LATIN.split()) | frozenset(
    "的了给把已也和与在个我你他她它们会要就是吧呢啊前后新最再先到好能可以为过去来一下那这做出弄搞拿带准备将帮对说跟"
)
"""Words that tell no promise from another."""
