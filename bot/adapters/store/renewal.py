"""The index of names made anew, after an update of the rules by which names are written into it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import select

from bot.adapters.store.columns import chunks
from bot.adapters.store.contacts import CONTACT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.forms import RULES, keep_rules, rules_of
from bot.adapters.store.mapping import Shape
from bot.adapters.store.people import MEMBER
from bot.adapters.store.products import PRODUCT
from bot.adapters.store.transaction import Transaction
from bot.adapters.store.work import SqlWork
from bot.domain.base import WorkspaceId

AT_ONCE = 2000
Open = Callable[[WorkspaceId], AbstractContextManager[SqlWork]]


def renewed(opened: Open, workspace: WorkspaceId) -> bool:
    """Whether the names of this workspace had to be made anew; in parts, so that writers go on meanwhile.

    They stand by the present rules once the last part is written: after a crash all begins again.
    """
    with opened(workspace) as work:
        if rules_of(work.transaction) == RULES:
            return False
        keep_rules(work.transaction, 0)
        work.keys.clear()
        todo = [*_all(work.transaction)]
    for shape, ids in todo:
        with opened(workspace) as work:
            rows = work.transaction.rows(work.transaction.select(shape.table, shape.table.c.id.in_(ids)))
            work.keys.renew(shape, [shape.entity(row) for row in rows])
    with opened(workspace) as work:
        keep_rules(work.transaction, RULES)
    return True


def _all(transaction: Transaction) -> Iterator[tuple[Shape[Any], Sequence[str]]]:
    for shape in (CUSTOMER, CONTACT, MEMBER, PRODUCT):
        column = shape.table.c.id
        found = transaction.connection.execute(select(column).where(transaction.here(shape.table)))
        yield from ((shape, some) for some in chunks([*found.scalars()], AT_ONCE))
