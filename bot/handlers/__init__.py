"""What commands do: resolve, decide, record. One file per noun; importing the package registers them all."""

from importlib import import_module
from pkgutil import iter_modules

from bot.handlers.giveback import give_back
from bot.handlers.joining import redeem
from bot.handlers.registry import Turn, handle, handled
from bot.handlers.resolve import learn
from bot.handlers.routines import CLOCK, tell

__all__ = ["CLOCK", "Turn", "give_back", "handle", "handled", "learn", "redeem", "tell"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
