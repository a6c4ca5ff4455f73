"""What the ledgers tell of one account, and what of it counts as a sign that the customer may leave.

The same for the brief and for the sweep: the store reads `Vitals` for many accounts at once, the functions here judge.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from bot.domain.base import ContactId, CustomerId, MemberId
from bot.domain.health import Health
from bot.domain.interactions import Sentiment
from bot.domain.lifecycle import StageFacts, Standing, advance, verdict_of
from bot.domain.moment import local
from bot.domain.money import Money
from bot.domain.norms import Norms
from bot.domain.orders import Order, Payment
from bot.domain.policy import Policy
from bot.domain.receivables import account_of
from bot.domain.risk import (
    Assessment,
    BadMood,
    ChampionLeft,
    LatePayment,
    LatePromise,
    OpenComplaint,
    RiskFacts,
    StalledDeal,
    Stated,
    assess,
)
from bot.domain.silence import silence_of
from bot.domain.stated import Heard, Hint, heard
from bot.domain.volume import Bought, volume_of

SPEAKS: Final = re.compile(
    "决策|拍板|老板|总经理|总裁|董事长|创始人|厂长|店主|老总|采购|内线|支持|关键|负责人"
    r"|\b(?:decision|decider|owner|founder|president|director|head|ceo|managing|chair|champion|sponsor|coach|buyer"
    r"|purchas\w*|procurement)",
    re.IGNORECASE,
)
"""Roles and titles of people who decide, or speak for us."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order that stands: its day, and what it was worth when that was said."""

    day: date
    amount: Money | None


@dataclass(frozen=True, slots=True)
class OwnPromise:
    """A promise of ours that is late, due on a day of its own zone."""

    what: str
    due_day: date
    zone: str
    member_id: MemberId


@dataclass(frozen=True, slots=True)
class RunningCase:
    """A complaint that is open."""

    what: str
    day: date
    due_at: datetime
    member_id: MemberId


@dataclass(frozen=True, slots=True)
class RunningDeal:
    """A deal that is open, and what it is called."""

    called: str
    opened_on: date
    competitor: str
    updated_at: datetime
    member_id: MemberId


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody wrote about the account, and of whom there."""

    text: str
    day: date
    member_id: MemberId
    contact_id: ContactId


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the account; `part` is their title and role."""

    id: ContactId
    names: tuple[str, ...]
    part: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """The ledgers' facts of one account, unjudged; `words` the oldest first, `moods` of its last touches.

    `orders` and `payments` are there only where money may be late; `people` only where somebody is said to be gone;
    `planned` is whether a reminder waits, or a promise of ours is still to be kept.
    """

    customer_id: CustomerId
    created_at: datetime
    contacts: Sequence[date] = ()
    ordered: Sequence[Ordered] = ()
    orders: Sequence[Order] = ()
    payments: Sequence[Payment] = ()
    promises: Sequence[OwnPromise] = ()
    complaints: Sequence[RunningCase] = ()
    deals: Sequence[RunningDeal] = ()
    moods: Sequence[Sentiment | None] = ()
    words: Sequence[Word] = ()
    people: Sequence[Person] = ()
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What accounts are judged by: the day, the team's policy and norms, and the names of its people by id.

    `nicknames` is whatever our own people are called, `rivals` the sellers whom deals name.
    """

    now: datetime
    zone: str
    currency: str
    policy: Policy
    norms: Norms = field(default_factory=Norms)
    names: Mapping[str, str] = field(default_factory=dict)
    nicknames: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    def by(self, member: MemberId) -> str:
        return self.names.get(member, "")


@dataclass(frozen=True, slots=True)
class Judged:
    """One account on one day: the at-risk score, and its stage with the facts that show it."""

    risk: Assessment
    standing: Standing
    stage: StageFacts


def judged(vitals: Vitals, before: Health | None, by: Yardstick) -> Judged:
    """The at-risk score, and the stage after this look."""
    facts = risk_facts(vitals, by)
    stage = _stage_facts(vitals, facts, by)
    policy = by.policy.lifecycle
    standing = advance(
        before.standing if before else None, verdict_of(stage, by.today, policy), by.today, policy
    )
    return Judged(assess(facts, by.policy.risk), standing, stage)


def health_of(vitals: Vitals, before: Health | None, by: Yardstick) -> Health:
    """What the sweep keeps of one account."""
    found = judged(vitals, before, by)
    same = before is not None and before.colour is found.risk.colour
    standing = found.standing
    return Health(
        customer_id=vitals.customer_id,
        checked_on=by.today,
        points=round(found.risk.points),
        colour=found.risk.colour,
        since=before.since if before and same else by.today,
        reasons=found.risk.reasons,
        stage=standing.stage,
        stage_since=standing.since,
        declined_from=standing.declined_from,
        next_stage=standing.next_stage,
        next_checks=standing.next_checks,
        next_checked_on=standing.next_checked_on,
    )


def risk_facts(vitals: Vitals, by: Yardstick) -> RiskFacts:
    """Signal by signal, as far as the ledgers tell."""
    today, policy, days = by.today, by.policy, _order_days(vitals, by.today)
    hints = tuple(_hints(vitals, by))
    return RiskFacts(
        silence=silence_of(vitals.contacts, today, by.norms.contacts(policy.silence)),
        orders=len(days),
        ordered=silence_of(days, today, by.norms.orders(policy.silence)),
        promises=tuple(_late(each, by) for each in vitals.promises),
        complaints=tuple(_complaint(each, by) for each in vitals.complaints),
        payment=_payment(vitals, today),
        volume=volume_of(_bought(vitals, by), today, policy.volume, by.norms.season),
        champion=_champion(hints, vitals, by),
        stated=(*_stated(hints, by), *_rivals(vitals, by)),
        mood=_mood(vitals.moods),
        stalled=() if vitals.planned else tuple(_stalled(vitals, by)),
    )


def _order_days(vitals: Vitals, today: date) -> list[date]:
    """One for each order: several on one day are several orders."""
    return [each.day for each in vitals.ordered if each.day <= today]


def _stage_facts(vitals: Vitals, facts: RiskFacts, by: Yardstick) -> StageFacts:
    created = local(vitals.created_at, by.zone).date()
    return StageFacts(
        ordered=_order_days(vitals, by.today),
        known_since=min((created, *vitals.contacts)),
        silence=facts.ordered,
        share=facts.volume.share if facts.volume else None,
        leaving=any(each.leaving for each in facts.stated),
    )


def _bought(vitals: Vitals, by: Yardstick) -> list[Bought]:
    return [Bought(each.day, _worth(each.amount, by)) for each in vitals.ordered]


def _worth(amount: Money | None, by: Yardstick) -> float | None:
    worth = by.policy.worth(amount, by.currency) if amount else None
    return float(worth.amount) if worth else None


def _late(promise: OwnPromise, by: Yardstick) -> LatePromise:
    today = local(by.now, promise.zone).date()
    days = max(0, (today - promise.due_day).days)
    return LatePromise(what=promise.what, days=days, by=by.by(promise.member_id))


def _complaint(case: RunningCase, by: Yardstick) -> OpenComplaint:
    due = local(case.due_at, by.zone).date()
    return OpenComplaint(
        what=case.what,
        day=case.day,
        days=max(0, (by.today - case.day).days),
        late=max(0, (by.today - due).days) if case.due_at < by.now else None,
        by=by.by(case.member_id),
    )


def _payment(vitals: Vitals, today: date) -> LatePayment | None:
    if not vitals.orders:
        return None
    account = account_of(vitals.orders, vitals.payments, today)
    return LatePayment(late=account.days_late, usual=account.usual_days) if account.days_late else None


def _mood(moods: Sequence[Sentiment | None]) -> BadMood | None:
    bad = sum(each is Sentiment.BAD for each in moods)
    return BadMood(bad=bad, last=len(moods)) if bad else None


def _stalled(vitals: Vitals, by: Yardstick) -> Iterator[StalledDeal]:
    most = by.norms.deal_age or by.policy.risk.stalled_days
    for each in vitals.deals:
        age = (by.today - each.opened_on).days
        if age > most:
            yield StalledDeal(deal=each.called, age=age, most=most)


def _rivals(vitals: Vitals, by: Yardstick) -> Iterator[Stated]:
    """Whom open deals name, where somebody has looked at them lately."""
    for each in vitals.deals:
        day = local(each.updated_at, by.zone).date()
        if each.competitor and (by.today - day).days <= by.policy.risk.heard_days:
            yield Stated(said="", rival=each.competitor, day=day, by=by.by(each.member_id))


@dataclass(frozen=True, slots=True)
class _Told:
    word: Word
    heard: Heard


def _hints(vitals: Vitals, by: Yardstick) -> Iterator[_Told]:
    """What logs tell, in the order of their days; news of our own people are none of the customer's."""
    rivals = by.rivals.union(each.competitor for each in vitals.deals if each.competitor)
    for word in vitals.words:
        for each in heard(word.text, rivals):
            if each.hint is not Hint.GONE or not any(name in each.said for name in by.nicknames):
                yield _Told(word, each)


def _stated(hints: Iterable[_Told], by: Yardstick) -> tuple[Stated, ...]:
    """The last word that they leave, and the last of a rival, unless a later one takes it back."""
    last: dict[Hint, _Told] = {}
    for each in hints:
        if each.heard.hint is Hint.STAYS:
            last.clear()
        elif each.heard.hint is not Hint.GONE:
            last[each.heard.hint] = each
    return tuple(
        Stated(
            said=told.heard.said,
            day=told.word.day,
            by=by.by(told.word.member_id),
            leaving=hint is Hint.LEAVING,
        )
        for hint, told in last.items()
    )


def _champion(hints: Iterable[_Told], vitals: Vitals, by: Yardstick) -> ChampionLeft | None:
    """The last one who is gone, while nobody was noted since who was not there before."""
    gone = [each for each in hints if each.heard.hint is Hint.GONE]
    return _gap(gone[-1], vitals, by) if gone else None


def _gap(told: _Told, vitals: Vitals, by: Yardstick) -> ChampionLeft | None:
    person = next((each for each in vitals.people if _is_about(each, told)), None)
    others = [each for each in vitals.people if each is not person]
    if _somebody_since(others, told.word.day, by) or (person and not _speaks(person)):
        return None
    name = person.names[0] if person else ""
    return ChampionLeft(person=name, gone=told.word.day, by=by.by(told.word.member_id))


def _somebody_since(people: Iterable[Person], day: date, by: Yardstick) -> bool:
    return any(local(each.since, by.zone).date() >= day for each in people)


def _speaks(person: Person) -> bool:
    """Unless their part is known and is another."""
    return not person.part or SPEAKS.search(person.part) is not None


def _is_about(person: Person, told: _Told) -> bool:
    if told.word.contact_id:
        return person.id == told.word.contact_id
    return any(name in told.heard.said for name in person.names)
