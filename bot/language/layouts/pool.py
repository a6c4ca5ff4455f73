"""The pool as cards: let go, claimed, listed, and warned of before it takes something back."""

from bot.domain.chat import Button, Card
from bot.domain.customers import Brief, Customer
from bot.domain.ownership import (
    CheckPool,
    Claim,
    Claimed,
    InPool,
    KeepOwn,
    Kept,
    Pooled,
    PoolShown,
    PoolTook,
    PoolWarned,
    Released,
)
from bot.language.layouts.notes import noted
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.speak import Say, says, short

BUTTONS = 4
LABEL = 20


@says(Released)
def released(result: Released, say: Say) -> Card:
    """The note of it, whose it was, and what goes on or ends there."""
    lines = [
        say("pool.released_from", owner=result.owner) if result.owner else say("pool.released"),
        say("pool.promises_stay", n=result.promises) if result.promises else "",
        say("pool.called_off", n=result.reminders) if result.reminders else "",
    ]
    note = noted(result.noted, say)
    return Card(note.title, (*note.blocks, *block(*lines)))


@says(Claimed)
def claimed(result: Claimed, say: Say) -> Card:
    customer = result.customer
    few = result.left_today
    left = "" if few is None else say("pool.left_today" if few else "pool.none_left", n=few)
    brief = say.button("handover.brief", _brief(customer), stays=True, customer=short(customer.short, LABEL))
    return Card(say("pool.claimed", customer=customer.short), block(left), ((brief,),))


@says(PoolShown)
def pool_shown(result: PoolShown, say: Say) -> Card:
    if not result.total:
        return Card(say("pool.empty"))
    lines = bullets(_line(each, say) for each in result.customers)
    left = result.total - len(result.customers)
    more = say("parts.more", left=left) if left > 0 else ""
    title = say("pool.shown", n=result.total)
    return Card(title, block(*lines, more), _claims(result, say))


@says(Kept)
def kept(result: Kept, say: Say) -> Card:
    return Card(say("pool.kept", customer=result.customer.short, day=say.short_day(result.until)))


@says(PoolWarned)
def pool_warned(result: PoolWarned, say: Say) -> Card:
    lines = bullets(say("pool.quiet", customer=each.short, days=days) for each, days in result.customers)
    left = result.total - len(result.customers)
    more = say("parts.more", left=left) if left > 0 else ""
    buttons = tuple(
        (say.button("pool.keep", KeepOwn(customer=mention_of(each)), stays=True, customer=_name(each)),)
        for each, _ in result.customers[:BUTTONS]
    )
    title = say("pool.warned", n=result.total, days=result.days)
    return Card(title, block(*lines, more, say("pool.how_to_keep")), buttons)


@says(PoolTook)
def pool_took(result: PoolTook, say: Say) -> Card:
    names = say("handover.comma").join(each.short for each in result.customers)
    told = names
    if result.total > len(result.customers):
        told = say("handover.and_more", names=names, total=result.total)
    pool = say.button("pool.look", CheckPool(), stays=True)
    return Card(say("pool.took", n=result.total), block(told), ((pool,),))


@says(InPool)
def in_pool(result: InPool, say: Say) -> Card:
    customer = result.customer
    return Card(say("pool.unclaimed", customer=customer.short), buttons=((_claim(customer, say),),))


def _line(pooled: Pooled, say: Say) -> str:
    customer = pooled.customer
    facts = [
        say("customers.tier", tier=customer.tier) if customer.tier else "",
        customer.industry,
        say("pool.once", owner=pooled.owner) if pooled.owner else "",
        say("pool.touched", day=say.short_day(pooled.touched)) if pooled.touched else say("pool.untouched"),
    ]
    told = say("customers.joined").join(filter(None, facts))
    return say("customers.headline", customer=customer.short, facts=told)


def _claims(result: PoolShown, say: Say) -> tuple[tuple[Button, ...], ...]:
    some = [each.customer for each in result.customers[:BUTTONS]]
    return tuple((_claim(each, say),) for each in some)


def _claim(customer: Customer, say: Say) -> Button:
    return say.button("pool.claim", Claim(customer=mention_of(customer)), customer=_name(customer))


def _brief(customer: Customer) -> Brief:
    return Brief(customer=mention_of(customer))


def _name(customer: Customer) -> str:
    return short(customer.short, LABEL)
