"""The best customers as a card, with the four factors and their weights."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.domain.chat import Button, Card
from bot.domain.moment import Period
from bot.domain.value import TopLine, TopShown, Value
from bot.language import sums
from bot.language.layouts.parts import block, mention_of
from bot.language.layouts.value import by_of, look_at, narrowed, notes_of, percent
from bot.language.speak import Say, says

LOOKS: Final = 3


@says(TopShown)
def top_shown(result: TopShown, say: Say) -> Card:
    if not result.lines:
        return Card(say("value.no_sales", span=span_of(result, say)), block(say("value.how")))
    lines = [_line(place, each, say) for place, each in enumerate(result.lines, start=result.start + 1)]
    blocks = (*block(*lines), *block(_by(result, say), *_notes(result, say)))
    return Card(_title(result, say), blocks, tuple((each,) for each in _buttons(result, say)))


def _title(result: TopShown, say: Say) -> str:
    facts = {
        "whose": by_of(result.asked, say),
        "span": span_of(result, say),
        "product": result.product,
        "compared": result.compared,
        "share": percent(result.best_share),
    }
    product = say("value.of_product", product=result.product) if result.product else ""
    if result.command.most:
        return say("value.top_most", **facts | {"product": product}, n=result.listed)
    return say("value.top_share", **facts | {"product": product}, n=result.best, top=result.share)


def span_of(result: TopShown, say: Say) -> str:
    return say("value.year") if result.usual else days_of(result.period, say)


def days_of(period: Period, say: Say) -> str:
    """`3月1日–3月31日`, or the one day."""
    first, last = period.start, period.end.fromordinal(period.end.toordinal() - 1)
    if first == last:
        return say.short_day(first)
    return say("value.days", first=say.short_day(first), last=say.short_day(last))


def _line(place: int, line: TopLine, say: Say) -> str:
    """`1. 泰禾（李雷）：¥5.6万，数量20，约276天一单，逾期¥1.36万；综合88分`."""
    owner = line.owner or say("customers.unowned")
    own = say.is_me(line.customer.owner_id)
    name = line.customer.short if own else say("value.owned", customer=line.customer.short, owner=owner)
    told = say("parts.joined").join(_factors(line, say))
    return say("value.top_line", place=place, name=name, told=told, points=round(line.points))


def _factors(line: TopLine, say: Say) -> Iterator[str]:
    hidden = sums.hidden(say.language, line.value.currency)
    known = say.money(line.value) if line.value.amount else say("value.no_sum")
    yield hidden if line.masked else known
    yield say("value.volume", n=sums.number(line.volume))
    if line.cycle is not None:
        yield say("value.every", days=max(1, round(line.cycle)))
    if line.overdue:
        yield say("value.late", sum=hidden if line.masked else say.money(line.overdue))


def _by(result: TopShown, say: Say) -> str:
    """What the order goes by."""
    told = (say(f"value.factor.{factor}", share=share) for factor, share in result.weights)
    return say("value.weights", factors=say("parts.joined").join(told))


def _notes(result: TopShown, say: Say) -> Iterator[str]:
    yield from notes_of(result.unvalued, say)
    if result.cut:
        yield say("value.cut", n=result.compared)
    yield narrowed(result.asked, say)


def _buttons(result: TopShown, say: Say) -> Iterator[Button]:
    for each in result.lines[:LOOKS]:
        yield look_at("value.look", Value(customer=mention_of(each.customer)), each.customer.short, say)
    shown = result.start + len(result.lines)
    if shown < result.listed:
        following = replace(result.command, start=shown)
        yield say.button("value.next", following, stays=True, n=min(result.listed - shown, len(result.lines)))
