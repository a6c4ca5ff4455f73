"""Settings from the environment; every fault is reported at once, in words that say what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

DATABASES = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")
HIGHEST_PORT = 65535
LEAST_PATIENCE, MOST_PATIENCE = 0.5, 10.0
"""Seconds that a message may wait for the language model; well within the lease of what is being handled."""


class BadSettings(ValueError):
    """One or more settings cannot be used; `faults` says which and what to write instead."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """A bot token from BotFather; with a public URL updates come by webhook, else by polling."""

    token: str
    secret: str = ""
    api: str = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """One app for many teams: by HTTP (signing secret) or Socket Mode (app token)."""

    signing_secrets: tuple[str, ...] = ()
    client_id: str = ""
    client_secret: str = ""
    bot_token: str = ""
    app_token: str = ""
    app_id: str = ""
    api: str = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """An OpenAI-compatible endpoint that helps where the rules are unsure; `timeout` in seconds."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one process needs to know; `public_url` is how the outside reaches `host:port`."""

    database_url: str
    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    demo: bool = True
    log_level: str = "INFO"
    telegram: TelegramSettings | None = None
    slack: SlackSettings | None = None
    llm: LlmSettings | None = None

    @property
    def local_url(self) -> str:
        return self.public_url or f"http://{self.host}:{self.port}"


def read_settings(env: Mapping[str, str]) -> Settings:
    """The settings in these environment variables; BadSettings lists everything that is wrong with them."""
    faults: list[str] = []
    data = Path(env.get("YINUO_DATA") or user_data_path("yinuo", appauthor=False))
    settings = Settings(
        database_url=_database(env.get("DATABASE_URL", ""), data, faults),
        data=data,
        host=env.get("HOST", "127.0.0.1"),
        port=_port(env.get("PORT", "8000"), faults),
        public_url=_url(env.get("PUBLIC_URL", ""), faults),
        demo=_switch(env.get("YINUO_DEMO", "1"), faults),
        log_level=_level(env.get("LOG_LEVEL", "INFO"), faults),
        telegram=_telegram(env, faults),
        slack=_slack(env, faults),
        llm=_llm(env, faults),
    )
    if faults:
        raise BadSettings(faults)
    return settings


def _database(url: str, data: Path, faults: list[str]) -> str:
    if not url:
        return f"sqlite:///{data / 'yinuo.db'}"
    if urlsplit(url).scheme not in DATABASES:
        faults.append("DATABASE_URL must start with sqlite:/// or postgresql://")
    return url


def _port(text: str, faults: list[str]) -> int:
    if text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT:
        return int(text)
    faults.append(f"PORT must be a number up to {HIGHEST_PORT}, not {text!r}")
    return 0


def _url(text: str, faults: list[str]) -> str:
    if text and urlsplit(text).scheme not in {"http", "https"}:
        faults.append("PUBLIC_URL must start with https:// (or http:// on this machine)")
    return text.rstrip("/")


def _switch(text: str, faults: list[str]) -> bool:
    if text.lower() not in {"0", "1", "true", "false", "yes", "no", ""}:
        faults.append(f"YINUO_DEMO must be 0 or 1, not {text!r}")
    return text.lower() in {"1", "true", "yes"}


def _level(text: str, faults: list[str]) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        faults.append("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
    return text.upper()


def _telegram(env: Mapping[str, str], faults: list[str]) -> TelegramSettings | None:
    token = env.get("TELEGRAM_BOT_TOKEN", "")
    if not token:
        return None
    number, colon, rest = token.partition(":")
    if not (number.isdigit() and colon and rest):
        faults.append("TELEGRAM_BOT_TOKEN must look like 123456:ABC…, as BotFather gave it")
    secret = env.get("TELEGRAM_WEBHOOK_SECRET", "")
    if env.get("PUBLIC_URL") and not secret:
        faults.append(
            "TELEGRAM_WEBHOOK_SECRET is needed with PUBLIC_URL: any random word of 16 or more letters"
        )
    api = env.get("TELEGRAM_API", "https://api.telegram.org/bot")
    return TelegramSettings(token=token, secret=secret, api=api)


def _slack(env: Mapping[str, str], faults: list[str]) -> SlackSettings | None:
    secrets = tuple(each for each in env.get("SLACK_SIGNING_SECRET", "").split(",") if each)
    settings = SlackSettings(
        signing_secrets=secrets,
        client_id=env.get("SLACK_CLIENT_ID", ""),
        client_secret=env.get("SLACK_CLIENT_SECRET", ""),
        bot_token=env.get("SLACK_BOT_TOKEN", ""),
        app_token=env.get("SLACK_APP_TOKEN", ""),
        app_id=env.get("SLACK_APP_ID", ""),
        api=env.get("SLACK_API", "https://slack.com/api/"),
    )
    if settings == SlackSettings(api=settings.api):
        return None
    if not (secrets or settings.app_token):
        faults.append("Slack needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)")
    if not (settings.bot_token or (settings.client_id and settings.client_secret)):
        faults.append(
            "Slack needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed by OAuth"
        )
    return settings


def _llm(env: Mapping[str, str], faults: list[str]) -> LlmSettings | None:
    url, model = env.get("YINUO_LLM_URL", "").rstrip("/"), env.get("YINUO_LLM_MODEL", "")
    key = env.get("YINUO_LLM_KEY", "")
    if not (url or model or key):
        return None
    if urlsplit(url).scheme not in {"http", "https"}:
        faults.append("YINUO_LLM_URL must be the address before /chat/completions, such as https://…/v1")
    if not model:
        faults.append("YINUO_LLM_MODEL is needed with YINUO_LLM_URL: the name of the model to ask")
    return LlmSettings(url=url, model=model, key=key, timeout=_patience(env, faults))


def _patience(env: Mapping[str, str], faults: list[str]) -> float:
    text = env.get("YINUO_LLM_TIMEOUT", "4")
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not LEAST_PATIENCE <= seconds <= MOST_PATIENCE:
        faults.append(
            f"YINUO_LLM_TIMEOUT must be {LEAST_PATIENCE:g} to {MOST_PATIENCE:g} seconds, not {text!r}"
        )
    return seconds
