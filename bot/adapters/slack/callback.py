"""What Slack needs to answer one act: a trigger that opens forms for three seconds, a URL to respond to."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

TRIGGER_SECONDS = 2.5
"""Slack gives three; part of them is gone when a press reaches us."""
SLACK_HOOKS = "hooks.slack.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """`at` is when the trigger came, in seconds since 1970; `home` is set for acts in the home tab."""

    trigger: str = ""
    at: float = 0.0
    respond: str = ""
    ephemeral: bool = False
    home: bool = False

    def packed(self) -> str:
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value}, separators=(",", ":")
        )

    def opens(self, now: datetime) -> bool:
        """Whether its trigger can still open a form."""
        return bool(self.trigger) and now.timestamp() - self.at < TRIGGER_SECONDS


def unpacked(packed: str) -> Callback:
    return Callback(**json.loads(packed)) if packed else Callback()


def seconds_of(at: datetime) -> float:
    return at.astimezone(UTC).timestamp()


def may_respond(url: str, api: str) -> bool:
    """Whether a response_url is Slack's own (or stands on the API host that a test configured)."""
    try:
        there, ours = urlsplit(url), urlsplit(api)
    except ValueError:
        return False
    if there.scheme == "https" and there.netloc == SLACK_HOOKS:
        return True
    is_slack = (ours.hostname or "").endswith("slack.com")
    return not is_slack and (there.scheme, there.netloc) == (ours.scheme, ours.netloc)
