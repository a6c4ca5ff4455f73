"""Files taken in and written from the command line, in parts, with a bar, and a word on every row left out."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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


CARDS = "cards"
SEVERAL = re.compile(r"\s*[,，、]\s*")
KINDS = (*(each.value for each in Kind), CARDS)


@dataclass(frozen=True, slots=True)
class Taking:
    """How files are taken in: as what ("" by their headers), with which source, and `spread` over whom."""

    kind: str = ""
    origin: str = ""
    spread: str = ""
    dry_run: bool = False

    @property
    def heirs(self) -> tuple[str, ...]:
        return tuple(filter(None, SEVERAL.split(self.spread.strip())))


def take_in(do: Do, paths: Iterable[Path], taking: Taking) -> None:
    """Import files one after the other and say what became of each; ClickException when one is no table of ours."""
    for path in paths:
        try:
            _take_file(do, path, taking)
        except sheets.UnreadableFile as fault:
            raise click.ClickException(
                f"{fault}: no table with known columns; see docs/howto/import.md"
            ) from fault


def _take_file(do: Do, path: Path, taking: Taking) -> None:
    batch = new_id()
    if taking.kind == CARDS or path.suffix.lower() == ".vcf":
        tables = sheets.read_cards(path)
        done = [_import(do, path, each, batch, taking) for each in tables]
        _report_cards(path, tables, done)
    else:
        table = sheets.read_table(path, Kind(taking.kind) if taking.kind else None)
        done = [_import(do, path, table, batch, taking)]
        _report(path, table, done[0])
    if not taking.dry_run and any(each.created + each.changed for each in done):
        click.echo(f"{path.name}: to take it back as a whole: ./run revert {batch}")


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


def _import(do: Do, path: Path, table: sheets.Table, batch: str, taking: Taking) -> RowsImported:
    """In chunks, so that the chat goes on meanwhile, but as one action that can be taken back."""
    total = RowsImported(kind=table.kind, created=0, changed=0, same=0, bad=(), dry=taking.dry_run)
    starts = range(0, len(table.rows), CHUNK)
    for start in track(starts, path.name, console=Terminal(stderr=True), disable=len(starts) <= 1):
        command = ImportRows(
            kind=table.kind,
            rows=table.rows[start : start + CHUNK],
            file=path.name,
            batch=batch,
            origin=taking.origin,
            heirs=taking.heirs,
            careful=taking.kind == CARDS or path.suffix.lower() == ".vcf",
        )
        done = do(command)
        assert isinstance(done, RowsImported)  # noqa: S101  (its handler returns nothing else)
        total = RowsImported(
            kind=table.kind,
            created=total.created + done.created,
            changed=total.changed + done.changed,
            same=total.same + done.same,
            bad=total.bad + done.bad,
            dry=taking.dry_run,
        )
    return total


def _report_cards(path: Path, tables: Sequence[sheets.Table], done: Sequence[RowsImported]) -> None:
    """Companies, then people; a card whose company was not taken is told once, with the company's reason."""
    companies, people = done
    reasons = {each.line: each for each in (*people.bad, *companies.bad)}
    lines = {row["customer"].casefold(): row.line for row in reversed(tables[1].rows)}
    firsts = {row.line: lines[row["customer"].casefold()] for row in tables[1].rows}
    bad = tuple(
        replace(reasons.get(firsts[each.line], each), line=each.line)
        if each.reason == "unknown_customer"
        else each
        for each in people.bad
    )
    _echo(path, companies)
    _report(path, tables[1], replace(people, bad=bad))


def _report(path: Path, table: sheets.Table, done: RowsImported) -> None:
    _echo(path, done)
    if table.unknown:
        click.echo(f"  passed over: {', '.join(table.unknown)}")
    reasons = [(each, _reason(each.reason, each.said)) for each in done.bad]
    for each, reason in reasons[:5]:
        click.echo(f"  line {each.line}: {reason}")
    if done.bad and not done.dry:
        aside = path.with_suffix(".bad.csv")
        sheets.write_bad(aside, table, reasons)
        click.echo(f"  all of them, with the reason: {aside}")


def _echo(path: Path, done: RowsImported) -> None:
    verb = "would be " if done.dry else ""
    click.echo(
        f"{path.name}: {done.kind}: {done.created} {verb}new, {done.changed} {verb}changed, {done.same} as they were,"
        f" {len(done.bad)} not taken"
    )


def _reason(key: str, said: str) -> str:
    phrases = language.phrases(Language.EN)
    return phrases.get(f"transfer.why.{key}", key).format_map({"said": said})
