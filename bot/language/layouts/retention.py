"""Customers won, kept, won back and lost as a card, and where they stand, with a tip for each stage."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.chat import Button, Card
from bot.domain.retention import QUARTER, YEAR, CheckLifecycle, LifecycleChecked, Retention, Staged
from bot.domain.risk import AtRiskList
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.stages import tip_text
from bot.language.speak import Say, says

PERIODS: Final = (QUARTER, YEAR)


@says(LifecycleChecked)
def lifecycle_checked(result: LifecycleChecked, say: Say) -> Card:
    blocks = (
        *block(*_counts(result.counts, say), heading=say("retention.since", day=say.short_day(result.since))),
        *block(*_stages(result.stages, say), heading=say("retention.stages")),
        *block("" if result.stages else say("retention.unstaged")),
    )
    key = "person" if result.asked.whose else result.asked.scope
    title = say(f"retention.title.{key}", name=result.asked.whose, days=result.days)
    return Card(title, blocks, _buttons(result, say))


def _counts(counts: Retention, say: Say) -> tuple[str, ...]:
    if not counts.active and not counts.lost:
        return (say("retention.nothing"),)
    return bullets(
        (
            say("retention.active", n=counts.active),
            say("retention.parts", new=counts.new, kept=counts.kept, back=counts.won_back),
            say("retention.lost", n=counts.lost),
        )
    )


def _stages(stages: Iterable[Staged], say: Say) -> Iterator[str]:
    """Each with what there is to do in it."""
    for each in stages:
        yield from bullets([_stage(each, say)])
        if each.customers:
            yield tip_text(each.stage, say)


def _stage(staged: Staged, say: Say) -> str:
    stage = say(f"briefs.stage.{staged.stage}")
    back = say("retention.back", n=staged.won_back) if staged.won_back else ""
    fell = say("retention.fell", n=staged.declined) if staged.declined else ""
    return say("retention.stage", stage=stage, n=staged.customers, back=back, fell=fell)


def _buttons(result: LifecycleChecked, say: Say) -> tuple[tuple[Button, ...], ...]:
    scope, person = result.asked.scope, result.person
    other = (
        say.button(f"retention.look.{each}", CheckLifecycle(days=each, scope=scope, person=person))
        for each in PERIODS
        if each != result.days
    )
    risk = say.button("retention.at_risk", AtRiskList(scope=scope, person=person), stays=True)
    return (tuple(other), (risk,))
