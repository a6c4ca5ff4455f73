"""Which skill fits which job, in both languages."""

import pytest

from bot.domain.skills import fitting, is_job

FITS = (
    ("空调维修", "去修泰禾的空调"),
    ("维修", "谁去修"),
    ("空调", "谁会修空调"),
    ("X200", "谁懂X200"),
    ("英语", "谁会说英语"),
    ("制冷设备维修", "冷库不制冷，派谁去修"),
    ("chiller repair", "who can repair the chiller"),
    ("repairs", "who can fix the pump"),
    ("PLC", "who knows PLC programming"),
    ("安装", "派谁去装X200"),
    ("空调维修", "派谁去修"),
)
FITS_NOT = (
    ("电梯维修", "修空调"),
    ("空调安装", "修空调"),
    ("X200", "谁懂X300"),
    ("英语", "谁会说日语"),
    ("pump repair", "who can repair the chiller"),
    ("训练营销", "派谁去修"),
)


@pytest.mark.parametrize(("skill", "job"), FITS)
def test_it_fits(skill: str, job: str) -> None:
    assert fitting(["会计", skill], job) == skill


@pytest.mark.parametrize(("skill", "job"), FITS_NOT)
def test_it_does_not_fit(skill: str, job: str) -> None:
    assert fitting([skill], job) == ""


def test_the_skill_that_says_most_is_named() -> None:
    assert fitting(["维修", "空调维修", "空调"], "谁去修空调") == "空调维修"


@pytest.mark.parametrize(
    "what", ["谁去修泰禾的空调", "派谁去安装", "谁懂X200", "who can repair it", "who knows X200"]
)
def test_a_job(what: str) -> None:
    assert is_job("", what)


@pytest.mark.parametrize(
    "what", ["这个大单派谁", "泰禾的单子派谁", "whom should we send to Acme", "who takes this deal"]
)
def test_no_job(what: str) -> None:
    assert not is_job("", what)
