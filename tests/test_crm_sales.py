"""The public tables "CRM Sales Opportunities": in as one whole, and the figures published of them come out."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from tests.architecture.source import ROOT

FOLDER = next(
    (
        folder
        for each in ROOT.parents
        if (folder := each / "shared" / "data" / "crm_sales").joinpath("sales_pipeline.csv").exists()
    ),
    None,
)
TABLES = ("sales_pipeline.csv", "products.csv", "accounts.csv", "sales_teams.csv")
Run = Callable[..., Result]
published = pytest.mark.skipif(
    FOLDER is None, reason="the tables of CRM Sales Opportunities are not in shared/data/crm_sales above here"
)

TEAMS = "sales_agent,manager,regional_office\nAmy Li,Max Boss,East\nBen Wu,Max Boss,East\n"
PRODUCTS = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n"
ACCOUNTS = "account,sector,year_established\nIsdom,technolgy,1996\nCancity,retail,2001\n"
PIPELINE = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
A1,Amy Li,GTXPro,Isdom,Won,2017-01-05,2017-02-01,4514
A2,Ben Wu,MG Special,Cancity,Lost,2017-01-05,2017-01-20,0
A3,Amy Li,GTXPro,,Engaging,2017-02-20,,
A4,Ben Wu,GTX Pro,Isdom,Prospecting,,,
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`yinuo WORDS…` on a data folder that this module shares."""
    env = {"YINUO_DATA": str(tmp_path_factory.mktemp("data"))}
    return lambda *words: CliRunner(env=env).invoke(main, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def imported(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, list[str], Result]:
    """All four tables, the deals first."""
    assert FOLDER is not None
    folder = tmp_path_factory.mktemp("tables")
    paths = [shutil.copyfile(FOLDER / name, folder / name) for name in TABLES]
    home = team(run, "Published")
    files = [str(each) for each in paths]
    done = run("import", *files, "--as", "crm-sales", "--team", home)
    return lambda *words: run(*words, "--team", home), files, done


def team(run: Run, name: str) -> str:
    """The id of a new team."""
    made = run("team", name, "--admin", "Boss", "--language", "en").output
    return made.split("its id is ")[1].split(".")[0]


def written(folder: Path, **tables: str) -> list[str]:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return [str(folder / f"{name}.csv") for name in tables]


@published
def test_the_published_figures_come_out(imported: tuple[Run, list[str], Result]) -> None:
    run, _, _ = imported
    told = json.loads(run("pipeline", "--as-of", "2017-10-01", "--json").stdout)
    counts = {name: told[name]["count"] for name in ("open", "live", "stalled", "dead")}
    assert counts == {"open": 2409, "live": 1740, "stalled": 134, "dead": 535}
    assert told["live"]["value"] == 3_987_816
    assert told["run_rate"] == {"days": 90, "won": 2_931_996}
    assert told["period"] == {"start": "2017-10-01", "end": "2018-01-01"}
    assert told["forecast"]["hazard"]["value"] == pytest.approx(3_167_842, rel=0.000001)
    assert (told["stalled_after_days"], told["dead_after_days"], told["past_deals"]) == (105, 138, 4726)
    assert told["win_rate"]["won"] == 1233
    for name in ("run_rate", "hazard"):
        assert told["forecast"][name]["tried_on_days"] == 2
        assert 0.05 < told["forecast"][name]["past_error"] < 0.08


@published
def test_the_table_says_the_same(imported: tuple[Run, list[str], Result]) -> None:
    run, _, _ = imported
    words = run("pipeline", "--as-of", "2017-10-01").output.split()
    assert {"2,409", "1,740", "3,987,816", "3,167,842", "1233/2005"} <= {*words}


@published
def test_all_of_it_is_taken_and_a_second_run_changes_nothing(
    imported: tuple[Run, list[str], Result],
) -> None:
    run, files, first = imported
    assert "people: 41 new" in first.output
    assert "products: 7 new" in first.output
    assert "customers: 85 new" in first.output
    assert "deals: 8800 new, 0 changed, 0 as they were, 0 not taken" in first.output
    again = run("import", *reversed(files), "--as", "crm-sales").output
    assert again.count(" 0 new, 0 changed") == 4
    assert "revert" not in again


@published
def test_only_some_people_products_or_days(imported: tuple[Run, list[str], Result]) -> None:
    run, files, _ = imported
    asked = ("pipeline", "--as-of", "2017-10-01", "--json")
    everybody = json.loads(run(*asked).stdout)
    gtk = json.loads(run(*asked, "--product", "GTK 500").stdout)
    assert 0 < gtk["open"]["count"] < 40
    managers = (
        "Dustin Brinkmann",
        "Melvin Marxen",
        "Cara Losch",
        "Rocco Neubert",
        "Celia Rouche",
        "Summer Sewald",
    )
    parts = [json.loads(run(*asked, "--person", each).stdout)["open"]["count"] for each in managers]
    assert sum(parts) == everybody["open"]["count"]
    july = json.loads(run(*asked, "--period", "2017-07-01", "2017-10-01").stdout)
    with Path(files[0]).open(encoding="utf-8") as table:
        ended = [
            row["deal_stage"] for row in csv.DictReader(table) if "2017-07" <= row["close_date"] < "2017-10"
        ]
    assert (july["won"]["count"], july["lost"]["count"]) == (ended.count("Won"), ended.count("Lost"))


def test_a_few_rows_in_any_order_are_tried_taken_and_taken_back(run: Run, tmp_path: Path) -> None:
    home = team(run, "Few")
    files = written(tmp_path, pipeline=PIPELINE, teams=TEAMS, accounts=ACCOUNTS, products=PRODUCTS)
    tried = run("import", *files, "--as", "crm-sales", "--dry-run", "--team", home).output
    assert "deals: 4 would be new" in tried
    assert "3 would be new" in tried
    done = run("import", *files, "--as", "crm-sales", "--team", home).output
    assert (
        done.index("people:")
        < done.index("products:")
        < done.index("customers:")
        < done.index("deals: 4 new")
    )
    assert "passed over: series" in done
    told = json.loads(run("pipeline", "--as-of", "2017-03-01", "--json", "--team", home).stdout)
    assert told["open"] == {"count": 2, "value": 9642.0}
    assert told["win_rate"] == {"won": 1, "decided": 2, "rate": 0.5, "likely": [0.0945, 0.9055]}
    before = json.loads(run("pipeline", "--as-of", "2017-01-10", "--json", "--team", home).stdout)
    assert before["open"] == {"count": 2, "value": 4876.0}
    assert before["stages"] == [{"stage": "qualified", "count": 2, "value": 4876.0, "stalled": 0}]
    assert [before["forecast"]["hazard"]["value"], before["run_rate"]] == [None, None]
    batch = done.split("./run revert ")[1].split()[0]
    assert "4 deal" in run("revert", batch, "--team", home).output
    gone = json.loads(run("pipeline", "--as-of", "2017-03-01", "--json", "--team", home).stdout)
    assert gone["open"]["count"] == gone["past_deals"] == 0


def test_deals_without_a_customer_come_back_from_an_export_unchanged(run: Run, tmp_path: Path) -> None:
    home = team(run, "Back")
    files = written(tmp_path, pipeline=PIPELINE, teams=TEAMS, accounts=ACCOUNTS, products=PRODUCTS)
    run("import", *files, "--as", "crm-sales", "--team", home)
    run("export", str(tmp_path / "out"), "--team", home)
    again = run("import", str(tmp_path / "out" / "deals.csv"), "--team", home).output
    assert "deals: 0 new, 0 changed, 4 as they were, 0 not taken" in again


def test_a_newer_table_moves_deals_on_and_bad_rows_go_to_a_file(run: Run, tmp_path: Path) -> None:
    home = team(run, "Newer")
    files = written(tmp_path, pipeline=PIPELINE, teams=TEAMS, accounts=ACCOUNTS, products=PRODUCTS)
    run("import", *files, "--as", "crm-sales", "--team", home)
    newer = PIPELINE.replace(
        "A3,Amy Li,GTXPro,,Engaging,2017-02-20,,", "A3,Amy Li,GTXPro,Isdom,Won,2017-02-20,2017-03-20,5000"
    )
    newer += (
        "A5,Zed,GTXPro,Isdom,Won,2017-01-05,2017-02-01,1\nA6,Amy Li,GTXPro,Nowhere,Engaging,2017-03-01,,\n"
    )
    newer += "A7,Amy Li,GTXPro,Isdom,Won,2017-03-05,2017-02-01,1\n"
    path = written(tmp_path, newer=newer)[0]
    done = run("import", path, "--as", "crm-sales", "--team", home).output
    assert "0 new, 1 changed, 3 as they were, 3 not taken" in done
    bad = (tmp_path / "newer.bad.csv").read_text("utf-8-sig")
    assert bad.splitlines()[0].startswith("line,opportunity_id,sales_agent")
    assert [line.split(",")[1] for line in bad.splitlines()[1:]] == ["A5", "A6", "A7"]
    told = json.loads(run("pipeline", "--as-of", "2017-04-01", "--json", "--team", home).stdout)
    assert told["mean_won_value"] == (4514 + 5000) / 2
    march = json.loads(run("pipeline", "--as-of", "2017-03-01", "--json", "--team", home).stdout)
    assert march["open"] == {"count": 2, "value": 9642.0}


def test_another_table_is_no_part_of_it(run: Run, tmp_path: Path) -> None:
    home = team(run, "Another")
    path = written(tmp_path, other="shoe,size\n1,2\n")[0]
    done = run("import", path, "--as", "crm-sales", "--team", home)
    assert done.exit_code == 1
    assert "docs/howto/import.md" in done.output
