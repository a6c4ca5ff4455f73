"""The command line as somebody types it: what it prints, and what it leaves behind."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.fakes.llm import KEY, LlmFake
from tests.fakes.slack import SlackFake
from tests.fakes.telegram import TelegramFake

Yinuo = Callable[..., Result]


@pytest.fixture
def yinuo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Yinuo:
    """Runs `yinuo WORDS…` on a data folder of its own."""
    monkeypatch.setenv("YINUO_DATA", str(tmp_path / "data"))

    def run(*words: str, say: str = "") -> Result:
        return CliRunner().invoke(main, words, input=say, catch_exceptions=False)

    return run


@pytest.fixture
def demo(yinuo: Yinuo) -> Yinuo:
    assert yinuo("demo").exit_code == 0
    return yinuo


def test_the_demo_is_loaded_once(yinuo: Yinuo) -> None:
    assert "loaded" in yinuo("demo").output
    assert "already" in yinuo("demo").output


def test_parse_writes_json_lines_and_passes_over_what_is_none(demo: Yinuo) -> None:
    said = {"id": "1", "text": "答应泰禾周五前送样", "at": "2026-03-10T10:00", "tz": "Asia/Shanghai"}
    lines = [json.dumps(said), "no json", json.dumps({"id": "2", "text": "hi", "at": "someday"})]
    done = demo("parse", say="\n".join(lines) + "\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {
        "id": "1",
        "commands": [
            {
                "name": "make_promise",
                "slots": {"customer": "泰禾智能装备股份有限公司", "what": "送样", "due": "2026-03-13"},
            }
        ],
        "asks": None,
    }
    assert second["id"] == "2"
    assert "someday" in second["error"]
    assert "Line 2" in done.stderr


def test_examples_are_written_as_labels(demo: Yinuo) -> None:
    assert demo("examples").stdout == ""
    demo("chat", "--as", "李雷", say="得给泰禾盯一下\n2\n")
    (label,) = map(json.loads, demo("examples").stdout.splitlines())
    assert (label["text"], label["tz"], label["how"]) == ("得给泰禾盯一下", "Asia/Shanghai", "guess")
    assert label["commands"][0]["slots"]["customer"] == "泰禾智能装备股份有限公司"


def test_parse_changes_nothing(demo: Yinuo) -> None:
    demo("parse", say='{"id": "1", "text": "答应泰禾周五前送样"}\n')
    done = demo("parse", say='{"id": "2", "text": "新客户星河科技"}\n')
    assert json.loads(done.stdout)["commands"][0]["name"] == "new_customer"
    assert json.loads(demo("find", "星河科技", "--json").stdout)["decision"] == "none"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("泰禾", "泰禾智能装备股份有限公司"),
        ("acme", "Acme Robotics Ltd"),
        ("今天去了五月花", "五月花酒店管理有限公司"),
    ],
)
def test_find_knows_short_names_and_sentences(demo: Yinuo, name: str, found: str) -> None:
    answer = json.loads(demo("find", name, "--json").stdout)
    assert answer["decision"] == "accept"
    assert answer["matches"][0]["name"] == found


def test_find_reads_json_lines(demo: Yinuo) -> None:
    done = demo("find", say='{"id": 7, "text": "华联"}\n{"id": 8, "text": "qwertz"}\n')
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["decision"]) == (7, "accept")
    assert second == {"id": 8, "matches": [], "decision": "none"}


def test_a_file_is_imported_once_reported_and_taken_back(demo: Yinuo, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_bytes(
        "客户名称,别名,负责人\n北方重工集团有限公司,北重,李雷\n无名公司,,没有这人\n".encode("gb18030")
    )
    tried = demo("import", str(path), "--dry-run").output
    assert "1 would be new" in tried
    first = demo("import", str(path)).output
    assert "1 new" in first
    assert "line 3: nobody here has this name" in first
    assert "没有这人" in (tmp_path / "customers.bad.csv").read_text("utf-8-sig")
    assert "0 new, 0 changed, 1 as they were" in demo("import", str(path)).output
    assert demo("find", "北重").output.strip() == "北方重工集团有限公司"
    batch = first.split("./run revert ")[1].split()[0]
    assert "Taken back" in demo("revert", batch).output
    assert "Nothing" in demo("find", "北重").output


def test_an_export_is_read_back_without_a_change(demo: Yinuo, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    told = demo("export", str(folder), "--language", "zh").output
    assert "customers" in told
    assert (folder / "customers.csv").read_bytes().startswith("\ufeff名称,".encode())
    again = demo("import", *map(str, sorted(folder.glob("*.csv")))).output
    assert again.count(": 0 new, 0 changed") == len([*folder.glob("*.csv")]), again
    assert "is there already" in demo("export", str(folder)).output


def test_an_export_of_one_customer_fits_into_one_file(demo: Yinuo, tmp_path: Path) -> None:
    path = tmp_path / "taihe.zip"
    demo("export", str(path), "--customer", "泰禾")
    with ZipFile(path) as archive:
        assert "contacts.csv" in archive.namelist()
        assert "products.csv" not in archive.namelist()
        assert len(archive.read("customers.csv").decode("utf-8-sig").splitlines()) == 2


def test_a_dry_run_counts_on_the_files_before_and_leaves_nothing(demo: Yinuo, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,role\nPriya,rep\n", "utf-8")
    (tmp_path / "customers.csv").write_text("name,owner\nZenith Labs,Priya\n", "utf-8")
    (tmp_path / "contacts.csv").write_text("customer,name\nZenith Labs,Max\n", "utf-8")
    files = [str(tmp_path / f"{kind}.csv") for kind in ("people", "customers", "contacts")]
    tried = demo("import", "--dry-run", *files).output
    assert tried.count("1 would be new") == 3
    assert "Nothing" in demo("find", "Zenith Labs").output
    assert demo("import", *files).output.count("1 new") == 3


def test_an_invitation_needs_a_name(demo: Yinuo) -> None:
    for name in ("", "  "):
        done = demo("invite", name)
        assert done.exit_code == 1
        assert "Write a name" in done.output


@pytest.mark.parametrize(
    "words", [("revert", "nope"), ("restore", "not-a-backup"), ("backup", "/nonexistent/b.db")]
)
def test_what_cannot_be_done_is_one_sentence(demo: Yinuo, tmp_path: Path, words: tuple[str, str]) -> None:
    target = words[1]
    if words[0] == "restore":
        target = str(tmp_path / words[1])
        Path(target).write_text("no database", "utf-8")
    done = demo(words[0], target)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "Traceback" not in done.output


def test_a_database_that_is_away_is_said(yinuo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x")
    done = yinuo("doctor")
    assert done.exit_code == 1
    assert "DATABASE_URL" in done.output
    assert "u:p" not in done.output


def test_a_file_that_is_no_table_says_what_to_do(demo: Yinuo, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("shoe,size\n1,2\n", "utf-8")
    done = demo("import", str(tmp_path / "x.csv"))
    assert done.exit_code == 1
    assert "docs/howto/import.md" in done.output


def test_a_team_of_ones_own_starts_with_its_admin(yinuo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YINUO_DEMO", "0")
    assert "no team yet" in yinuo("invite", "Bob").output
    made = yinuo("team", "Our team", "--admin", "Ann", "--language", "en", "--zone", "Europe/Berlin").output
    assert "Ann joins with the code" in made
    assert "/in/" in made
    invited = yinuo("invite", "Bob", "--role", "manager").output
    assert "Bob joins with the code" in invited
    assert "no time zone" in yinuo("team", "Other", "--admin", "Eve", "--zone", "Mars/Base").output


def test_the_terminal_chat_answers_through_a_pipe(demo: Yinuo) -> None:
    done = demo("chat", "--as", "李雷", say="谁答应过泰禾什么\n答应泰禾周五前送样\n撤销\n")
    assert "送A款样品" in done.output
    assert "已撤销" in done.output


def test_a_stranger_cannot_chat(demo: Yinuo) -> None:
    assert "Nobody here is called Zed" in demo("chat", "--as", "Zed").output


def test_backup_and_restore_bring_the_same_names_back(demo: Yinuo, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert "checked" in demo("backup", str(copy)).output
    demo("chat", "--as", "李雷", say="新客户星河科技\n")
    assert json.loads(demo("find", "星河科技", "--json").stdout)["decision"] == "accept"
    assert "former file" in demo("restore", str(copy)).output
    assert json.loads(demo("find", "星河科技", "--json").stdout)["decision"] == "none"


def test_wrong_settings_are_all_told(yinuo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "abc")
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    done = yinuo("doctor")
    assert done.exit_code == 1
    assert "PORT" in done.output
    assert "DATABASE_URL" in done.output


def test_a_taken_port_is_said_before_anything_starts(yinuo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        done = yinuo("run")
    assert done.exit_code == 1
    assert "choose another" in done.output


def test_the_doctor_tells_what_is_on(demo: Yinuo) -> None:
    done = demo("doctor")
    assert done.exit_code == 0
    assert "up to date" in done.output
    assert "off: no TELEGRAM_BOT_TOKEN" in done.output


def test_the_doctor_tries_the_tokens(demo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    with TelegramFake(token="123:abc") as telegram, SlackFake(signing_secret="s") as slack:
        monkeypatch.setenv("TELEGRAM_API", telegram.base_url)
        monkeypatch.setenv("SLACK_API", slack.base_url)
        monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
        for token, bot_token, code in (("123:abc", slack.bot_token, 0), ("123:wrong", "xoxb-wrong", 1)):
            monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
            monkeypatch.setenv("SLACK_BOT_TOKEN", bot_token)
            done = demo("doctor")
            assert done.exit_code == code
            assert done.output.count("refused") == 2 * code
            assert token not in done.output
            assert bot_token not in done.output


def test_the_doctor_asks_the_language_model(demo: Yinuo, monkeypatch: pytest.MonkeyPatch) -> None:
    with LlmFake("") as fake:
        monkeypatch.setenv("YINUO_LLM_URL", fake.url)
        for key, model, told in (
            (KEY, "tiny", "on: tiny"),
            ("wrong-key", "tiny", "refused"),
            (KEY, "huge", "does not know the model huge"),
        ):
            monkeypatch.setenv("YINUO_LLM_MODEL", model)
            monkeypatch.setenv("YINUO_LLM_KEY", key)
            done = demo("doctor")
            assert done.exit_code == int("on:" not in told)
            assert told in done.output
            assert key not in done.output
    assert "cannot be reached" in demo("doctor").output


def test_score_judges_every_account_and_says_why(demo: Yinuo) -> None:
    done = demo("score", "--json")
    found = json.loads(done.stdout)
    accounts = {each["id"]: each for each in found["accounts"]}
    assert found["totals"]["accounts"] == len(accounts) == 10
    assert {key: each["colour"] for key, each in accounts.items() if each["colour"] != "green"} == {
        "lanhai": "amber",
        "taihe": "amber",
        "northgate": "red",
    }
    silent = accounts["lanhai"]
    assert (silent["owner"], silent["stage"]) == ("李雷", "maturity")
    first = silent["reasons"][0]
    assert (first["signal"], first["points"], first["days"], round(first["usual"])) == ("silence", 25, 41, 13)
    leaving = accounts["northgate"]["reasons"]
    assert [(each["signal"], each["leaving"]) for each in leaving] == [("stated", True)]
    assert leaving[0]["said"] == "They are looking for another supplier"


def test_score_for_people_shows_those_at_risk_with_their_reasons(demo: Yinuo) -> None:
    done = demo("score")
    assert "已失联41天" in done.stdout.replace("\n", "")
    assert "小满" not in done.stdout
    assert "accounts 10, green 7, amber 2, red 1" in done.stdout


def test_score_as_of_a_day_keeps_nothing(demo: Yinuo) -> None:
    before = json.loads(demo("score", "--json").stdout)
    past = json.loads(demo("score", "--json", "--as-of", "2020-01-01").stdout)
    assert past["as_of"] == "2020-01-01"
    assert {each["checked_on"] for each in past["accounts"]} == {"2020-01-01"}
    assert past["totals"]["green"] == 10
    again = json.loads(demo("score", "--json").stdout)
    assert again == before


def test_score_again_finds_the_same(demo: Yinuo) -> None:
    assert demo("score", "--json").stdout == demo("score", "--json").stdout
