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
REGIONS: Final = (
    "北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|深圳|广州|杭州|苏州|南京|成都|武汉|西安|青岛|大连|宁波|厦门|长沙|郑州|济南"
    "|合肥|福州|无锡|佛山|东莞|沈阳|昆明|南昌|石家庄|哈尔滨|长春|太原|贵阳|南宁|兰州|常州|温州|绍兴|烟台|珠海|惠州|徐州|南通|嘉兴"
    "|金华|台州|泉州|潍坊|洛阳|中山|海口|银川|西宁|拉萨|乌鲁木齐|昆山|义乌|扬州|镇江|盐城|淮安|泰州|湖州|芜湖|唐山|保定|襄阳|宜昌"
)
PROVINCES: Final = {
    "江苏": "苏州 南京 无锡 常州 徐州 南通 昆山 扬州 镇江 盐城 淮安 泰州",
    "浙江": "杭州 宁波 温州 绍兴 嘉兴 金华 台州 义乌 湖州",
    "广东": "深圳 广州 佛山 东莞 珠海 惠州 中山",
    "山东": "青岛 济南 烟台 潍坊",
    "福建": "厦门 福州 泉州",
    "四川": "成都",
    "湖北": "武汉 襄阳 宜昌",
    "湖南": "长沙",
    "安徽": "合肥 芜湖",
    "河北": "石家庄 唐山 保定",
    "辽宁": "沈阳 大连",
    "陕西": "西安",
    "河南": "郑州 洛阳",
}
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


def core_of(name: str) -> str:
    """The name without region in brackets and legal form: 泰禾 of 泰禾(中国)有限公司, `acme` of Acme, Inc."""
    return parts_of(name).core


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


def look_alike(one: str, other: str) -> bool:
    """Whether a person should be asked if both are the same."""
    return likeness(one, other) > Likeness.NONE


def likeness(one: str, other: str) -> Likeness:
    """SAME: equal cores, or equal long stems at no other place. MAYBE: a short stem, another place, or a slip."""
    first, second = parts_of(one), parts_of(other)
    apart = _apart(first.regions, second.regions)
    if first.core == second.core and not apart:
        return Likeness.SAME
    if first.stem == second.stem and not first.latin:
        long = len(first.stem) >= SURE_STEM and not apart
        return Likeness.SAME if long else Likeness.MAYBE
    return Likeness.MAYBE if first.words == second.words or _slipped(first, second) else Likeness.NONE


def _apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the places exclude each other: 上海 and 北京 do, 江苏 and 苏州 do not."""
    return bool(some and others) and not (_wider(some) & _wider(others))


def _wider(places: frozenset[str]) -> frozenset[str]:
    return places | {province for province, cities in PROVINCES.items() if places & {*cities.split()}}


def _slipped(one: Parts, other: Parts) -> bool:
    """One edit, in a long Latin name two; of a Chinese one only behind the same brand."""
    if one.latin != other.latin:
        return False
    first, second = (one.core, other.core) if one.latin else (one.stem, other.stem)
    shorter = min(len(first), len(second))
    if one.latin:
        most = 2 if shorter >= TWO_EDITS_FROM else 1
        return shorter >= ONE_EDIT_FROM and first[0] == second[0] and edits(first, second) <= most
    return shorter >= SURE_STEM and first[:BRAND] == second[:BRAND] and edits(first, second) <= 1


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
