"""What customers are worth, as cards: one account, and how revenue is spread over all of them."""

from collections.abc import Iterator
from decimal import Decimal
from math import floor, log10
from typing import Final

from bot.domain.abc import CLASSES
from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief
from bot.domain.money import Money
from bot.domain.people import Asked, Scope
from bot.domain.value import (
    AccountValued,
    Attention,
    ClassShare,
    Future,
    NotReckoned,
    OwnerShare,
    TopCustomers,
    Value,
    ValuesShown,
)
from bot.language import sums
from bot.language.layouts.money import sums_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.speak import Say, says, short

LABEL: Final = 20
"""Columns of a customer's name on a button."""
OWNERS: Final = 6
NAMES: Final = 3
ENOUGH: Final = 10
"""Accounts from which on it says something to stand in the upper or lower fifth of them."""
HIGH, LOW = 4, 2
FIGURES: Final = 3
"""Digits of what is only estimated."""


@says(AccountValued)
def account_valued(result: AccountValued, say: Say) -> Card:
    if not result.total_orders:
        return _never(result, say)
    blocks = (
        *block(*bullets(_facts(result, say))),
        *_future(result, say),
        *block(*bullets(_besides(result, say))),
        *block(_hidden(result, say)),
    )
    return Card(_title(result, say), blocks, _looks(result, say))


def _never(result: AccountValued, say: Say) -> Card:
    lines = bullets((*_time(result, say), *_brought(result, say)))
    blocks = (*block(*lines), *block(say("value.how")))
    return Card(say("value.never", customer=result.customer.short), blocks, _looks(result, say))


def _title(result: AccountValued, say: Say) -> str:
    revenue = result.worth.revenue
    if revenue is None:
        return say("value.title_masked", customer=result.customer.short, n=result.worth.orders)
    return say("value.title", customer=result.customer.short, sum=say.money(revenue))


def _facts(result: AccountValued, say: Say) -> Iterator[str]:
    worth = result.worth
    key = "value.orders" if result.silent else "value.orders_today"
    yield say(key, n=worth.orders, total=result.total_orders, days=result.silent)
    if result.cycle:
        yield say("value.cycle", days=max(1, round(result.cycle)))
    if worth.unvalued:
        yield say("value.unvalued", n=worth.unvalued)
    if worth.tier:
        key = "value.class_of" if result.of > 1 else "value.class"
        yield say(key, tier=worth.tier, place=result.place, of=result.of)
    if result.of >= ENOUGH:
        yield _compared(result, say)
    yield from _profit(result, say)


def _compared(result: AccountValued, say: Say) -> str:
    """RFM in words: the last order, how often, how much, each beside the other customers'."""
    worth = result.worth
    told = (("recency", worth.recency), ("frequency", worth.frequency), ("monetary", worth.monetary))
    words = (say(f"value.{name}.{_level(quintile)}") for name, quintile in told)
    return say("value.compared", words=say("parts.joined").join(words))


def _level(quintile: int) -> str:
    return "high" if quintile >= HIGH else "low" if quintile <= LOW else "middle"


def _profit(result: AccountValued, say: Say) -> Iterator[str]:
    """The touches, and what is left of the twelve months where the workspace has said its margin."""
    yield from _time(result, say)
    if result.profit and result.margin is not None:
        rate = sums.number(result.margin)
        yield say("value.profit", margin=rate, sum=say.money(result.profit))


def _time(result: AccountValued, say: Say) -> Iterator[str]:
    touches = result.worth.touches
    if result.service and result.touch_cost and touches:
        facts = {"each": say.money(result.touch_cost), "sum": say.money(result.service)}
        yield say("value.touches_cost", n=touches, **facts)
    elif touches:
        yield say("value.touches", n=touches)


def _future(result: AccountValued, say: Say) -> tuple[Block, ...]:
    future = result.future
    if future is None:
        return ()
    lines = [
        say(
            "value.expected",
            n=_figure(future.purchases),
            each=say.money(rounded(future.each)),
            sum=say.money(rounded(future.revenue)),
        ),
        _left(result, future, say),
        *([] if future.quiet is None else [say("value.quiet", days=future.ahead_days, chance=future.quiet)]),
        _ground(future, say),
    ]
    return block(*bullets(lines), heading=say("value.future"))


def _left(result: AccountValued, future: Future, say: Say) -> str:
    """What remains, with all that went into it."""
    inputs = [
        say("value.by_margin", margin=sums.number(result.margin)) if result.margin is not None else "",
        say("value.by_service", each=say.money(result.touch_cost)) if result.touch_cost else "",
        say("value.by_discount", rate=sums.number(result.discount)),
    ]
    told = say("parts.joined").join(filter(None, inputs))
    key = "value.left" if result.margin is not None else "value.left_gross"
    return say(key, inputs=told, sum=say.money(rounded(future.left)))


def _ground(future: Future, say: Say) -> str:
    if future.buyers:
        return say("value.learnt", buyers=future.buyers, repeaters=future.repeaters)
    return say("value.by_rhythm")


def _besides(result: AccountValued, say: Say) -> Iterator[str]:
    yield from _brought(result, say)
    if result.usual_days:
        yield say("value.pays_late", days=result.usual_days)
    if result.overdue:
        yield say("value.overdue", sums=sums_of(result.overdue, say), days=result.days_late)


def _brought(result: AccountValued, say: Say) -> Iterator[str]:
    """The accounts it brought are part of its worth."""
    brought = result.referred
    if not brought:
        return
    names = say("parts.joined").join(each.name for each in brought[:NAMES])
    known = [each.bought for each in brought if each.bought]
    key = "value.brought" if len(known) == len(brought) else "value.brought_masked"
    sum_ = say.money(sum(known[1:], known[0])) if known else ""
    yield say(key, n=len(brought), names=names, sum=sum_)


def _hidden(result: AccountValued, say: Say) -> str:
    return say("customers.masked") if result.masked else ""


def _looks(result: AccountValued, say: Say) -> tuple[tuple[Button, ...], ...]:
    customer = mention_of(result.customer)
    name = short(result.customer.short, LABEL)
    return (
        (say.button("value.brief", Brief(customer=customer), stays=True, customer=name),),
        (say.button("value.attention", Attention(customer=customer), stays=True),),
    )


@says(ValuesShown)
def values_shown(result: ValuesShown, say: Say) -> Card:
    """Classes with counts and shares, whose they are, and what is not in the figures."""
    whose = whose_of(result.asked, say)
    if not any(each.tier for each in result.classes):
        return Card(say("value.nothing", whose=whose), block(say("value.how")))
    whole = sum((each.value for each in result.classes[1:]), result.classes[0].value)
    owners = result.owners if len(result.owners) > 1 else ()
    blocks = (
        *block(*bullets(_class(each, say) for each in result.classes)),
        *block(*bullets(_owner(each, say) for each in owners[:OWNERS]), heading=say("value.owners")),
        *block(*notes_of(result.unvalued, say), _as_of(result, say), narrowed(result.asked, say)),
    )
    buttons = (
        (say.button("value.top", TopCustomers(scope=result.asked.scope), stays=True),),
        (say.button("value.attention", Attention(scope=result.asked.scope), stays=True),),
    )
    title = say("value.spread", whose=whose, sum=say.money(whole))
    return Card(title, blocks, () if result.asked.whose else buttons)


def _class(each: ClassShare, say: Say) -> str:
    if not each.tier:
        return say("value.prospects", n=each.accounts)
    return say(
        "value.class_line",
        tier=each.tier,
        n=each.accounts,
        sum=say.money(each.value),
        share=percent(each.value_share),
    )


def _owner(each: OwnerShare, say: Say) -> str:
    counts = dict(each.counts)
    told = say("parts.joined").join(f"{tier} {counts[tier]}" for tier in CLASSES if counts.get(tier))
    owner = each.owner or say("customers.unowned")
    key = "value.owner_line" if told else "value.owner_none"
    return say(key, owner=owner, counts=told, share=percent(each.value_share))


def _as_of(result: ValuesShown, say: Say) -> str:
    return as_of(result.reckoned_on >= say.today, say.short_day(result.reckoned_on), say)


def as_of(today: bool, day: str, say: Say) -> str:
    """On which day it was reckoned, when that is not today."""
    return "" if today else say("value.as_of", day=day)


def notes_of(unvalued: int, say: Say) -> Iterator[str]:
    if unvalued:
        yield say("value.unvalued_note", n=unvalued)


def narrowed(asked: Asked, say: Say) -> str:
    """That it is less than was asked for."""
    return say("value.narrowed") if asked.narrowed else ""


def whose_of(asked: Asked, say: Say) -> str:
    """`李雷的`, 我的, 团队的, "" for everybody's."""
    if asked.whose:
        return say("value.of_one", name=asked.whose)
    return "" if asked.scope is Scope.ALL else say(f"value.of_{asked.scope}")


def by_of(asked: Asked, say: Say) -> str:
    """The same before an adjective: 你最好的客户."""
    if asked.whose:
        return say("value.by_one", name=asked.whose)
    return "" if asked.scope is Scope.ALL else say(f"value.by_{asked.scope}")


def percent(share: float) -> str:
    """`36%`; what is not nothing is never 0%."""
    rounded_ = round(100 * share)
    return "<1%" if share > 0 and not rounded_ else f"{rounded_}%"


def rounded(money: Money) -> Money:
    """An estimate to three digits: ¥38,432.52 would claim to know the cents."""
    if not money.amount:
        return money
    places = FIGURES - 1 - floor(log10(abs(money.amount)))
    return (
        Money(Decimal(round(money.amount, places)), money.currency) if places < 0 else money.times(Decimal(1))
    )


def _figure(number: float) -> str:
    """`1.2`, `14`."""
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")  # noqa: PLR2004


@says(NotReckoned)
def not_reckoned(_result: NotReckoned, say: Say) -> Card:
    look = say.button("value.top", TopCustomers(), stays=True)
    return Card(say("value.not_reckoned"), buttons=((look,),))


def look_at(customer_button: str, does: Value | Brief, name: str, say: Say) -> Button:
    return say.button(customer_button, does, stays=True, customer=short(name, LABEL))
