"""Installing in many teams: attack 14, tokens from the store, refreshed tokens, letting go."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from slack_sdk.oauth.installation_store import Bot as Installed
from slack_sdk.oauth.installation_store import Installation

from bot.adapters.slack.app import Registry
from bot.adapters.store.engine import connect
from bot.adapters.store.slack_installations import slack_installations, slack_tables
from bot.domain.chat import Address, Card, Outgoing, Platform
from bot.domain.errors import Unreachable
from tests.adapters.slack.stand import Bot, settings_for
from tests.fakes import slack_methods
from tests.fakes.schema import Json
from tests.fakes.slack import SlackFake
from tests.fakes.slack_methods import Methods

PUBLIC = "https://yinuo.example"
Visit = Callable[[httpx.AsyncClient], Coroutine[None, None, None]]


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    database = connect(database_url)
    yield slack_installations(database.engine, "1.2")
    database.close()


@pytest.fixture
def bot(sl: SlackFake, registry: Registry) -> Bot:
    settings = settings_for(sl, bot_token="", client_id=sl.client_id, client_secret=sl.client_secret)
    return Bot(sl, settings, registry=registry, public_url=PUBLIC)


def visited(bot: Bot, visit: Visit) -> None:
    async def run() -> None:
        transport = httpx.ASGITransport(bot.app)
        async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as browser:
            try:
                await visit(browser)
            finally:
                await bot.side.teams.close()

    asyncio.run(run())


async def set_out(browser: httpx.AsyncClient) -> str:
    """The state that Slack would bring back."""
    answer = await browser.get("/slack/install")
    there = urlsplit(answer.headers["location"])
    query = parse_qs(there.query)
    assert (answer.status_code, there.netloc) == (302, "slack.com")
    assert query["redirect_uri"] == [f"{PUBLIC}/slack/oauth_redirect"]
    assert query["scope"] == ["app_mentions:read,chat:write,commands,files:write,im:history,im:write"]
    cookie = next(iter(SimpleCookie(answer.headers["set-cookie"]).values()))
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert query["state"] == [cookie.value]
    return cookie.value


async def come_back(browser: httpx.AsyncClient, state: str, code: str) -> int:
    return (await browser.get("/slack/oauth_redirect", params={"state": state, "code": code})).status_code


def test_installed_and_used_in_two_teams(sl: SlackFake, bot: Bot) -> None:
    async def visit(browser: httpx.AsyncClient) -> None:
        for team in ("T1", "T2"):
            state = await set_out(browser)
            assert await come_back(browser, state, sl.install(team)) == 200

    visited(bot, visit)
    with bot.serving():
        sl.deliver_to(bot.url)
        for user, team in (("U1", "T1"), ("U2", "T2")):
            person = sl.user(user, team=team)
            person.message("周五送样")
            person.wait_for("周五送样")
    assert [said.address.team for said in bot.heard] == ["T1", "T2"]


def test_attack_14_forged_foreign_and_reused_states(sl: SlackFake, bot: Bot) -> None:
    async def visit(browser: httpx.AsyncClient) -> None:
        code = sl.install("T1")
        assert await come_back(browser, "forged", code) == 400
        assert await come_back(browser, "", code) == 400
        state = await set_out(browser)
        cookie = dict(browser.cookies)
        browser.cookies.clear()
        assert await come_back(browser, state, code) == 400
        browser.cookies.update(dict.fromkeys(cookie, "forged"))
        assert await come_back(browser, "forged", code) == 400
        browser.cookies.clear()
        browser.cookies.update(cookie)
        doubled = await browser.get(f"/slack/oauth_redirect?state={state}&state={state}&code={code}")
        assert doubled.status_code == 400
        assert await come_back(browser, state, code) == 200
        browser.cookies.update(cookie)
        assert await come_back(browser, state, sl.install("T2")) == 400
        refused = await browser.get(
            "/slack/oauth_redirect", params={"state": state, "error": "access_denied"}
        )
        assert refused.status_code == 400

    visited(bot, visit)


def test_a_code_that_slack_does_not_know(sl: SlackFake, bot: Bot) -> None:
    async def visit(browser: httpx.AsyncClient) -> None:
        assert await come_back(browser, await set_out(browser), "unknown") == 400
        sl.fail_next("oauth.v2.access", 500)
        assert await come_back(browser, await set_out(browser), sl.install("T1")) == 400

    visited(bot, visit)


def installation(team: str, token: str, **more: Any) -> Installation:
    ids: Any = {"app_id": "A0YINUO", "bot_id": "", "bot_user_id": "UYINUO", "user_id": "U1"}
    return Installation(team_id=team, bot_token=token, **ids, **more)


def test_a_team_that_uninstalls_is_gone_at_once(sl: SlackFake, bot: Bot, registry: Registry) -> None:
    registry.installations.save(installation("T1", sl.bot_token))
    li = sl.user("U1")
    with bot.serving():
        sl.deliver_to(bot.url)
        li.message("在吗")
        li.wait_for("在吗")
        sl.event("T1", {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
        li.message("还在")
        li.wait_for("还在")
        sl.event("T1", {"type": "app_uninstalled"})
        assert registry.installations.find_bot(enterprise_id=None, team_id="T1") is None
        assert sl._deliver("events", sl.envelope("T1", {"type": "app_home_opened"})).status == 403
    assert len(bot.heard) == 2


def test_a_token_that_runs_out_is_refreshed_at_the_configured_host(
    sl: SlackFake, bot: Bot, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = int(time.time()) + 60
    old: dict[str, Any] = {
        "bot_token": "xoxe.xoxb-old",
        "bot_refresh_token": "xoxe-1",
        "bot_token_expires_at": soon,
    }
    registry.installations.save(installation("T1", old.pop("bot_token"), **old))

    def access(_methods: Methods, _team: str, payload: Json) -> Json:
        assert (payload["grant_type"], payload["refresh_token"]) == ("refresh_token", "xoxe-1")
        fresh = {"access_token": sl.bot_token, "refresh_token": "xoxe-2", "expires_in": 43_200}
        return {"token_type": "bot"} | fresh

    monkeypatch.setitem(slack_methods._METHODS, "oauth.v2.access", access)
    with bot.serving():
        sl.deliver_to(bot.url)
        li = sl.user("U1")
        li.message("在吗")
        li.wait_for("在吗")
    kept = registry.installations.find_bot(enterprise_id=None, team_id="T1")
    assert isinstance(kept, Installed)
    assert (kept.bot_token, kept.bot_refresh_token) == (sl.bot_token, "xoxe-2")


def test_a_team_without_us_cannot_be_reached(bot: Bot) -> None:
    async def run() -> None:
        outgoing = Outgoing(address=Address(Platform.SLACK, "T9", "C1"))
        with pytest.raises(Unreachable):
            await bot.side.channel.send(outgoing, Card(title="在吗"))

    asyncio.run(run())


def slack_sdks(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or (name or "").startswith("slack_")


def test_the_migration_makes_the_tables_that_slack_sdk_wants(database_url: str) -> None:
    database = connect(database_url)
    with database.engine.connect() as connection:
        options = {"compare_type": True, "include_name": slack_sdks}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, slack_tables()) == []
    database.close()


def test_one_state_serves_one_of_many_at_once(registry: Registry) -> None:
    state = registry.states.issue()
    with ThreadPoolExecutor(8) as pool:
        tries = list(pool.map(registry.states.consume, [state] * 8))
    assert sorted(tries) == [False] * 7 + [True]
