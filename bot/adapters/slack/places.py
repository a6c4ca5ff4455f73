"""Where something was said: message ids that know their thread, and what a form remembers of it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.adapters.slack.payloads import Json

IN_THREAD = "@"


def message_id(said: Json) -> str:
    """`ts`, or `ts@thread` for an answer in a thread; "" when there is no message."""
    ts, thread = str(said.get("ts") or ""), str(said.get("thread_ts") or "")
    return f"{ts}{IN_THREAD}{thread}" if thread and thread != ts else ts


def ts_of(message: str) -> str:
    return message.partition(IN_THREAD)[0]


def thread_of(message: str) -> str:
    """The thread a message stands in, "" when it stands in the channel itself."""
    return message.partition(IN_THREAD)[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a form was asked for, and thus where its answer goes; `message` is what it was asked about."""

    chat: str = ""
    message: str = ""
    group: bool = False
    respond: str = ""

    def packed(self) -> str:
        return json.dumps({name: value for name, value in asdict(self).items() if value})


def origin_of(packed: str) -> Origin:
    found: dict[str, Any] = json.loads(packed) if packed else {}
    return Origin(**found)
