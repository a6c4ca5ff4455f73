"""Whether what somebody is good at is what a job needs, word by word and in both languages."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.wording import akin, words

DEEDS: Final[Mapping[str, str]] = {
    "mend": r"维修|检修|抢修|修理|修|\b(?:repair|fix|mend|troubleshoot)\w*",
    "install": r"安装|加装|装机|装|\b(?:install|fit)(?:s|ed|ing|ation)?\b",
    "serve": r"保养|维护|维保|\b(?:maintenance|maintain\w*|servic(?:e|es|ed|ing))\b",
    "tune": r"调试|调机|校准|\b(?:commission|calibrat|tun)\w*",
    "teach": r"培训|教学|\b(?:train|teach)\w*",
}
"""What is done in a job, whatever it is done to."""
_DEEDS: Final = {deed: re.compile(each, re.IGNORECASE) for deed, each in DEEDS.items()}
KNOWING: Final = re.compile(
    "谁会|谁懂|谁熟|懂|熟悉|擅长|精通|会讲|会说|内行"
    r"|\b(?:knows?|understands?|speaks?|familiar with|good (?:at|with)|experience (?:in|with))\b",
    re.IGNORECASE,
)
"""Asked for is what somebody knows, not whom they know."""
ASIDE: Final = re.compile(
    "派谁|去|谁来|谁能|谁会|谁懂|哪位|哪个|合适|比较|最好|可以|应该|设备|机器|机子|客户|那边|公司|工程师|师傅"
    r"|\b(?:whom?|which|one|should|could|can|send|best|someone|somebody|there|engineer|rep|knows?|understands?|speaks?)\b",
    re.IGNORECASE,
)
"""Words of the question itself."""


def deeds_in(text: str) -> frozenset[str]:
    return frozenset(deed for deed, said in _DEEDS.items() if said.search(text))


def things_in(text: str) -> frozenset[str]:
    """What it is about, without what is done to it and without the question."""
    for said in (*_DEEDS.values(), ASIDE):
        text = said.sub(" ", text)
    return words(text)


def is_job(skill: str, what: str) -> bool:
    """Whether a question of whom to send asks for somebody who can do or knows something."""
    return bool(skill) or bool(deeds_in(what)) or KNOWING.search(what) is not None


def fitting(skills: Iterable[str], job: str) -> str:
    """The skill that a job needs, the one that says most of it; "" when none does."""
    fits = [each for each in skills if _fits(each, job)]
    return max(fits, key=lambda each: (akin(each, job), each), default="")


def _fits(skill: str, job: str) -> bool:
    """Its deed is one of the job's where both name one, and most of its things are the job's where both name any."""
    deeds, wanted = deeds_in(skill), deeds_in(job)
    if deeds and wanted and not deeds & wanted:
        return False
    things, needed = things_in(skill), things_in(job)
    if not things or not needed:
        return bool(deeds & wanted)
    return akin(" ".join(sorted(things)), " ".join(sorted(needed))) * 2 > len(things)
