"""The public format "CRM Sales Opportunities": four tables of accounts, products, sales teams and a pipeline.

Each table becomes rows of people, products, customers and deals. An account column that is empty is no fault: the
deal has no customer yet. A deal without a day of engagement is known from the last day that its table tells of.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.domain.base import CustomerId, DealId, new_id
from bot.domain.deals import ENDS, LOST, WON, Deal, DealMove, DealState
from bot.domain.likeness import plain
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.products import Product
from bot.domain.transfer import ImportRows, Kind, Row
from bot.handlers.intake.parties import Parties, parties_of
from bot.handlers.intake.reading import Intake, Unusable, day_in, instant_in, needed, sum_in
from bot.handlers.registry import Turn

LAYOUT: Final = "crm-sales"
"""How the command line names this format."""
TELLING: Final = {
    Kind.DEALS: frozenset({"opportunity_id", "deal_stage"}),
    Kind.PRODUCTS: frozenset({"product", "sales_price"}),
    Kind.CUSTOMERS: frozenset({"account", "sector"}),
    Kind.PEOPLE: frozenset({"sales_agent", "manager"}),
}
"""The headers by which its tables are known."""
ORDER: Final = (Kind.PEOPLE, Kind.PRODUCTS, Kind.CUSTOMERS, Kind.DEALS)
"""What is named goes before what names it, however the files are given."""
READ: Final = {
    Kind.PEOPLE: {"sales_agent": "name", "manager": "manager", "regional_office": "skills"},
    Kind.PRODUCTS: {"product": "name", "sales_price": "list_price"},
    Kind.CUSTOMERS: {"account": "name", "sector": "industry"},
    Kind.DEALS: {
        "opportunity_id": "name",
        "sales_agent": "by",
        "product": "product",
        "account": "customer",
        "deal_stage": "stage",
        "engage_date": "opened",
        "close_date": "closed",
        "close_value": "value",
    },
}
"""Its columns by those of ours that they fill; the regional office is kept among a person's skills."""
SLIPS: Final = {"technolgy": "technology"}
STAGES: Final = {"won": WON, "lost": LOST}
EARLY: Final = "prospecting"


def kind_of(headers: Iterable[str]) -> Kind | None:
    """Which of its tables these headers belong to; None for none."""
    said = {each.strip().casefold() for each in headers}
    return next((kind for kind, telling in TELLING.items() if telling <= said), None)


def rows_of(kind: Kind, raw: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of one of its tables as rows of ours."""
    rows = [_read(kind, row) for row in raw]
    if kind is Kind.PEOPLE:
        return (*_managers(rows), *rows)
    if kind is Kind.DEALS:
        last = max((row[day] for row in rows for day in ("opened", "closed")), default="")
        return tuple(replace(row, cells=(*row.cells, ("seen", last))) for row in rows)
    return tuple(rows)


def _read(kind: Kind, row: Row) -> Row:
    names = READ[kind]
    cells = ((names[key.casefold()], said) for key, said in row.cells if key.casefold() in names)
    return Row(row.line, tuple((name, SLIPS.get(said.casefold(), said)) for name, said in cells))


def _managers(rows: Sequence[Row]) -> Iterator[Row]:
    """Who is only named as somebody's manager; who sells too has a row of their own."""
    known = {plain(row["name"]) for row in rows}
    for row in rows:
        if plain(row["manager"]) not in {*known, ""}:
            known.add(plain(row["manager"]))
            yield Row(row.line, (("name", row["manager"]), ("role", "manager"), ("skills", row["skills"])))


def opportunities(command: ImportRows, turn: Turn) -> Intake[Deal]:
    """One of an id. It is asked for at list price; what was signed stands beside that in the move that closed it."""
    parties = parties_of(command, turn)
    products = {_squeezed(each.name): each for each in parties.products.values()}
    read = Opportunities(turn, parties, products)
    known = {plain(each.name): each for each in turn.work.deals.named(row["name"] for row in command.rows)}
    return Intake(known, lambda row: plain(needed(row, "name")), read.new, read.facts, read.closing)


@dataclass(frozen=True, slots=True)
class Opportunities:
    """How rows of the pipeline are read, with products by their squeezed names."""

    turn: Turn
    parties: Parties
    products: Mapping[str, Product]

    def new(self, row: Row, _key: Hashable) -> Deal:
        day = day_in(row["opened"] or needed(row, "seen"), self.turn)
        return Deal(
            id=DealId(new_id()),
            customer_id=self._customer(row),
            member_id=self.parties.named(needed(row, "by")),
            name=row["name"].strip(),
            stage=_open_stage(row, self.turn),
            opened_on=day.day,
            recorded_by=self.turn.actor.id,
            updated_at=instant_in(day, self.turn),
        )

    def facts(self, row: Row, before: Deal | None) -> dict[str, object]:
        product = self._product(row)
        told: dict[str, object] = {
            **_end(row, before, self.turn),
            **_worth(row, before, product, self.turn),
            "product": product.name if product else row["product"].strip(),
            "product_id": product.id if product else "",
        }
        if row["customer"]:
            told["customer_id"] = self._customer(row)
        if row["opened"]:
            told["opened_on"] = day_in(row["opened"], self.turn).day
        return told

    def closing(self, row: Row, before: Deal | None, after: Deal) -> Iterator[DealMove]:
        """The move that closed it, once; before it stood at list price, or what somebody has said since."""
        if after.closed_on is None or (before is not None and before.closed_on is not None):
            return
        asked = before.amount if before else _list_price(self._product(row))
        stage = before.stage if before else _open_stage(row, self.turn)
        yield _closing(after, stage, asked or after.amount, self.turn)

    def _customer(self, row: Row) -> CustomerId:
        return self.parties.customer(row).id if row["customer"] else CustomerId("")

    def _product(self, row: Row) -> Product | None:
        return self.products.get(_squeezed(row["product"]))


def _squeezed(name: str) -> str:
    """Without the spaces that one table has and another has not: GTXPro is GTX Pro."""
    return plain(name).replace(" ", "")


def _list_price(product: Product | None) -> Money | None:
    return product.list_price if product else None


def _open_stage(row: Row, turn: Turn) -> str:
    """Prospecting is the team's first stage, engaging (and whatever came to an end) its second."""
    stages = turn.workspace.policy.stages
    return stages[0 if row["stage"].casefold() == EARLY else min(1, len(stages) - 1)]


def _end(row: Row, before: Deal | None, turn: Turn) -> dict[str, object]:
    """How it ended; an open one stays where it is, so that what was said of it since is not lost."""
    stage = STAGES.get(row["stage"].casefold(), "")
    if stage not in ENDS:
        if row["closed"]:
            raise Unusable("bad_stage", row["stage"])
        return {} if before else {"stage": _open_stage(row, turn)}
    return {"stage": stage, "state": DealState(stage), "closed_on": _closed_on(row, turn)}


def _closed_on(row: Row, turn: Turn) -> date:
    opened, closed = day_in(row["opened"], turn).day, day_in(row["closed"], turn).day
    if closed < opened or closed > turn.today:
        raise Unusable("bad_day", row["closed"])
    return closed


def _worth(row: Row, before: Deal | None, product: Product | None, turn: Turn) -> dict[str, object]:
    """What was signed; of all others the list price, unless somebody has said a sum."""
    if STAGES.get(row["stage"].casefold()) == WON:
        return {"amount": sum_in(needed(row, "value"), turn.workspace.currency)}
    listed = _list_price(product)
    return {"amount": listed} if listed and (before is None or before.amount is None) else {}


def _closing(deal: Deal, stage: str, asked: Money | None, turn: Turn) -> DealMove:
    assert deal.closed_on is not None  # noqa: S101  (who calls has looked)
    return DealMove(
        id=new_id(),
        deal_id=deal.id,
        customer_id=deal.customer_id,
        member_id=deal.member_id,
        day=deal.closed_on,
        at=instant_in(Moment(deal.closed_on), turn),
        stage_from=stage,
        stage_to=deal.stage,
        amount_from=asked,
        amount_to=deal.amount,
        source=turn.source,
    )
