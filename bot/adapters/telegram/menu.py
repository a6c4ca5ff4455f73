"""The commands menu: one per language, and one for everybody else."""

import re
from collections.abc import Iterator, Mapping, Sequence

from telegram import Bot, BotCommand

from bot.adapters.telegram.plain import clip, one_line

Commands = Mapping[str, Sequence[tuple[str, str]]]
"""By language: slash names with their descriptions."""

NAME = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_DESCRIPTION = 256
MOST = 100
ELSEWHERE = "en"


async def show_menus(bot: Bot, commands: Commands) -> None:
    """Set the menu of every language; raises TelegramError."""
    for language, menu in _menus(commands):
        await bot.set_my_commands(menu, language_code=language or None)


def _menus(commands: Commands) -> Iterator[tuple[str, list[BotCommand]]]:
    everywhere = commands.get(ELSEWHERE) or next(iter(commands.values()), ())
    for language, menu in {"": everywhere, **commands}.items():
        known = {name: said for name, said in menu if NAME.fullmatch(name) and one_line(said)}
        if known:
            shown = [
                BotCommand(name, clip(one_line(said), LONGEST_DESCRIPTION)) for name, said in known.items()
            ]
            yield language, shown[:MOST]
