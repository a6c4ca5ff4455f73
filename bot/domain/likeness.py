"""Which account names probably mean the same company; only ever a question, never a refusal."""

import re
import unicodedata
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
"""Names shorter than this differ when a single letter differs."""
CITIES: Final = "北京|上海|天津|重庆|深圳|广州|杭州|苏州|南京|成都|武汉"
_REGION: Final = re.compile(rf"^(?:{CITIES})市?|[(（][^)）]*[)）]")


def plain(name: str) -> str:
    """The name in one width and case, without punctuation: `ACME, Inc.` is `acme inc`."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(each if each.isalnum() else " " for each in text).split())


def core_of(name: str) -> str:
    """The name without region in brackets and legal form: 泰禾 of 泰禾(中国)有限公司, `acme` of Acme, Inc."""
    words = plain(_REGION.sub("", name) or name).split()
    while len(words) > 1 and words[-1] in EN_FORMS:
        words.pop()
    return _without_form("".join(words))


def _without_form(core: str) -> str:
    for form in ZH_FORMS:
        if core.endswith(form) and len(core) - len(form) >= LEAST:
            return _without_form(core.removesuffix(form))
    return core


def look_alike(one: str, other: str) -> bool:
    """Whether a person should be asked if both are the same: equal cores, the same words, or one slip."""
    first, second = core_of(one), core_of(other)
    if first == second or sorted(plain(one).split()) == sorted(plain(other).split()):
        return True
    return min(len(first), len(second)) >= ONE_EDIT_FROM and _one_slip(first, second)


def _one_slip(one: str, other: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    start = next(differing, min(len(one), len(other)))
    rest, mate = one[start:], other[start:]
    swapped = rest[:2] == mate[1::-1] and rest[2:] == mate[2:]
    return swapped or rest[1:] == mate[1:] or rest[1:] == mate or rest == mate[1:]
