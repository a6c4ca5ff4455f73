"""What a log gives back, as a card: what else is promised to that customer, and the next step."""

from collections.abc import Iterable

from bot.domain.chat import Block, Button, Card
from bot.domain.giveback import GivenBack, NextStep
from bot.domain.promises import CheckPromises, Line
from bot.domain.reminders import SetReminder
from bot.language.layouts.lines import done_buttons, line_text
from bot.language.layouts.money import overdue_text
from bot.language.layouts.parts import block, bullets, mention_of, unstopped
from bot.language.speak import Say, says


@says(GivenBack)
def given_back(result: GivenBack, say: Say) -> Card:
    debt = overdue_text(result.debt, say) if result.debt else ""
    blocks = (*_promises(result, say), *block(debt), *block(_next(result, say)))
    buttons = [*done_buttons(result.lines, say), *_all(result, say), *_suggested(result.suggestion, say)]
    return Card("", blocks, tuple((each,) for each in buttons))


def _promises(result: GivenBack, say: Say) -> tuple[Block, ...]:
    """Titleless, so that it reads on below what was just noted."""
    lines = bullets(line_text(line, say) for line in result.lines)
    heading = say("giveback.promises", customer=result.customer.short, total=result.total)
    return block(*lines, heading=heading)


def _next(result: GivenBack, say: Say) -> str:
    """What is planned, unless it stands among the promises above; that nothing is, when that can be changed."""
    step = result.next
    if step is None:
        return say("giveback.nothing_planned") if result.suggestion else ""
    if _among(result.lines, step):
        return ""
    what = say.words(unstopped(step.what), hidden=step.discreet)
    return say("giveback.next", due=say.moment(step.due), what=what, by=_whose(step, say))


def _whose(step: NextStep, say: Say) -> str:
    mine = say.member is not None and step.by == say.member.name
    return say("promises.you") if mine and not say.group else step.by


def _among(lines: Iterable[Line], step: NextStep) -> bool:
    """Whether the next step is a promise that stands there already."""
    return (step.what, step.due) in {(line.promise.what, line.promise.due) for line in lines}


def _all(result: GivenBack, say: Say) -> tuple[Button, ...]:
    if result.total <= len(result.lines):
        return ()
    whole = CheckPromises(customer=mention_of(result.customer), whole=True)
    return (say.button("promises.show_all", whole, stays=True, total=result.total),)


def _suggested(suggestion: SetReminder | None, say: Say) -> tuple[Button, ...]:
    if suggestion is None or suggestion.due is None:
        return ()
    day = say.day(suggestion.due.day)
    return (say.button("giveback.remind", suggestion, stays=True, day=day),)
