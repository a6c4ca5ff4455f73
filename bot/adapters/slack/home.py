"""The App Home: a person's day and the form to log, shown anew at each look and after each press."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.faults import error_of
from bot.adapters.slack.teams import Teams
from bot.adapters.slack.wishes import LOG
from bot.adapters.slack.write import home_view, with_form_button
from bot.domain.chat import Card, Form, Identity, Platform
from bot.domain.errors import Refusal, SendFailed, TryAgain

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """`card` is what somebody sees there, None for nothing; `form` the form that a button there opens."""

    teams: Teams
    card: Callable[[Identity], Card | None]
    form: Callable[[Identity, str], Form | None]

    async def show(self, team: str, user: str) -> None:
        """Publish it; a home tab that cannot be shown hinders nobody."""
        card = await asyncio.to_thread(self._card, Identity(Platform.SLACK, team, user))
        if card is None:
            return
        try:
            there = await self.teams.at(team)
            await there.client.views_publish(user_id=user, view=home_view(card))
        except SlackApiError as fault:
            log.warning("no home tab for %s in %s: %s", user, team, error_of(fault))
        except (SendFailed, aiohttp.ClientError, TimeoutError) as fault:
            log.warning("no home tab for %s in %s: %r", user, team, fault)

    def _card(self, identity: Identity) -> Card | None:
        try:
            card, form = self.card(identity), self.form(identity, LOG)
        except (Refusal, TryAgain) as fault:
            log.warning("no home tab for %s: %r", identity, fault)
            return None
        return card and with_form_button(replace(card, form=form))
