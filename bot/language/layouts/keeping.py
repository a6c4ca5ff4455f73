"""How well promises are kept, as a card: always with the counts, and no rate out of a few."""

from bot.domain.chat import Card
from bot.domain.keeping import Kept, KeptRateShown, Tally
from bot.language.layouts.parts import block, bullets
from bot.language.speak import Say, says

PER_CENT = 100


@says(KeptRateShown)
def kept_rate_shown(result: KeptRateShown, say: Say) -> Card:
    if len(result.lines) == 1:
        only = result.lines[0]
        return Card(
            say("keeping.of", name=only.name, rate=rate_text(only.tally, say)),
            block(_likely(only.tally, say)),
        )
    if not result.lines:
        return Card(say("keeping.nobody"))
    title = say("keeping.customer", name=result.customer) if result.customer else say("keeping.team")
    lines = [
        say("keeping.line", name=_whose(each, result, say), rate=rate_text(each.tally, say))
        for each in result.lines
    ]
    return Card(title, block(*bullets(lines)))


def rate_text(tally: Tally, say: Say) -> str:
    """`兑现率 8/10，逾期兑现 1`; of fewer than five only the counts."""
    if not tally.settled:
        return say("keeping.none")
    counts = {"late": tally.late, "broken": tally.broken, "overdue": tally.overdue}
    rest = "".join(say(f"keeping.{key}", n=n) for key, n in counts.items() if n)
    key = "keeping.few" if tally.few else "keeping.rate"
    return say(key, good=tally.good, settled=tally.settled) + rest


def _likely(tally: Tally, say: Say) -> str:
    """How far the rate can be trusted."""
    if tally.few:
        return ""
    low, high = (round(each * PER_CENT) for each in tally.likely())
    return say("keeping.likely", low=low, high=high)


def _whose(kept: Kept, result: KeptRateShown, say: Say) -> str:
    return say(f"keeping.side.{kept.side}") if result.customer else kept.name
