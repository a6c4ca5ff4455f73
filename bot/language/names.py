"""Keys of names: what a name index stores of every name, so that its short forms are found by equality.

The store keeps `keys_of(noun, names)`, one row per key, and answers with noun (`customer`, `contact`,
`product`, `member`), id, name, parent (a contact's customer), owner, and a note (of a contact its customer's
name and the title). A key that starts with `~` is a family name, for 王总, 小李 and Mr Smith; those of
`bot.language.sounds` find a customer that was only nearly named.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from bot.domain.people import Language
from bot.language.normalise import atoms, fold, has_han, join, key_of
from bot.language.sounds import near_keys, pinyin
from bot.language.words import reading

FAMILY: Final = "~"
SHORTEST, LONGEST_PREFIX = 2, 4
LONGEST_KEY: Final = 12
"""Atoms (Han characters or Latin words) of the longest key."""
BRACKETS: Final = re.compile(r"[（(\[【].*?[)）\]】]")
ACRONYM: Final = 3
FULL_NAME: Final = 3


@cache
def _zh(key: str) -> re.Pattern[str]:
    return re.compile(reading(Language.ZH)[key])


@cache
def _ending(key: str) -> re.Pattern[str]:
    return re.compile(f"(?:{reading(Language.ZH)[key]})$")


@cache
def _region() -> re.Pattern[str]:
    return re.compile(f"^(?:{reading(Language.ZH)['regions']})(?:省|市|自治区)?")


@cache
def common_words() -> frozenset[str]:
    """Words that are never a short form, only ever a whole name."""
    english, chinese = reading(Language.EN), reading(Language.ZH)
    tables = (english["common_words"], english["months_days"], english["legal"], chinese["common_words"])
    return frozenset(word for table in tables for word in table.split())


@cache
def date_words() -> frozenset[str]:
    return frozenset(reading(Language.EN)["months_days"].split())


@cache
def _legal_words() -> frozenset[str]:
    return frozenset(reading(Language.EN)["legal"].split())


def family_name(name: str) -> str:
    """钱 of 钱伟, 欧阳 of 欧阳娜娜, smith of Jane Smith; "" of a single word."""
    folded = fold(name).strip()
    if has_han(folded):
        compound = re.match(reading(Language.ZH)["compound_surnames"], folded)
        return compound[0] if compound else folded[:1]
    words = key_of(name).split()
    return words[-1] if len(words) > 1 else ""


def _peeled(name: str, ending: re.Pattern[str]) -> str:
    """The name without its endings of a kind, at least two characters of it."""
    while (found := ending.search(name)) and found.start() >= SHORTEST:
        name = name[: found.start()]
    return name


def _chinese_company(name: str) -> Iterator[str]:
    core = _peeled(name, _ending("legal"))
    yield core
    local = _region().sub("", core)
    if len(local) < SHORTEST or not _zh("industry").sub("", local):
        return
    yield local
    stem = _peeled(local, _ending("industry"))
    yield stem
    if stem not in {local, core}:
        yield core[: len(core) - len(local)] + stem
    for length in range(SHORTEST, min(LONGEST_PREFIX, len(local) - 1) + 1):
        yield local[:length]


def _english_company(words: list[str]) -> Iterator[str]:
    core = [word for word in words if word not in _legal_words()] or words
    yield join(core)
    yield "".join(core)
    for length in range(1, len(core)):
        yield join(core[:length])
    if len(core) >= ACRONYM:
        yield "".join(word[0] for word in core)


def _company(name: str) -> Iterator[str]:
    for form in dict.fromkeys(_company_forms(name)):
        yield form
        yield from (key for key in near_keys(form) if key not in common_words())


def _company_forms(name: str) -> Iterator[str]:
    plain = key_of(BRACKETS.sub("", name)) or key_of(name)
    if has_han(plain):
        latin = join([word for word, _, _ in atoms(fold(name)) if word.isascii() and word])
        core = _peeled(plain, _ending("legal"))
        yield from _short_forms([*_chinese_company(plain), latin if len(latin) > SHORTEST else ""])
        yield from _in_english(core)
    else:
        yield from _short_forms(_english_company(plain.split()))


def _short_forms(keys: Iterable[str]) -> Iterator[str]:
    return (key for key in keys if len(key) >= SHORTEST and key not in common_words())


def _in_english(core: str) -> Iterator[str]:
    """宏达贸易 is Hongda Trading to those who write English, 上海银行 Shanghai Bank."""
    trades: dict[str, str] = reading(Language.ZH)["trades"]
    ends = [each for each in trades if core.endswith(each) and len(core) > len(each)]
    trade = max(ends, key=len, default="")
    whole = core.removesuffix(trade)
    for brand in dict.fromkeys((whole, _region().sub("", whole))):
        said = pinyin(brand) if trade and len(brand) >= SHORTEST else ()
        if said:
            yield f"{''.join(said)} {trades[trade]}"


def _person(name: str) -> Iterator[str]:
    plain = key_of(name)
    family = family_name(name)
    if family:
        yield FAMILY + family
    if has_han(plain):
        if len(plain) - len(family) >= SHORTEST:
            yield plain[len(family) :]
        yield from _romanised(plain, family)
    else:
        yield from (word for word in plain.split() if len(word) >= SHORTEST)


def _romanised(plain: str, family: str) -> Iterator[str]:
    """周敏 as Zhou Min, Zhoumin, Min Zhou, and Mr Zhou."""
    last, first = "".join(pinyin(family)), "".join(pinyin(plain[len(family) :]))
    if last:
        yield FAMILY + last
    if last and first:
        yield from (f"{last} {first}", last + first, f"{first} {last}")


def _product(name: str) -> Iterator[str]:
    plain = key_of(name)
    yield plain.replace(" ", "")
    yield plain.replace("-", "")
    yield plain.replace("-", " ")


KINDS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "customer": _company,
    "contact": _person,
    "member": _person,
    "product": _product,
}


def keys_of(noun: str, names: Sequence[str]) -> Iterable[str]:
    """Every key under which a thing of this noun with these names (its own, then aliases) is looked up."""
    keys: dict[str, None] = {}
    for name in names:
        whole = key_of(name)
        if whole:
            keys |= dict.fromkeys([whole, *KINDS[noun](name)])
    return tuple(key for key in keys if key)


def is_whole(key: str, name: str) -> bool:
    """Whether the key is the name itself, not a short form of it."""
    whole = key_of(name)
    return key in {whole, _peeled(whole, _ending("legal")) if has_han(whole) else whole}
