"""Where the attention goes, beside what it brings, as a card."""

from collections.abc import Iterator
from typing import Final

from bot.domain.attention import Verdict
from bot.domain.chat import Button, Card
from bot.domain.customers import Brief
from bot.domain.value import AttentionLine, AttentionShown, ClassShare
from bot.language import sums
from bot.language.layouts.drawn import shares_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.layouts.top import days_of
from bot.language.layouts.value import as_of, look_at, narrowed, percent, whose_of
from bot.language.speak import Say, says

LOOKS: Final = 4


@says(AttentionShown)
def attention_shown(result: AttentionShown, say: Say) -> Card:
    span = say("value.year") if result.period is None else days_of(result.period, say)
    if result.one:
        return _of_one(result, result.one, span, say)
    facts = {"whose": whose_of(result.asked, say), "span": span}
    if not result.touches:
        return Card(say("attention.nothing", **facts))
    blocks = (
        *block(*bullets(_class(each, say) for each in result.classes if each.tier or each.touches)),
        *block(*_out_of_step(Verdict.NEGLECTED, result, say), heading=say("attention.neglected")),
        *block(*_out_of_step(Verdict.OVER_SERVED, result, say), heading=say("attention.over_served")),
        *block(
            *bullets(_line("loud", each, say) for each in _others(result)), heading=say("attention.loudest")
        ),
        *block(_in_step(result, say), _as_of(result, say), narrowed(result.asked, say)),
    )
    title = say("attention.title", touches=result.touches, **facts)
    looks = tuple((each,) for each in _looks(result, say))
    return Card(title, blocks, looks, picture=shares_of(result, span, say))


def _class(each: ClassShare, say: Say) -> str:
    if not each.tier:
        return say("attention.prospects", n=each.accounts, touch=percent(each.touch_share))
    return say(
        "attention.class_line",
        tier=each.tier,
        n=each.accounts,
        value=percent(each.value_share),
        touch=percent(each.touch_share),
    )


def _out_of_step(verdict: Verdict, result: AttentionShown, say: Say) -> Iterator[str]:
    neglected = verdict is Verdict.NEGLECTED
    lines = result.neglected if neglected else result.over_served
    yield from bullets(_line(verdict, each, say) for each in lines)
    left = (result.neglected_total if neglected else result.over_served_total) - len(lines)
    if left > 0:
        yield say("parts.more", left=left)


def _line(kind: str, line: AttentionLine, say: Say) -> str:
    """With its two shares; where one of them is nothing at all, it says so."""
    nothing = not line.touches if kind == Verdict.NEGLECTED else not line.value_share and not line.masked
    return say(
        f"attention.{kind}_{'none' if nothing else 'line'}",
        name=_name(line, say),
        n=line.touches,
        touch=percent(line.touch_share),
        value="***" if line.masked else percent(line.value_share),
    )


def _name(line: AttentionLine, say: Say) -> str:
    if say.is_me(line.customer.owner_id):
        return line.name
    return say("value.owned", customer=line.name, owner=line.owner or say("customers.unowned"))


def _others(result: AttentionShown) -> list[AttentionLine]:
    """The loudest that stand in no other list."""
    flagged = {each.customer.id for each in (*result.neglected, *result.over_served)}
    return [each for each in result.loudest if each.customer.id not in flagged]


def _in_step(result: AttentionShown, say: Say) -> str:
    """That nobody is, where nobody is out of step."""
    return "" if result.neglected or result.over_served else say("attention.in_step")


def _as_of(result: AttentionShown, say: Say) -> str:
    return as_of(result.reckoned_on >= say.today, say.short_day(result.reckoned_on), say)


def _of_one(result: AttentionShown, line: AttentionLine, span: str, say: Say) -> Card:
    """The touches and what they bring, and whether that is out of step; all revenue is known to admins only."""
    share = "attention.share" if result.asked.people is None else "attention.share_own"
    sum_ = sums.hidden(say.language, line.value.currency) if line.masked else say.money(line.value)
    facts = [
        say("attention.one_touches", n=line.touches, span=span, touch=percent(line.touch_share)),
        say(share, sum=sum_, value=percent(line.value_share)),
        say("value.class", tier=line.tier) if line.tier else say("attention.prospect"),
    ]
    verdict = say(f"attention.verdict.{line.verdict}") if line.verdict else ""
    title = say("attention.one", customer=line.name, verdict=verdict or say("attention.verdict.fits"))
    look = look_at("value.brief", Brief(customer=mention_of(line.customer)), line.name, say)
    hidden = say("customers.masked") if line.masked else ""
    return Card(title, (*block(*bullets(facts)), *block(hidden, _as_of(result, say))), ((look,),))


def _looks(result: AttentionShown, say: Say) -> Iterator[Button]:
    """Those who are out of step first, else the loudest."""
    lines = [*result.neglected[: LOOKS // 2], *result.over_served[: LOOKS // 2]] or result.loudest[:LOOKS]
    for each in lines:
        yield look_at("value.brief", Brief(customer=mention_of(each.customer)), each.name, say)
