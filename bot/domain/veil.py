"""A message as another reader may see it: signs in place of names, numbers and sums, and what stands behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.base import Command, Mention
from bot.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Veiled:
    """Only `text` and `at` (local) may leave; `said` is the message itself.

    Signs look like `[C1]`: `names` are customers, people and products, `sums` amounts of money, `numbers`
    phones and e-mails.
    """

    text: str
    said: str
    at: datetime
    names: Mapping[str, Mention] = field(default_factory=dict)
    sums: Mapping[str, Money] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def lifted(self, text: str) -> str:
        """The text with the words of the message in place of its signs."""
        said = {sign: mention.said for sign, mention in self.names.items()} | dict(self.numbers)
        for sign, words in said.items():
            text = text.replace(sign, words)
        return text


Consult = Callable[[Veiled], Sequence[Command]]
"""Another reader: commands that the message may mean, the likeliest first; none when it cannot tell.

It may take seconds and never raises, so it is called outside any transaction.
"""
