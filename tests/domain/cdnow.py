"""The public CDNOW tables (1/10 sample), where they lie: `YINUO_TEST_DATA`, or `shared/data` beside the repository."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from bot.domain.clv import Buyer

ROOT = Path(__file__).parents[2]
PLACES = (ROOT.parent / "shared" / "data", ROOT.parent.parent / "shared" / "data")
WHERE = "CDNOW's tables are not here: set YINUO_TEST_DATA to a folder with cdnow/CDNOW_sample.txt"


def folder() -> Path:
    named = os.environ.get("YINUO_TEST_DATA")
    places = (Path(named),) if named else PLACES
    found = next((each / "cdnow" for each in places if (each / "cdnow").is_dir()), None)
    if found is None:
        pytest.skip(WHERE)
    return found


def buyers() -> list[Buyer]:
    """2,357 customers: repeats, recency and age in weeks, mean of the repeats."""
    path = folder() / "cdnow_customers_summary_with_transactions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Buyer(int(row["x"]), float(row["t_x"]), float(row["T"]), float(row["zbar"]))
            for row in csv.DictReader(lines)
        ]


def revenues() -> dict[str, int]:
    """What each customer spent in all 18 months, in cents."""
    spent: dict[str, int] = defaultdict(int)
    for line in (folder() / "CDNOW_sample.txt").read_text("utf-8").splitlines():
        _, customer, _, _, dollars = line.split()
        spent[customer] += round(float(dollars) * 100)
    return dict(spent)
