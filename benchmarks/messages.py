"""What the speakers type: a round of everyday messages in both languages, as Telegram and Slack bring them."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

BOT: Final = {"id": 4711, "is_bot": True, "first_name": "Yinuo", "username": "yinuo_bench_bot"}
SPEAKERS: Final = 8
FIRST_USER: Final = 9000
TEAM, APP, BOT_USER = "T0BENCH", "A0BENCH", "U0BOT"

CHINESE: Final = ["泰禾", "华联", "蓝桥", "启明", "金穗", "北辰", "海棠", "云杉"]
ENGLISH: Final = ["Acme", "Globex", "Initech", "Umbra", "Hooli", "Vandelay", "Wonka", "Cyberdyne"]
"""The two customers each speaker talks about; nobody else is called so, at any size."""
PEOPLE: Final = ["钱国栋", "孙志强", "周文敏", "马建华", "胡晓东", "郭永健", "何思源", "林若曦"]
ROUND: Final = {
    "log": "今天拜访{zh}{person}，聊了续约，他对样品很满意",
    "promise": "答应{zh}周五前送样",
    "question": "谁答应过{zh}什么",
    "kept": "{zh}样品已送",
    "brief": "{zh}情况",
    "reminder": "明天下午三点提醒我给{person}打电话",
    "log (en)": "Called {en} about the renewal, they asked for a discount",
    "promise (en)": "promised {en} a quote by Friday",
    "question (en)": "what did we promise {en}?",
    "brief (en)": "brief {en}",
    "my day (en)": "my day",
    "undo (en)": "undo that",
}
Body = dict[str, Any]
_numbers = count(time.time_ns() // 1_000_000)


@dataclass(frozen=True, slots=True)
class Said:
    """One message: which sort, by which speaker, and its words."""

    sort: str
    speaker: int
    text: str


def rounds(number: int) -> Iterator[Said]:
    """So many rounds, each by the next speaker."""
    for each in range(number):
        yield from round_of(each % SPEAKERS)


def round_of(speaker: int) -> Iterator[Said]:
    names = {"zh": CHINESE[speaker], "en": ENGLISH[speaker], "person": PEOPLE[speaker]}
    for sort, text in ROUND.items():
        yield Said(sort, speaker, text.format(**names))


def telegram(said: Said) -> Body:
    """The update that Telegram sends for it."""
    number = next(_numbers)
    user = FIRST_USER + said.speaker
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "text": said.text,
            "chat": {"id": user, "type": "private", "first_name": f"Rep {said.speaker}"},
            "from": {
                "id": user,
                "is_bot": False,
                "first_name": f"Rep {said.speaker}",
                "language_code": "zh",
            },
        },
    }


def slack(said: Said) -> str:
    """The body of the event that Slack posts for it."""
    number = next(_numbers)
    stamp = f"{time.time():.0f}.{number:06}"
    return json.dumps(
        {
            "token": "none",
            "team_id": TEAM,
            "api_app_id": APP,
            "type": "event_callback",
            "event_id": f"Ev{number:08}",
            "event_time": int(time.time()),
            "event": {
                "type": "message",
                "channel": f"D{said.speaker}",
                "channel_type": "im",
                "user": f"U{said.speaker}",
                "text": said.text,
                "ts": stamp,
                "event_ts": stamp,
            },
        }
    )
