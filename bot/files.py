"""Files taken in and written from the command line, in parts, with a bar, and a word on every row left out."""

import zipfile
from collections.abc import Callable, Iterator
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

CHUNK = 2000
Do = Callable[[Command], Result]


def take_in(do: Do, path: Path, kind: Kind | None, *, dry_run: bool) -> None:
    """Import one file and say what became of it; UnreadableFile when it is no table of ours."""
    table = sheets.read_table(path, kind)
    _report(path, table, _import(do, path, table, dry_run=dry_run))


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


def _import(do: Do, path: Path, table: sheets.Table, *, dry_run: bool) -> RowsImported:
    """In chunks, so that the chat goes on meanwhile, but as one action that can be taken back."""
    batch = new_id()
    total = RowsImported(kind=table.kind, created=0, changed=0, same=0, bad=(), dry=dry_run)
    starts = range(0, len(table.rows), CHUNK)
    for start in track(starts, path.name, console=Terminal(stderr=True), disable=len(starts) <= 1):
        rows = table.rows[start : start + CHUNK]
        command = ImportRows(kind=table.kind, rows=rows, file=path.name, batch=batch)
        done = do(command)
        assert isinstance(done, RowsImported)  # noqa: S101  (its handler returns nothing else)
        total = RowsImported(
            kind=table.kind,
            created=total.created + done.created,
            changed=total.changed + done.changed,
            same=total.same + done.same,
            bad=total.bad + done.bad,
            dry=dry_run,
        )
    if not dry_run and total.created + total.changed:
        click.echo(f"{path.name}: to take it back as a whole: ./run revert {batch}")
    return total


def _report(path: Path, table: sheets.Table, done: RowsImported) -> None:
    verb = "would be " if done.dry else ""
    click.echo(
        f"{path.name}: {done.kind}: {done.created} {verb}new, {done.changed} {verb}changed, {done.same} as they were,"
        f" {len(done.bad)} not taken"
    )
    if table.unknown:
        click.echo(f"  passed over: {', '.join(table.unknown)}")
    reasons = [(each, _reason(each.reason, each.said)) for each in done.bad]
    for each, reason in reasons[:5]:
        click.echo(f"  line {each.line}: {reason}")
    if done.bad and not done.dry:
        aside = path.with_suffix(".bad.csv")
        sheets.write_bad(aside, table, reasons)
        click.echo(f"  all of them, with the reason: {aside}")


def _reason(key: str, said: str) -> str:
    phrases = language.phrases(Language.EN)
    return phrases.get(f"transfer.why.{key}", key).format_map({"said": said})
