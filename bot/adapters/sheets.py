"""Tables from files: CSV in whatever encoding and language of headers a spreadsheet program wrote."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.domain.transfer import BadRow, Kind, Row

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",;\t|"
FORMULA_MARKS = frozenset("=+-@\t\r＝＋－＠")

COLUMNS: dict[Kind, dict[str, str]] = {
    Kind.CUSTOMERS: {
        "name": "name customer account company 名称 客户 客户名称 客户名 公司 公司名称 企业名称 单位名称",
        "aliases": "aliases alias short_name 别名 简称 曾用名",
        "owner": "owner rep account_owner 负责人 归属人 所属销售 销售 业务员 跟进人 客户经理",
        "industry": "industry sector 行业 所属行业",
        "source": "source lead_source 来源 客户来源",
        "tier": "tier level grade 等级 级别 客户等级 客户级别",
        "tags": "tags labels 标签",
    },
    Kind.CONTACTS: {
        "customer": "customer account company 客户 客户名称 公司 公司名称 所属客户 单位",
        "name": "name contact full_name 姓名 联系人 联系人姓名 名字",
        "aliases": "aliases alias nickname 别名 称呼 昵称",
        "title": "title job_title position 职务 职位 头衔",
        "phone": "phone mobile tel telephone cell 电话 手机 手机号 联系电话",
        "email": "email e-mail mail 邮箱 电子邮箱 电子邮件",
        "role": "role decision_role 角色 决策角色",
        "do_not_contact": "do_not_contact 勿扰",
    },
    Kind.PEOPLE: {
        "name": "name full_name employee 姓名 名字 员工 成员",
        "aliases": "aliases alias nickname 别名 昵称 花名",
        "role": "role 角色 岗位",
        "manager": "manager reports_to boss 上级 经理 主管 直属上级 汇报对象",
        "skills": "skills skill 技能 专长",
    },
    Kind.PRODUCTS: {
        "name": "name product sku model 名称 产品 产品名称 型号 品名",
        "aliases": "aliases alias 别名 简称",
        "list_price": "list_price price 标价 目录价 价格 单价 定价 列表价",
        "floor_price": "floor_price minimum_price 底价 最低价 限价",
        "unit": "unit 单位 计量单位",
        "lead_time": "lead_time lead_days delivery_time 交期 货期 供货周期 交货期 交货周期 生产周期",
        "pack": "pack pack_size 装箱数 每箱数量 包装数量",
    },
    Kind.INTERACTIONS: {
        "customer": "customer account company 客户 客户名称 公司",
        "day": "day date when 日期 时间 跟进日期 拜访日期 跟进时间",
        "by": "by rep owner 跟进人 销售 业务员 负责人",
        "channel": "channel type method 方式 跟进方式 沟通方式",
        "contact": "contact person 联系人 对方",
        "what": "what note notes content summary 内容 跟进内容 记录 备注",
        "sentiment": "sentiment mood 态度 客户反应",
        "product": "product 产品",
        "topic": "topic 主题",
    },
    Kind.PROMISES: {
        "customer": "customer account company 客户 客户名称 公司",
        "side": "side 承诺方 谁答应的",
        "what": "what promise content 内容 承诺 承诺内容",
        "day": "day date made made_on 日期 承诺日期 答应日期",
        "due": "due due_date deadline 到期日 截止日期 到期 期限",
        "by": "by rep owner 承诺人 销售 业务员 负责人",
        "contact": "contact person 联系人",
        "product": "product 产品",
        "amount": "amount sum 金额",
        "state": "state status 状态",
        "closed": "closed closed_on done_on 完成日期 了结日期",
    },
    Kind.COMPLAINTS: {
        "customer": "customer account company 客户 客户名称 公司",
        "day": "day date opened 日期 投诉日期",
        "what": "what complaint content 内容 投诉 投诉内容",
        "kind": "kind type 类型 投诉类型",
        "contact": "contact person 联系人",
        "by": "by rep owner 负责人 处理人",
        "product": "product 产品",
        "state": "state status 状态",
        "closed": "closed resolved closed_on 解决日期 完成日期",
        "outcome": "outcome result 处理结果 结果",
        "satisfaction": "satisfaction rating 满意度",
    },
    Kind.DEALS: {
        "customer": "customer account company 客户 客户名称 公司",
        "name": "name deal opportunity 商机 商机名称 项目 项目名称",
        "product": "product 产品",
        "opened": "opened created opened_on 建立日期 创建日期 开始日期 日期",
        "stage": "stage status 阶段 商机阶段 状态",
        "value": "value amount 金额 预计金额 商机金额",
        "expected": "expected expected_close close_date 预计成交日 预计成交 预计签单日",
        "closed": "closed closed_on 成交日期 关闭日期 结束日期",
        "by": "by rep owner 负责人 销售 业务员",
        "contact": "contact person 联系人",
        "probability": "probability chance 赢率 把握 成交概率",
        "confidence": "confidence forecast 预测类别 把握程度",
        "competitor": "competitor rival 竞争对手 对手",
        "reason": "reason loss_reason 原因 丢单原因",
        "source": "source lead_source 来源",
    },
    Kind.ORDERS: {
        "customer": "customer account company 客户 客户名称 公司",
        "day": "day date ordered order_date 日期 下单日期 订单日期",
        "number": "number order_number order_no po 订单号 单号 订单编号",
        "product": "product sku 产品 型号 品名",
        "qty": "qty quantity 数量",
        "unit": "unit 单位",
        "price": "price unit_price 单价",
        "amount": "amount total sum 金额 总金额 合计",
        "term": "term payment_term 账期",
        "delivery": "delivery delivery_date 交货日期 交期",
        "pay_by": "pay_by due due_date 应付日期 付款到期日 到期日",
        "by": "by rep owner 销售 业务员 负责人",
        "contact": "contact person 联系人",
        "state": "state status 状态",
    },
    Kind.PAYMENTS: {
        "customer": "customer account company 客户 客户名称 公司 付款方",
        "day": "day date paid paid_on 日期 付款日期 回款日期 到账日期",
        "number": "number payment_number reference 流水号 回款编号",
        "amount": "amount sum 金额 付款金额 回款金额",
        "rate": "rate share 比例 付款比例",
        "order": "order order_number order_no 订单号 对应订单",
        "by": "by rep owner 销售 业务员 负责人",
        "contact": "contact person 联系人",
    },
}
"""Every column by the headers that mean it, English first; those of docs/howto/import.md head each list."""

TELLING: dict[Kind, frozenset[str]] = {
    Kind.CONTACTS: frozenset({"customer", "name", "phone", "email", "title"}),
    Kind.PRODUCTS: frozenset({"list_price", "floor_price", "unit", "lead_time"}),
    Kind.PEOPLE: frozenset({"manager", "skills", "role"}),
    Kind.CUSTOMERS: frozenset({"owner", "industry", "tier", "source", "tags", "name"}),
    Kind.INTERACTIONS: frozenset({"channel", "what", "sentiment", "customer", "day"}),
    Kind.PROMISES: frozenset({"side", "due", "what", "customer"}),
    Kind.COMPLAINTS: frozenset({"kind", "outcome", "satisfaction", "customer"}),
    Kind.DEALS: frozenset({"stage", "expected", "opened", "value", "customer"}),
    Kind.ORDERS: frozenset({"number", "qty", "price", "pay_by", "customer", "day"}),
    Kind.PAYMENTS: frozenset({"order", "rate", "customer", "day", "amount"}),
}
NEEDED: dict[Kind, frozenset[str]] = {
    Kind.INTERACTIONS: frozenset({"customer", "day", "what"}),
    Kind.PROMISES: frozenset({"customer", "what"}),
    Kind.COMPLAINTS: frozenset({"customer", "day", "what"}),
    Kind.DEALS: frozenset({"customer", "opened"}),
    Kind.ORDERS: frozenset({"customer", "day"}),
    Kind.PAYMENTS: frozenset({"customer", "day"}),
}
"""Columns without which a file is none of that kind; of names it is the name."""
NAMED = frozenset({"name"})
"""The columns that tell what a file is about."""


class UnreadableFile(ValueError):
    """The file is empty, no text, or its headers name no known columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file's rows; `unknown` are headers that were passed over.

    Of another program's format `raw` are the rows as they stood, under its own headers.
    """

    kind: Kind
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    raw: tuple[Row, ...] = ()


def read_table(path: Path, kind: Kind | None = None) -> Table:
    """Read a CSV in UTF-8, UTF-16 or GB18030 with Chinese or English headers; the kind follows from them."""
    lines = _lines(path)
    if not lines:
        raise UnreadableFile(f"{path.name}: empty")
    (_, headers), *body = lines
    kind = kind or kind_of(headers, path.stem)
    names = [column_of(header, kind) for header in headers]
    if kind is None or not NEEDED.get(kind, NAMED) <= set(names):
        raise UnreadableFile(f"{path.name}: {', '.join(headers)}")
    rows = tuple(_row(number, names, line) for number, line in body)
    unknown = tuple(header for header, name in zip(headers, names, strict=True) if name is None)
    return Table(kind, rows, unknown)


def read_cells(path: Path) -> tuple[Row, ...]:
    """The rows of a file under whatever headers it has."""
    lines = _lines(path)
    if not lines:
        raise UnreadableFile(f"{path.name}: empty")
    (_, headers), *body = lines
    return tuple(_row(number, [header.strip() for header in headers], line) for number, line in body)


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that say anything, by their number in the file, each cell as it stands."""
    text = decode(path.read_bytes())
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    return [(reader.line_num, line) for line in reader if any(map(str.strip, line))]


def decode(data: bytes) -> str:
    """The text of a file: by its byte-order mark, else UTF-8, else GB18030."""
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return _tidy(data.decode(encoding, errors="replace"))
    for encoding in ("utf-8", "gb18030"):
        try:
            return _tidy(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("not text")


def kind_of(headers: Sequence[str], stem: str = "") -> Kind | None:
    """What a file is about: its name decides when it is a kind's, else the headers that tell most."""
    named = next((kind for kind in Kind if kind in stem.lower()), None)
    if named:
        return named

    def told(kind: Kind) -> int:
        known = {column_of(header, kind) for header in headers}
        return len(known & TELLING[kind]) if NEEDED.get(kind, NAMED) <= known else 0

    best = max(TELLING, key=told)
    return best if told(best) else None


def column_of(header: str, kind: Kind | None) -> str | None:
    """The column that a header means in a file of this kind."""
    said = re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", header).strip().lower()).rstrip("*")
    columns = COLUMNS[kind] if kind else {}
    return next((name for name, words in columns.items() if said in words.split()), None)


def headers_of(kind: Kind, *, chinese: bool) -> list[str]:
    """The first header of every column in that language."""
    columns = (words.split() for words in COLUMNS[kind].values())
    return [next((each for each in words if each.isascii() is not chinese), words[0]) for words in columns]


def archive(tables: Mapping[Kind, Iterable[Row]], *, chinese: bool) -> bytes:
    """A .zip with a CSV of every kind."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        for kind, rows in tables.items():
            file = io.StringIO(newline="")
            write_headers(file, kind, chinese=chinese)
            write_rows(file, kind, rows)
            zipped.writestr(f"{kind}.csv", file.getvalue().encode("utf-8-sig"))
    return whole.getvalue()


def write_rows(file: IO[str], kind: Kind, rows: Iterable[Row]) -> None:
    """Rows below the headers, with cells that no spreadsheet program takes for formulas."""
    columns = [*COLUMNS[kind]]
    csv.writer(file).writerows([_harmless(row[name]) for name in columns] for row in rows)


def write_headers(file: IO[str], kind: Kind, *, chinese: bool) -> None:
    csv.writer(file).writerow(headers_of(kind, chinese=chinese))


def write_bad(path: Path, table: Table, bad: Iterable[tuple[BadRow, str]]) -> None:
    """The rows that were not taken, as they stood, with the reason in the last column."""
    rows = {row.line: row for row in table.raw or table.rows}
    columns = [name for name in _columns(table) if any(row[name] for row in rows.values())]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["line", *columns, "reason"])
        for each, reason in bad:
            out.writerow(
                [each.line, *(_harmless(rows[each.line][name]) for name in columns), _harmless(reason)]
            )


def _columns(table: Table) -> Iterable[str]:
    return (
        dict.fromkeys(name for row in table.raw for name, _ in row.cells)
        if table.raw
        else COLUMNS[table.kind]
    )


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula; one that looks marked already is marked once more."""
    return f"'{cell}" if cell.lstrip("'")[:1] in FORMULA_MARKS else cell


def _as_meant(cell: str) -> str:
    """The cell without the mark that `_harmless` set, so that a mended file of bad rows can be read again."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in FORMULA_MARKS else cell


def _delimiter(text: str) -> str:
    """What the first line has most of."""
    return max(DELIMITERS, key=text.partition("\n")[0].count)


def _row(line: int, names: Sequence[str | None], cells: Sequence[str]) -> Row:
    pairs = zip(names, cells, strict=False)
    return Row(
        line, tuple((name, _as_meant(said)) for name, cell in pairs if name and (said := cell.strip()))
    )


def _tidy(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
