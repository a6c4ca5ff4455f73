"""The open-complaint guard: what counts as selling, and what as putting things right."""

import re
from typing import Final

from bot.domain.wording import shared

SELLING: Final = re.compile(
    "新品|新款|新产品|推荐|推销|促销|优惠|活动价|打折|折扣|报价|报个价|方案|演示|续约|续签|升级|加购|追加|增购|扩容|拜访|邀约"
    r"|\b(?:demo|pitch|up-?sell|cross-?sell|upgrade|renewal?|renew|quote|proposal|offer|promotion|discount|visit"
    r"|brochure|catalogue|new (?:product|model|line|range))s?\b",
    re.IGNORECASE,
)
"""Words of offers, pitches and visits, in both languages."""
MENDING: Final = re.compile(
    "投诉|客诉|处理|解决|维修|检修|抢修|去修|来修|修好|修理|换货|换新|退货|退款|补发|补货|重发|道歉|赔|售后|整改|说明原因"
    r"|\b(?:complain\w*|fix\w*|repair\w*|replac\w*|refund\w*|re-?send|re-?ship|apolog\w*|sort (?:it )?out|resolv\w*|"
    r"credit note|make (?:it )?good|put right)\b",
    re.IGNORECASE,
)
SAME: Final = 2
"""Words that a plan shares with a complaint when it is about it."""


def sells(words: str) -> bool:
    return SELLING.search(words) is not None


def mends(words: str, complaint: str) -> bool:
    """Whether it is about the complaint itself, by the words of mending or those of the complaint."""
    return MENDING.search(words) is not None or shared(words, complaint) >= SAME
