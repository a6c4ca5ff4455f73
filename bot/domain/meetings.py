"""Which plans are meetings with a customer."""

import re
from typing import Final

MEETING: Final = re.compile(
    "拜访|见面|会面|面谈|开会|会议|上门|登门|签约|签合同|签字|签单|来访|接待|洽谈|演示|考察|验收|评审|去一趟|吃饭|约见"
    r"|\b(?:visit|meet|meeting|sign|signing|demo|on[- ]?site|see|lunch|dinner|workshop|review|tour|walkthrough)\b",
    re.IGNORECASE,
)
AFAR: Final = re.compile(r"电话|打给|发邮件|发微信|\b(?:call|phone|e-?mail|text)\b", re.IGNORECASE)
"""What is done from the desk is no meeting, whatever it is about."""


def is_meeting(words: str) -> bool:
    """Whether these words of a reminder or promise plan to meet somebody in person."""
    return MEETING.search(words) is not None and AFAR.search(words) is None
