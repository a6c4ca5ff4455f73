"""Files as spreadsheet programs write them, in both languages of headers and every encoding of ours."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.sheets import UnreadableFile, decode, read_cards, read_table, write_bad
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


@pytest.mark.parametrize("cell", ["=1+1", "+8613812345678", "-1", "@SUM(A1)", "＝1+1", "'=1"])
def test_attack_24_a_cell_that_begins_like_a_formula_is_text_and_reads_back(
    tmp_path: Path, cell: str
) -> None:
    table = read_table(written(tmp_path, "customers.csv", f"name,tags\nAcme,{cell}\n"))
    write_bad(tmp_path / "customers.bad.csv", table, [(BadRow(2, "x", ""), cell)])
    with (tmp_path / "customers.bad.csv").open(encoding="utf-8-sig", newline="") as file:
        written_cells = [*csv.reader(file)][1]
    assert [each[:1] for each in written_cells[2:]] == ["'", "'"]
    assert read_table(tmp_path / "customers.bad.csv").rows[0]["tags"] == cell.removeprefix("'")


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


VCARDS = """BEGIN:VCARD
VERSION:3.0
N:王;芳;;;
ORG:泰禾\\; 上海;采购部
TITLE:采购经理
TEL;TYPE=CELL:+86 138 0000 0000
EMAIL:wang@taihe.example
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN:Jane Doe
TEL:+44 20 7946 0000
END:VCARD
"""


def test_vcards_are_companies_and_people(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_text(VCARDS, encoding="utf-8")
    companies, people = read_cards(path)
    assert [row["name"] for row in companies.rows] == ["泰禾; 上海", "Jane Doe"]
    assert dict(people.rows[0].cells) == {
        "customer": "泰禾; 上海",
        "name": "王芳",
        "title": "采购经理",
        "phone": "+86 138 0000 0000",
        "email": "wang@taihe.example",
    }
    assert (people.rows[1]["customer"], people.rows[1]["name"]) == ("Jane Doe", "Jane Doe")


def test_cards_of_a_table_name_each_company_once(tmp_path: Path) -> None:
    text = "公司,姓名,电话,行业\nAcme,Jane,123456,化工\nACME,Bob,,\n,王芳,,\n五月花,,,\n"
    companies, people = read_cards(written(tmp_path, "cards.csv", text))
    assert [(row["name"], row["industry"]) for row in companies.rows] == [
        ("Acme", "化工"),
        ("王芳", ""),
        ("五月花", ""),
    ]
    assert [(row.line, row["customer"], row["name"]) for row in people.rows] == [
        (2, "Acme", "Jane"),
        (3, "ACME", "Bob"),
        (4, "王芳", "王芳"),
        (5, "五月花", "五月花"),
    ]


@pytest.mark.parametrize(
    ("name", "text"), [("x.vcf", "no card"), ("x.csv", "颜色,大小\n红,1\n"), ("y.csv", "")]
)
def test_no_cards(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UnreadableFile):
        read_cards(written(tmp_path, name, text))
