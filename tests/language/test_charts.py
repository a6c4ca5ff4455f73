"""Charts as their reader sees them: the words on them, what is left out, what is said instead of them."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bot.domain.chat import Block, Card, Picture
from bot.domain.people import Language
from bot.domain.risk import Colour
from bot.language import Say
from bot.language.charts import (
    Amount,
    AttentionBars,
    AttentionRow,
    DayPromises,
    ForecastBars,
    Funnel,
    FunnelStage,
    PromiseCalendar,
    RiskMap,
    RiskPoint,
    Tone,
    attention_picture,
    calendar_picture,
    forecast_picture,
    funnel_picture,
    month_name,
    page_picture,
    risk_map_picture,
)
from bot.language.charts.paint import RIGHT, Ink, width_of, wrapped
from docs.reference.pictures import samples
from tests.language.samples import NOW, SHANGHAI

ZH = Say(language=Language.ZH, zone=SHANGHAI, now=NOW)
EN = Say(language=Language.EN, zone=SHANGHAI, now=NOW)
LONG_NAME = "江苏恒力智能装备制造股份有限公司华东分公司"
NAMESPACE = "{http://www.w3.org/2000/svg}"

FUNNEL = Funnel(
    title="在谈商机",
    stages=(
        FunnelStage(label="初步接洽", count=24, value_text="¥286万", stalled=6),
        FunnelStage(label="方案报价", count=12, value_text="¥231万"),
        FunnelStage(label="待签合同", count=0),
    ),
)
FORECAST = ForecastBars(
    title="一季度预测",
    target=Amount(label="目标", amount=200, text="¥200万"),
    won=Amount(label="已签", amount=50, text="¥50万"),
    run_rate=Amount(label="按近期速度", amount=180, text="¥180万", error=40),
)


def shapes(picture: Picture | None, kind: str) -> list[ET.Element]:
    assert picture is not None
    return list(ET.fromstring(picture.svg).iter(f"{NAMESPACE}{kind}"))  # noqa: S314  (drawn by us)


def words(picture: Picture | None) -> list[str]:
    return [each.text or "" for each in shapes(picture, "text")]


def bars(picture: Picture | None, fill: str) -> list[float]:
    """Widths of the bars of a colour, in order; the square of the legend left out."""
    wide = [float(each.get("width", 0)) for each in shapes(picture, "rect") if each.get("fill") == fill]
    return [each for each in wide if each > 30]


def point(name: str, value: float = 100, points: int = 30, colour: Colour = Colour.RED) -> RiskPoint:
    return RiskPoint(name=name, value=value, points=points, colour=colour)


def risk_map(*points: RiskPoint) -> RiskMap:
    return RiskMap(title="先去看谁", x_label="流失风险", y_label="销售额", points=points)


def test_a_funnel_shows_each_stage_with_its_stalled_part() -> None:
    drawn = funnel_picture(FUNNEL, ZH)
    assert words(drawn) == [
        "在谈商机",
        *("初步接洽", "24个，¥286万", "6", "方案报价", "12个，¥231万", "待签合同", "0个"),
        *("推进中", "停滞"),
    ]
    whole, half = bars(drawn, Ink.BLUE)
    (stalled,) = bars(drawn, "url(#hatch)")
    assert half == pytest.approx(whole / 2, abs=0.2)
    assert stalled == pytest.approx(whole / 4, abs=0.2)
    assert drawn
    assert drawn.alt == "在谈商机：初步接洽 24个，¥286万，停滞6个；方案报价 12个，¥231万。"


def test_a_funnel_in_english_counts_one_deal_as_one() -> None:
    one = Funnel(title="Open deals", stages=(FunnelStage(label="Proposal", count=1, stalled=1),))
    drawn = funnel_picture(one, EN)
    assert drawn
    assert drawn.alt == "Open deals: Proposal 1 deal, 1 stalled."


def test_a_forecast_stands_against_its_target_with_its_past_error() -> None:
    drawn = forecast_picture(FORECAST, ZH)
    assert words(drawn) == [
        "一季度预测",
        *("已签", "¥50万，目标的25%", "按近期速度", "¥180万，目标的90%"),
        "目标 ¥200万",
        "横线两端：按以往误差，实际可能落在这之间",
    ]
    spans = [float(each.get("x2", 0)) - float(each.get("x1", 0)) for each in shapes(drawn, "line")]
    (run_rate,) = bars(drawn, Ink.AMBER)
    assert max(spans) == pytest.approx(run_rate * 80 / 180, abs=0.3)
    assert drawn
    assert drawn.alt == "一季度预测：目标 ¥200万；已签 ¥50万，目标的25%；按近期速度 ¥180万，目标的90%。"


def test_a_forecast_without_a_target_names_the_sums_alone() -> None:
    drawn = forecast_picture(replace(FORECAST, target=None), EN)
    assert "¥180万" in words(drawn)
    assert not any("target" in each for each in words(drawn))


def test_a_risk_map_tells_colours_by_shape_too() -> None:
    three = risk_map(
        point("堃喆"), point("泰禾", points=10, colour=Colour.AMBER), point("宏图", 900, 0, Colour.GREEN)
    )
    drawn = risk_map_picture(three, ZH)
    assert {each.get("fill") for each in shapes(drawn, "circle")} >= {Ink.GREEN}
    assert {each.get("fill") for each in shapes(drawn, "path")} >= {Ink.AMBER}
    assert {"堃喆", "泰禾", "宏图", "风险高", "风险偏高", "风险低"} <= set(words(drawn))
    assert drawn
    assert drawn.alt == "先去看谁：风险高1家；风险偏高1家；风险低1家。先看堃喆、泰禾。"


def test_names_on_a_risk_map_never_cover_each_other() -> None:
    crowd = risk_map(*(point(f"客户{at}号公司", 100 + at, 30 + at % 3) for at in range(12)))
    drawn = risk_map_picture(crowd, ZH)
    places = [
        (float(each.get("x", 0)), float(each.get("y", 0)), width_of(each.text or "", 36))
        for each in shapes(drawn, "text")
        if (each.text or "").startswith("客户")
    ]
    assert len(places) >= 5
    for at, (x, y, wide) in enumerate(places):
        assert x + wide <= RIGHT
        for other_x, other_y, other_wide in places[at + 1 :]:
            assert x + wide <= other_x or other_x + other_wide <= x or abs(y - other_y) >= 36


def test_a_risk_map_of_many_shows_the_weightiest_sixty() -> None:
    drawn = risk_map_picture(risk_map(*(point(f"c{at}", at, at) for at in range(300))), ZH)
    marks = [each for each in shapes(drawn, "rect") if each.get("fill") == Ink.RED]
    assert len(marks) == 60 + 1 + 1, "one of them is the legend's, one the hatch's"


def test_a_map_of_one_worth_nothing_is_drawn() -> None:
    assert "泰禾" in words(risk_map_picture(risk_map(point("泰禾", 0, 0)), ZH))


def test_attention_shows_both_shares_and_the_verdict() -> None:
    rows = (
        AttentionRow(
            name=LONG_NAME, tier="A", value_share=0.4, touch_share=0.1, verdict="去得太少", tone=Tone.LITTLE
        ),
        AttentionRow(name="宏图", tier="", value_share=0.004, touch_share=0),
    )
    drawn = attention_picture(AttentionBars(title="时间花在哪里", rows=rows), ZH)
    shown = words(drawn)
    assert shown[3].startswith("江苏恒力智能装备")
    assert shown[3].endswith("…")
    assert shown[4:] == ["A", "去得太少", "40%", "10%", "宏图", "", "<1%", "0%"]
    (much, _) = [*bars(drawn, Ink.BLUE), 0]
    (little,) = bars(drawn, Ink.AMBER)
    assert little == pytest.approx(much / 4, abs=0.2)
    assert drawn
    assert drawn.alt == f"时间花在哪里：{LONG_NAME}占销售额40%、占联系次数10%。"


def test_a_calendar_counts_each_day_and_begins_weeks_as_its_reader_does() -> None:
    days = {
        date(2026, 3, 13): DayPromises(due=4, overdue=1, kept=2),
        date(2026, 3, 20): DayPromises(due=5),
        date(2026, 4, 1): DayPromises(due=9),
    }
    month = PromiseCalendar(title="3月的承诺", month=date(2026, 3, 10), days=days)
    zh, en = calendar_picture(month, ZH), calendar_picture(month, EN)
    assert words(zh)[1:8] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert words(en)[1:8] == ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    thirteenth = words(zh).index("13")
    assert words(zh)[thirteenth : thirteenth + 5] == ["13", "1", "4", "2", "14"]
    assert "9" in words(zh)
    assert words(zh).count("9") == 1, "the ninth of March alone: April's are left out"
    (framed,) = [each for each in shapes(zh, "rect") if each.get("stroke") == Ink.TEXT]
    tenth = next(each for each in shapes(zh, "text") if each.text == "10")
    assert float(framed.get("y", 0)) < float(tenth.get("y", 0)) < float(framed.get("y", 0)) + 60
    assert zh
    assert en
    assert zh.alt == "3月的承诺：逾期1条；待兑现9条；已兑现2条。最多的一天是3月13日周五，7条。"
    assert en.alt.endswith("1 overdue; 9 due; 2 kept. The fullest day is Fri 13 Mar, with 7.")


@pytest.mark.parametrize(("month", "weeks"), [((2026, 2), 4), ((2026, 8), 6), ((2028, 2), 5)])
def test_a_calendar_has_all_days_of_short_and_long_months(month: tuple[int, int], weeks: int) -> None:
    first = date(*month, 1)
    drawn = calendar_picture(
        PromiseCalendar(title="x", month=first, days={first: DayPromises(due=1)}),
        replace(EN if weeks == 4 else ZH, now=NOW),
    )
    numbers = [each for each in words(drawn) if each.isdigit()]
    last = {4: "28", 5: "29", 6: "31"}[weeks]
    assert last in numbers
    assert str(int(last) + 1) not in numbers
    assert len({each.get("y") for each in shapes(drawn, "text") if (each.text or "").isdigit()}) == weeks + 1


def test_names_of_months() -> None:
    assert month_name(date(2026, 3, 9), Language.ZH) == "2026年3月"
    assert month_name(date(2026, 3, 9), Language.EN) == "Mar 2026"


def test_nothing_to_show_is_no_picture() -> None:
    assert funnel_picture(Funnel(title="x", stages=(FunnelStage(label="a", count=0),)), ZH) is None
    assert forecast_picture(ForecastBars(title="x"), ZH) is None
    assert forecast_picture(ForecastBars(title="x", won=Amount(label="a", amount=0, text="0")), ZH) is None
    assert risk_map_picture(risk_map(), ZH) is None
    assert attention_picture(AttentionBars(title="x", rows=()), ZH) is None
    assert calendar_picture(PromiseCalendar(title="x", month=date(2026, 3, 1), days={}), ZH) is None
    assert page_picture(Card(), ZH) is None


def test_a_card_becomes_a_page() -> None:
    card = Card(
        "泰禾（A类）", (Block(("• 周敏（财务）", "• 钱总"), "联系人"), Block(("先问价格",), "可以问"))
    )
    drawn = page_picture(card, ZH)
    assert words(drawn) == [
        *("泰禾（A类）", "联系人", "• 周敏（财务）", "• 钱总", "可以问", "先问价格"),
        "一诺 · 3月10日周二10:00",
    ]
    assert drawn
    assert drawn.alt == "泰禾（A类）：联系人、可以问。"


def test_a_page_never_grows_out_of_sight_and_says_what_is_missing() -> None:
    drawn = page_picture(Card("泰禾", (Block(tuple(f"第{at}条" for at in range(300))),)), ZH)
    (sheet,) = shapes(drawn, "svg")
    assert float(sheet.get("height", 0)) <= 2400
    *shown, more, _ = words(drawn)
    count = re.fullmatch(r"还有(\d+)行没有放下", more)
    assert count
    assert len(shown) - 1 + int(count[1]) == 300


def test_what_a_font_cannot_show_is_left_out_and_markup_is_words() -> None:
    nasty = Funnel(title="<b>&\"'\u202e😀\x00堃喆 Ltd", stages=(FunnelStage(label="]]><image/>", count=1),))
    drawn = funnel_picture(nasty, ZH)
    assert words(drawn)[:2] == ["<b>&\"'堃喆 Ltd", "]]><image/>"]
    assert shapes(drawn, "image") == []


def test_lines_break_between_words_not_within_them() -> None:
    text = "在下次开会以前把Quotation and delivery terms发给对方，3月18日周三前"
    lines = wrapped(text, 400, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(each, 40) <= 400 for each in lines)
    assert all(word in " ".join(lines) for word in ("Quotation", "delivery", "18日"))
    assert not any(each[0] in "，。" for each in lines)
    assert wrapped("x" * 100, 400, 40)[0] == "x" * 20


@pytest.mark.parametrize("name", [LONG_NAME, "Acme Manufacturing Holdings (Asia-Pacific) Private Limited"])
def test_long_names_stay_on_the_paper(name: str) -> None:
    drawn = funnel_picture(
        Funnel(title=name * 2, stages=(FunnelStage(label=name, count=1, value_text="¥1,234,567"),)), ZH
    )
    for each in shapes(drawn, "text"):
        wide = width_of(each.text or "", float(each.get("font-size", 0)))
        left = float(each.get("x", 0)) - (wide if each.get("text-anchor") == "end" else 0)
        assert left >= 0
        assert left + wide <= RIGHT + 1
    assert words(drawn)[0].endswith(("…", "..."))


@pytest.mark.parametrize(("name", "drawn"), list(samples()))
def test_a_phone_can_be_read(name: str, drawn: Picture | None) -> None:
    """No type under 34, which a phone shows as 11; no word beyond the paper; no colour without a name."""
    sheet = drawn.svg if drawn else ""
    assert min(map(float, re.findall(r'font-size="([\d.]+)"', sheet))) >= 34, name
    for each in shapes(drawn, "text"):
        wide = width_of(each.text or "", float(each.get("font-size", 0)))
        x, anchor = float(each.get("x", 0)), each.get("text-anchor")
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor or "start"]
        assert left >= 0
        assert left + wide <= 1080
        assert each.get("fill") in list(Ink)
