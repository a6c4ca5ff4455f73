"""The app's manifest: within Slack's limits, and it declares what the code uses, no more and no less."""

from pathlib import Path
from typing import Any

import yaml

from bot.adapters.slack.front import ENDS
from bot.adapters.slack.install import BACK, SCOPES
from bot.adapters.slack.wishes import LOG_ANYWHERE, LOG_MESSAGE
from tests.adapters.slack.stand import Bot, settings_for
from tests.fakes.slack import SlackFake

ROOT = Path(__file__).resolve().parents[3]
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "docs/howto/slack-manifest.yaml").read_text("utf-8"))
ADDRESS = "https://yinuo.example.com"
KNOWN: dict[str, set[str]] = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands"},
    "oauth_config": {"redirect_urls", "scopes"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
}
NEEDS = {"app_mention": "app_mentions:read", "message.im": "im:history"}
"""The scope that an event wants; the others want none."""


def test_it_has_only_parts_that_slack_knows() -> None:
    for part, known in KNOWN.items():
        assert set(MANIFEST[part] if part else MANIFEST) <= known


def test_names_and_descriptions_fit() -> None:
    shown, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["type"] in {"message", "global"}
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


def test_scopes_are_those_that_are_asked_for_at_installing() -> None:
    assert tuple(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES


def test_events_are_those_that_are_heard() -> None:
    events = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert events == {"app_home_opened", "app_mention", "message.im"} | ENDS
    assert {scope for event, scope in NEEDS.items() if event in events} <= set(SCOPES)


def test_shortcuts_and_the_command_are_those_that_are_known() -> None:
    features = MANIFEST["features"]
    assert {each["type"]: each["callback_id"] for each in features["shortcuts"]} == {
        "message": LOG_MESSAGE,
        "global": LOG_ANYWHERE,
    }
    assert [each["command"] for each in features["slash_commands"]] == ["/yinuo"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_addresses_are_routes(sl: SlackFake) -> None:
    settings, features = MANIFEST["settings"], MANIFEST["features"]
    paths = [
        settings["event_subscriptions"]["request_url"],
        features["slash_commands"][0]["url"],
        settings["interactivity"]["request_url"],
    ]
    routes = [f"{ADDRESS}{getattr(route, 'path', '')}" for route in Bot(sl, settings_for(sl)).side.routes]
    assert paths == routes
    assert MANIFEST["oauth_config"]["redirect_urls"] == [ADDRESS + BACK]
