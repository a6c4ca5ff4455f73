"""Draw the samples of docs/images with made-up customers: python docs/reference/pictures.py."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bot.adapters.pictures import png_of
from bot.domain.chat import Picture
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
    risk_map_picture,
)

IMAGES: Final = Path(__file__).parents[1] / "images"
NOW: Final = datetime(2026, 3, 10, 2, tzinfo=UTC)
ZH: Final = Say(language=Language.ZH, zone="Asia/Shanghai", now=NOW)
EN: Final = Say(language=Language.EN, zone="Asia/Shanghai", now=NOW)

FUNNEL: Final = Funnel(
    title="East China, open deals",
    note="As of 10 Mar: 53 deals, CNY 7.4M",
    stages=(
        FunnelStage(label="Prospecting", count=24, value_text="CNY 2.86M", stalled=6),
        FunnelStage(label="Proposal", count=17, value_text="CNY 2.31M", stalled=4),
        FunnelStage(label="Negotiation", count=9, value_text="CNY 1.64M", stalled=1),
        FunnelStage(label="Contract sent", count=3, value_text="CNY 586K"),
    ),
)
FORECAST: Final = ForecastBars(
    title="一季度预测",
    note="还剩21天",
    target=Amount(label="目标", amount=320, text="¥320万"),
    won=Amount(label="已签", amount=132, text="¥132万"),
    commit=Amount(label="承诺签单", amount=215, text="¥215万"),
    best_case=Amount(label="最好情况", amount=358, text="¥358万"),
    run_rate=Amount(label="按近期速度", amount=264, text="¥264万", error=31),
    hazard=Amount(label="按历史规律", amount=287, text="¥287万", error=24),
)
CUSTOMERS: Final = (
    ("泰禾", 150, 22, Colour.AMBER),
    ("堃喆精密", 88, 34, Colour.RED),
    ("江苏恒力智能装备制造股份有限公司", 62, 41, Colour.RED),
    ("Acme Manufacturing Holdings (Asia) Ltd", 210, 8, Colour.GREEN),
    ("远航", 90, 33, Colour.RED),
    ("北辰科技", 42, 29, Colour.AMBER),
    ("宏图", 34, 18, Colour.AMBER),
    ("蓝海", 26, 3, Colour.GREEN),
    ("华联", 9, 12, Colour.GREEN),
)
RISKS: Final = RiskMap(
    title="先去看谁",
    note="3月10日，9家客户",
    x_label="流失风险",
    y_label="近12个月销售额",
    points=tuple(
        RiskPoint(name=name, value=value, points=points, colour=colour)
        for name, value, points, colour in CUSTOMERS
    ),
    y_ticks=((50, "¥50万"), (100, "¥100万"), (200, "¥200万")),
)
ATTENTION: Final = AttentionBars(
    title="Where the time goes",
    note="Last 90 days",
    rows=(
        AttentionRow(
            name="江苏恒力智能装备制造股份有限公司",
            tier="A",
            value_share=0.31,
            touch_share=0.08,
            verdict="Too little",
            tone=Tone.LITTLE,
        ),
        AttentionRow(name="堃喆精密", tier="A", value_share=0.22, touch_share=0.2, verdict="In step"),
        AttentionRow(name="Acme", tier="B", value_share=0.12, touch_share=0.14, verdict="In step"),
        AttentionRow(
            name="华联", tier="C", value_share=0.004, touch_share=0.26, verdict="Too much", tone=Tone.MUCH
        ),
    ),
)
PROMISES: Final = PromiseCalendar(
    title="3月的承诺",
    note="李雷的客户",
    month=date(2026, 3, 1),
    days={
        date(2026, 3, 2): DayPromises(kept=3),
        date(2026, 3, 4): DayPromises(kept=1, overdue=2),
        date(2026, 3, 9): DayPromises(overdue=1),
        date(2026, 3, 10): DayPromises(due=2),
        date(2026, 3, 13): DayPromises(due=4, kept=2),
        date(2026, 3, 20): DayPromises(due=12),
        date(2026, 3, 31): DayPromises(due=2),
    },
)


def samples() -> Iterator[tuple[str, Picture | None]]:
    yield "funnel-en", funnel_picture(FUNNEL, EN)
    yield "forecast-zh", forecast_picture(FORECAST, ZH)
    yield "risk-map-zh", risk_map_picture(RISKS, ZH)
    yield "attention-en", attention_picture(ATTENTION, EN)
    yield "promises-zh", calendar_picture(PROMISES, ZH)


if __name__ == "__main__":
    for name, picture in samples():
        if picture:
            (IMAGES / f"{name}.png").write_bytes(png_of(picture))
