"""Dates and times in Chinese and English text."""

from bot.language.dates.read import read_dates
from bot.language.dates.render import render, render_day, render_range
from bot.language.dates.when import Direction, Grain, Kind, When

__all__ = ["Direction", "Grain", "Kind", "When", "read_dates", "render", "render_day", "render_range"]
