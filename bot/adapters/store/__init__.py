"""The store on SQLite and PostgreSQL."""

from bot.adapters.store.engine import migrate
from bot.adapters.store.store import SqlStore

__all__ = ["SqlStore", "migrate"]
