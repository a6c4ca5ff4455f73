"""The figures as tables in Markdown."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final

Figures = dict[str, Any]
Row = tuple[str, Callable[[Figures], str]]


def show(figures: Sequence[Figures]) -> str:
    """Engines and sizes side by side, one table for each thing measured."""
    tables = [
        ("Beside the bare frameworks: messages a second · p50 / p99 ms", _rows(PACES, _pace)),
        ("Where the time of one message goes", SHARES),
        ("Each sort of message, p50 ms", _sorts(figures)),
        ("Questions about customers picked blindly: p50 / p99 ms", _looks(figures)),
        ("Size, import and memory", SIZE),
        ("One tick of the clock with nothing left to tell, ms", _ticks(figures)),
    ]
    return "\n\n".join([*(_table(title, rows, figures) for title, rows in tables), _growth(figures)])


def _table(title: str, rows: Sequence[Row], figures: Sequence[Figures]) -> str:
    head = [f"{each['engine']}, {each['size']:,}" for each in figures]
    lines = [_line(["", *head]), _line(["---"] * (len(head) + 1))]
    lines += [_line([name, *map(cell, figures)]) for name, cell in rows]
    return "\n".join([f"**{title}**", "", *lines])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


PACES: Final = {
    "the road, one at a time": "road",
    "the road, 8 chats at once": "road_at_once",
    "python-telegram-bot alone, one at a time": "ptb",
    "python-telegram-bot alone, 8 at once": "ptb_at_once",
    "slack_bolt alone, one at a time": "bolt",
    "slack_bolt alone, 8 at once": "bolt_at_once",
}


def _rows(names: dict[str, str], cell: Callable[[Figures], str]) -> list[Row]:
    return [(name, lambda each, key=key: cell(each[key])) for name, key in names.items()]  # type: ignore[misc]


def _pace(pace: Figures) -> str:
    return f"{pace['rate']:,.0f}/s · {pace['p50']:.2f} / {pace['p99']:.2f}"


def _share(name: str) -> Callable[[Figures], str]:
    def cell(figures: Figures) -> str:
        shares = figures["shares"]
        whole = shares["understand"] + shares["database"] + shares["rest"]
        return f"{shares[name]:.2f} ms ({100 * shares[name] / whole:.0f} %)"

    return cell


SHARES: Final[list[Row]] = [
    ("understanding", _share("understand")),
    ("the database (driver: statements, commits)", _share("database")),
    ("the rest (SQLAlchemy, handlers, journal, cards, JSON)", _share("rest")),
    ("statements a message", lambda each: f"{each['shares']['statements']:.1f}"),
    ("commits a message", lambda each: f"{each['shares']['commits']:.1f}"),
]
SIZE: Final[list[Row]] = [
    ("database, MB", lambda each: f"{each['megabytes']:,.0f}"),
    (
        "bytes a customer, with contact, history and journal",
        lambda each: f"{each['megabytes'] * 1e6 / each['size']:,.0f}",
    ),
    ("import, customers/s: all · the last tenth", lambda each: _import(each["customers"])),
    ("import, contacts/s: all · the last tenth", lambda each: _import(each["contacts"])),
    ("memory of the importing process, MB", lambda each: f"{each['import_memory']:.0f}"),
    ("memory of the measured process, MB: before · after", lambda each: _memory(each["memory"])),
]


def _import(rates: Figures) -> str:
    return f"{rates['rate']:,} · {rates['last_rate']:,}"


def _memory(found: Figures) -> str:
    return f"{found['start']:.0f} · {found['end']:.0f}"


def _sorts(figures: Sequence[Figures]) -> list[Row]:
    return [(sort, _sort(sort)) for sort in figures[0]["sorts"]]


def _sort(sort: str) -> Callable[[Figures], str]:
    return lambda each: f"{each['sorts'][sort]:.1f}"


def _looks(figures: Sequence[Figures]) -> list[Row]:
    return [(sort, _look(sort)) for sort in figures[0]["looks"]]


def _look(sort: str) -> Callable[[Figures], str]:
    return lambda each: f"{each['looks'][sort]['p50']:.1f} / {each['looks'][sort]['p99']:.1f}"


def _ticks(figures: Sequence[Figures]) -> list[Row]:
    return [(tick, _tick(tick)) for tick in figures[0]["ticks"]]


def _tick(tick: str) -> Callable[[Figures], str]:
    return lambda each: f"{each['ticks'][tick] * 1000:,.0f}"


def _growth(figures: Sequence[Figures]) -> str:
    """How much more the larger size of a pair costs, as ratios of p50."""
    pairs = [(a, b) for a, b in pairwise(figures) if a["engine"] == b["engine"]]
    lines = [_line(["", *(f"{a['engine']}, {a['size']:,} → {b['size']:,}" for a, b in pairs)])]
    lines.append(_line(["---"] * (len(pairs) + 1)))
    asked: dict[str, Callable[[Figures], float]] = {
        "the mix, one at a time": lambda each: float(each["road"]["p50"]),
        "brief": lambda each: float(each["looks"]["brief"]["p50"]),
        "check_promises": lambda each: float(each["looks"]["check_promises"]["p50"]),
        "database size": lambda each: float(each["megabytes"]),
        "memory": lambda each: float(each["memory"]["end"]),
    }
    lines += [
        _line([name, *(f"x {cost(b) / cost(a):.2f}" for a, b in pairs)]) for name, cost in asked.items()
    ]
    return "\n".join(["**Growth**", "", *lines])
