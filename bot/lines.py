"""JSON lines, as `yinuo parse` and `yinuo find` read and write them."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from bot.language import Matches


def json_lines() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        asked: Any = None
        with suppress(json.JSONDecodeError, RecursionError):
            asked = json.loads(line)
        if isinstance(asked, dict):
            yield asked
        else:
            click.echo(f"Line {number} is no JSON object; it was passed over.", err=True)


def moment_of(asked: dict[str, Any]) -> datetime:
    """When it was said, on the wall clock of its zone; ValueError says what is wrong with it."""
    zone = zone_of(str(asked.get("tz") or "Asia/Shanghai"))
    here = datetime.fromisoformat(str(asked["at"])) if asked.get("at") else datetime.now(UTC)
    return here.astimezone(zone) if here.tzinfo else here.replace(tzinfo=zone)


def answer_of(asked: dict[str, Any], found: Matches) -> dict[str, Any]:
    head = {"id": asked["id"]} if "id" in asked else {}
    matches = [{"name": each.name, "score": round(each.score, 3)} for each in found.matches]
    return {**head, "matches": matches, "decision": found.decision}


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise ValueError(f"{name} is no time zone; write one such as Asia/Shanghai") from fault
