"""The stages that a workspace named itself, as they are said."""

import re
from functools import cache

from bot.language.words import section


def own_stage(masked: str, stages: tuple[str, ...]) -> str:
    """The stage that something is said to move to or to be in, "" for none of them; the last one said."""
    if not stages:
        return ""
    said = [match["stage"] for match in _moved(stages).finditer(masked)]
    return next((each for each in stages if said and each.lower() == said[-1]), "")


@cache
def _moved(stages: tuple[str, ...]) -> re.Pattern[str]:
    """Into one of them; a longer name goes before the shorter one that it begins with."""
    names = "|".join(re.escape(each.lower()) for each in sorted(stages, key=len, reverse=True))
    return re.compile(rf"(?:{section('sold')['into'].pattern}) ?(?:the )?(?P<stage>{names})(?![a-z])")
