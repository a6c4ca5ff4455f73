"""How a promise stands to others: repeated, replaced, contradicted; what is risky about it; where it comes from."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.promises import (
    Against,
    CustomerPromised,
    Line,
    PartPromises,
    Promise,
    PromiseMade,
    PromisesParted,
    PromiseTraced,
    Source,
    TracePromise,
    Warned,
)
from bot.domain.routines import PromiseContradicted, PromiseWarned
from bot.language.layouts.lines import LABEL, deed_of, giver, line_text, then_due, what_of
from bot.language.layouts.parts import block, bullets, who
from bot.language.speak import Say, says, short

TRACED = 2
"""Buttons that lead to the sources of a contradiction."""
SAID = 80
"""Columns of a sentence that is quoted as a source."""
PERSONAL = re.compile(r"\+?\d[\d -]{5,}\d|[^\s@，。]+@[^\s@，。]+")
"""Phones and e-mails."""


def placed(result: PromiseMade | CustomerPromised, say: Say) -> Iterator[str]:
    """What it repeats or replaces, and what contradicts it."""
    if result.repeats:
        line = result.repeats
        state = say("promises.still_late" if line.days_late else "promises.still_open", days=line.days_late)
        yield say(f"promises.repeats.{line.promise.side}", state=state, **_facts(line, say))
    if result.replaces:
        yield say(f"promises.replaces.{result.replaces.promise.side}", **_facts(result.replaces, say))
    for each in result.against:
        other = each.first if each.second.promise.id == result.promise.id else each.second
        elsewhere = "elsewhere" if each.customer else other.promise.side
        kinds = _kinds(each, say)
        yield say(f"promises.against.{elsewhere}", kinds=kinds, customer=other.customer, **_facts(other, say))


def conflict_text(against: Against, say: Say) -> str:
    """Both versions in one line, the earlier first."""
    sides = (
        say(f"promises.version.{'elsewhere' if against.customer else each.promise.side}", **_facts(each, say))
        for each in (against.first, against.second)
    )
    return say("promises.conflict", kinds=_kinds(against, say), versions=say("promises.versions").join(sides))


def warning_text(warned: Warned, say: Say) -> str:
    day = say.day(warned.day) if warned.day else ""
    return say(f"promises.warned.{warned.why}", said=warned.said, day=day, days=warned.days)


def part_button(result: PromiseMade | CustomerPromised, say: Say) -> tuple[tuple[Button, ...], ...]:
    """That it is another matter, for what was taken for the same or for a contradiction."""
    near = result.repeats or result.replaces
    if near is None and result.against:
        first = result.against[0]
        near = first.first if first.second.promise.id == result.promise.id else first.second
    if near is None:
        return ()
    return (
        (
            say.button(
                "promises.part", PartPromises(promise=_meant(result.promise), other=_meant(near.promise))
            ),
        ),
    )


def trace_buttons(against: Iterable[Against], say: Say) -> Iterator[Button]:
    """To the sentences behind the first contradictions."""
    for each in [*against][:1]:
        for line in (each.first, each.second)[:TRACED]:
            trace = TracePromise(promise=_meant(line.promise))
            yield say.button(
                "promises.trace", trace, stays=True, by=line.by, what=short(what_of(line.promise, say), LABEL)
            )


@says(PromiseTraced)
def promise_traced(result: PromiseTraced, say: Say) -> Card:
    line = result.line
    deed = deed_of(line.promise, line.customer, say, hidden=line.discreet)
    told = (_told(each, say, hidden=line.discreet) for each in result.sources)
    return Card(say("promises.sources", deed=deed), block(*bullets(told)))


@says(PromisesParted)
def promises_parted(result: PromisesParted, say: Say) -> Card:
    lines = (line_text(each, say) for each in (result.first, result.second))
    return Card(say("promises.parted"), block(*bullets(lines)))


@says(PromiseContradicted)
def promise_contradicted(result: PromiseContradicted, say: Say) -> Card:
    first = result.against[0]
    key = "elsewhere" if first.customer else first.second.promise.side
    title = say(f"routines.contradicted.{key}", customer=first.second.customer)
    lines = (conflict_text(each, say) for each in result.against)
    return Card(title, block(*lines), tuple((each,) for each in trace_buttons(result.against, say)))


@says(PromiseWarned)
def promise_warned(result: PromiseWarned, say: Say) -> Card:
    line = result.line
    what = what_of(line.promise, say, hidden=line.discreet)
    title = say(
        "routines.warned", by=line.by, customer=line.customer, what=what, due=then_due(line.promise, say)
    )
    trace = say.button("promises.trace_it", TracePromise(promise=_meant(line.promise)), stays=True)
    return Card(title, block(*(warning_text(each, say) for each in result.warnings)), ((trace,),))


def _facts(line: Line, say: Say) -> dict[str, object]:
    promise = line.promise
    return {
        "by": giver(line, say),
        "made": say.date_of(promise.made_at),
        "what": what_of(promise, say, hidden=line.discreet),
        "due": then_due(promise, say),
        "whom": line.customer,
    }


def _kinds(against: Against, say: Say) -> str:
    return say("promises.kinds_joined").join(say(f"promises.kinds.{each}") for each in against.kinds)


def _told(source: Source, say: Say, *, hidden: bool) -> str:
    """`李雷3月2日：“答应泰禾周五前送样”`, with what became of the promise by it."""
    key = f"promises.turned.{source.turned}" if source.turned else "promises.turned.given"
    words = short(_said(source.said, say, hidden=hidden), SAID)
    name = say("promises.left", by=source.by) if source.left else who(source.by, say)
    quoted = say("promises.quoted", said=words) if words else say("promises.pressed")
    over = say("promises.overtaken") if source.superseded else ""
    return say(key, by=name, made=say.date_of(source.at), said=quoted, over=over)


def _said(text: str, say: Say, *, hidden: bool) -> str:
    """Somebody's sentence, without the sums, numbers and addresses that are not for this reader."""
    line = " ".join(text.split())
    return say.words(PERSONAL.sub("***", line) if hidden or say.group else line, hidden=hidden)


def _meant(promise: Promise) -> Mention:
    return Mention(promise.what, promise.id, promise.what)
