"""11.20拜访泰禾, 拜访泰禾 11.20: a month and a day with a dot where a contact has its day and no price can be."""

import re
from functools import cache
from typing import Final

from bot.language.words import CONTACT, CUSTOMER, MEMBER, section

DAY: Final = r"(?P<month>1[0-2]|0?[1-9])(?P<mark>[.-])(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.%-])"
BETWEEN: Final = (
    rf"(?:[ ,，{CUSTOMER}{CONTACT}{MEMBER}]|我|们|又|去|在|到|跟|和|与|同|给|向|上午|下午|早上|晚上|中午"
    r"|(?:we|i|have|just)(?= ))*"
)
ENDS: Final = r"(?=[ ]*(?:$|[,，。;；]|上午|下午|早上|晚上|中午))"


DEEDS: Final = "送|寄|发|报|交|装|演示|培训|安排|回|开|打|做|补|换|退|修"


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    verbs = section("contact_verbs")["words"].pattern
    return (
        re.compile(rf"^\W*{DAY}(?={BETWEEN}(?:{verbs}))"),
        re.compile(rf"^\W*{DAY}(?=[ ]*我?们?(?:给|帮|为|向)[{CUSTOMER}{CONTACT}]+(?:{DEEDS}))"),
        re.compile(rf"(?<![\d.]){DAY}(?=之?前|以前)"),
        re.compile(rf"^(?:{BETWEEN})(?:{verbs})了?[ ]*[{CUSTOMER}{CONTACT}]+[ ,，]*{DAY}{ENDS}"),
    )


def with_month(text: str) -> str:
    """The text, as long as before, with 月 between the month and the day."""
    found = next((match for shape in _shapes() if (match := shape.search(text))), None)
    return f"{text[: found.start('mark')]}月{text[found.end('mark') :]}" if found else text
