import pytest

from bot.domain.base import Mention
from bot.domain.interactions import Channel
from bot.domain.materials import CheckMaterials, LogMaterial, MaterialLogged, MaterialsChecked, title_of
from tests.handlers.office import Office

TAIHE = Mention("泰禾")


def sent(office: Office, who: str, what: str) -> MaterialLogged:
    office.later(days=1)
    return office.does(who, LogMaterial(customer=TAIHE, channel=Channel.EMAIL, what=what), MaterialLogged)


def test_what_was_sent_before_is_told_with_day_and_sender(office: Office) -> None:
    assert sent(office, "li", "新品手册").before == ()
    (before,) = sent(office, "han", "新品手册").before
    assert (before.by, before.material.name, before.material.day.isoformat()) == (
        "李雷",
        "新品手册",
        "2026-03-10",
    )
    assert sent(office, "han", "报价单").before == ()


def test_other_customers_do_not_count(office: Office) -> None:
    sent(office, "li", "新品手册")
    other = LogMaterial(customer=Mention("Acme"), what="新品手册")
    assert office.does("tom", other, MaterialLogged).before == ()


def test_the_list_is_newest_first(office: Office) -> None:
    sent(office, "li", "新品手册")
    sent(office, "han", "案例集")
    found = office.does("ann", CheckMaterials(customer=TAIHE), MaterialsChecked)
    assert [(each.material.name, each.by) for each in found.lines] == [
        ("案例集", "韩梅"),
        ("新品手册", "李雷"),
    ]
    assert found.total == 2


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("微信发了新品手册", "新品手册"),
        ("新品手册", "新品手册"),
        ("sent the catalogue", "the catalogue"),
        ("发了", "发了"),
    ],
)
def test_a_material_is_called_by_its_name(words: str, title: str) -> None:
    assert title_of(words) == title
