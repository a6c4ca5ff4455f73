"""The embedded web chat: a page per person, live by server-sent events, usable without JavaScript."""

from bot.adapters.web.app import Demo, WebChat
from bot.adapters.web.write import Line

__all__ = ["Demo", "Line", "WebChat"]
