"""The name index: which customers, contacts, colleagues and products a key may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy.sql.base import Executable

from bot.adapters.store import lookups
from bot.adapters.store.contacts import CONTACT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.forms import OWNER, FormsOf
from bot.adapters.store.grams import contents, sizes
from bot.adapters.store.keys import shortened
from bot.adapters.store.tally import rarest, tally_of
from bot.adapters.store.transaction import Transaction
from bot.domain.ports import CROWD, NameForm, NameHit


class NameIndex:
    """Look-ups by key, one query for many keys."""

    def __init__(self, transaction: Transaction, forms_of: FormsOf) -> None:
        self._transaction = transaction
        self._forms_of = forms_of

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]:
        """Living things that have one of these keys, with what tells them from their namesakes.

        Contacts at most CROWD under one key: thousands are called 王, and nobody chooses among them.
        """
        wanted = _wanted(keys)
        if not wanted:
            return []
        hits = self._rows(lookups.first_hits(sqlite=self._alone), keys=wanted)
        if _crowded(hits):
            hits = self._rows(lookups.all_hits(sqlite=self._alone), keys=wanted)
        return self._named(hits)

    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        """The contacts of these customers that have one of these keys, however many others have it too."""
        wanted, there = _wanted(keys), sorted(set(customers))
        if not wanted or not there:
            return []
        return self._named(self._rows(lookups.hits_at(sqlite=self._alone), keys=wanted, customers=there))

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        """The forms that share the most grams, and all of these customers."""
        own = OWNER + member
        measured = self._rows(sizes(sqlite=self._alone), grams=[*dict.fromkeys((*grams, own))])
        chosen = rarest(measured, own)
        counted = self._rows(contents(sqlite=self._alone), grams=[*chosen]) if chosen else ()
        tally = tally_of(counted, chosen, own)
        found = {
            number: NameForm(row_id, form, tally.has(number))
            for number, row_id, form in self._forms(tally.best(), [*dict.fromkeys(ids)])
        }
        return [*found.values()]

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        """These customers, with their owners."""
        return [NameHit("", CUSTOMER.noun, *row) for row in self._details(CUSTOMER.noun, ids)]

    def resembling(self, name: str) -> Sequence[str]:
        """The customers whose names share the most grams with this one."""
        grams = {gram for _, its in self._forms_of([name]) for gram in its}
        return [*dict.fromkeys(each.id for each in self.like(grams))] if grams else []

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        """The living contacts of these customers."""
        rows = self._rows(lookups.staff(sqlite=self._alone), customers=sorted(set(customers)))
        return [
            NameHit("", CONTACT.noun, row_id, name, at, "", title)
            for row_id, name, at, title in sorted(map(tuple, rows))
        ]

    @property
    def _alone(self) -> bool:
        return self._transaction.alone

    def _rows(self, statement: Executable, **given: Sequence[object]) -> Sequence[Any]:
        asked = {"workspace": self._transaction.workspace_id, **given}
        return self._transaction.connection.execute(statement, asked).all()

    def _named(self, hits: Sequence[Sequence[Any]]) -> list[NameHit]:
        """The hits with what each thing is called, in order."""
        ids: dict[str, set[str]] = defaultdict(set)
        for _, noun, row_id in hits:
            if row_id is not None:
                ids[noun].add(row_id)
        found = {(noun, row[0]): row for noun in ids for row in self._details(noun, ids[noun])}
        return [
            NameHit(key, noun, *found[noun, row_id])
            for key, noun, row_id in sorted(tuple(each) for each in hits if (each[1], each[2]) in found)
        ]

    def _details(self, noun: str, ids: Iterable[str]) -> Sequence[Any]:
        wanted = sorted(set(ids))
        return self._rows(lookups.details(noun, sqlite=self._alone), ids=wanted) if wanted else ()

    def _forms(self, numbers: Sequence[int], ids: Sequence[str]) -> Iterator[Sequence[Any]]:
        if numbers:
            yield from self._rows(lookups.forms_numbered(sqlite=self._alone), numbers=numbers)
        if ids:
            yield from self._rows(lookups.forms_of_ids(sqlite=self._alone), ids=ids)


def _crowded(hits: Sequence[Sequence[str]]) -> bool:
    """Whether there are more hits than were read, or more contacts under one key than are named."""
    contacts = Counter(key for key, noun, _ in hits if noun == CONTACT.noun)
    return len(hits) > lookups.FEW or max(contacts.values(), default=0) > CROWD


def _wanted(keys: Iterable[str]) -> list[str]:
    return sorted({shortened(each) for each in keys})
