"""What every test can ask for: an empty database on either engine, a browser, a clean environment.

A test that takes `database_url` runs twice, on SQLite and on PostgreSQL. One that takes only one of them:
`@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`. Where there is no server or no
browser these tests skip with the reason; with CI=true they fail instead.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tests.databases import NoServerError, PostgresDatabase, copy_sqlite, postgres_server, prepare

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
BROWSERS = (
    "chromium",
    "/usr/bin/chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
SETTINGS = re.compile(r"(YINUO_(?!TEST_)|TELEGRAM_|SLACK_)\w*|DATABASE_URL|HOST|PORT")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("postgres"):
        require_postgres()
    if item.get_closest_marker("browser"):
        find_browser()


def require_postgres() -> None:
    try:
        postgres_server()
    except NoServerError as missing:
        cannot_run(str(missing))


def find_browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or cannot_run("no browser for the tests; on Debian: apt install chromium")


def cannot_run(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI=true: this may not be skipped)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own tokens and database out of every test."""
    for name in os.environ:
        if SETTINGS.fullmatch(name):
            monkeypatch.delenv(name)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with the newest schema, on each engine in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return copy_sqlite(sqlite_template, tmp_path / "yinuo.db")


@pytest.fixture
def postgres_url(postgres_database: PostgresDatabase) -> str:
    postgres_database.empty()
    return postgres_database.url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    template = tmp_path_factory.mktemp("sqlite") / "template.db"
    prepare(f"sqlite:///{template}")
    return template


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[PostgresDatabase]:
    require_postgres()
    database = PostgresDatabase(postgres_server())
    try:
        database.create()
        yield database
    finally:
        database.drop()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of a Chromium or Chrome; mark such tests `browser`."""
    return find_browser()
