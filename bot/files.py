"""Files taken in and written from the command line, in parts, with a bar, and a word on every row left out."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console as Terminal
from rich.progress import Progress, track

from bot import language
from bot.adapters import sheets
from bot.domain.base import Command, Mention, Result, new_id
from bot.domain.people import Language
from bot.domain.transfer import ExportRows, ImportRows, Kind, Row, RowsExported, RowsImported
from bot.handlers.intake import crm_sales

CHUNK = 2000
Do = Callable[[Command], Result]


def take_all_in(do: Do, paths: Iterable[Path], kind: str, *, dry_run: bool) -> None:
    """Import files of a kind, each for itself; the tables of another program's format together."""
    if kind == crm_sales.LAYOUT:
        _take_in_crm_sales(do, paths, dry_run=dry_run)
        return
    for path in paths:
        _take_in(do, path, Kind(kind) if kind else None, dry_run=dry_run)


def _take_in(do: Do, path: Path, kind: Kind | None, *, dry_run: bool) -> None:
    """Import one file and say what became of it; UnreadableFile when it is no table of ours."""
    table, batch = sheets.read_table(path, kind), new_id()
    done = _import(do, path, table, batch)
    _report(path, table, done, dry_run=dry_run)
    if not dry_run and done.created + done.changed:
        click.echo(f"{path.name}: to take it back as a whole: ./run revert {batch}")


def _take_in_crm_sales(do: Do, paths: Iterable[Path], *, dry_run: bool) -> None:
    """Import the tables of "CRM Sales Opportunities" in whatever order they are given, as one whole."""
    tables = sorted(
        (_crm_table(path) for path in paths), key=lambda each: crm_sales.ORDER.index(each[1].kind)
    )
    batch, written = new_id(), 0
    for path, table in tables:
        done = _import(do, path, table, batch, crm_sales.LAYOUT)
        _report(path, table, done, dry_run=dry_run)
        written += done.created + done.changed
    if not dry_run and written:
        click.echo(f"To take all of it back as a whole: ./run revert {batch}")


def _crm_table(path: Path) -> tuple[Path, sheets.Table]:
    raw = sheets.read_cells(path)
    headers = dict.fromkeys(name for row in raw for name, _ in row.cells)
    kind = crm_sales.kind_of(headers)
    if kind is None:
        raise sheets.UnreadableFile(f"{path.name}: {', '.join(headers)}")
    unknown = tuple(each for each in headers if each.casefold() not in crm_sales.READ[kind])
    return path, sheets.Table(kind, crm_sales.rows_of(kind, raw), unknown, raw)


def put_out(do: Do, path: Path, customer: Mention | None, *, chinese: bool) -> None:
    """A table of every kind that has rows, into a new folder or a .zip, and how many rows each has."""
    if path.is_file() or (path.exists() and any(path.iterdir())):
        raise click.ClickException(f"{path} is there already; name a new folder or .zip.")
    write = _zipped if path.suffix.lower() == ".zip" else _foldered
    counts = write(do, path, customer, chinese=chinese)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    click.echo(f"{path}: {told or 'nothing to export'}")


def _foldered(do: Do, path: Path, customer: Mention | None, *, chinese: bool) -> dict[Kind, int]:
    path.mkdir(parents=True, exist_ok=True)
    return _tables(do, path, customer, chinese=chinese)


def _zipped(do: Do, path: Path, customer: Mention | None, *, chinese: bool) -> dict[Kind, int]:
    with TemporaryDirectory() as folder, zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        counts = _tables(do, Path(folder), customer, chinese=chinese)
        for each in sorted(Path(folder).iterdir()):
            archive.write(each, each.name)
    return counts


def _tables(do: Do, folder: Path, customer: Mention | None, *, chinese: bool) -> dict[Kind, int]:
    counts: dict[Kind, int] = {}
    with Progress(console=Terminal(stderr=True)) as progress:
        for kind in Kind:
            task = progress.add_task(kind.value, total=None)
            with (folder / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                sheets.write_headers(file, kind, chinese=chinese)
                for rows in _pages(do, kind, customer):
                    sheets.write_rows(file, kind, rows)
                    counts[kind] = counts.get(kind, 0) + len(rows)
                    progress.update(task, completed=counts[kind])
            progress.update(task, total=counts.get(kind, 0), completed=counts.get(kind, 0))
    for kind in Kind:
        if kind not in counts:
            (folder / f"{kind}.csv").unlink()
    return counts


def _pages(do: Do, kind: Kind, customer: Mention | None) -> Iterator[tuple[Row, ...]]:
    after = ""
    while True:
        done = do(ExportRows(kind=kind, customer=customer, after=after))
        assert isinstance(done, RowsExported)  # noqa: S101  (its handler returns nothing else)
        if done.rows:
            yield done.rows
        if not done.after:
            return
        after = done.after


def _import(do: Do, path: Path, table: sheets.Table, batch: str, layout: str = "") -> RowsImported:
    """In chunks, so that the chat goes on meanwhile, but as one action that can be taken back."""
    total = RowsImported(kind=table.kind, created=0, changed=0, same=0, bad=(), dry=False)
    starts = range(0, len(table.rows), CHUNK)
    for start in track(starts, path.name, console=Terminal(stderr=True), disable=len(starts) <= 1):
        rows = table.rows[start : start + CHUNK]
        done = do(ImportRows(kind=table.kind, rows=rows, file=path.name, batch=batch, layout=layout))
        assert isinstance(done, RowsImported)  # noqa: S101  (its handler returns nothing else)
        total = replace(
            total,
            created=total.created + done.created,
            changed=total.changed + done.changed,
            same=total.same + done.same,
            bad=total.bad + done.bad,
        )
    return total


def _report(path: Path, table: sheets.Table, done: RowsImported, *, dry_run: bool) -> None:
    verb = "would be " if dry_run else ""
    click.echo(
        f"{path.name}: {done.kind}: {done.created} {verb}new, {done.changed} {verb}changed, {done.same} as they were,"
        f" {len(done.bad)} not taken"
    )
    if table.unknown:
        click.echo(f"  passed over: {', '.join(table.unknown)}")
    reasons = [(each, _reason(each.reason, each.said)) for each in done.bad]
    for each, reason in reasons[:5]:
        click.echo(f"  line {each.line}: {reason}")
    if done.bad and not dry_run:
        aside = path.with_suffix(".bad.csv")
        sheets.write_bad(aside, table, reasons)
        click.echo(f"  all of them, with the reason: {aside}")


def _reason(key: str, said: str) -> str:
    phrases = language.phrases(Language.EN)
    return phrases.get(f"transfer.why.{key}", key).format_map({"said": said})
