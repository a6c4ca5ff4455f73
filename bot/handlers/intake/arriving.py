"""New customers by the hundred: where they came from, whose they become, and whether we know them already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.base import NOBODY, CustomerId, MemberId
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound
from bot.domain.likeness import Likeness, likeness, parts_of, plain
from bot.domain.people import Role
from bot.domain.transfer import ALL, ImportRows
from bot.handlers.intake.reading import Unusable, by_name
from bot.handlers.registry import Turn


@dataclass(frozen=True, slots=True)
class Known:
    """A customer whose name is much like one of the file; `surely` when it is the same."""

    customer: Customer
    surely: bool


@dataclass(slots=True)
class Heirs:
    """Those among whom new customers are dealt out, by how many they own."""

    loads: dict[MemberId, int]

    def next(self) -> MemberId:
        """Whoever owns the fewest; nobody where there are none."""
        if not self.loads:
            return NOBODY
        heir = min(self.loads, key=lambda each: (self.loads[each], each))
        self.loads[heir] += 1
        return heir


def heirs_of(command: ImportRows, turn: Turn) -> Heirs:
    """NothingFound for a name that nobody here has."""
    people = [each for each in turn.work.people.all() if command.heirs]
    if ALL in command.heirs:
        ids = [each.id for each in people if each.role is Role.REP]
    else:
        named = by_name(people)
        missing = [each for each in command.heirs if plain(each) not in named]
        if missing:
            raise NothingFound({"what": missing[0]})
        ids = [named[plain(each)].id for each in command.heirs]
    return Heirs(dict(turn.work.inheritances.load(ids)))


def source_of(command: ImportRows, turn: Turn) -> str:
    """The campaign's own name where it is spelt otherwise."""
    said = plain(command.origin)
    drives = turn.work.campaigns.all() if said else ()
    same = (each.name for each in drives if said in {plain(one) for one in each.names})
    return next(same, command.origin.strip())


def look_alikes(command: ImportRows, known: Mapping[str, Customer], turn: Turn) -> dict[str, Known]:
    """By the plain names of the file that are not known as they stand, what they look like; one look-up for all."""
    fresh = [row["name"] for row in command.rows if plain(row["name"]) not in known]
    near = _near({key for name in fresh for key in _keys(name)}, turn)
    best = {plain(name): _best(name, near) for name in fresh}
    return {key: each for key, each in best.items() if each}


def _near(keys: Collection[str], turn: Turn) -> Mapping[str, list[Customer]]:
    """Customers by every key under which they are known."""
    hits = turn.work.names.lookup(keys)
    found = turn.work.customers.by_ids({CustomerId(hit.id) for hit in hits if hit.noun == "customer"})
    near: dict[str, list[Customer]] = {}
    for customer in found.values():
        names = (customer.name, *customer.aliases)
        for key in frozenset().union(*map(_keys, names)):
            near.setdefault(key, []).append(customer)
    return near


def _keys(name: str) -> frozenset[str]:
    parts = parts_of(name)
    return frozenset({plain(name), parts.core, parts.stem} - {""})


def _best(name: str, near: Mapping[str, list[Customer]]) -> Known | None:
    """The one that is surely the same, else one that may be; of several the same none is sure."""
    customers = {each.id: each for key in _keys(name) for each in near.get(key, ())}
    judged = [(_likeness(name, each), each) for each in customers.values()]
    same = [each for how, each in judged if how is Likeness.SAME]
    if len(same) == 1:
        return Known(same[0], surely=True)
    maybe = [each for how, each in judged if how is not Likeness.NONE]
    return Known(min(maybe, key=lambda each: each.name), surely=False) if maybe else None


def _likeness(name: str, customer: Customer) -> Likeness:
    return max(likeness(name, one) for one in (customer.name, *customer.aliases))


def same_of(alike: Mapping[str, Known]) -> dict[str, Customer]:
    return {name: each.customer for name, each in alike.items() if each.surely}


def refuse_maybe(key: str, said: str, alike: Mapping[str, Known]) -> None:
    """Unusable for what may be a known customer: a person has to decide."""
    found = alike.get(key)
    if found and not found.surely:
        raise Unusable("looks_alike", f"{said.strip()} / {found.customer.name}")
