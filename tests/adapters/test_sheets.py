"""Files as spreadsheet programs write them, in both languages of headers and every encoding of ours."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.sheets import UnreadableFile, decode, read_table, write_bad
from bot.domain.transfer import BadRow, Kind


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_headers_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "客户名称,别名,负责人,等级\n泰禾智能装备股份有限公司,泰禾,李雷,A\n"
    table = read_table(written(tmp_path, "表.csv", text, encoding))
    assert table.kind is Kind.CUSTOMERS
    assert dict(table.rows[0].cells) == {
        "name": "泰禾智能装备股份有限公司",
        "aliases": "泰禾",
        "owner": "李雷",
        "tier": "A",
    }


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("customer,name,phone,email", Kind.CONTACTS),
        ("Company,Full Name,Job Title", Kind.CONTACTS),
        ("客户,姓名,职务,手机", Kind.CONTACTS),
        ("name,role,manager,skills", Kind.PEOPLE),
        ("姓名,角色,上级", Kind.PEOPLE),
        ("product,list_price,floor price,unit", Kind.PRODUCTS),
        ("产品,标价,底价", Kind.PRODUCTS),
        ("name,owner,industry", Kind.CUSTOMERS),
        ("客户,负责人,行业", Kind.CUSTOMERS),
    ],
)
def test_the_headers_tell_what_a_file_holds(tmp_path: Path, headers: str, kind: Kind) -> None:
    body = ",".join("x" for _ in headers.split(","))
    assert read_table(written(tmp_path, "x.csv", f"{headers}\n{body}\n")).kind is kind


def test_the_name_of_the_file_decides_before_its_headers(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, "my-people.csv", "name,aliases\nAnn,安总\n")).kind is Kind.PEOPLE


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_usual_separator_will_do(tmp_path: Path, mark: str) -> None:
    table = read_table(written(tmp_path, "x.csv", f"name{mark}owner\nAcme{mark}Tom\n"))
    assert table.rows[0]["owner"] == "Tom"


def test_unknown_columns_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "x.csv", "name,owner,shoe size\n\nAcme,Tom,44\n , ,\n"))
    assert table.unknown == ("shoe size",)
    assert [(row.line, row["name"]) for row in table.rows] == [(3, "Acme")]


@pytest.mark.parametrize("text", ["", "\n\n", "shoe,size\n1,2\n", "owner,industry\nTom,food\n"])
def test_what_is_no_table_of_ours_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"x\.csv"):
        read_table(written(tmp_path, "x.csv", text))


def test_rows_that_were_not_taken_come_back_with_their_reason_and_no_formula(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "customers.csv", "name,owner\n=HYPERLINK(1),nobody\n"))
    write_bad(tmp_path / "bad.csv", table, [(BadRow(2, "unknown_owner", "nobody"), "nobody has this name")])
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["line", "name", "owner", "reason"],
            ["2", "'=HYPERLINK(1)", "nobody", "nobody has this name"],
        ]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff")))
def test_whatever_is_written_in_utf8_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
