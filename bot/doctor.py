"""What `yinuo doctor` looks at: the configuration, the database, and whether the platforms know the tokens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx

from bot.config import LlmSettings, Settings, SlackSettings, TelegramSettings

PATIENCE = 5.0
"""Seconds to wait for a platform."""


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    told: str
    good: bool = True


def examine(settings: Settings, teams: list[str]) -> Iterator[Finding]:
    """The database has answered already, since it knew its teams. No finding repeats a secret."""
    where = settings.database_url.rpartition("@")[2] or settings.database_url
    yield Finding("database", f"{where}: up to date")
    yield Finding("teams", ", ".join(teams) or "none yet; ./run team NAME --admin YOUR-NAME")
    yield Finding("web chat", settings.local_url)
    yield _telegram(settings.telegram)
    yield _slack(settings.slack)
    yield _llm(settings.llm)


def _telegram(settings: TelegramSettings | None) -> Finding:
    if settings is None:
        return Finding("telegram", "off: no TELEGRAM_BOT_TOKEN")
    return _asked("telegram", lambda: httpx.get(f"{settings.api}{settings.token}/getMe", timeout=PATIENCE))


def _slack(settings: SlackSettings | None) -> Finding:
    if settings is None:
        return Finding("slack", "off: no SLACK_SIGNING_SECRET or SLACK_APP_TOKEN")
    if not settings.bot_token:
        return Finding("slack", "on: each team's token comes when it installs the app")
    headers = {"Authorization": f"Bearer {settings.bot_token}"}
    url = f"{settings.api}auth.test"
    return _asked("slack", lambda: httpx.post(url, headers=headers, timeout=PATIENCE))


def _llm(settings: LlmSettings | None) -> Finding:
    """Whether the endpoint takes the key and knows the model; some have no list of models."""
    if settings is None:
        return Finding("llm", "off: no YINUO_LLM_URL")
    headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
    try:
        answer = httpx.get(f"{settings.url}/models", headers=headers, timeout=PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        return Finding("llm", f"cannot be reached ({type(fault).__name__})", good=False)
    if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return Finding("llm", "refused: look at YINUO_LLM_KEY", good=False)
    if answer.is_success and settings.model not in answer.text:
        return Finding("llm", f"does not know the model {settings.model}", good=False)
    return Finding("llm", f"on: {settings.model}")


def _asked(what: str, ask: Callable[[], httpx.Response]) -> Finding:
    """Both platforms answer with `ok`, and with a word for what is wrong."""
    try:
        said = ask().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
        return Finding(what, f"cannot be reached ({type(fault).__name__})", good=False)
    if said.get("ok"):
        return Finding(what, f"on: @{said.get('user') or said.get('result', {}).get('username', '')}")
    return Finding(what, f"refused: {said.get('description') or said.get('error')}", good=False)
