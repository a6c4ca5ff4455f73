"""What managers ask for: pipeline, forecast, risk, value, advice, data."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.domain.base import Command
from bot.language.slots import Heard

BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {}
