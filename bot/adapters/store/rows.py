"""Rows of every noun: read by anything, written only with their images in the journal."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, RowMapping, bindparam, func, select, update

from bot.adapters.store.columns import chunks
from bot.adapters.store.images import cleaned, image_of
from bot.adapters.store.keys import NameKeys, exact, ids_called
from bot.adapters.store.mapping import Shape, Shapes
from bot.adapters.store.scribe import Imaged, Scribe
from bot.adapters.store.transaction import Transaction
from bot.domain.errors import TryAgain

EntityT = TypeVar("EntityT")
Pair = tuple[Any, Any]
"""A row before and after; None where there was or is none."""
Place = tuple[str, str]
"""Noun and id."""


class Known:
    """What a transaction read or wrote, in layers: what an attempt learnt goes when it is taken back."""

    def __init__(self) -> None:
        self._layers: list[dict[Place, Any]] = [{}]

    def get(self, place: Place) -> Any | None:
        """None for what is not known, or known to be gone."""
        return next((layer[place] for layer in reversed(self._layers) if place in layer), None)

    def learn(self, place: Place, entity: Any | None) -> None:
        self._layers[-1][place] = entity

    def begin(self) -> None:
        self._layers.append({})

    def end(self, *, keep: bool) -> None:
        learnt = self._layers.pop()
        if keep:
            self._layers[-1].update(learnt)


class Rows:
    """The rows of one transaction; what was read or written once is remembered until its end."""

    def __init__(self, transaction: Transaction, shapes: Shapes, scribe: Scribe, keys: NameKeys) -> None:
        self.transaction = transaction
        self.shapes = shapes
        self.known = Known()
        self._scribe = scribe
        self._keys = keys

    def get(self, kind: type[EntityT], row_id: str) -> EntityT | None:
        shape = self.shapes.of(kind)
        known: EntityT | None = self.known.get((shape.noun, row_id))
        if known is not None or not row_id:
            return known
        found = self.find(shape, shape.table.c.id == row_id)
        return found[0] if found else None

    def find(
        self,
        shape: Shape[EntityT],
        *where: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
        limit: int | None = None,
    ) -> list[EntityT]:
        statement = self.transaction.select(shape.table, *where).order_by(*order).limit(limit)
        return [self._remembered(shape, row) for row in self.transaction.rows(statement)]

    def many(self, kind: type[EntityT], ids: Iterable[str]) -> dict[str, EntityT]:
        """Rows of a noun by their ids, archived ones too."""
        shape = self.shapes.of(kind)
        wanted = sorted(set(ids) - {""})
        rows = (each for some in chunks(wanted) for each in self.find(shape, shape.table.c.id.in_(some)))
        return {each.id: each for each in rows}  # type: ignore[attr-defined]

    def page(self, kind: type[EntityT], limit: int, *, after: str = "", customer: str = "") -> list[EntityT]:
        """Living rows of a noun (at one customer) in the order of their ids, from the one after `after` on."""
        shape = self.shapes.of(kind)
        where = [*_living(shape), shape.table.c.id > after]
        if customer:
            own = shape.table.c.id if shape.noun == "customer" else shape.table.c.customer_id
            where.append(own == customer)
        return self.find(shape, *where, order=(shape.table.c.id,), limit=limit)

    def at_customers(
        self, kind: type[EntityT], customers: Iterable[str], days: tuple[date, date] | None = None
    ) -> list[EntityT]:
        """Living rows of a noun at these customers; of what has a `day`, only between two days if they are given."""
        shape = self.shapes.of(kind)
        c = shape.table.c
        within = [] if days is None else [c.day.between(*days)]
        return [
            found
            for some in chunks(sorted(set(customers)))
            for found in self.find(shape, c.customer_id.in_(some), *_living(shape), *within)
        ]

    def called(self, shape: Shape[EntityT], name: str) -> list[EntityT]:
        """Living ones with exactly this name or alias, in any case."""
        found: list[Any] = self.spelt(shape, [name])
        wanted = name.strip().casefold()
        return [
            one for one in found if wanted in {each.strip().casefold() for each in (one.name, *one.aliases)}
        ]

    def spelt(self, shape: Shape[EntityT], names: Iterable[str]) -> list[EntityT]:
        """Living ones with one of these names or aliases, however wide, in any case and punctuation, by id."""
        column = shape.table.c.id
        found: dict[str, EntityT] = {}
        for some in chunks(sorted({exact(each) for each in names})):
            ids = ids_called(self.transaction, shape, some)
            found |= {each.id: each for each in self.find(shape, column.in_(ids))}  # type: ignore[attr-defined]
        return [found[each] for each in sorted(found)]

    def count(self, shape: Shape[Any], *where: ColumnElement[bool]) -> int:
        here = self.transaction.here(shape.table, *where)
        return self.transaction.number(select(func.count()).select_from(shape.table).where(here))

    def add(self, *entities: object) -> None:
        for shape, group in self._by_shape(entities):
            self.write(shape, [(None, each) for each in group])

    def save(self, *entities: object) -> None:
        """Write what differs from the rows as they stand; LookupError when there is no such row."""
        for shape, group in self._by_shape(entities):
            latest = {each.id: each for each in group}
            stand = self._as_read(shape, list(latest))
            missing = latest.keys() - stand.keys()
            if missing:
                raise LookupError(f"no {shape.noun} {sorted(missing)} to save; add it first")
            self.write(
                shape, [(stand[row_id], each) for row_id, each in latest.items() if stand[row_id] != each]
            )

    def write(self, shape: Shape[Any], pairs: Sequence[Pair]) -> None:
        """Take rows of one noun from before to after, with their names and in the journal."""
        images = [_imaged(shape, before, after) for before, after in pairs]
        clean = [(before, each.entity) for (before, _), each in zip(pairs, images, strict=True)]
        self._apply(shape, clean)
        self._keys.follow(shape, clean)
        self._scribe.record(images)
        self._learn(shape, images)

    def _learn(self, shape: Shape[Any], images: Sequence[Imaged]) -> None:
        for each in images:
            self.known.learn((shape.noun, each.row_id), each.entity)

    def _apply(self, shape: Shape[Any], pairs: Sequence[Pair]) -> None:
        stood = [(before, after) for before, after in pairs if before is not None]
        self._insert(shape, [after for before, after in pairs if before is None])
        self._update(shape, [after for _, after in stood if after is not None])
        self._remove(shape, [before.id for before, after in stood if after is None])

    def present(self, shape: Shape[EntityT], ids: Sequence[str]) -> dict[str, EntityT]:
        """The rows as they stand now, locked until the end of the transaction."""
        found: dict[str, EntityT] = {}
        for some in chunks(ids):
            statement = self.transaction.select(shape.table, shape.table.c.id.in_(some))
            rows = self.transaction.rows(statement.order_by(shape.table.c.id), lock=True)
            found |= {row["id"]: shape.entity(row) for row in rows}
        return found

    def _as_read(self, shape: Shape[Any], ids: Sequence[str]) -> dict[str, Any]:
        """The rows to be changed; TryAgain when one is no longer as this transaction has read it."""
        read = {row_id: self.known.get((shape.noun, row_id)) for row_id in ids}
        known = {row_id: entity for row_id, entity in read.items() if entity is not None}
        if self.transaction.alone and len(known) == len(ids):
            return known
        present = self.present(shape, ids)
        if any(present.get(row_id) != entity for row_id, entity in known.items()):
            raise TryAgain
        return present

    def _insert(self, shape: Shape[Any], entities: Sequence[Any]) -> None:
        for some in chunks(entities):
            self.transaction.insert(shape.table, map(shape.values, some))

    def _update(self, shape: Shape[Any], entities: Sequence[Any]) -> None:
        if not entities:
            return
        here = self.transaction.here(shape.table, shape.table.c.id == bindparam("row_id"))
        values = [shape.values(each) for each in entities]
        rows = [{"row_id": each.pop("id"), **each} for each in values]
        self.transaction.connection.execute(update(shape.table).where(here), rows)

    def _remove(self, shape: Shape[Any], ids: Sequence[str]) -> None:
        for some in chunks(ids):
            self.transaction.delete(shape.table, shape.table.c.id.in_(some))

    def _by_shape(self, entities: Iterable[Any]) -> list[tuple[Shape[Any], list[Any]]]:
        """Grouped by noun, what is referred to before what refers to it."""
        groups: dict[str, list[Any]] = {}
        for each in entities:
            groups.setdefault(self.shapes.of(type(each)).noun, []).append(each)
        return [(self.shapes.named(noun), groups[noun]) for noun in self.shapes.order if noun in groups]

    def _remembered(self, shape: Shape[EntityT], row: RowMapping) -> EntityT:
        place = (shape.noun, row["id"])
        known: EntityT | None = self.known.get(place)
        if known is None:
            known = shape.entity(row)
            self.known.learn(place, known)
        return known


def _living(shape: Shape[Any]) -> list[ColumnElement[bool]]:
    """Not archived, where a noun can be."""
    archived = shape.table.c.get("archived_at")
    return [] if archived is None else [archived.is_(None)]


def _imaged(shape: Shape[Any], before: Any, after: Any) -> Imaged:
    entity, image = (None, None) if after is None else cleaned(shape.kind, after)
    old = None if before is None else image_of(shape.kind, before)
    row_id = after.id if before is None else before.id
    return Imaged(shape.noun, row_id, old, image, entity)
