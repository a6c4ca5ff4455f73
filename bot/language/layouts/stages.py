"""The stage of a relationship with what shows it, and what to do in it."""

from bot.domain.lifecycle import Lifecycle, StageShown, cadence_of
from bot.domain.policy import LifecyclePolicy
from bot.language.speak import Say


def stage_name(stage: Lifecycle, say: Say, declined_from: Lifecycle | None = None) -> str:
    """`退化期（此前是稳定期）`: where a decline began is part of its name."""
    name = say(f"briefs.stage.{stage}")
    if stage is not Lifecycle.DECLINE or declined_from is None:
        return name
    return say("stages.declined", stage=name, before=say(f"briefs.stage.{declined_from}"))


def stage_text(shown: StageShown, say: Say) -> str:
    """The stage, how many orders there are, and how long ago the last one was."""
    name = stage_name(shown.stage, say, shown.declined_from)
    key = "briefs.in_stage" if shown.silent else "briefs.in_stage_today"
    return say(key, stage=name, orders=shown.orders, days=shown.silent)


def tip_text(stage: Lifecycle, say: Say) -> str:
    """What the four-stage theory says to do now, and how often to be in touch."""
    policy = say.workspace.policy.lifecycle if say.workspace else LifecyclePolicy()
    return say(f"stages.tip.{stage}", days=cadence_of(stage, policy))
