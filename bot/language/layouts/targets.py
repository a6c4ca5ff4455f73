"""Targets as cards: what was set, and how far it is."""

from collections.abc import Iterator

from bot.domain.chat import Card
from bot.domain.targets import Progress, TargetSet, TargetsShown
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.pipeline import PER_CENT, ahead_button, narrowed, rows
from bot.language.layouts.spans import about, period_text, sum_text, whose_text, worth_text
from bot.language.speak import Say, says


@says(TargetSet)
def target_set(result: TargetSet, say: Say) -> Card:
    """`定好了：团队3月目标¥120万`, and what it was before."""
    target = result.target
    mine = say.is_me(target.member_id)
    whose = say("spans.whose.me") if mine else result.name
    if target.team:
        whose = say("spans.whose.team") if mine else say("targets.team_of", name=result.name)
    if not target.member_id:
        whose = say("spans.whose.all")
    facts = {"whose": whose, "period": period_text(target.period, say), "amount": say.money(target.amount)}
    same = result.before == target.amount
    before = say("targets.before", amount=say.money(result.before)) if result.before and not same else ""
    return Card(say("targets.same" if same else "targets.set", **facts), block(before))


@says(TargetsShown)
def targets_shown(result: TargetsShown, say: Say) -> Card:
    facts = {"whose": whose_text(result.whose, say), "period": period_text(result.period, say)}
    aim = result.aim
    amount = say.money(aim.amount) if aim else ""
    title = say("targets.title", amount=amount, **facts) if aim else say("targets.none", **facts)
    people = bullets(_person(each, result.currency, say) for each in result.people)
    blocks = (
        *block(*narrowed(result.whose, say), *_standing(result, say)),
        *block(*people, heading=say("targets.people")),
        *block("" if aim or not result.may_set else say("targets.how")),
    )
    buttons = (say.button("pipeline.back", result.asked, stays=True), ahead_button(result.asked, say))
    return Card(title, blocks, rows(buttons))


def _standing(result: TargetsShown, say: Say) -> Iterator[str]:
    """What is won of it, what is missing, what is live, and what the forecasts say."""
    if result.aim and result.aim.people:
        yield say("targets.added", n=result.aim.people)
    yield _won(result, say)
    if result.coverage is not None and result.live.count:
        live = sum_text(result.live, result.currency, say)
        yield say("targets.coverage", live=live, times=f"{result.coverage:.1f}")
    told = [
        say(f"targets.forecast.{key}", value=about(each.to_minor(), result.currency, say))
        for key, each in zip(("pace", "ages"), result.forecasts, strict=True)
        if each
    ]
    if told:
        yield say("targets.forecasts", told=say("parts.joined").join(told))


def _won(result: TargetsShown, say: Say) -> str:
    won = sum_text(result.won, result.currency, say)
    if result.aim is None:
        return say("targets.won", sum=won)
    target = result.aim.amount.to_minor()
    missing = target - result.won.value
    share = round(result.won.value / target * PER_CENT)
    left = worth_text(max(0, missing), result.currency, say)
    key = "targets.missing" if missing > 0 else "targets.reached"
    return say(key, sum=won, share=share, left=left, days=result.left)


def _person(progress: Progress, currency: str, say: Say) -> str:
    name = say("spans.whose.me") if say.is_me(progress.member_id) and not say.group else progress.name
    won = worth_text(progress.won.value, currency, say)
    if progress.aim is None:
        return say("targets.person_none", name=name, won=won)
    share = round(progress.won.value / progress.aim.to_minor() * PER_CENT)
    return say("targets.person", name=name, won=won, target=say.money(progress.aim), share=share)
