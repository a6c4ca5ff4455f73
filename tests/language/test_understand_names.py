"""Keys of names, and names in messages."""

from collections.abc import Iterable, Sequence

import pytest

from bot.domain.ports import CROWD, NameForm, NameHit
from bot.language import keys_of
from bot.language.matching.latin import worth
from bot.language.normalise import fold
from bot.language.sheet import sheet_of
from bot.language.spotting import Asker, spot
from tests.language.world import NAMES, hearing


@pytest.mark.parametrize(
    ("noun", "name", "keys"),
    [
        ("customer", "上海泰禾电子科技有限公司", {"上海泰禾电子科技", "泰禾电子科技", "泰禾", "上海泰禾"}),
        ("customer", "华联集团", {"华联"}),
        ("customer", "臺灣鴻海股份有限公司", {"鸿海"}),
        ("customer", "Acme Corp.", {"acme", "acme corp"}),
        ("customer", "Blue River Logistics, Inc.", {"blue river logistics", "blue river", "brl"}),
        ("contact", "钱伟", {"钱伟", "~钱"}),
        ("contact", "欧阳娜娜", {"~欧阳", "娜娜"}),
        ("contact", "Jane Smith", {"jane smith", "jane", "smith", "~smith"}),
        ("product", "X200-Pro", {"x200-pro", "x200pro", "x200 pro"}),
    ],
)
def test_a_name_is_found_by_its_short_forms(noun: str, name: str, keys: set[str]) -> None:
    assert keys <= set(keys_of(noun, [name]))


@pytest.mark.parametrize(
    ("name", "absent"),
    [("上海银行", "银行"), ("Friday Foods", "friday"), ("五月花酒店", "五月"), ("Blue River", "blue")],
)
def test_common_words_are_no_short_forms(name: str, absent: str) -> None:
    assert absent not in set(keys_of("customer", [name]))


def names_in(text: str, focus: str = "") -> list[tuple[str, str, str]]:
    found = sheet_of(text, hearing(focus=focus)).names
    return [(each.noun, each.mention.said, each.mention.name) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("拜访泰禾钱总", [("customer", "泰禾", "泰禾电子科技有限公司"), ("contact", "钱总", "钱伟")]),
        ("泰禾电子科技有限公司", [("customer", "泰禾电子科技有限公司", "泰禾电子科技有限公司")]),
        ("visited Friday Foods", [("customer", "Friday Foods", "Friday Foods")]),
        ("met June yesterday", [("contact", "June", "June Park")]),
        ("samples by June", []),
        ("五月花下周付款", [("customer", "五月花", "五月花酒店")]),
        ("五月交货", []),
        ("A款报价", [("product", "A款", "A款")]),
        ("小李去了", [("member", "小李", "李雷")]),
        ("拜访鸿远机械，聊了合作", [("customer", "鸿远机械", "")]),
        ("called Sarah at Initech", [("contact", "Sarah", ""), ("customer", "Initech", "")]),
        ("明天打电话", []),
    ],
)
def test_names_are_seen_where_they_stand(text: str, found: list[tuple[str, str, str]]) -> None:
    assert names_in(text) == found


def test_a_surname_is_sure_only_at_the_customer_spoken_of() -> None:
    assert names_in("王总来了", focus="c-hualian") == [("contact", "王总", "王强")]
    name = sheet_of("王总来了", hearing()).names[0]
    assert [choice.id for choice in name.mention.choices] == ["p-wang1", "p-wang2"]


def test_namesakes_are_choices_unless_one_is_the_speakers_own() -> None:
    name = sheet_of("拜访宏达", hearing()).names[0]
    assert {choice.id for choice in name.mention.choices} == {"c-hongda1", "c-hongda2"}
    own = spot("拜访宏达", "拜访宏达", Asker(names=NAMES, member_id="m-tom"))
    assert own[0].mention.id == "c-hongda2"


def test_a_longer_name_is_not_taken_for_a_known_one() -> None:
    name = sheet_of("拜访泰禾光电", hearing()).names[0]
    assert not name.mention.known
    assert [choice.id for choice in name.mention.choices] == ["c-taihe"]


class Counting:
    """Counts the queries."""

    def __init__(self) -> None:
        self.asked = 0

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]:
        self.asked += 1
        return NAMES.lookup(keys)

    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        self.asked += 1
        return NAMES.at(customers, keys)

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        self.asked += 1
        return NAMES.like(grams, ids, member)

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        self.asked += 1
        return NAMES.about(ids)

    def resembling(self, name: str) -> Sequence[str]:
        self.asked += 1
        return NAMES.resembling(name)

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        self.asked += 1
        return NAMES.staff(customers)


def test_one_query_finds_all_names_of_a_message() -> None:
    index = Counting()
    text = "今天拜访泰禾，答应华联和五月花周五前送A款样品"
    assert len(spot(fold(text), text, Asker(names=index))) == 4
    assert index.asked == 1


def test_in_a_crowd_the_namesake_at_the_customer_spoken_of_is_meant() -> None:
    class Crowded(Counting):
        """Everybody is called 王, and 王强 of 华联 is not among the first."""

        def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]:
            found = [hit for hit in super().lookup(keys) if hit.noun == "customer"]
            crowd = (NameHit("~王", "contact", f"x{number}", "王某", "c-x") for number in range(CROWD))
            return [*found, *crowd]

    text = "今天拜访华联王总，聊了续约"
    names = spot(fold(text), text, Asker(names=Crowded()))
    assert [name.mention.id for name in names] == ["c-hualian", "p-wang1"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("答应太和周五送样", "泰禾电子科技有限公司"),
        ("刚给taihe打了电话", "泰禾电子科技有限公司"),
        ("答应tai he周五前送样", "泰禾电子科技有限公司"),
        ("答應泰禾週五前送樣", "泰禾电子科技有限公司"),
        ("promised gloebx samples by Friday", "Globex Inc"),
        ("met galobex today", "Globex Inc"),
        ("called blu river, nobody there", "Blue River Logistics"),
        ("submit the same quote today", ""),
        ("拜访華聯集團，聊了續約", "华联集团"),
        ("visited Gloobex today", "Globex Inc"),
        ("答应泰禾电字周五前送样", "泰禾电子科技有限公司"),
        ("今天合同答复都发了", ""),
    ],
)
def test_a_customer_nearly_named_is_found(text: str, name: str) -> None:
    assert next((said for noun, _, said in names_in(text) if noun == "customer"), "") == name


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("globex", "gloebx", True), ("acme", "aceme", True), ("acme", "acne", True), ("acme", "cane", False)],
)
def test_one_slip_of_the_finger(one: str, other: str, *, near: bool) -> None:
    assert (worth(one, other) > 0) is near


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("拜访泰禾钱维，聊了续约", "钱伟"),
        ("泰禾錢偉說可以", "钱伟"),
        ("called Jnae at acme", "Jane Smith"),
        ("拜访泰禾明天再去", ""),
        ("拜访泰禾孙维，聊了续约", ""),
    ],
)
def test_somebody_at_the_customer_named_is_found_although_misspelt(text: str, name: str) -> None:
    assert next((said for noun, _, said in names_in(text) if noun == "contact"), "") == name
