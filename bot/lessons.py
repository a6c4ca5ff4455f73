"""Lessons: what people confirm is kept as an example of how this workspace speaks, and recalled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from bot import language
from bot.domain.base import Command, name_of, new_id
from bot.domain.examples import Confirmed, Example
from bot.domain.moment import local
from bot.domain.ports import Pending, Work
from bot.handlers import Turn
from bot.language import Hearing, Understood

OFFERED: Final = 3
AGREE: Final = 5
"""The newest examples of one sign, which have to agree."""


def recalled(work: Work) -> Callable[[str], str]:
    """The act that messages of a sign were confirmed to be; "" when they were none, several, or different ones."""

    def act(sign: str) -> str:
        found = {_act(each) for each in work.examples.like(sign, AGREE)}
        return found.pop() if len(found) == 1 else ""

    return act


def keep(commands: Sequence[Command], how: Confirmed, turn: Turn, hearing: Hearing) -> None:
    """The message of this turn and what it became; one that is hardly more than a name teaches nothing."""
    sign = language.sign(turn.said, hearing) if turn.said else ""
    if not sign or not commands:
        return
    example = Example(
        id=new_id(),
        member_id=turn.actor.id,
        at=turn.now,
        zone=turn.actor.zone,
        text=turn.said,
        sign=sign,
        commands=tuple(commands),
        how=how,
        source=turn.source,
    )
    turn.work.examples.keep(example)


def whole(pending: Pending, chosen: Sequence[Command], work: Work) -> tuple[Command, ...]:
    """All that the message became: what it did before the question, and what waited, now with its answer."""
    answers = dict(zip(pending.commands, chosen[len(chosen) - len(pending.commands) :], strict=True))
    done = work.journal.of_source(pending.source)
    before = done[-1].commands if done else ()
    if not set(pending.commands) <= set(before):
        return tuple(answers.values())
    return tuple(answers.get(each, each) for each in before)


def told(work: Work) -> Iterator[Mapping[str, Any]]:
    """Every example as plain data, the oldest first: the fields of tests/language/LABELS.md, and `how`."""
    for each in work.examples.all():
        yield {
            "text": each.text,
            "commands": language.parsed(Understood(each.commands))["commands"],
            "at": local(each.at, each.zone).isoformat(timespec="minutes"),
            "tz": each.zone,
            "how": each.how.value,
        }


def merged(advice: Sequence[Command], guesses: Sequence[Command]) -> tuple[Command, ...]:
    """What to offer: the second reader's readings first, each deed for a customer once."""
    offered: dict[object, Command] = {}
    for each in (*advice, *guesses):
        offered.setdefault((type(each), getattr(each, "customer", None)), each)
    return tuple(offered.values())[:OFFERED]


def _act(example: Example) -> str:
    """The one command of a message; several are for rules to tell apart."""
    return name_of(type(example.commands[0])) if len(example.commands) == 1 else ""
