"""Preferences: how somebody wants to be contacted, and how not."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.domain.base import Command, Mention
from bot.domain.interactions import Channel


class Preference(StrEnum):
    """`BEFORE` and `AFTER` name the hours in which not to disturb; `RESUME` takes a wish back."""

    NEVER = "never"
    ONLY = "only"
    PREFER = "prefer"
    BEFORE = "before"
    AFTER = "after"
    RESUME = "resume"


@dataclass(frozen=True, kw_only=True)
class SetPreference(Command):
    """`channel` None means all of them; `at` the hour of a BEFORE or AFTER; `what` the topic, in words."""

    customer: Mention | None = None
    person: Mention | None = None
    channel: Channel | None = None
    pref: Preference = Preference.NEVER
    at: time | None = None
    what: str = ""
