"""Merging as cards: what would come together, and that it did."""

from dataclasses import replace

from bot.domain.chat import Card
from bot.domain.customers import Brief, Merge, Merged, MergePlanned
from bot.domain.handover import LeaveAsIs
from bot.language.layouts.parts import block, bullets, counted, mention_of
from bot.language.speak import Say, says, short

LABEL = 20


@says(MergePlanned)
def merge_planned(result: MergePlanned, say: Say) -> Card:
    """Which name stays, what moves, who owns it then; the other way round is a button, too."""
    customer, other = result.customer, result.other
    ours, theirs = result.owners
    lines = [
        say("merging.moves", counts=counted(result.counts, say))
        if result.counts
        else say("merging.nothing", other=other.name),
        say("merging.finds", other=other.name, customer=customer.name),
        _owner(ours, theirs, say),
    ]
    merge = Merge(customer=mention_of(customer), other=mention_of(other), sure=True)
    other_way = replace(merge, customer=merge.other, other=merge.customer, sure=False)
    buttons = (
        (say.button("merging.confirm", merge, customer=short(customer.name, LABEL)),),
        (say.button("merging.other_way", other_way, customer=short(other.name, LABEL)),),
        (say.button("merging.not", LeaveAsIs(wish="merge")),),
    )
    title = say("merging.planned", other=other.name, customer=customer.name)
    return Card(title, block(*bullets(filter(None, lines))), buttons)


@says(Merged)
def merged(result: Merged, say: Say) -> Card:
    customer = result.customer
    lines = [
        say("merging.moved", counts=counted(result.counts, say)) if result.counts else "",
        say("merging.joint", name=result.joint) if result.joint else "",
    ]
    brief = say.button(
        "handover.brief",
        Brief(customer=mention_of(customer)),
        stays=True,
        customer=short(customer.short, LABEL),
    )
    title = say("merging.done", other=result.other.name, customer=customer.name)
    return Card(title, block(*bullets(filter(None, lines))), ((brief,),))


def _owner(ours: str, theirs: str, say: Say) -> str:
    owner = ours or theirs
    if not owner:
        return ""
    joint = say("merging.and_joint", name=theirs) if ours and theirs and ours != theirs else ""
    return say("merging.owner", owner=owner, joint=joint)
