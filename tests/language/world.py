"""A small team and its customers, kept in memory, for tests of understanding."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.base import MemberId, Mention
from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.domain.people import Language, Member
from bot.domain.ports import NameForm, NameHit
from bot.language.hearing import Hearing
from bot.language.matching.forms import forms_of
from bot.language.names import keys_of

NOW: Final = datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday morning."""

CUSTOMERS: Final = {
    "c-taihe": ("泰禾电子科技有限公司", ("泰禾",), "m-lilei"),
    "c-hualian": ("华联集团", (), "m-hanmei"),
    "c-acme": ("Acme Corp", (), "m-tom"),
    "c-globex": ("Globex Inc", (), "m-lilei"),
    "c-friday": ("Friday Foods", (), "m-tom"),
    "c-wuyuehua": ("五月花酒店", ("五月花",), "m-hanmei"),
    "c-hongda1": ("宏达贸易有限公司", (), "m-hanmei"),
    "c-hongda2": ("宏达机械有限公司", (), "m-tom"),
    "c-blue": ("Blue River Logistics", (), "m-tom"),
    "c-shanghaibank": ("上海银行", (), "m-hanmei"),
}
CONTACTS: Final = {
    "p-qian": ("钱伟", "总经理", "c-taihe"),
    "p-li": ("李工", "工程师", "c-taihe"),
    "p-zhou": ("周敏", "采购经理", "c-hualian"),
    "p-wang1": ("王强", "总监", "c-hualian"),
    "p-wang2": ("王芳", "经理", "c-hongda1"),
    "p-jane": ("Jane Smith", "CFO", "c-acme"),
    "p-bob": ("Bob Lee", "Buyer", "c-globex"),
    "p-june": ("June Park", "Buyer", "c-friday"),
}
MEMBERS: Final = {
    "m-lilei": ("李雷", ("小李",)),
    "m-hanmei": ("韩梅", ("韩梅梅",)),
    "m-tom": ("Tom Baker", ("Tom",)),
    "m-ann": ("Ann", ()),
}
PRODUCTS: Final = {"x-a": ("A款", ()), "x-200": ("X200", ())}


class Names:
    """Every key in a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[str, list[NameHit]] = {}
        for each, (name, aliases, owner) in CUSTOMERS.items():
            self._add("customer", each, (name, *aliases), owner=owner, note=MEMBERS[owner][0])
        for each, (name, title, customer) in CONTACTS.items():
            company, _, owner = CUSTOMERS[customer]
            self._add("contact", each, (name,), parent=customer, owner=owner, note=f"{company} {title}")
        for each, (name, aliases) in MEMBERS.items():
            self._add("member", each, (name, *aliases))
        for each, (name, aliases) in PRODUCTS.items():
            self._add("product", each, (name, *aliases))

    def _add(
        self, noun: str, row: str, names: Sequence[str], *, parent: str = "", owner: str = "", note: str = ""
    ) -> None:
        for key in keys_of(noun, names):
            self.rows.setdefault(key, []).append(NameHit(key, noun, row, names[0], parent, owner, note))

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]:
        return [hit for key in keys for hit in self.rows.get(key, ())]

    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        there = set(customers)
        return [hit for hit in self.lookup(keys) if hit.noun == "contact" and hit.parent in there]

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        """Whatever shares a gram; so few need no counting."""
        asked, wanted = set(grams), set(ids)
        return [
            NameForm(each, form, owner == member)
            for each, (name, aliases, owner) in CUSTOMERS.items()
            for form, its in forms_of((name, *aliases))
            if each in wanted or asked & set(its)
        ]

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        facts = ((each, *CUSTOMERS[each]) for each in ids)
        return [
            NameHit("", "customer", each, name, "", owner, MEMBERS[owner][0])
            for each, name, _, owner in facts
        ]

    def resembling(self, name: str) -> Sequence[str]:
        grams = {gram for _, its in forms_of((name,)) for gram in its}
        return [each.id for each in self.like(grams)]

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        there = set(customers)
        rows = ((each, *facts) for each, facts in CONTACTS.items())
        return [
            NameHit("", "contact", each, name, at, "", title) for each, name, title, at in rows if at in there
        ]


NAMES: Final = Names()
LILEI: Final = Member(id=MemberId("m-lilei"), name="李雷", created_at=datetime(2025, 1, 1, tzinfo=UTC))


def hearing(*, focus: str = "", at: datetime = NOW, language: Language = Language.ZH) -> Hearing:
    """李雷 speaks; `focus` is the id of the customer spoken of before."""
    customer = Mention("", focus, CUSTOMERS[focus][0]) if focus else None
    return Hearing(
        at=at,
        names=NAMES,
        calendar=WeekdaysOnly(),
        policy=DatePolicy(),
        currency="CNY",
        member=LILEI,
        customer=customer,
        language=language,
    )
