"""The store on SQLite and PostgreSQL."""

from bot.adapters.store.backup import InUse, NotABackup, NotAFile, backup, restore
from bot.adapters.store.engine import migrate
from bot.adapters.store.store import Leases, SqlStore

__all__ = ["InUse", "Leases", "NotABackup", "NotAFile", "SqlStore", "backup", "migrate", "restore"]
