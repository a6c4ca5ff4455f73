"""The lifetime model on the public CDNOW tables beside what was published: `clv.py FOLDER` (with the cdnow files)."""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bot.domain.abc import classes_of, share_of_top
from bot.domain.clv import Buyer, fit_rhythm, fit_spend, log_likelihood
from bot.domain.policy import ValuePolicy

BUYERS, ORDERS = "cdnow_customers_summary_with_transactions.csv", "CDNOW_sample.txt"
JANE = Buyer(2, 30.43, 38.86, 22.35)
Line = tuple[str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print(f"{'':44}{'published':>34}{'ours':>34}")
    for name, published, ours in (*habits(folder / BUYERS), *classes(folder / ORDERS)):
        print(f"{name:44}{published:>34}{ours:>34}")


def habits(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    buyers = [Buyer(int(row["x"]), float(row["t_x"]), float(row["T"]), float(row["zbar"])) for row in rows]
    start = perf_counter()
    rhythm, spend = fit_rhythm(buyers), fit_spend(buyers)
    took = perf_counter() - start
    if rhythm is None or spend is None:
        raise SystemExit("the fit is degenerate")
    yield "r, α, a, b", "0.2426, 4.4135, 0.7929, 2.4258", figures(rhythm.r, rhythm.alpha, rhythm.a, rhythm.b)
    yield "log likelihood", "-9582.43", f"{log_likelihood(rhythm, buyers):.2f}"
    yield "P(alive), x=2 t_x=30.43 T=38.86", "0.7266", figures(rhythm.alive(JANE))
    yield "expected in 39 weeks", "1.2259", figures(rhythm.expected(JANE, 39))
    yield "p, q, γ", "6.249, 3.745, 15.448", figures(spend.p, spend.q, spend.gamma, digits=3)
    yield "mean spend, x=2 m=22.35", "24.659", figures(spend.mean(JANE), digits=3)
    yield "seconds for both fits", "", f"{took:.2f}"


def classes(path: Path) -> Iterator[Line]:
    spent: dict[str, int] = defaultdict(int)
    for line in path.read_text("utf-8").splitlines():
        _, customer, _, _, dollars = line.split()
        spent[customer] += round(float(dollars) * 100)
    counts = Counter(classes_of(dict(spent), ValuePolicy()).values())
    yield "A, B, C over 18 months", "777, 801, 779", ", ".join(str(counts[each]) for each in "ABC")
    yield "share of the best fifth", "0.6740", figures(share_of_top([*spent.values()], 0.2))


def figures(*values: float, digits: int = 4) -> str:
    return ", ".join(f"{each:.{digits}f}" for each in values)


if __name__ == "__main__":
    main()
