"""Forms opened at the door: a trigger lives for three seconds, and a chat's outbox may be busy for longer."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.faults import error_of
from bot.adapters.slack.forms import modal, prefilled
from bot.adapters.slack.payloads import Payload
from bot.adapters.slack.teams import Recent, Team
from bot.adapters.slack.wishes import asked_for, wish_of
from bot.adapters.slack.write import STAYS
from bot.domain.chat import Form, Identity

log = logging.getLogger(__name__)

# Measured on two cores with the whole bot on SQLite: at the door a form is open after 14 to 80 ms. By way of inbox and
# outbox it took a second after any other card in that chat, for the outbox keeps Slack's pace of one a second, and
# behind three waiting answers it was too late.
REPLAY_SECONDS = 600.0
FORM_SECONDS = 2.0
"""A form that is not open by then would not open at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """`form` is a command's form for somebody; `behind` the command whose form a button of theirs opens."""

    form: Callable[[Identity, str], Form | None]
    behind: Callable[[Identity, str], str]
    slashes: Mapping[str, str]
    api: str
    _opened: Recent[bool] = field(default_factory=lambda: Recent(REPLAY_SECONDS))

    async def opened(self, payload: Payload, team: Team) -> bool:
        """Whether it asked for a form, and that is open now; what fails goes the long way, like all else.

        Nothing is lost when it is not stored: a form that did not open is asked for again.
        """
        if not payload.trigger or payload.sender is None:
            return False
        who = payload.sender
        return await self._opened.ask(payload.trigger, lambda: self._open(payload, who, team))

    async def _open(self, payload: Payload, who: Identity, team: Team) -> bool:
        try:
            async with asyncio.timeout(FORM_SECONDS):
                command = asked_for(payload, self.slashes) or await self._behind(payload, who)
                form = await asyncio.to_thread(self.form, who, command) if command else None
                if form is None:
                    return False
                wish = wish_of(payload, command, self.api)
                view = modal(prefilled(form, wish.values), wish.origin)
                await team.client.views_open(trigger_id=payload.trigger, view=view)
        except SlackApiError as fault:
            log.warning("a form did not open: %s", error_of(fault))
            return False
        except (aiohttp.ClientError, TimeoutError) as fault:
            log.warning("a form did not open: %r", fault)
            return False
        return True

    async def _behind(self, payload: Payload, who: Identity) -> str:
        """Only buttons that stay may open forms; the others are not worth a look into the database."""
        action = payload.action()
        if not str(action.get("action_id") or "").startswith(STAYS):
            return ""
        return await asyncio.to_thread(self.behind, who, str(action.get("value") or ""))
