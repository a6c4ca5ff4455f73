"""Hand-overs as cards: who gets what before it is done, that it was done, and what the heir needs."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief
from bot.domain.handover import (
    HandedOver,
    HandoverPlanned,
    Inherited,
    LeaveAsIs,
    LeftAsItWas,
    Share,
)
from bot.language.layouts.parts import block, bullets, counted, mention_of
from bot.language.speak import Say, says, short

NAMED = 6
"""Customers named for each heir; the others are counted."""
LABEL = 24
MANY = 1000
"""More customers than this take several seconds."""


@says(HandoverPlanned)
def handover_planned(result: HandoverPlanned, say: Say) -> Card:
    """Nothing has happened yet: who gets what, what goes along, and the two buttons."""
    blocks = (*_shares(result.shares, say, ahead=True), *block(_left_out(result.left_out, say)))
    many = sum(len(each.customers) for each in result.shares) > MANY
    kept = block(say("handover.history_stays"), say("handover.takes_a_while") if many else "")
    return Card(_planned(result, say), (*blocks, *kept), _choices(result, say))


@says(HandedOver)
def handed_over(result: HandedOver, say: Say) -> Card:
    title = _title("handover.done", result.giver, result.shares, say)
    left = say("handover.left", name=result.giver, n=result.left) if result.left is not None else ""
    blocks = (*_shares(result.shares, say), *block(left, _left_out(result.left_out, say)))
    return Card(title, blocks)


@says(Inherited)
def inherited(result: Inherited, say: Say) -> Card:
    """From whom, how many, and a brief of each of the first ones behind a button."""
    giver = result.giver or say("handover.nobody")
    by = "" if result.by == result.giver else say("handover.by", by=result.by)
    left = result.total - len(result.customers)
    names = say("handover.comma").join(each.short for each in result.customers)
    more = say("handover.and_more", names=names, total=result.total) if left > 0 else names
    buttons = tuple(
        (say.button("handover.brief", brief, stays=True, customer=short(each.short, LABEL)),)
        for each in result.customers
        if (brief := Brief(customer=mention_of(each)))
    )
    title = say("handover.inherited", giver=giver, n=result.total, by=by)
    return Card(title, block(more, say("handover.promises_too")), buttons)


@says(LeftAsItWas)
def left_as_it_was(result: LeftAsItWas, say: Say) -> Card:
    return Card(say(f"handover.as_it_was.{result.wish}"))


def _planned(result: HandoverPlanned, say: Say) -> str:
    return _title("handover.planned", result.giver, result.shares, say)


def _title(key: str, giver: str, shares: Iterable[Share], say: Say) -> str:
    """One customer by its name, several by their number; one heir by name, several in the blocks below."""
    some = [*shares]
    customers = [each for share in some for each in share.customers]
    whose = say("handover.whose", giver=giver) if giver else ""
    one = say("handover.one", customer=customers[0].short) if len(customers) == 1 else ""
    what = one or say("handover.many", whose=whose, n=len(customers))
    to = some[0].name if len(some) == 1 else say("handover.colleagues", n=len(some))
    return say(key, what=what, to=to)


def _shares(shares: Iterable[Share], say: Say, *, ahead: bool = False) -> tuple[Block, ...]:
    some = [*shares]
    told = (_share(each, say, headed=len(some) > 1, ahead=ahead) for each in some)
    return tuple(each for each in told if each.lines)


def _share(share: Share, say: Say, *, headed: bool, ahead: bool) -> Block:
    names = say("handover.comma").join(each.short for each in share.customers[:NAMED])
    total = len(share.customers)
    listed = say("handover.and_more", names=names, total=total) if total > NAMED else names
    work = say("handover.along", counts=counted(share.counts, say)) if share.counts else ""
    load = say("handover.load", name=share.name, n=share.load + total) if ahead else ""
    names_it = headed or total > 1
    lines = (listed if names_it else "", work, load)
    return Block(bullets(filter(None, lines)), share.name if headed else "")


def _left_out(names: tuple[str, ...], say: Say) -> str:
    return say("handover.left_out", names=say("handover.comma").join(names)) if names else ""


def _choices(result: HandoverPlanned, say: Say) -> tuple[tuple[Button, ...], ...]:
    leaves = replace(result.asked, leaves=True)
    both = say.button("handover.and_leave", leaves, name=result.giver)
    return (
        (say.button("handover.confirm", result.asked),),
        *(((both,),) if result.may_leave else ()),
        (say.button("handover.not", LeaveAsIs(wish="handover")),),
    )
