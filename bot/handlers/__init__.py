"""What commands do: resolve, decide, record. One file per noun; importing the package registers them all."""

from importlib import import_module
from pkgutil import iter_modules

from bot.handlers.audit import take_back
from bot.handlers.board import board_of
from bot.handlers.buttons import seal
from bot.handlers.export import all_of
from bot.handlers.giveback import give_back
from bot.handlers.joining import count_try, fits, guesses, leave, redeem
from bot.handlers.news import notify
from bot.handlers.people import create_workspace
from bot.handlers.registry import Turn, Ways, handle, handled
from bot.handlers.resolve import learn
from bot.handlers.routines import tell
from bot.handlers.scoring import assessed, keep, look, yardstick
from bot.handlers.telling import CLOCK

__all__ = [
    "CLOCK",
    "Turn",
    "Ways",
    "all_of",
    "assessed",
    "board_of",
    "count_try",
    "create_workspace",
    "fits",
    "give_back",
    "guesses",
    "handle",
    "handled",
    "keep",
    "learn",
    "leave",
    "look",
    "notify",
    "redeem",
    "seal",
    "take_back",
    "tell",
    "yardstick",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
