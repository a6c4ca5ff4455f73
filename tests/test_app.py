"""The composition root: what survives a restart, what breaks and goes on, who may look in."""

import asyncio
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from bot.app import SECRET_FILE, App, EmptySecretError, _looped, build, calendar_of, secret_of
from bot.config import Settings
from bot.domain.base import Command, Result, WorkspaceId
from bot.domain.errors import TryAgain
from bot.domain.people import CreateWorkspace, Language, WorkspaceCreated
from bot.domain.routines import SendDigests


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=sqlite_url, data=tmp_path)


@pytest.fixture
def app(settings: Settings) -> Iterator[App]:
    app = build(settings)
    yield app
    app.store.close()


def test_the_secret_is_made_once_and_for_this_user_only(tmp_path: Path) -> None:
    first = secret_of(tmp_path)
    assert len(first) >= 32
    assert secret_of(tmp_path) == first
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [SECRET_FILE]


def test_an_empty_secret_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / SECRET_FILE).touch()
    with pytest.raises(EmptySecretError):
        secret_of(tmp_path)


def test_attack_22_a_used_sign_in_link_stays_used_after_a_restart(app: App, settings: Settings) -> None:
    token = app.web.signs.token("lilei")
    assert app.web.signs.redeem(token) == "lilei"
    again = build(settings)
    assert again.web.signs.redeem(token) == ""
    assert again.web.signs.redeem(again.web.signs.token("lilei")) == "lilei"
    again.store.close()


@pytest.mark.parametrize(
    ("host", "public_url", "demo", "opens"),
    [
        ("127.0.0.1", "", True, True),
        ("127.0.0.1", "https://yinuo.example", True, False),
        ("0.0.0.0", "", True, False),  # noqa: S104
        ("127.0.0.1", "", False, False),
    ],
)
def test_the_demo_is_open_only_where_nobody_else_gets(
    settings: Settings, host: str, public_url: str, demo: bool, opens: bool
) -> None:
    app = build(replace(settings, host=host, public_url=public_url, demo=demo))
    app.load_story()
    assert (status(app, "/u/lilei") == 200) is opens
    app.store.close()


def test_one_workspace_whose_routine_breaks_stops_no_other(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = found(app, "One"), found(app, "Two")
    routine = type(app.conversation).routine
    done: list[WorkspaceId] = []

    def breaking(_self: object, workspace: WorkspaceId, command: Command) -> Result:
        if workspace == first:
            raise AssertionError("broken")
        done.append(workspace)
        return routine(app.conversation, workspace, command)

    monkeypatch.setattr(type(app.conversation), "routine", breaking)
    app.tick(SendDigests())
    assert done == [second]


def test_a_loop_that_breaks_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.LOOP_REST", 0.0)
    begun = 0

    async def loop() -> None:
        nonlocal begun
        begun += 1
        if begun < 3:
            raise OSError("no network")

    asyncio.run(_looped(loop))
    assert begun == 3


def test_not_ready_while_the_database_is_away(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    assert status(app, "/ready") == 200

    def away(_store: object) -> None:
        raise TryAgain

    monkeypatch.setattr(type(app.store), "workspaces", away)
    assert (status(app, "/ready"), status(app, "/health")) == (503, 200)


def test_working_days_of_ones_own(tmp_path: Path) -> None:
    sunday = date(2031, 3, 2)
    assert not calendar_of("CN", tmp_path / "none").is_working(sunday)
    (tmp_path / "workdays.csv").write_text("CN,2031-03-02,work\n", "utf-8")
    calendar = calendar_of("CN", tmp_path)
    assert calendar.is_working(sunday)
    assert calendar.covers(2031)


def test_faults_of_the_database_do_not_say_what_people_said(app: App) -> None:
    with pytest.raises(Exception, match="hidden") as told, app.store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("13812345678",))
    assert "13812345678" not in str(told.value)


def status(app: App, path: str) -> int:
    async def get() -> int:
        transport = httpx.ASGITransport(app.asgi())
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get(path)).status_code

    return asyncio.run(get())


def found(app: App, name: str) -> WorkspaceId:
    made = app.conversation.routine(
        WorkspaceId(""), CreateWorkspace(name=name, admin="Ann", language=Language.EN, zone="UTC")
    )
    assert isinstance(made, WorkspaceCreated)
    return made.workspace.id
