"""What else a customer may want, as one line with its counts."""

from bot.domain.chat import Card
from bot.domain.hints import Hint, Hinted
from bot.language import sums
from bot.language.layouts.parts import block
from bot.language.speak import Say, says


@says(Hinted)
def hinted(result: Hinted, say: Say) -> Card:
    """Titleless, below what was logged."""
    return Card("", block(hint_text(result.hint, say)))


def hint_text(hint: Hint, say: Say) -> str:
    """`平时约30天补一次A款，上次是28天前`; never without the figures."""
    key = f"hints.{hint.kind}"
    return say(
        f"{key}_industry" if hint.industry else key,
        product=hint.product,
        having=hint.having,
        usual=hint.usual,
        days=hint.days,
        bought=hint.bought,
        among=hint.among,
        industry=hint.industry,
        qty=sums.number(hint.qty) if hint.qty else "",
        pack=hint.pack,
        unit=hint.unit,
    )
