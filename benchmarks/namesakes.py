"""A made-up world of company names with short names, and what people type when they mean one of them.

Nothing here comes from the tables of the engine: brands are random characters of the sounds below, and homophones,
pinyin and abbreviations are made from those sounds. The same seed gives the same world.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final


def _words(text: str) -> list[str]:
    return text.split()


def _table(text: str) -> dict[str, str]:
    """`dian电 zi子` as characters and their sounds."""
    pairs = (each.partition(":") for each in text.split())
    return {signs: sound for signs, _, sound in pairs}


SOUNDS: Final = """
an安岸案 ao奥傲 bai百柏佰 bang邦帮 bao宝保堡 bei贝倍北 bin宾彬斌 bo博波伯 cai彩财才 can灿参 chang昌长畅常 chao超潮朝
chen晨辰宸 cheng成诚城程 chi驰池 chuan川传 chun春淳 da达大 dao道导 de德得 di迪帝 ding鼎定顶 dong东动栋 du度都 en恩
er尔 fa法发 fan凡帆 fang方芳坊 fei飞菲 feng丰峰风锋 fu福富孚 gang刚港 gao高皋 ge格歌 gong工功 gu谷固 guan冠观
guang光广 gui贵桂 guo国果 hai海 han翰汉涵 hang航杭 hao浩昊豪皓 he和禾合河荷 heng恒衡 hong宏鸿虹红弘 hu虎湖 hua华化桦
huan环欢 huang皇黄煌 hui汇辉惠慧 ji吉极基 jia佳嘉家 jian健建坚 jiang江疆 jie杰捷洁 jin金锦进晋 jing精景晶京 jiu久九
ju聚巨 jun骏军俊 kai凯开恺 kang康 ke科可克 kun坤昆 lan兰蓝岚 lang朗 le乐 li利力立丽 lian联连 liang亮良 lin林霖
ling凌灵领 long隆龙 lu路鹿陆 lun伦 luo罗洛 ma马玛 man曼 mao茂贸 mei美梅 meng蒙梦 mi米 ming明铭名 mo墨 mu木牧 na纳
nan南楠 neng能 ning宁 nuo诺 ou欧 pai派 peng鹏朋 pin品 ping平萍 pu普浦 qi奇启祺 qian千乾 qiang强 qiao乔桥
qin勤秦 qing青清庆 quan全泉 ran然 ren仁人 ri日 rong荣融蓉 rui瑞睿锐 run润 sai赛 san三 sen森 sha沙 shan山
shang尚 sheng盛胜生圣 shi世时石实 shu舒树 shun顺 si思斯 song松 su苏速 tai泰太 tang唐 tao涛 teng腾 tian天田
tong通同 tu途 wan万 wang旺 wei伟威维为 wen文 wo沃 wu五吾 xi西希熙 xia夏 xian先 xiang祥翔 xiao晓 xin新鑫信欣
xing兴星 xiong雄 xu旭 xuan轩 xue雪 xun迅 ya亚雅 yan岩 yang阳洋扬 yao耀 ye业 yi益宜亿 yin银 ying英盈 yong永勇
you优友 yu宇裕玉 yuan远源元 yue悦越 yun云 ze泽 zhan展 zhao兆 zhe哲 zhen振珍 zheng正 zhi智志 zhong中众 zhou洲
zhu珠 zhuo卓 zi紫
"""
REGIONS: Final = _table(
    """
    上海:shang,hai 北京:bei,jing 深圳:shen,zhen 广州:guang,zhou 杭州:hang,zhou 苏州:su,zhou 南京:nan,jing
    成都:cheng,du 武汉:wu,han 西安:xi,an 青岛:qing,dao 宁波:ning,bo 厦门:xia,men 长沙:chang,sha 郑州:zheng,zhou
    江苏:jiang,su 浙江:zhe,jiang 广东:guang,dong 山东:shan,dong 湖南:hu,nan 安徽:an,hui 河北:he,bei 四川:si,chuan
    无锡:wu,xi 佛山:fo,shan 东莞:dong,guan 常州:chang,zhou 温州:wen,zhou 金华:jin,hua 潍坊:wei,fang 镇江:zhen,jiang
    扬州:yang,zhou 芜湖:wu,hu 襄阳:xiang,yang 柳州:liu,zhou 遵义:zun,yi 唐山:tang,shan 保定:bao,ding 邯郸:han,dan
    """
)
TRADES: Final = _table(
    """
    电子科技:dian,zi,ke,ji 机械:ji,xie 自动化设备:zi,dong,hua,she,bei 食品:shi,pin
    医疗器械:yi,liao,qi,xie 物流:wu,liu 国际贸易:guo,ji,mao,yi 软件:ruan,jian
    信息技术:xin,xi,ji,shu 生物制药:sheng,wu,zhi,yao 新材料科技:xin,cai,liao,ke,ji
    建筑工程:jian,zhu,gong,cheng 汽车零部件:qi,che,ling,bu,jian 化工:hua,gong
    环保工程:huan,bao,gong,cheng 服饰:fu,shi 智能装备:zhi,neng,zhuang,bei 光伏:guang,fu
    餐饮管理:can,yin,guan,li 供应链:gong,ying,lian 精密仪器:jing,mi,yi,qi
    包装材料:bao,zhuang,cai,liao 半导体:ban,dao,ti 纺织:fang,zhi 实业:shi,ye
    农业发展:nong,ye,fa,zhan 传媒:chuan,mei 网络科技:wang,luo,ke,ji 家居用品:jia,ju,yong,pin
    电力设备:dian,li,she,bei 冷链:leng,lian 测控技术:ce,kong,ji,shu 阀门:fa,men 轴承:zhou,cheng
    """
)
FORMS: Final = ("有限公司",) * 6 + (
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "集团股份有限公司",
    "控股有限公司",
)
FIELDS: Final = (
    "师范",
    "理工",
    "农业",
    "财经",
    "第二人民",
    "中心",
    "妇幼保健",
    "商业",
    "科技",
    "工程",
    "中医药",
    "交通",
)
KINDS: Final = ("大学", "学院", "医院", "银行", "研究院")
TITLES: Final = ("总", "经理", "主任", "工", "总监")
FAMILIES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂建国志文斌波燕雪"
TRADITIONAL: Final = dict(
    zip(
        "华鸿汇龙丰凯东业国际贸电机械设备医疗药术软网络发资实农环饰装阀轴测传动务团广长锦闻岚兰联达远维亿荣庆乐云汉",
        "華鴻匯龍豐凱東業國際貿電機械設備醫療藥術軟網絡發資實農環飾裝閥軸測傳動務團廣長錦聞嵐蘭聯達遠維億榮慶樂雲漢",
        strict=True,
    )
)
HEADS: Final = _words(
    "Bra Cor Dal El Fen Gar Hal Ir Jor Kel Lan Mor Nor Or Pel Quo Ral Sel Tor Ul Ver Wex Yor Zen"
)
MIDDLES: Final = _words("a e i o u an er in ol um ax ek iv om us ad el il on")
TAILS: Final = _words(
    "tron mark dyne port gate ford wick stad haven field core line flex grid nova ris dor mond vale"
)
ADJECTIVES: Final = _words(
    "Blue Silver Northern Golden Bright Iron Quiet Green Rapid Summit Pacific Red Stone Copper"
)
NOUNS: Final = _words(
    "River Harbor Oak Falcon Bridge Meadow Lantern Anchor Cedar Ridge Canyon Prairie Maple Orchard"
)
LASTS: Final = _words(
    "Baker Hughes Whitman Okafor Petrov Lindqvist Moreau Tanaka Costa Novak Fischer Brandt Doyle"
)
FIRSTS: Final = _words(
    "James Mary Linda David Susan Paul Karen Peter Laura Kevin Emma Brian Helen Nina Oscar"
)
BUSINESSES: Final = _words(
    """
    Robotics Logistics Foods Textiles Packaging Chemicals Instruments Software Energy Motors Plastics Medical
    Optics Furniture Manufacturing International Systems Pharmaceuticals
    """
)
SUFFIXES: Final = ("Inc", "Ltd", "LLC", "Corp", "PLC", "GmbH", "Co., Ltd.", "Group", "")


def _signs() -> tuple[tuple[str, ...], dict[str, str], dict[str, str]]:
    """Characters with the frequent ones more often, the sound of each, and the others of its sound."""
    drawn: list[str] = []
    sounds: dict[str, str] = {}
    mates: dict[str, str] = {}
    for group in SOUNDS.split():
        letters = "".join(each for each in group if each.isascii())
        signs = group[len(letters) :]
        for place, sign in enumerate(signs):
            drawn += [sign] * (3 if place == 0 else 1)
            sounds[sign], mates[sign] = letters, signs.replace(sign, "")
    return tuple(drawn), sounds, mates


DRAWN, SOUND, MATES = _signs()


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """A customer: its whole name, the parts of it, what people call it, and who is known there."""

    name: str
    region: str = ""
    brand: str = ""
    trade: str = ""
    short: str = ""
    contact: str = ""
    words: tuple[str, ...] = ()


def firms(count: int, seed: int) -> list[Firm]:
    """So many firms of different names; two of three are Chinese."""
    dice = Random(seed)
    found: dict[str, Firm] = {}
    while len(found) < count:
        draw = dice.random()
        firm = _company(dice) if draw < 0.58 else _organisation(dice) if draw < 0.66 else _english(dice)
        found.setdefault(firm.name, firm)
    return list(found.values())


def _brand(dice: Random) -> str:
    length = dice.choices((2, 3, 4), (75, 20, 5))[0]
    return "".join(dice.choice(DRAWN) for _ in range(length))


def _company(dice: Random) -> Firm:
    region = dice.choice([*REGIONS]) if dice.random() < 0.8 else ""
    brand, trade = _brand(dice), dice.choice([*TRADES])
    form = dice.choice(FORMS)
    bracketed = region and dice.random() < 0.12
    name = f"{brand}({region}){trade}{form}" if bracketed else f"{region}{brand}{trade}{form}"
    shorts = [brand] * 5 + [brand + trade[:2]] * 3 + [region + brand, brand[0] + brand[-1] + trade[0]]
    shorts += [brand[:2]] if len(brand) > 2 else [brand[0] + trade[0]]
    return Firm(
        name=name, region=region, brand=brand, trade=trade, short=dice.choice(shorts), contact=_person(dice)
    )


def _organisation(dice: Random) -> Firm:
    place, field, kind = _brand(dice)[:2] + dice.choice("州城江山海"), dice.choice(FIELDS), dice.choice(KINDS)
    short = place[0] + field[0] + kind[0] if dice.random() < 0.6 else place + field[0] + kind[-1]
    return Firm(
        name=place + field + kind, brand=place, trade=field + kind, short=short, contact=_person(dice)
    )


def _english(dice: Random) -> Firm:
    draw = dice.random()
    words: tuple[str, ...]
    if draw < 0.6:
        words = (dice.choice(HEADS) + dice.choice(MIDDLES) + dice.choice(TAILS), dice.choice(BUSINESSES))
    elif draw < 0.9:
        words = (dice.choice(ADJECTIVES), dice.choice(NOUNS), dice.choice(BUSINESSES))
    else:
        words = (dice.choice(LASTS), dice.choice(LASTS), dice.choice(BUSINESSES))
    suffix = dice.choice(SUFFIXES)
    name = " ".join((*words, suffix)).strip()
    shorts = [words[0] if draw < 0.6 else " ".join(words[:2])] * 3 + ["".join(word[0] for word in words)]
    contact = f"{dice.choice(FIRSTS)} {dice.choice(LASTS)}"
    return Firm(name=name, brand=shorts[0], short=dice.choice(shorts), contact=contact, words=words)


def _person(dice: Random) -> str:
    return dice.choice(FAMILIES) + dice.choice(GIVEN) + (dice.choice(GIVEN) if dice.random() < 0.6 else "")


def asked(firm: Firm, dice: Random) -> Iterator[tuple[str, str]]:
    """Kinds of query with what a person types who means this firm."""
    yield "full name", firm.name
    yield "short name", firm.short
    yield from _asked_in_english(firm, dice) if firm.words else _asked_in_chinese(firm, dice)


def _asked_in_chinese(firm: Firm, dice: Random) -> Iterator[tuple[str, str]]:
    core = firm.brand + firm.trade
    head = firm.brand + firm.trade[:2]
    yield "zh brand and trade", core
    yield "zh brand", firm.brand
    yield "zh region and brand", firm.region + firm.brand
    yield "zh prefix", firm.name[: max(4, len(firm.region + firm.brand) + 1)]
    yield "zh abbreviation with skips", firm.brand + firm.trade[0] + (firm.trade[2:3] or firm.trade[1])
    yield "zh wrong character", _changed(core, dice)
    yield "zh homophone", _homophone(head, dice)
    yield "zh brand by its sound", "".join(_mate(sign, dice) for sign in firm.brand)
    yield "zh swapped", _swapped(head, dice)
    yield "zh missing character", _missing(core, dice)
    yield "zh extra words", f"{core}那家公司"
    yield (
        "zh wrong legal form",
        _stripped(firm.name) + ("股份有限公司" if "股份" not in firm.name else "有限公司"),
    )
    yield "zh traditional", "".join(TRADITIONAL.get(sign, sign) for sign in core)
    if firm.trade in TRADES and firm.brand:
        sounds = [SOUND[sign] for sign in firm.brand] + TRADES[firm.trade].split(",")
        yield "zh pinyin joined", "".join(sounds[: len(head)])
        yield "zh pinyin spaced", " ".join(sounds[: len(head)])
        yield "zh initials", "".join(each[0] for each in sounds)[:6]
    yield from _said_in_chinese(firm, head, dice)


def _said_in_chinese(firm: Firm, head: str, dice: Random) -> Iterator[tuple[str, str]]:
    yield "zh in a sentence", f"今天去{head}聊了续约的事"
    yield "zh in a sentence, brand", f"答应{firm.brand}周五前送样"
    yield "zh in a sentence, homophone", f"下午给{_homophone(head, dice)}打了电话，对方说要再考虑"
    yield "zh contact and title", f"拜访{firm.brand}{firm.contact[0]}{dice.choice(TITLES)}，聊了报价"
    yield "zh contact by name", f"{firm.contact}说{firm.brand}下周付款"
    yield "zh mixed", f"follow up with {firm.brand} 报价"


def _asked_in_english(firm: Firm, dice: Random) -> Iterator[tuple[str, str]]:
    core = " ".join(firm.words)
    yield "en without legal form", core
    yield "en lower case", core.lower()
    yield "en brand", firm.brand
    yield "en first two words", " ".join(firm.words[:2])
    yield "en slip", _slip(firm.words[0], dice) + " " + firm.words[1]
    yield "en slip in the brand", _slip(firm.brand, dice)
    yield "en joined", "".join(firm.words[:2]).lower()
    yield "en acronym", "".join(word[0] for word in firm.words)
    yield "en missing word", " ".join((firm.words[0], firm.words[-1]))
    yield "en begun words", " ".join((firm.words[0], firm.words[-1][:5]))
    yield "en wrong legal form", f"{core} {'Inc' if 'Inc' not in firm.name else 'Ltd'}"
    yield "en in a sentence", f"called {firm.words[0]} {firm.words[1]} yesterday about the renewal"
    yield "en in a sentence, slip", f"promised {_slip(firm.brand, dice).lower()} a quote by Friday"
    yield "en contact at", f"met {firm.contact.split()[0]} at {firm.brand} today"


def _stripped(name: str) -> str:
    for form in sorted(set(FORMS), key=len, reverse=True):
        name = name.removesuffix(form)
    return name


def _mate(sign: str, dice: Random) -> str:
    return dice.choice(MATES.get(sign) or sign)


def _homophone(text: str, dice: Random) -> str:
    places = [place for place, sign in enumerate(text) if MATES.get(sign)]
    if not places:
        return text
    place = dice.choice(places)
    return text[:place] + _mate(text[place], dice) + text[place + 1 :]


def _changed(text: str, dice: Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + dice.choice(DRAWN) + text[place + 1 :]


def _swapped(text: str, dice: Random) -> str:
    place = dice.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _missing(text: str, dice: Random) -> str:
    place = dice.randrange(1, len(text))
    return text[:place] + text[place + 1 :]


def _slip(word: str, dice: Random) -> str:
    """A letter missing, wrong, twice, or two swapped; never the first."""
    place = dice.randrange(1, len(word) - 1)
    before, sign, after = word[:place], word[place], word[place + 1 :]
    ways: Sequence[str] = (
        before + after,
        before + dice.choice("aeiourstln") + after,
        before + sign + sign + after,
        before + after[0] + sign + after[1:],
    )
    return dice.choice(ways)


CHAT: Final = (
    "今天天气不错",
    "收到",
    "好的谢谢",
    "明天见",
    "在吗",
    "辛苦了大家",
    "周末愉快",
    "我先下班了",
    "哈哈哈",
    "中午吃什么",
    "早上好",
    "没问题",
    "稍等一下",
    "我问问看",
    "开会去了",
    "路上堵车",
    "生日快乐",
    "晚点回你",
    "知道了",
    "明天下午开会",
    "这个方案不错",
    "让我想想",
    "你那边怎么样",
    "电话没人接",
    "资料发我一下",
    "let's talk tomorrow",
    "thanks a lot",
    "sounds good",
    "ok will do",
    "good morning everyone",
    "see you next week",
    "haha nice",
    "happy birthday",
    "on my way",
    "running late, sorry",
    "lunch?",
    "can you send me the file",
    "what time is the meeting",
    "no worries",
    "great job team",
    "今年的目标有点高",
    "下个月放假",
    "客户说再看看",
    "报价发出去了",
    "合同盖章了",
    "样品还没到",
    "快递到了吗",
    "打印机坏了",
    "空调太冷了",
    "谁有充电器",
)
