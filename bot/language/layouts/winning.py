"""A plan to win a customer back as a card: its steps with their days, and how to change them."""

from typing import Final

from bot.domain.alerts import WinBackPlanned
from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.promises import KeepPromise, Line, PromiseState
from bot.language.layouts.lines import due_day, what_of
from bot.language.layouts.parts import block, bullets
from bot.language.speak import Say, says, short

LABEL: Final = 20
STEPS: Final = 4


@says(WinBackPlanned)
def win_back_planned(result: WinBackPlanned, say: Say) -> Card:
    """Every step is a promise; each but the first can be left out by a tap."""
    customer, first = result.customer.short, result.steps[0]
    mine = say.is_me(first.promise.keeper_id or first.promise.member_id) and not say.group
    key = "already" if result.already else "mine" if mine else "theirs"
    title = say(f"winning.{key}", customer=customer, by=result.by, n=len(result.steps))
    what = what_of(result.steps[-1].promise, say)
    how = say("winning.change", customer=customer, what=what)
    buttons = tuple((_without(each, say),) for each in result.steps[1:STEPS])
    return Card(title, (*block(*bullets(_step(each, say) for each in result.steps)), *block(how)), buttons)


def _step(line: Line, say: Say) -> str:
    return say("winning.step", day=due_day(line.promise, say), what=what_of(line.promise, say))


def _without(line: Line, say: Say) -> Button:
    promise = line.promise
    meant = Mention(promise.what, promise.id, promise.what)
    drop = KeepPromise(promise=meant, outcome=PromiseState.CANCELLED)
    return say.button("winning.without", drop, stays=True, what=short(what_of(promise, say), LABEL))
