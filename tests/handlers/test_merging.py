"""Two accounts that are one: everything moves, old names find it, and undo puts it all back."""

import sqlite3
from contextlib import closing

import pytest

from bot.adapters.store.handover import referring
from bot.adapters.store.ownership import NOTICE
from bot.adapters.store.tables import METADATA
from bot.adapters.store.work import SHAPES
from bot.domain.audit import Undo, Undone
from bot.domain.base import CustomerId, Mention
from bot.domain.briefs import Briefed
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.customers import Brief, Customer, Merge, Merged, MergePlanned, Refer
from bot.domain.errors import BadSlot, Question
from bot.domain.notes import Noted
from bot.domain.ownership import Followed, Part, Watch
from bot.domain.promises import MakePromise, PromiseMade
from bot.handlers.merging import united
from tests.handlers.office import MONDAY, Office, on

TAIHE, ACME, HUALIAN = Mention("泰禾"), Mention("Acme"), Mention("华联")


def merged(office: Office, who: str = "ann") -> Merged:
    office.does(who, Merge(customer=TAIHE, other=ACME), MergePlanned)
    return office.does(who, Merge(customer=TAIHE, other=ACME, sure=True), Merged)


def tables(url: str) -> dict[str, list[str]]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        names = [shape.noun for shape in SHAPES.all()] + ["name_key"]
        return {each: sorted(map(repr, database.execute(f'select * from "{each}"'))) for each in names}  # noqa: S608


def filled(office: Office) -> None:
    office.does("tom", NewContact(customer=ACME, name="Jane"), ContactKept)
    office.does("tom", MakePromise(customer=ACME, what="a quote", due=on("2026-03-20")), PromiseMade)
    office.does("han", Watch(customer=ACME), Followed)
    office.does("han", Watch(customer=TAIHE), Followed)
    office.does("tom", Refer(customer=ACME, referrer=TAIHE), Noted, said="…")


def test_a_preview_counts_and_changes_nothing(office: Office, sqlite_url: str) -> None:
    filled(office)
    before = tables(sqlite_url)
    planned = office.does("ann", Merge(customer=TAIHE, other=ACME), MergePlanned)
    counts = dict(planned.counts)
    assert counts == {"contact": 1, "promise": 1, "follower": 1, "referral": 1, "interaction": 1}
    assert planned.owners == ("李雷", "Tom")
    assert tables(sqlite_url) == before


def test_everything_moves_and_both_names_find_it(office: Office) -> None:
    filled(office)
    done = merged(office)
    assert (done.customer.aliases, done.joint) == (("泰禾", "Acme, Inc.", "Acme"), "Tom")
    for name in (TAIHE, ACME, Mention("Acme", "acme", "Acme, Inc.")):
        brief = office.does("tom", Brief(customer=name), Briefed)
        assert (brief.customer.id, [each.name for each in brief.contacts]) == ("taihe", ["Jane"])
        assert [each.what for each in brief.promises] == ["a quote"]
        assert not brief.ties.brought_by
    with office.work() as work:
        following = {(each.member_id, each.part) for each in work.followers.of(CustomerId("taihe"))}
        assert following == {("han", Part.WATCHER), ("tom", Part.CO_OWNER)}
        gone = work.get(Customer, "acme")
        assert gone is not None
        assert (gone.merged_into, gone.archived_at) == ("taihe", office.now)


def test_undo_restores_exactly(office: Office, sqlite_url: str) -> None:
    filled(office)
    before = tables(sqlite_url)
    merged(office)
    office.does("ann", Undo(), Undone)
    assert tables(sqlite_url) == before


def test_no_table_that_refers_to_customers_is_forgotten() -> None:
    """What is journalled moves; notices follow `merged_into` when they are read."""
    tables = {
        table.name
        for table in METADATA.tables.values()
        if any(each.target_fullname == "customer.id" for each in table.foreign_keys)
    }
    moved = {shape.noun for shape in SHAPES.all() if referring(shape)}
    assert tables - moved == {NOTICE.noun}


def test_who_may_give_both_away_may_merge(office: Office) -> None:
    with pytest.raises(BadSlot) as refused:
        office.does("li", Merge(customer=TAIHE, other=ACME), MergePlanned)
    assert refused.value.facts["why"] == "not_yours"
    office.does("li", Merge(customer=TAIHE, other=HUALIAN), MergePlanned)


def test_one_is_not_merged_with_itself(office: Office) -> None:
    with pytest.raises(BadSlot) as refused:
        office.does("li", Merge(customer=TAIHE, other=TAIHE), MergePlanned)
    assert refused.value.facts["why"] == "same"


def test_which_other_one_is_asked_and_never_made(office: Office) -> None:
    with pytest.raises(Question) as asked:
        office.does("li", Merge(customer=TAIHE, other=Mention("没听过")), MergePlanned)
    assert (asked.value.slot, asked.value.new) == ("other", False)


def test_what_only_the_other_knew_is_kept() -> None:
    ours = Customer(id=CustomerId("a"), name="泰禾", tier="B", tags=("x",), created_at=MONDAY)
    theirs = Customer(
        id=CustomerId("b"),
        name="Taihe",
        aliases=("泰禾", "TH"),
        tier="A",
        industry="电子",
        tags=("x", "y"),
        created_at=MONDAY,
    )
    whole = united(ours, theirs)
    assert (whole.aliases, whole.tier, whole.industry, whole.tags) == (
        ("Taihe", "TH"),
        "A",
        "电子",
        ("x", "y"),
    )
