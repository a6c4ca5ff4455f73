"""What an import did, as a card."""

from bot.domain.chat import Block, Button, Card
from bot.domain.people import CODE_LIFE_MINUTES
from bot.domain.transfer import BadRow, ExportReady, ImportReverted, RowsExported, RowsImported
from bot.language.layouts.parts import block, bullets, counted
from bot.language.speak import Say, says, short

SHOWN = 10


@says(ExportReady)
def export_ready(result: ExportReady, say: Say) -> Card:
    told = say("transfer.ready", customer=result.customer.short, minutes=CODE_LIFE_MINUTES)
    return Card(told, (Block((result.url,)),), ((Button(say("transfer.download"), url=result.url),),))


@says(RowsImported)
def rows_imported(result: RowsImported, say: Say) -> Card:
    title = say(
        "transfer.tried" if result.dry else "transfer.imported",
        kind=say(f"transfer.kinds.{result.kind}"),
        created=result.created,
        changed=result.changed,
        same=result.same,
    )
    return Card(title, _bad(result.bad, say))


@says(RowsExported)
def rows_exported(result: RowsExported, say: Say) -> Card:
    kind = say(f"transfer.kinds.{result.kind}")
    return Card(say("transfer.exported", kind=kind, n=len(result.rows)))


@says(ImportReverted)
def import_reverted(result: ImportReverted, say: Say) -> Card:
    return Card(say("transfer.reverted", counts=counted(result.counts, say)))


def _bad(rows: tuple[BadRow, ...], say: Say) -> tuple[Block, ...]:
    left = len(rows) - SHOWN
    more = say("parts.more", left=left) if left > 0 else ""
    heading = say("transfer.bad", n=len(rows))
    return block(*bullets(_reason(row, say) for row in rows[:SHOWN]), more, heading=heading)


def _reason(row: BadRow, say: Say) -> str:
    why = say(f"transfer.why.{row.reason}") if say.has(f"transfer.why.{row.reason}") else row.reason
    return say("transfer.row", line=row.line, why=why, said=short(row.said, 40))
