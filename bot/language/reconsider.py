"""A second thought on what the rules made of a message, where they found nothing or the leaning is very sure.

It chooses the act only: every slot comes from the builder of that act. What is denied, supposed, retold or asked
never becomes a write by it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, takewhile
from typing import Final

from bot.domain.base import Command, name_of
from bot.domain.guide import Help
from bot.domain.interactions import LogInteraction
from bot.domain.pipeline import Targets
from bot.language.build import built
from bot.language.clauses import Clause
from bot.language.hearing import Understood
from bot.language.intents import Mood, mood_of
from bot.language.leanings import NOTHING, READS, SEVERAL, Leaning, leanings
from bot.language.rules import UNSURE
from bot.language.slash import commands_of
from bot.language.slots import Heard
from bot.language.traits import traits_of

MOST_GUESSES: Final = 3
LEAST_CHANCE: Final = 0.3
"""Below it no act is thought of, however little else there is."""
LEAST_GUESSED: Final = 0.3
"""The chance from which an act is worth a button."""
MOST_ACTS: Final = 4
"""How many of the likeliest acts are tried."""
NOTE: Final = name_of(LogInteraction)
NEVER: Final = 1.01
"""A chance that nothing reaches."""
LOOKS: Final = frozenset({
    "assign_advice", "at_risk_list", "attention", "audit", "brief", "calendar", "check_promises", "check_quotes",
    "export", "find", "forecast", "help", "import", "my_day", "my_reminders", "pipeline_summary", "targets",
    "top_customers", "value",
})  # fmt: skip
"""Acts that change nothing."""
WHOLE: Final = frozenset({"help", "my_day", "my_reminders", "settings", "snooze", "undo"})
"""Acts of a whole message, made by name; help and undo of it without a slot."""
BARE: Final = frozenset({"help", "undo"})
BY_NAME: Final = frozenset({"amend", "new_contact"})
"""Acts whose slots are read from the whole message."""
OF_NOBODY: Final = frozenset(
    {"amend", "campaign", "handover", "set_reminder", "settings", "snooze", "targets", "undo"}
)
"""Acts that write without a customer."""
UNFIT: Final = frozenset({
    "conditional", "denial", "dont", "forwarded", "hedge", "irony", "near", "negation", "not_asking", "not_yet",
    "question", "rumour", "unreal", "unable", "undone", "foreign", "we_paid",
})  # fmt: skip
"""Features of which none may be there when something is to be written."""
PLAIN: Final = frozenset({"not_asking", "recurring", "remind", "remind_order", "target"})
"""What was plainly ordered is not held back."""
DONE: Final = frozenset({"log_payment", "keep_promise"})
"""Acts of what has happened: with a day ahead and no word that it did, nothing of the kind is written."""
HAPPENED: Final = frozenset({"past_deed", "perfect"})
BARRED: Final = {"log_payment": "unpaid", "log_order": "not_bought"}
"""What says of an act that it did not come about."""
ASKING: Final = frozenset({Mood.STATEMENT, Mood.QUESTION})

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """What a second thought does, each with its own bar.

    Of nothing it makes a look, an act of a whole message or a write; of a note a look (special) or a fact; of a write
    another deed or a look (swap); of a look another (turn), of several commands one. It holds a write, doubts a note.
    """

    LOOK = "look"
    WHOLE = "whole"
    WRITE = "write"
    SPECIAL = "special"
    FACT = "fact"
    DEED = "deed"
    SWAP = "swap"
    TURN = "turn"
    ONE = "one"
    HOLD = "hold"
    DOUBT = "doubt"


REPLACING: Final = frozenset({Kind.DEED, Kind.ONE})
"""What puts a write in the place of another must be likelier than all else together."""
EVEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Thought:
    """What to do instead of what the rules made, and how likely it is beside that."""

    kind: Kind
    act: str
    chance: float
    understood: Understood


@dataclass(frozen=True, slots=True)
class First:
    """What the rules made of a message: `heard` is the whole of it as one clause.

    It is `settled` when people here confirmed before that they mean just this.
    """

    understood: Understood
    heard: Heard
    clauses: Sequence[Clause]
    settled: bool = False

    @property
    def features(self) -> frozenset[str]:
        return self.heard.clause.features

    @property
    def mood(self) -> Mood:
        return mood_of(self.features)

    @property
    def made(self) -> tuple[str, ...]:
        """The names of the commands that the rules made."""
        return tuple(name_of(type(each)) for each in self.understood.commands)

    @property
    def own(self) -> str:
        """What the rules say it leans to."""
        return SEVERAL if len(self.made) > 1 else next(iter(self.made), NOTHING)

    @property
    def writes(self) -> bool:
        return any(changes(each) for each in self.understood.commands)


def changes(command: Command) -> bool:
    """Whether it writes: a target is only looked at unless a sum is set."""
    return not command.reads and not (isinstance(command, Targets) and command.amount is None)


def reconsidered(first: First) -> Understood:
    """What the rules made of it, or what it more surely means."""
    table = leanings()
    if table is None or first.settled:
        return first.understood
    traits = shown(first)
    leaning = table.lean(traits)
    for thought in thoughts(first, leaning, table.bars):
        reasons = table.why(traits, thought.act)
        log.debug("%s at %.2f: %s by %s", thought.kind, thought.chance, thought.act, reasons)
        return thought.understood
    if first.understood.commands:
        return first.understood
    return Understood(guesses=guesses(first, leaning))


def shown(first: First) -> frozenset[str]:
    """The traits of the message."""
    features = (*first.features, f"mood {first.mood}")
    return traits_of(first.heard.masked, features, len(first.clauses), first.made)


def thoughts(first: First, leaning: Leaning, bars: Mapping[str, float]) -> Iterator[Thought]:
    """What could be done instead from the chance that each kind asks for: another act, or holding a write back."""
    for act in islice(leaning.chances, MOST_ACTS):
        if leaning.chances[act] >= LEAST_CHANCE:
            yield from _otherwise(first, act, leaning, bars)
    if _doubtful(first):
        kind, chance = _doubt(first), leaning.rather((NOTHING, READS, *LOOKS), (first.own,))
        if chance >= bars.get(kind, NEVER):
            yield Thought(kind, leaning.act, chance, _held(first, leaning.act))


def _otherwise(first: First, act: str, leaning: Leaning, bars: Mapping[str, float]) -> Iterator[Thought]:
    """The whole message as this act, rather than as what the rules made of it."""
    others = (first.own,) if act in LOOKS else (first.own, NOTHING, READS)
    kind, chance = _kind(first, act), leaning.rather((act,), others)
    if kind and chance >= bars.get(kind, NEVER) and not _too_open(kind, leaning.chances[act]):
        meant = _acted(first, act) if _may(first, act) else ()
        if meant and _others(meant, first.understood.commands):
            yield Thought(kind, act, chance, Understood(meant))


def _too_open(kind: Kind, chance: float) -> bool:
    """What puts an act in another's place is the likeliest of all."""
    return kind in REPLACING and chance < EVEN


def _doubt(first: First) -> Kind:
    """A note is what is made of anything about a customer."""
    return Kind.DOUBT if first.own == NOTE else Kind.HOLD


def _held(first: First, act: str) -> Understood:
    """Buttons: the look that may be meant, then what would have been written."""
    looks = (each for each in _acted(first, act) if not changes(each) and _about(first, each))
    found = dict.fromkeys((*looks, *first.understood.commands))
    return Understood(guesses=tuple(found)[:MOST_GUESSES])


def _doubtful(first: First) -> bool:
    """One write, unless it was plainly ordered: remind me, set the target."""
    return len(first.made) == 1 and first.writes and first.features.isdisjoint(PLAIN)


def _kind(first: First, act: str) -> Kind | None:
    """How far an act would go beyond what the rules made; a look never becomes a write."""
    if act == first.own:
        return None
    if not first.made:
        return _unread(act)
    if len(first.made) > 1:
        return Kind.ONE
    if act in LOOKS:
        return _looked(first)
    return (Kind.FACT if first.own == NOTE else Kind.DEED) if first.writes else None


def _looked(first: First) -> Kind:
    """What it is to look instead of the one thing that the rules made."""
    if first.own == NOTE:
        return Kind.SPECIAL
    return Kind.SWAP if first.writes else Kind.TURN


def _unread(act: str) -> Kind:
    """What an act is where the rules found nothing."""
    if act in LOOKS:
        return Kind.LOOK
    return Kind.WHOLE if act in WHOLE else Kind.WRITE


def _may(first: First, act: str) -> bool:
    """Reading acts answer questions too; nothing is written of what is not plainly stated."""
    if act in LOOKS:
        return first.mood in ASKING
    if first.mood is not Mood.STATEMENT:
        return False
    if act in WHOLE:
        return "named" not in first.features
    fit = first.features.isdisjoint(UNFIT) and not _is_to_come(first, act)
    return fit and all(clause.act != UNSURE for clause in first.clauses)


def _is_to_come(first: First, act: str) -> bool:
    """Or did not come about at all."""
    if BARRED.get(act) in first.features:
        return True
    return act in DONE and "ahead" in first.features and first.features.isdisjoint(HAPPENED)


def _acted(first: First, act: str) -> tuple[Command, ...]:
    """The commands of an act for the whole message; none when a writing one knows no customer."""
    heard = first.heard
    if act in WHOLE:
        return commands_of(act, "" if act in BARE else heard.text, heard.hearing)
    commands = _by_name(first, act) if act in BY_NAME else _built(first, act)
    return commands if all(not changes(each) or _known(each, act) for each in commands) else ()


def _by_name(first: First, act: str) -> tuple[Command, ...]:
    found = commands_of(act, first.heard.text, first.heard.hearing)
    return tuple(each for each in found if not isinstance(each, Help))


def _built(first: First, act: str) -> tuple[Command, ...]:
    """Of its only clause, where there is only one."""
    span = first.clauses[0] if len(first.clauses) == 1 else first.heard.clause
    return built(act, replace(first.heard, clause=replace(span, act=act)))


def _known(command: Command, act: str) -> bool:
    return act in OF_NOBODY or getattr(command, "customer", None) is not None


def _others(meant: Sequence[Command], commands: Sequence[Command]) -> bool:
    return {type(each) for each in meant} != {type(each) for each in commands}


def _about(first: First, command: Command) -> bool:
    """Whether it has to do with the customer who is named, if one is."""
    return "named" not in first.features or getattr(command, "customer", None) is not None


def guesses(first: First, leaning: Leaning) -> tuple[Command, ...]:
    """The likeliest acts as buttons, then what stands to reason; help has its button in any case."""
    order = takewhile(lambda act: act != NOTHING, leaning.chances)
    chances = {act: leaning.chances[act] for act in order if act != "help"}
    likely = [act for act, chance in chances.items() if chance >= LEAST_GUESSED and _may(first, act)]
    lean = (each for act in likely for each in _acted(first, act)[:1] if _about(first, each))
    by_kind: dict[type[Command], Command] = {}
    for each in (*lean, *first.understood.guesses):
        by_kind.setdefault(type(each), each)
    return tuple(by_kind.values())[:MOST_GUESSES]
