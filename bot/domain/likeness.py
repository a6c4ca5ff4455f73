"""Which account names probably mean the same company; only ever a question, never a refusal."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

ZH_FORMS: Final = (
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "分公司",
    "公司",
    "集团",
    "股份",
    "控股",
)
EN_WORDS: Final = """
inc incorporated ltd limited llc llp lp co corp corporation company plc gmbh ag sa sas bv nv kg oy ab pte pty
group holding holdings
"""
EN_FORMS: Final = frozenset(EN_WORDS.split())
LEAST: Final = 2
"""Characters that must remain of a Chinese name when its legal form is cut off."""
ONE_EDIT_FROM: Final = 5
"""Latin names shorter than this differ when a single letter differs."""
TWO_EDITS_FROM: Final = 10
SURE_STEM: Final = 4
"""Characters from which on equal stems are no chance."""
BRAND: Final = 2
CITIES: Final = {
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "山西": "太原 阳泉 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯",
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛",
    "吉林": "长春 四平 辽源 通化 松原 延边",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 大庆 佳木斯 牡丹江 绥化",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宜兴",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州",
    "湖南": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底",
    "广东": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 百色 贺州 河池 崇左",
    "海南": "海口 三亚",
    "四川": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 资阳",
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁",
    "云南": "昆明 曲靖 玉溪 昭通 丽江 大理",
    "西藏": "拉萨",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 商洛",
    "甘肃": "兰州 嘉峪关 天水 武威 张掖 酒泉 庆阳",
    "青海": "西宁",
    "宁夏": "银川 石嘴山 吴忠",
    "新疆": "乌鲁木齐 克拉玛依",
}
"""Of each province; those left out are words of other meaning too."""
PROVINCES: Final = {name: frozenset(cities.split()) for name, cities in CITIES.items()}
REGIONS: Final = "|".join(
    ("北京", "上海", "天津", "重庆", "香港", "澳门", "台湾", *CITIES, *" ".join(CITIES.values()).split())
)
PLACE: Final = f"(?:中国)?(?:(?:{REGIONS})(?:省|市|自治区)?)+"
_HEAD: Final = re.compile(f"^(?P<place>{PLACE})(?=.{{2}})")
_BRACKETS: Final = re.compile(r"[(（](?P<inside>[^)）]*)[)）]")
_PLACES: Final = re.compile(REGIONS)


class Likeness(IntEnum):
    """How probably two names mean one company."""

    NONE = 0
    MAYBE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """What a name is made of: `core` without its legal form, `stem` also without region and 集团."""

    core: str
    stem: str
    regions: frozenset[str]
    words: tuple[str, ...]

    @property
    def latin(self) -> bool:
        return self.core.isascii()


def plain(name: str) -> str:
    """The name in one width and case, without punctuation: `ACME, Inc.` is `acme inc`."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(each if each.isalnum() else " " for each in text).split())


@lru_cache(4096)
def parts_of(name: str) -> Parts:
    inside = " ".join(found["inside"] for found in _BRACKETS.finditer(name))
    words = plain(_BRACKETS.sub("", name) or name).split()
    every = tuple(sorted(words))
    while len(words) > 1 and words[-1] in EN_FORMS:
        words.pop()
    core = _without_form("".join(words))
    head = _HEAD.match(core)
    stem = core[head.end("place") :] if head else core
    places = _PLACES.findall((head["place"] if head else "") + inside)
    return Parts(core, stem, frozenset(places), every)


def _without_form(core: str) -> str:
    for form in ZH_FORMS:
        if core.endswith(form) and len(core) - len(form) >= LEAST:
            return _without_form(core.removesuffix(form))
    return core


def likeness(one: str, other: str) -> Likeness:
    """SAME: equal cores, or equal long stems at no other place. MAYBE: a short stem, another place, or a slip."""
    first, second = parts_of(one), parts_of(other)
    apart = _apart(first.regions, second.regions)
    sure = not apart and (first.core == second.core or len(first.stem) >= SURE_STEM)
    if first.stem == second.stem:
        return Likeness.SAME if sure else Likeness.MAYBE
    return Likeness.MAYBE if first.words == second.words or _slipped(first, second) else Likeness.NONE


def _apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the places exclude each other: 上海 and 北京 do, 江苏 and 苏州 do not."""
    return bool(some and others) and not (_wider(some) & _wider(others))


def _wider(places: frozenset[str]) -> frozenset[str]:
    return places | {province for province, cities in PROVINCES.items() if places & cities}


def _slipped(one: Parts, other: Parts) -> bool:
    """One edit, in a long Latin name two; of a Chinese one only behind the same brand."""
    if one.latin != other.latin:
        return False
    shorter = min(len(one.stem), len(other.stem))
    same, least = (1, ONE_EDIT_FROM) if one.latin else (BRAND, SURE_STEM)
    most = 2 if one.latin and shorter >= TWO_EDITS_FROM else 1
    begun_alike = one.stem[:same] == other.stem[:same]
    return shorter >= least and begun_alike and edits(one.stem, other.stem) <= most


def edits(one: str, other: str) -> int:
    """Letters wrong, missing or too many, and neighbours swapped, that part two words."""
    rows: list[Sequence[int]] = [range(len(other) + 1)]
    for place, sign in enumerate(one, start=1):
        row = [place]
        for column, its in enumerate(other, start=1):
            change = rows[-1][column - 1] + (sign != its)
            best = min(rows[-1][column] + 1, row[-1] + 1, change)
            if place > 1 and column > 1 and (sign, one[place - 2]) == (other[column - 2], its):
                best = min(best, rows[-2][column - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
