"""How well promises are kept."""

from collections.abc import Iterator, Sequence

from bot.domain.keeping import Kept, KeptRate, KeptRateShown, Tally
from bot.domain.people import Member, Role
from bot.domain.promises import Side
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_if_said


@handles(KeptRate)
def kept_rate(command: KeptRate, turn: Turn) -> KeptRateShown:
    """Of one colleague, of a customer and us, or of all the speaker's people."""
    customer = customer_if_said(command, command.customer, turn)
    if customer is not None:
        found = turn.work.promises.tally_of(customer.id, turn.now)
        sides = (Side.OURS, Side.THEIRS)
        lines = tuple(Kept(customer.short, side, found.get(side, Tally())) for side in sides)
        return KeptRateShown(customer=customer.short, lines=lines)
    whose = [colleague_of(command, "by", command.by, turn)] if command.by else [*_people(turn)]
    return KeptRateShown(lines=_lines(whose, turn))


def _people(turn: Turn) -> Iterator[Member]:
    """The speaker and whoever they lead; an admin leads all."""
    below = turn.work.people.below(turn.actor.id)
    everybody = turn.actor.role is Role.ADMIN
    for each in turn.work.people.all():
        if everybody or each.id == turn.actor.id or each.id in below:
            yield each


def _lines(members: Sequence[Member], turn: Turn) -> tuple[Kept, ...]:
    """The most reliable first; of several people only those who have settled a promise."""
    found = turn.work.promises.tallies([each.id for each in members], turn.now)
    lines = [Kept(each.name, Side.OURS, found.get(each.id, Tally())) for each in members]
    if len(lines) > 1:
        lines = [each for each in lines if each.tally.settled]
    return tuple(sorted(lines, key=lambda each: (-each.tally.likely()[0], each.name)))
