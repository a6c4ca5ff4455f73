"""Pictures on Slack: uploaded once, then shown by an image block of the card's own message."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.faults import error_of, failure
from bot.adapters.slack.teams import KNOWN_SECONDS, Recent, Team, Teams
from bot.domain.chat import Card, Picture
from bot.domain.errors import SendFailed, SlowDown, Undrawable
from bot.domain.mail import Draw

log = logging.getLogger(__name__)

UPLOADED = 200
LOST = (aiohttp.ClientError, TimeoutError, Undrawable, SendFailed)


@dataclass(slots=True, kw_only=True)
class Pictures:
    """Until its message shows it, an uploaded file is seen by nobody: a card sent again doubles nothing."""

    teams: Teams
    draw: Draw
    _files: Recent[str] = field(default_factory=lambda: Recent(KNOWN_SECONDS * 10))

    async def uploaded(self, team: Team, card: Card) -> tuple[Card, str]:
        """The card with its file's id; in words, and "", when Slack does not take the picture."""
        if card.picture is None:
            return card, ""
        try:
            return card, await self._file(team, card.picture)
        except SlackApiError as fault:
            if isinstance(failure(fault), SlowDown):
                raise
            log.warning("Slack took no picture in team %s: %s", team.id, error_of(fault))
        except LOST as fault:
            log.warning("a picture for team %s got lost: %r", team.id, fault)
        return card.in_words(), ""

    async def _file(self, team: Team, picture: Picture) -> str:
        """Asked again soon, the same picture is the same file."""
        digest = hashlib.sha256(picture.svg.encode()).hexdigest()
        return await self._files.ask(f"{team.id} {digest}", lambda: self._upload(team, picture))

    def forget(self, file: str) -> None:
        """Slack does not show that file: upload the picture anew next time."""
        for key, (_, asked) in list(self._files.items()):
            if asked.done() and not asked.exception() and asked.result() == file:
                del self._files[key]

    async def _upload(self, team: Team, picture: Picture) -> str:
        png = await asyncio.to_thread(self.draw, picture)
        name = f"{picture.name}.png"
        place = await team.client.files_getUploadURLExternal(filename=name, length=len(png))
        async with self.teams.session().post(
            str(place["upload_url"]), data=png, allow_redirects=False
        ) as answer:
            if answer.status != UPLOADED:
                raise SendFailed(f"the upload was answered {answer.status}")
        file = str(place["file_id"])
        await team.client.files_completeUploadExternal(files=[{"id": file, "title": name}])
        return file
