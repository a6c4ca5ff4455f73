"""What goes out comes in again: exports that imports read, rows of every ledger, and what may be taken along."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.adapters import sheets
from bot.adapters.store import SqlStore
from bot.adapters.store.journal import NOTABLE
from bot.domain.base import MemberId, Mention, WishId
from bot.domain.complaints import ComplaintKind
from bot.domain.customers import Customer
from bot.domain.errors import NotAllowed
from bot.domain.interactions import Channel
from bot.domain.policy import Policy
from bot.domain.preferences import Preference, Wish
from bot.domain.transfer import (
    ExportRows,
    ImportReverted,
    ImportRows,
    Kind,
    RevertImport,
    Row,
    RowsExported,
    RowsImported,
)
from tests.handlers.office import HOME, MONDAY, Office
from tests.handlers.test_transfer import bad, counts, load

LEDGERS = (Kind.INTERACTIONS, Kind.PROMISES, Kind.COMPLAINTS, Kind.DEALS, Kind.ORDERS, Kind.PAYMENTS)
LAST = date(2026, 3, 8)


def taken_out(office: Office, kind: Kind, customer: str = "") -> list[dict[str, str]]:
    whose = Mention(customer) if customer else None
    shown = office.does("wang", ExportRows(kind=kind, customer=whose), RowsExported)
    return sorted((dict(each.cells) for each in shown.rows), key=lambda each: sorted(each.items()))


DEAL = {
    "customer": "泰禾",
    "name": "二期扩容",
    "opened": "2025-11-03",
    "stage": "赢单",
    "value": "80万",
    "closed": "2026-01-20",
    "by": "韩梅",
}


def test_deals_come_with_their_stage_and_their_days(office: Office) -> None:
    result = load(
        office,
        Kind.DEALS,
        DEAL | {"value": "800,000"},
        {
            "customer": "泰禾",
            "product": "A款",
            "opened": "2026/2/3",
            "stage": "negotiation",
            "expected": "2026年4月30日",
        },
        {"customer": "泰禾", "opened": "20260301", "stage": "天上"},
        {"customer": "泰禾", "opened": "2026-03-02", "stage": "谈判", "closed": "2026-03-05"},
        {"customer": "泰禾", "opened": "2026-13-02"},
        {"customer": "泰禾", "opened": "2027-01-02"},
        {"customer": "谁家", "opened": "2026-01-02"},
        {"customer": "泰禾"},
    )
    assert counts(result) == (2, 0, 0)
    assert [reason for _, reason, _ in bad(result)] == [
        "bad_stage",
        "bad_stage",
        "bad_day",
        "day_to_come",
        "unknown_customer",
        "missing_day",
    ]
    won, open_one = taken_out(office, Kind.DEALS)[::-1]
    if won["stage"] != "won":
        won, open_one = open_one, won
    assert (won["value"], won["closed"], won["by"]) == ("800000 CNY", "2026-01-20", "韩梅")
    assert (open_one["expected"], open_one["by"]) == ("2026-04-30", "李雷")


def test_orders_and_payments_find_each_other_by_number(office: Office) -> None:
    order = {
        "customer": "泰禾",
        "day": "2026-01-05",
        "number": "PO-7",
        "product": "A款",
        "qty": "100",
        "price": "2800",
        "term": "30天",
    }
    assert counts(load(office, Kind.ORDERS, order)) == (1, 0, 0)
    paid = {"customer": "泰禾", "day": "2026-02-01", "amount": "100000", "order": "po-7"}
    result = load(
        office, Kind.PAYMENTS, paid, paid | {"order": "PO-8"}, {"customer": "泰禾", "day": "2026-02-01"}
    )
    assert (counts(result), [reason for _, reason, _ in bad(result)]) == (
        (1, 0, 0),
        ["unknown_order", "missing_amount"],
    )
    (kept,) = taken_out(office, Kind.ORDERS)
    assert (kept["amount"], kept["pay_by"]) == ("280000 CNY", "2026-02-04")
    assert taken_out(office, Kind.PAYMENTS)[0]["order"] == "PO-7"
    assert counts(load(office, Kind.PAYMENTS, paid)) == (0, 0, 1)


def test_rows_that_cannot_be_read_say_why(office: Office) -> None:
    touch = {"customer": "泰禾", "day": "2026-03-01", "what": "聊了续约"}
    for fault, reason in (
        ({"what": ""}, "missing_what"),
        ({"day": ""}, "missing_day"),
        ({"by": "谁"}, "unknown_rep"),
        ({"contact": "谁"}, "unknown_contact"),
        ({"product": "X"}, "unknown_product"),
        ({"channel": "飞鸽"}, "bad_channel"),
        ({"sentiment": "蓝"}, "bad_sentiment"),
    ):
        assert [each for _, each, _ in bad(load(office, Kind.INTERACTIONS, touch | fault))] == [reason]
    complaint = {"customer": "泰禾", "day": "2026-03-01", "what": "漏水"}
    for fault, reason in (({"satisfaction": "6"}, "bad_satisfaction"), ({"state": "蓝"}, "bad_state")):
        assert [each for _, each, _ in bad(load(office, Kind.COMPLAINTS, complaint | fault))] == [reason]


def test_an_import_of_a_ledger_is_taken_back_as_a_whole(office: Office) -> None:
    rows = (Row(2, tuple(DEAL.items())[:4]), Row(3, (("customer", "泰禾"), ("opened", "2026-02-03"))))
    office.does("wang", ImportRows(kind=Kind.DEALS, rows=rows, batch="b1"), RowsImported)
    assert len(taken_out(office, Kind.DEALS)) == 2
    assert office.does("wang", RevertImport(batch="b1"), ImportReverted).counts == (("deal", 2),)
    assert taken_out(office, Kind.DEALS) == []


def test_products_bring_their_lead_time_and_their_pack(office: Office) -> None:
    result = load(
        office,
        Kind.PRODUCTS,
        {"name": "A款", "lead_time": "14天", "pack": "12"},
        {"name": "B款", "pack": "很多"},
    )
    assert [reason for _, reason, _ in bad(result)] == ["bad_number"]
    assert taken_out(office, Kind.PRODUCTS) == [{"name": "A款", "lead_time": "14", "pack": "12"}]


def test_who_wants_no_contact_is_marked(office: Office) -> None:
    load(office, Kind.CONTACTS, {"customer": "泰禾", "name": "钱伟"}, {"customer": "泰禾", "name": "王丽"})
    with office.work() as work:
        qian = work.contacts.named("钱伟")[0]
        wish = Wish(
            id=WishId("w"),
            customer_id=qian.customer_id,
            contact_id=qian.id,
            channel=Channel.EMAIL,
            pref=Preference.NEVER,
            member_id=MemberId("li"),
            day=LAST,
            made_at=MONDAY,
        )
        work.add(wish, replace(wish, id=WishId("v"), channel=None, ended_at=MONDAY))
    marks = {each["name"]: each.get("do_not_contact") for each in taken_out(office, Kind.CONTACTS)}
    assert marks == {"钱伟": "email", "王丽": None}


def test_only_managers_export_and_every_export_is_noted(office: Office, store: SqlStore) -> None:
    with pytest.raises(NotAllowed):
        office.does("li", ExportRows(kind=Kind.CUSTOMERS), RowsExported)
    office.change("tom", manager_id="")
    for whose in (None, Mention("Acme")):
        with pytest.raises(NotAllowed):
            office.does("ann", ExportRows(kind=Kind.CUSTOMERS, customer=whose), RowsExported)
    office.does("wang", ExportRows(kind=Kind.CUSTOMERS), RowsExported)
    office.does("ann", ExportRows(kind=Kind.CUSTOMERS, customer=Mention("泰禾")), RowsExported)
    with store.work(HOME) as work:
        noted = [dict(each) for each in work.transaction.rows(work.transaction.select(NOTABLE.table))]
    assert {(each["member_id"], each["what"], each["subject"]) for each in noted} == {
        ("wang", "export", "customers"),
        ("ann", "export", "customers taihe"),
    }


def test_one_customers_rows_are_only_theirs(office: Office) -> None:
    load(
        office,
        Kind.DEALS,
        {"customer": "泰禾", "opened": "2026-02-03"},
        {"customer": "Acme", "opened": "2026-02-03"},
    )
    assert [each["customer"] for each in taken_out(office, Kind.DEALS, "Acme")] == ["Acme, Inc."]
    assert [each["name"] for each in taken_out(office, Kind.CUSTOMERS, "Acme")] == ["Acme, Inc."]
    assert taken_out(office, Kind.PEOPLE, "Acme") == []


words = (
    st.text(st.sampled_from("报价样品送AbcZ7=+-@'\"，, "), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
days = st.integers(0, 500).map(lambda n: (LAST - timedelta(days=n)).isoformat())
minutes = st.tuples(days, st.integers(0, 23), st.integers(0, 59)).map(
    lambda each: f"{each[0]} {each[1]:02}:{each[2]:02}"
)
sums = st.tuples(st.integers(1, 10**10), st.sampled_from(["CNY", "USD"])).map(
    lambda each: f"{each[0] / 100:.2f} {each[1]}"
)
customer = st.sampled_from(["泰禾集团有限公司", "Acme, Inc.", "华联"])
by = st.sampled_from(["李雷", "韩梅", "Tom"])
ROWS: Mapping[Kind, Mapping[str, st.SearchStrategy[str]]] = {
    Kind.INTERACTIONS: {"customer": customer, "day": minutes, "by": by, "what": words,
                        "channel": st.sampled_from([*Channel])},
    Kind.PROMISES: {"customer": customer, "what": words, "day": minutes, "by": by, "due": days, "amount": sums,
                    "side": st.sampled_from(["ours", "theirs"])},
    Kind.COMPLAINTS: {"customer": customer, "day": minutes, "by": by, "what": words,
                      "kind": st.sampled_from(ComplaintKind).map(str),
                      "state": st.just("resolved"), "closed": minutes, "satisfaction": st.sampled_from("12345")},
    Kind.DEALS: {"customer": customer, "opened": days, "by": by, "name": words, "product": words, "value": sums,
                 "stage": st.sampled_from(["lead", "won", "lost"]), "expected": days, "reason": words},
    Kind.ORDERS: {"customer": customer, "day": days, "by": by, "number": words, "product": words, "amount": sums,
                  "qty": st.sampled_from(["1", "100", "0.5"]), "term": st.sampled_from(["0", "30"])},
    Kind.PAYMENTS: {"customer": customer, "day": days, "by": by, "number": words, "amount": sums},
}  # fmt: skip


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
@pytest.mark.parametrize("kind", LEDGERS, ids=str)
def test_what_goes_out_comes_in_again(office: Office, kind: Kind, data: st.DataObject) -> None:
    """Through the very files: an export that is imported changes nothing, and elsewhere makes the same export."""
    rows = data.draw(st.lists(st.fixed_dictionaries(dict(ROWS[kind])), min_size=1, max_size=5))
    office.does("wang", ImportRows(kind=kind, rows=_numbered(rows), batch="b"), RowsImported)
    out = taken_out(office, kind)
    read = through_a_file(kind, out)
    again = office.does("wang", ImportRows(kind=kind, rows=read), RowsImported)
    assert (again.created, again.changed, [*again.bad]) == (0, 0, [])
    office.does("wang", RevertImport(batch="b"), ImportReverted)
    assert taken_out(office, kind) == []
    office.does("wang", ImportRows(kind=kind, rows=read, batch="b"), RowsImported)
    assert taken_out(office, kind) == out
    office.does("wang", RevertImport(batch="b"), ImportReverted)


def _numbered(rows: list[dict[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(line, tuple(each.items())) for line, each in enumerate(rows, start=2))


def through_a_file(kind: Kind, cells: list[dict[str, str]]) -> tuple[Row, ...]:
    """Written as a spreadsheet, and read again."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            sheets.write_headers(file, kind, chinese=True)
            sheets.write_rows(file, kind, _numbered(cells))
        return sheets.read_table(path).rows


def test_no_cell_of_an_export_is_a_formula() -> None:
    file = io.StringIO()
    sheets.write_rows(
        file, Kind.CUSTOMERS, [Row(1, (("name", "=HYPERLINK(1)"), ("owner", "@cmd"), ("tier", "-1")))]
    )
    (cells,) = csv.reader(io.StringIO(file.getvalue()))
    assert not [each for each in cells if each[:1] in {"=", "+", "-", "@"}]


def test_a_teams_own_stages_are_read(office: Office) -> None:
    with office.work() as work:
        work.save(replace(work.workspace, policy=Policy(stages=("线索", "试点"))))
    result = load(office, Kind.DEALS, {"customer": "泰禾", "opened": "2026-02-03", "stage": "试点"})
    assert counts(result) == (1, 0, 0)
    assert isinstance(office.store, SqlStore)
    with office.work() as work:
        assert work.get(Customer, "taihe")
