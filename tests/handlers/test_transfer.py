import time
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import MemberId, Mention
from bot.domain.briefs import Briefed
from bot.domain.campaigns import Campaign, CampaignKept
from bot.domain.customers import Brief, Customer
from bot.domain.errors import NotAllowed, NothingFound
from bot.domain.money import Money
from bot.domain.transfer import ImportRows, Kind, Row, RowsImported
from tests.handlers.office import Office


def rows(*cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(Row(line, tuple(each.items())) for line, each in enumerate(cells, start=2))


def load(office: Office, kind: Kind, *cells: dict[str, str], dry: bool = False) -> RowsImported:
    return office.does("wang", ImportRows(kind=kind, rows=rows(*cells), dry=dry), RowsImported)


def counts(result: RowsImported) -> tuple[int, int, int]:
    return result.created, result.changed, result.same


def bad(result: RowsImported) -> list[tuple[int, str, str]]:
    return [(each.line, each.reason, each.said) for each in result.bad]


CUSTOMER = {"name": "万象科技", "aliases": "万象；WX", "owner": "李雷", "tier": "a", "tags": "华东,大客户"}


def test_customers_come_once(office: Office) -> None:
    assert counts(load(office, Kind.CUSTOMERS, CUSTOMER)) == (1, 0, 0)
    customer = office.does("li", Brief(customer=Mention("wx")), Briefed).customer
    assert (customer.aliases, customer.owner_id, customer.tier) == (("万象", "WX"), "li", "A")
    assert counts(load(office, Kind.CUSTOMERS, CUSTOMER)) == (0, 0, 1)
    assert counts(load(office, Kind.CUSTOMERS, CUSTOMER | {"industry": "地产"})) == (0, 1, 0)
    assert counts(load(office, Kind.CUSTOMERS, {"name": "万象"})) == (0, 0, 1)


def test_an_empty_cell_takes_nothing_away(office: Office) -> None:
    load(office, Kind.CUSTOMERS, CUSTOMER, {"name": "泰禾", "tier": "B"})
    customer = office.does("li", Brief(customer=Mention("泰禾")), Briefed).customer
    assert (customer.name, customer.owner_id, customer.tier) == ("泰禾集团有限公司", "li", "B")


def test_a_dry_run_changes_nothing(office: Office) -> None:
    result = load(office, Kind.CUSTOMERS, CUSTOMER, dry=True)
    assert (counts(result), result.dry) == ((1, 0, 0), True)
    assert counts(load(office, Kind.CUSTOMERS, CUSTOMER)) == (1, 0, 0)


def test_bad_rows_are_told_with_their_reason(office: Office) -> None:
    result = load(
        office,
        Kind.CUSTOMERS,
        CUSTOMER,
        CUSTOMER,
        {"name": " "},
        {"name": "甲", "owner": "谁"},
        {"name": "乙", "tier": "Z"},
    )
    assert counts(result) == (1, 0, 0)
    assert bad(result) == [
        (3, "duplicate_in_file", "万象科技"),
        (4, "missing_name", " "),
        (5, "unknown_owner", "谁"),
        (6, "bad_tier", "Z"),
    ]


def test_contacts_belong_to_customers(office: Office) -> None:
    qian = {
        "customer": "泰禾",
        "name": "钱伟",
        "title": "总经理",
        "phone": "+86 138-1234 5678",
        "email": "q@t.cn",
    }
    result = load(
        office,
        Kind.CONTACTS,
        qian,
        {"customer": "谁家", "name": "赵"},
        {"customer": "", "name": "孙"},
        {"customer": "泰禾", "name": "李", "phone": "电话在名片上"},
        {"customer": "泰禾", "name": "周", "email": "zhou"},
        {"customer": "华联", "name": "钱伟"},
    )
    assert counts(result) == (2, 0, 0)
    assert [each.reason for each in result.bad] == [
        "unknown_customer",
        "missing_customer",
        "bad_phone",
        "bad_email",
    ]
    assert counts(load(office, Kind.CONTACTS, qian)) == (0, 0, 1)
    contacts = office.does("li", Brief(customer=Mention("泰禾")), Briefed).contacts
    assert [(each.name, each.title) for each in contacts] == [("钱伟", "总经理")]


def test_people_may_be_managed_by_who_comes_later_in_the_file(office: Office) -> None:
    result = load(
        office,
        Kind.PEOPLE,
        {"name": "小明", "manager": "老王", "role": "销售", "skills": "大客户"},
        {"name": "老王", "manager": "Ann", "role": "经理"},
        {"name": "小红", "role": "国王"},
        {"name": "小刚", "manager": "谁"},
    )
    assert counts(result) == (2, 0, 0)
    assert bad(result) == [(4, "bad_role", "国王"), (5, "unknown_manager", "谁")]
    with office.work() as work:
        ming, wang = (work.people.named(each)[0] for each in ("小明", "老王"))
        assert (ming.manager_id, wang.manager_id, wang.role) == (wang.id, "ann", "manager")
        assert ming.id in work.people.below(wang.id)


def test_products_have_lead_times_in_days_or_weeks(office: Office) -> None:
    result = load(
        office,
        Kind.PRODUCTS,
        {"name": "A款", "lead_time": "15天"},
        {"name": "B款", "lead_time": "3 weeks"},
        {"name": "C款", "lead_time": "很快"},
    )
    assert bad(result) == [(4, "bad_days", "很快")]
    with office.work() as work:
        assert {each.name: each.lead_days for each in work.products.all()} == {"A款": 15, "B款": 21}


def test_products_have_exact_prices(office: Office) -> None:
    result = load(
        office,
        Kind.PRODUCTS,
        {"name": "A款", "list_price": "2,800", "floor_price": "¥2500.50", "unit": "台"},
        {"name": "B款", "list_price": "120 USD"},
        {"name": "C款", "list_price": "贵"},
        {"name": "D款", "list_price": "1.005"},
    )
    assert bad(result) == [(4, "bad_amount", "贵"), (5, "bad_amount", "1.005")]
    with office.work() as work:
        prices = {each.name: (each.list_price, each.floor_price) for each in work.products.all()}
    assert prices == {
        "A款": (Money.parse("2800", "CNY"), Money.parse("2500.50", "CNY")),
        "B款": (Money.parse("120", "USD"), None),
    }
    again = load(office, Kind.PRODUCTS, {"name": "A款", "list_price": "2800.00"})
    assert counts(again) == (0, 0, 1)


def test_an_import_is_reverted_as_a_whole(office: Office) -> None:
    load(office, Kind.CUSTOMERS, CUSTOMER, {"name": "泰禾", "tier": "B"})
    undone = office.does("wang", Undo(), Undone)
    assert undone.counts == (("customer", 2),)
    assert names(office) == ["Acme, Inc.", "华联", "泰禾集团有限公司"]


def names(office: Office) -> Sequence[str]:
    with office.work() as work:
        return sorted(each.name for each in work.customers.all())


def test_names_spelt_another_way_are_the_same(office: Office) -> None:
    again = [{"name": "ＡＣＭＥ Inc", "industry": "机器人"}, {"name": "acme,inc"}]
    result = load(office, Kind.CUSTOMERS, *again)
    assert counts(result) == (0, 1, 0)
    assert bad(result) == [(3, "duplicate_in_file", "acme,inc")]
    person = {"customer": "acme inc.", "name": "Jane Roe", "title": "CFO"}
    assert counts(load(office, Kind.CONTACTS, person)) == (1, 0, 0)
    assert counts(load(office, Kind.CONTACTS, person | {"customer": "Acme Inc", "name": "JANE ROE"})) == (
        0,
        0,
        1,
    )


def test_only_admins_import(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.does("ann", ImportRows(kind=Kind.CUSTOMERS, rows=()), RowsImported)


def test_many_rows_need_few_queries(office: Office) -> None:
    many = [{"name": f"客户{number}", "owner": "李雷"} for number in range(5000)]
    load(office, Kind.CUSTOMERS, *many)
    started = time.process_time()
    assert counts(load(office, Kind.CUSTOMERS, *many)) == (0, 0, 5000)
    assert time.process_time() - started < 3
    assert isinstance(office.does("li", Brief(customer=Mention("客户4999")), Briefed).customer, Customer)


def arrive(office: Office, *names: str, **asked: object) -> RowsImported:
    command = ImportRows(kind=Kind.CUSTOMERS, rows=rows(*({"name": each} for each in names)), **asked)  # type: ignore[arg-type]
    return office.does("wang", command, RowsImported)


def customers(office: Office) -> dict[str, Customer]:
    with office.work() as work:
        return {each.name: each for each in work.customers.all()}


def test_new_customers_get_their_source_and_known_ones_keep_theirs(office: Office) -> None:
    arrive(office, "万象科技", "泰禾", origin="广交会2026")
    assert customers(office)["万象科技"].source == "广交会2026"
    assert customers(office)["泰禾集团有限公司"].source == ""
    assert counts(arrive(office, "万象科技", "泰禾", origin="别的展会")) == (0, 0, 2)


def test_a_source_is_spelt_as_the_campaign(office: Office) -> None:
    office.does("ann", Campaign(what="CIIE 2026", amount=Money(Decimal(5), "CNY")), CampaignKept)
    arrive(office, "万象科技", origin="ciie　2026")
    assert customers(office)["万象科技"].source == "CIIE 2026"


def test_new_customers_are_dealt_out_evenly(office: Office) -> None:
    arrive(office, *(f"新客{number}号公司" for number in range(7)), heirs=("李雷", "韩梅", "Tom"))
    owned = Counter(each.owner_id for each in customers(office).values() if each.name.startswith("新客"))
    assert sorted(owned.values()) == [2, 2, 3]
    assert owned[MemberId("han")] == 3, "she owned none before"
    arrive(office, "又一家公司", heirs=("all",))
    assert customers(office)["又一家公司"].owner_id in {"li", "han", "tom"}
    with pytest.raises(NothingFound):
        arrive(office, "再来一家", heirs=("没有这人",))


def test_an_owner_in_the_row_counts_more(office: Office) -> None:
    command = ImportRows(
        kind=Kind.CUSTOMERS, rows=rows({"name": "万象科技", "owner": "李雷"}), heirs=("韩梅",)
    )
    office.does("wang", command, RowsImported)
    assert customers(office)["万象科技"].owner_id == "li"


def test_cards_of_known_companies_make_no_second_one(office: Office) -> None:
    taihe = arrive(office, "泰禾集团股份有限公司", careful=True)
    assert counts(taihe) == (0, 1, 0)
    assert "泰禾集团股份有限公司" in customers(office)["泰禾集团有限公司"].aliases
    assert counts(arrive(office, "泰禾集团股份有限公司", careful=True)) == (0, 0, 1)
