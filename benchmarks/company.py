"""A made-up company of any size: the names come out the same every time, and no two customers share one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


REGIONS: Final = _words(
    """
    北京 上海 天津 重庆 深圳 广州 杭州 苏州 南京 成都 武汉 西安 青岛 大连 宁波 厦门 长沙
    郑州 济南 合肥 福州 无锡 佛山 东莞 沈阳 昆明 南昌 石家庄 哈尔滨 长春 太原 贵阳 南宁 兰州
    常州 温州 绍兴 烟台 珠海 惠州
    """
)
SIGNS: Final = (
    "瑞恒宏鼎嘉凯骏腾祥隆昌盛丰裕泽润晟煜铭锦诺朗维邦捷迅驰辉耀璟晨曦岚峻岭森霖溪澜湛淳颐逸韵雅皓轩宇"
    "翔鹏鸿雁鹭麒麟骥骁锐钧铂铎铠钜镁钰珀琛琪瑾瑜璞玺珂珑琅玥卓拓启创优臻精益顺达通广博远景康宁安平和"
)
TRADES: Final = _words(
    """
    信息技术 网络科技 电子科技 生物科技 国际贸易 文化传媒 新材料 自动化 机械 机电 重工 汽配 医疗
    食品 物流 供应链 环保 化工 包装 印刷 纺织 服装 家居 建材 软件 智能 仪器 电缆 精密 光电
    """
)
FORMS: Final = ("有限公司", "有限责任公司", "股份有限公司")
HEADS: Final = _words(
    """
    Al Ar Bel Bren Cal Cor Dal Del El Er Fal Fen Gal Gren Hal Hol Ir Jor Kel Kor Lan Lor Mar Mel Nor Nov Or
    Pal Per Quin Ral Ren Sal Sel Tal Tor Ul Val Ven Wil
    """
)
MIDDLES: Final = _words(
    """
    a e i o u ana eri ino ola umi axe eko iva oma usi ada ele ili ono uru aka efa iga oha ura abe ede ifi
    ogo uhu ala eme ipi oro utu anu eso iti ovo uwe
    """
)
TAILS: Final = _words(
    """
    tron mark dyne port gate ford wick stad berg haven field core line tech flex grid form plex nova ris lex
    dor mond vale crest
    """
)
BUSINESSES: Final = _words(
    """
    Robotics Logistics Foods Textiles Packaging Chemicals Instruments Software Energy Motors Plastics
    Machinery Medical Optics Printing Furniture Steel Glass Cables Pumps
    """
)
SUFFIXES: Final = ("Ltd", "Inc", "GmbH", "LLC", "PLC")
FAMILIES: Final = "王王王李李李张张张刘刘陈陈杨杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘"
"""The frequent ones several times."""
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂建国志华文斌宁波晓燕海鹏雪梅"
FIRSTS: Final = _words(
    """
    James Mary Robert Linda David Susan Paul Karen Mark Nancy Peter Laura Kevin Emma Brian Helen
    """
)
LASTS: Final = _words(
    """
    Smith Jones Brown Taylor Wilson Evans Walker Wright Hughes Green Hall Wood Clarke Turner Parker Cooper
    Morris Ward Bailey Price
    """
)
TITLES: Final = ("总经理", "采购经理", "财务主管", "技术总监", "厂长")

STRIDE: Final = 1_000_003
"""Coprime to the number of names of either language: neighbours differ, and nothing repeats."""
ENGLISH_EVERY: Final = 4


@dataclass(frozen=True, slots=True)
class Account:
    """One customer and the person known there; `rep` is the number of its owner."""

    name: str
    industry: str
    contact: str
    title: str
    phone: str
    rep: int


def accounts(count: int, reps: int) -> Iterator[Account]:
    """Three of four are Chinese."""
    for number in range(count):
        yield account(number, reps)


def account(number: int, reps: int) -> Account:
    english = number % ENGLISH_EVERY == ENGLISH_EVERY - 1
    name, industry = _english(number) if english else _chinese(number)
    first, last = FIRSTS[number % 13 % len(FIRSTS)], LASTS[number // 7 % len(LASTS)]
    return Account(
        name=name,
        industry=industry,
        contact=f"{first} {last}" if english else _person(number),
        title="Buyer" if english else TITLES[number % len(TITLES)],
        phone=f"1{3_000_000_000 + number:010}",
        rep=number % reps,
    )


def _chinese(number: int) -> tuple[str, str]:
    """Region, brand of two signs, trade and legal form: 1 in 9,216 has the same brand."""
    total = len(REGIONS) * len(SIGNS) ** 2 * len(TRADES) * len(FORMS)
    rest = number * STRIDE % total
    rest, form = divmod(rest, len(FORMS))
    rest, trade = divmod(rest, len(TRADES))
    rest, region = divmod(rest, len(REGIONS))
    first, second = divmod(rest, len(SIGNS))
    return REGIONS[region] + SIGNS[first] + SIGNS[second] + TRADES[trade] + FORMS[form], TRADES[trade]


def _english(number: int) -> tuple[str, str]:
    """An invented word, a business and a legal form: 1 in 40,000 has the same word."""
    total = len(HEADS) * len(MIDDLES) * len(TAILS) * len(BUSINESSES) * len(SUFFIXES)
    rest = number * STRIDE % total
    rest, suffix = divmod(rest, len(SUFFIXES))
    rest, business = divmod(rest, len(BUSINESSES))
    rest, tail = divmod(rest, len(TAILS))
    head, middle = divmod(rest, len(MIDDLES))
    trade = BUSINESSES[business]
    return f"{HEADS[head]}{MIDDLES[middle]}{TAILS[tail]} {trade} {SUFFIXES[suffix]}", trade


def _person(number: int) -> str:
    """A family name about as frequent as in life, and one or two signs."""
    family = FAMILIES[number * STRIDE // 8 % len(FAMILIES)]
    given = GIVEN[number % len(GIVEN)] + ("" if number % 5 == 0 else GIVEN[number // 3 % len(GIVEN)])
    return family + given
