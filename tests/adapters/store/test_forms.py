"""The index of names as they are compared: in step with the customers, on both engines."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from bot.adapters.store import SqlStore, grams
from bot.adapters.store.forms import NAME_FORM, NAME_STATE
from bot.adapters.store.grams import NAME_GRAM, number_of, sign_of
from bot.adapters.store.work import SqlWork
from bot.domain.audit import Action
from bot.domain.base import MemberId
from bot.domain.customers import Customer
from tests.adapters.store import made


def found(store: SqlStore, said: str, member: str = "") -> list[tuple[str, str, bool]]:
    """Who is found by the neighbouring characters of what was said: customer, form, own."""
    with store.reading(made.HOME) as work:
        pairs = [said[at : at + 2] for at in range(len(said) - 1)]
        return sorted((each.id, each.form, each.own) for each in work.names.like(pairs, (), member))


def rows_of_grams(store: SqlStore) -> set[tuple[str, str]]:
    """Every gram with the forms under it, as the numbers tell them."""
    with store.engine.connect() as connection:
        forms = {row.number: row.form for row in connection.execute(select(NAME_FORM))}
        parts = connection.execute(select(NAME_GRAM)).all()
    assert all(len(row.ids) == row.size for row in parts)
    return {(row.gram, forms[number_of(sign, 0)]) for row in parts for sign in row.ids}


def expected(*forms: str, owner: str = "") -> set[tuple[str, str]]:
    pairs = {(gram, form) for form in forms for _, its in made.forms_of([form]) for gram in its}
    return pairs | {("@" + owner, form) for form in forms if owner}


@pytest.fixture
def account() -> Customer:
    return made.customer(name="泰禾电子", aliases=("thdz",), owner_id=made.ANN)


def test_a_customer_is_found_by_any_piece_of_any_name(store: SqlStore, account: Customer) -> None:
    with store.work(made.HOME) as work:
        work.add(account, made.customer(name="华联"))
    assert found(store, "禾电") == [(account.id, "泰禾电子", False)]
    assert found(store, "xhdz", made.ANN) == [(account.id, "thdz", True)]
    assert rows_of_grams(store) == expected("泰禾电子", "thdz", owner=made.ANN) | expected("华联")


CHANGES: list[tuple[str, Callable[[Customer], Customer], set[tuple[str, str]]]] = [
    ("renamed", lambda each: replace(each, name="新泰禾"), expected("新泰禾", "thdz", owner=made.ANN)),
    (
        "an alias more",
        lambda each: replace(each, aliases=("thdz", "泰电")),
        expected("泰禾电子", "thdz", "泰电", owner=made.ANN),
    ),
    ("an alias less", lambda each: replace(each, aliases=()), expected("泰禾电子", owner=made.ANN)),
    (
        "handed over",
        lambda each: replace(each, owner_id=MemberId("tom")),
        expected("泰禾电子", "thdz", owner="tom"),
    ),
    ("archived", lambda each: replace(each, archived_at=made.NOW), set()),
]


@pytest.mark.parametrize(("_what", "change", "left"), CHANGES, ids=[each[0] for each in CHANGES])
def test_the_index_goes_with_every_change_and_back_with_the_undo(
    store: SqlStore,
    account: Customer,
    _what: str,
    change: Callable[[Customer], Customer],
    left: set[tuple[str, str]],
) -> None:
    with store.work(made.HOME) as work:
        work.add(made.member(id=MemberId("tom"), name="Tom"), account)
    action = done(store, lambda work: work.save(change(account)))
    assert rows_of_grams(store) == left
    with store.work(made.HOME) as work:
        work.begin(made.action())
        work.journal.revert(action)
    assert rows_of_grams(store) == expected("泰禾电子", "thdz", owner=made.ANN)
    assert found(store, "泰禾", made.ANN) == [(account.id, "泰禾电子", True)]


def done(store: SqlStore, what: Callable[[SqlWork], None]) -> Action:
    action = made.action()
    with store.work(made.HOME) as work:
        work.begin(action)
        what(work)
    return action


def test_rare_pieces_count_more_and_ones_own_are_among_the_first(store: SqlStore) -> None:
    crowd = [made.customer(name=f"宏达{sign}{sign}") for sign in "甲乙丙丁戊己庚辛壬癸" * 10]
    own = made.customer(name="宏达矿业", owner_id=made.ANN)
    rare = made.customer(name="宏图远景")
    with store.work(made.HOME) as work:
        work.add(*crowd, own, rare)
    assert (own.id, "宏达矿业", True) in found(store, "宏达", made.ANN)
    assert found(store, "图远")[0][0] == rare.id


def test_a_piece_that_everybody_has_takes_no_more(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grams, "MOST_IDS", 5)
    monkeypatch.setattr(grams, "LEAF", 2)
    with store.work(made.HOME) as work:
        for number in range(4):
            work.add(*(made.customer(name=f"中国{number}{each}") for each in range(2)))
    with store.engine.connect() as connection:
        sizes = [row.size for row in connection.execute(select(NAME_GRAM).where(NAME_GRAM.c.gram == "中国"))]
    assert sum(sizes) == 5
    assert len(sizes) == 3


@pytest.mark.parametrize("number", [0, 0xD6FF, 0xD700, 0xD800, (1 << 20) - 1, 1 << 20, 3_000_000])
def test_a_number_survives_as_a_character(number: int) -> None:
    sign = sign_of(number)
    sign.encode()
    assert number_of(sign, number >> 20) == number


def test_what_an_older_database_lacks_is_made_once(store: SqlStore, account: Customer) -> None:
    person = made.contact(customer_id=account.id, name="钱伟")
    with store.work(made.HOME) as work:
        work.add(account, person, made.customer(name="旧", archived_at=made.NOW))
    before = rows_of_grams(store)
    with store.engine.begin() as connection:
        for table in (NAME_FORM, NAME_GRAM, NAME_STATE):
            connection.execute(delete(table))
    assert found(store, "泰禾") == []
    assert store.catch_up() == 1
    assert store.catch_up() == 0
    assert rows_of_grams(store) == before
    with store.reading(made.HOME) as work:
        assert [each.id for each in work.names.lookup(["钱伟"])] == [person.id]
        assert [each.id for each in work.names.lookup(["泰禾"])] == [account.id]


def test_names_written_at_the_same_time_keep_their_own_numbers(store: SqlStore) -> None:
    def write(sign: str) -> None:
        with store.work(made.HOME) as work:
            work.add(*(made.customer(name=f"泰禾{sign}{number}") for number in range(20)))

    made.together(lambda: write("甲"), lambda: write("乙"), lambda: write("丙"))
    assert sum(form.startswith("泰禾") for gram, form in rows_of_grams(store) if gram == "泰禾") == 60
