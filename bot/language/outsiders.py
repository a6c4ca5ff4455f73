"""Somebody who is neither we nor the customer acts: a rival who quotes, wins or is paid writes nothing of ours."""

import re
from collections.abc import Iterator
from typing import Final

from bot.language.matching.fragments import is_common
from bot.language.normalise import later
from bot.language.words import CONTACT, CUSTOMER, section

THEM: Final = f"[{CUSTOMER}{CONTACT}]"
ACTING: Final = later(
    rf"^(?P<zh>[\u4e00-\u9fff]{{2,3}})(?:给{THEM}+(?:报了|报价|开了)|(?:答应|承诺)(?:了|过)?{THEM}|中了?标)"
    rf"|^(?P<en>[a-z]+) (?:won|quoted|offered|promised|gave|bid|beat|undercut|visited)(?![a-z]).*{THEM}"
)
"""A name that nobody knows, before the deed."""
WITH: Final = later(
    rf"{THEM}+(?:最后|已经|也|又)?(?:跟|和|与)(?P<zh>[\u4e00-\u9fff]{{2,4}}?)签"
    rf"|{THEM}+ (?:paid|promised|signed with) (?P<en>[a-z]+)(?![a-z])"
)
"""A name that nobody knows, as the other side of it."""
EVERYDAY: Final = (
    "i we just finally team yes ok okay so and today they he she it who us me the a an for in half off up back by "
    "on all our this last his her their out to with full part some most about around over within via everything "
    "nothing something already again early late promptly through boss sales support everybody everyone nobody none "
    "have has had closed deal price terms quote order deposit invoice contract also then really kindly never not"
)
WE: Final = frozenset(EVERYDAY.split())
"""English words that stand there without naming anybody."""


def outsider(masked: str) -> Iterator[str]:
    """The feature `foreign`, at most once."""
    found = (match for match in (ACTING.search(masked), WITH.search(masked)) if match)
    if section("features")["rival_acts"].search(masked) or any(map(_unknown, found)):
        yield "foreign"


def _unknown(found: re.Match[str]) -> bool:
    """A name, that is no word that everybody uses."""
    han, latin = found["zh"], found["en"]
    return not is_common(han) if han else latin not in WE
