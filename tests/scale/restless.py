"""The bot as a process that expects to be killed: what a crash left in its hands is free again after seconds."""

import asyncio
import logging
import os
from datetime import timedelta
from functools import partial

from bot import app
from bot.adapters.store import SqlStore
from bot.adapters.store.store import Leases
from bot.config import read_settings

SHORT = Leases(inbox=timedelta(seconds=2), outbox=timedelta(seconds=3), sender=timedelta(seconds=1))


async def run() -> None:
    app.SqlStore = partial(SqlStore, leases=SHORT)  # type: ignore[attr-defined,assignment]
    async with app.build(read_settings(os.environ)).running():
        await asyncio.Event().wait()


if __name__ == "__main__":
    logging.basicConfig(level="INFO")
    asyncio.run(run())
