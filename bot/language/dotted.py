"""11.20拜访泰禾: a month and a day with a dot or a dash, where a day of contact stands and no price can."""

import re
from functools import cache
from typing import Final

from bot.language.words import CONTACT, CUSTOMER, MEMBER, section

DAY: Final = r"(?P<month>1[0-2]|0?[1-9])(?P<mark>[.-])(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.%-])"
BETWEEN: Final = (
    rf"(?:[ ,，{CUSTOMER}{CONTACT}{MEMBER}]|我|们|又|去|在|到|跟|和|与|同|给|向|上午|下午|早上|晚上|中午"
    r"|(?:we|i|have|just)(?= ))*"
)


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"^\W*{DAY}(?={BETWEEN}(?:{section('contact_verbs')['words'].pattern}))")


def with_month(text: str) -> str:
    """The text, as long as before, with 月 between the month and the day."""
    found = _first().search(text)
    return f"{text[: found.start('mark')]}月{text[found.end('mark') :]}" if found else text
