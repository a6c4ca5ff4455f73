"""Whom to send, as a card: every candidate with reasons, nobody with a score, and who is left out and why."""

from collections.abc import Iterable, Iterator
from math import floor
from typing import Final

from bot.domain.advice import Advised, Because, Candidate, Kin, LeftOut, surely_better
from bot.domain.base import Mention
from bot.domain.cases import AssignCase
from bot.domain.chat import Button, Card
from bot.domain.customers import Brief, Customer
from bot.domain.handover import Handover
from bot.domain.shares import Share
from bot.language.layouts.keeping import rate_text
from bot.language.layouts.parts import NAME, block, bullets, mention_of
from bot.language.speak import Say, says, short

PER_CENT: Final = 100
NAMED: Final = 4
"""Colleagues without the skill that are named."""


@says(Advised)
def advised(result: Advised, say: Say) -> Card:
    """The best first, then what the figures are worth, then who is not among them."""
    shown = result.chosen.ranked[: result.policy.shown]
    lines = [_line(place, each, result, say) for place, each in enumerate(shown, start=1)]
    left = len(result.chosen.ranked) - len(shown)
    more = say("parts.more", left=left) if left > 0 else ""
    blocks = (
        *block(*lines, more),
        *block(_compared(shown, result, say), _order(result, say)),
        *block(*bullets(_left_out(result, say)), heading=say("advice.left_out")),
        *block(_hint(result, say)),
    )
    return Card(_title(result, say), blocks, tuple((each,) for each in _buttons(shown, result, say)))


def _title(result: Advised, say: Say) -> str:
    about = _about(result, say)
    if not result.chosen.ranked:
        return say("advice.nobody", about=about)
    first = result.chosen.ranked[0].name
    return say("advice.job" if result.job else "advice.deal", about=about, name=first)


def _about(result: Advised, say: Say) -> str:
    """`泰禾，A款，¥200万：`, or nothing."""
    money = say.money(result.amount) if result.amount and not result.job else ""
    customer = result.customer.short if result.customer else ""
    wanted = "" if result.wanted == result.product else result.wanted
    parts = [each for each in (customer, result.product, wanted, money) if each]
    return say("advice.about", what=say("parts.joined").join(parts)) if parts else ""


def _line(place: int, one: Candidate, result: Advised, say: Say) -> str:
    facts = say("parts.joined").join(filter(None, _facts(one, result, say)))
    return say("advice.candidate", place=place, name=one.name, facts=facts)


def _facts(one: Candidate, result: Advised, say: Say) -> Iterator[str]:
    """In the order in which they count: the customer, the promises, the load; then what is only told."""
    if one.skill:
        yield say("advice.skill", skill=one.skill)
    if result.customer:
        yield say("advice.owner") if one.owner else say("advice.shares") if one.shares else ""
        yield _touched(one, say)
    yield _kept(one, say)
    yield say("advice.jobs" if result.job else "advice.live", n=one.load)
    if result.kin and one.similar.of:
        yield say("advice.similar", kin=_kin(result, say), share=share_text(one.similar, say))


def _kept(one: Candidate, say: Say) -> str:
    kept = one.kept
    if not kept.settled:
        return say("advice.no_promises")
    return say("advice.few_promises", good=kept.good, n=kept.settled) if kept.few else rate_text(kept, say)


def _touched(one: Candidate, say: Say) -> str:
    if one.last is None:
        return say("advice.untouched")
    return say("advice.touched", n=one.touches, day=say.short_day(one.last))


def share_text(share: Share, say: Say) -> str:
    """`11/16（44–86%）`; of a few only the counts."""
    if share.few:
        return say("advice.few", good=share.good, of=share.of)
    low, high = (round(each * PER_CENT) for each in share.likely())
    return say("advice.share", good=share.good, of=share.of, low=low, high=high)


def _kin(result: Advised, say: Say) -> str:
    if result.kin is Kin.PRODUCT:
        return say("advice.kin.product", product=result.product)
    return say("advice.kin.size")


def _compared(shown: Iterable[Candidate], result: Advised, say: Say) -> str:
    """Whether the shares of deals won differ by more than chance; they never decide the order."""
    known = [each for each in shown if each.similar.of]
    if result.kin is None or len(known) <= 1:
        return ""
    pair = surely_better(known)
    if pair is None:
        return say("advice.not_significant")
    return say("advice.significant", one=pair[0].name, other=pair[1].name)


def _order(result: Advised, say: Say) -> str:
    return say("advice.order") if len(result.chosen.ranked) > 1 else ""


def _left_out(result: Advised, say: Say) -> Iterator[str]:
    out = result.chosen.left_out
    for each in _of(out, Because.FULL):
        key = "advice.full_jobs" if result.job else "advice.full"
        yield say(key, name=each.name, n=each.load, limit=floor(result.chosen.limit))
    unskilled = _of(out, Because.UNSKILLED)
    if unskilled:
        names = say("advice.comma").join(each.name for each in unskilled[:NAMED])
        left = len(unskilled) - NAMED
        yield say("advice.unskilled_more" if left > 0 else "advice.unskilled", names=names, n=len(unskilled))
    for each in _of(out, Because.GONE):
        yield say("advice.gone", name=each.name)


def _of(out: Iterable[LeftOut], because: Because) -> list[Candidate]:
    return [each.candidate for each in out if each.because is because]


def _hint(result: Advised, say: Say) -> str:
    """What would make the advice better."""
    if result.unlisted:
        return say("advice.unlisted")
    if not result.chosen.ranked and not result.chosen.left_out:
        return say("advice.nobody_to_send")
    if not result.chosen.ranked:
        full = _of(result.chosen.left_out, Because.FULL)
        return say("advice.all_full" if full else "advice.nobody_skilled")
    return "" if result.customer else say("advice.name_the_customer")


def _buttons(shown: Iterable[Candidate], result: Advised, say: Say) -> Iterator[Button]:
    customer = result.customer
    if customer is None:
        return
    for each in shown if result.may_give else ():
        yield from _giving(each, customer, result, say)
    yield say.button("advice.brief", Brief(customer=mention_of(customer)), stays=True)


def _giving(one: Candidate, customer: Customer, result: Advised, say: Say) -> Iterator[Button]:
    """The customer of a deal, or the case of a job, to whom it is not already."""
    to, name = Mention(one.name, one.id, one.name), short(one.name, NAME)
    if not result.job and not one.owner:
        hand = Handover(to=to, customer=mention_of(customer))
        yield say.button("advice.hand_over", hand, stays=True, name=name)
    if result.case and one.id != result.case.case.member_id:
        yield say.button("advice.assign", AssignCase(case=result.case.case.id, to=to), name=name)
