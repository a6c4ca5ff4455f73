"""Settings: what the environment says, and every fault at once in words that help."""

from pathlib import Path

import pytest

from bot.config import BadSettings, read_settings


def test_nothing_set_means_this_machine_sqlite_and_the_demo() -> None:
    settings = read_settings({"YINUO_DATA": "/data"})
    assert (settings.host, settings.port, settings.demo) == ("127.0.0.1", 8000, True)
    assert settings.database_url == f"sqlite:///{Path('/data') / 'yinuo.db'}"
    assert settings.telegram is None
    assert settings.slack is None


def test_every_fault_is_told_at_once() -> None:
    env = {
        "PORT": "80000",
        "DATABASE_URL": "mysql://root@db/x",
        "YINUO_DEMO": "maybe",
        "PUBLIC_URL": "yinuo.example",
        "LOG_LEVEL": "LOUD",
        "TELEGRAM_BOT_TOKEN": "not a token",
        "SLACK_SIGNING_SECRET": "s",
    }
    with pytest.raises(BadSettings) as refused:
        read_settings(env)
    told = "\n".join(refused.value.faults)
    for name in (
        "PORT",
        "DATABASE_URL",
        "YINUO_DEMO",
        "PUBLIC_URL",
        "LOG_LEVEL",
        "TELEGRAM_BOT_TOKEN",
        "SLACK_BOT_TOKEN",
    ):
        assert name in told


def test_a_secret_is_not_repeated_in_a_fault() -> None:
    with pytest.raises(BadSettings) as refused:
        read_settings({"TELEGRAM_BOT_TOKEN": "sekrit-token"})
    assert "sekrit-token" not in str(refused.value)


def test_signing_secrets_may_overlap_while_they_are_changed() -> None:
    env = {"SLACK_SIGNING_SECRET": "new,old", "SLACK_BOT_TOKEN": "xoxb-1"}
    slack = read_settings(env).slack
    assert slack is not None
    assert slack.signing_secrets == ("new", "old")


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(BadSettings, match="TELEGRAM_WEBHOOK_SECRET"):
        read_settings({"TELEGRAM_BOT_TOKEN": "1:abc", "PUBLIC_URL": "https://yinuo.example"})


def test_a_language_model_is_off_until_it_is_named() -> None:
    assert read_settings({}).llm is None
    llm = read_settings({"YINUO_LLM_URL": "http://127.0.0.1:8080/v1/", "YINUO_LLM_MODEL": "tiny"}).llm
    assert llm is not None
    assert (llm.url, llm.model, llm.key, llm.timeout) == ("http://127.0.0.1:8080/v1", "tiny", "", 4.0)


def test_what_is_wrong_with_a_language_model_is_told_without_its_key() -> None:
    env = {"YINUO_LLM_KEY": "sekrit-key", "YINUO_LLM_TIMEOUT": "a while", "YINUO_LLM_URL": "model.example"}
    with pytest.raises(BadSettings) as refused:
        read_settings(env)
    told = str(refused.value)
    assert [name in told for name in ("YINUO_LLM_URL", "YINUO_LLM_MODEL", "YINUO_LLM_TIMEOUT")] == [True] * 3
    assert "sekrit-key" not in told
