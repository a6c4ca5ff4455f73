"""Charts as SVG for a phone: what a result shows becomes a drawing in the reader's language."""

from bot.language.charts.attention import AttentionBars, AttentionRow, Tone, attention_picture
from bot.language.charts.forecast import Amount, ForecastBars, forecast_picture
from bot.language.charts.funnel import Funnel, FunnelStage, funnel_picture
from bot.language.charts.page import page_picture
from bot.language.charts.promise_calendar import DayPromises, PromiseCalendar, calendar_picture, month_name
from bot.language.charts.risk_map import RiskMap, RiskPoint, risk_map_picture

__all__ = [
    "Amount",
    "AttentionBars",
    "AttentionRow",
    "DayPromises",
    "ForecastBars",
    "Funnel",
    "FunnelStage",
    "PromiseCalendar",
    "RiskMap",
    "RiskPoint",
    "Tone",
    "attention_picture",
    "calendar_picture",
    "forecast_picture",
    "funnel_picture",
    "month_name",
    "page_picture",
    "risk_map_picture",
]
