"""The embedded web chat: a page per person, live by server-sent events, usable without JavaScript."""

from bot.adapters.web.app import Demo, WebChat

__all__ = ["Demo", "WebChat"]
