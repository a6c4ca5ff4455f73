"""Why an account is at risk: one line of evidence for each signal, never a bare score."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.risk import (
    BadMood,
    ChampionLeft,
    LatePayment,
    LatePromise,
    OpenComplaint,
    Reason,
    Signal,
    StalledDeal,
    Stated,
    Volume,
)
from bot.domain.silence import Silence
from bot.language.layouts.parts import unstopped
from bot.language.speak import Say, short

ROOM: Final = 60
"""Columns of somebody's words."""


def reason_text(reason: Reason, say: Say, *, room: int = ROOM, hidden: bool = False) -> str:
    """`已失联41天，平时约13天一次`; words are cut to `room` columns, sums in them starred when `hidden`."""
    return _TEXTS[reason.signal](reason.evidence, _Quoting(say, room, hidden=hidden))


def few_orders_text(orders: int, say: Say) -> str:
    """Why their orders are not judged; "" when they are."""
    return say("reasons.few_orders", orders=orders) if orders else ""


@dataclass(frozen=True, slots=True)
class _Quoting:
    """The reader, and how much of somebody's words they see."""

    say: Say
    room: int
    hidden: bool = False

    def words(self, text: str) -> str:
        return short(self.say.words(unstopped(text), hidden=self.hidden), self.room)


def _silence(seen: Silence, to: _Quoting) -> str:
    return to.say("reasons.silence", days=seen.days, usual=round(seen.usual))


def _order_silence(seen: Silence, to: _Quoting) -> str:
    return to.say("reasons.order_silence", days=seen.days, limit=round(seen.limit))


def _promise(seen: LatePromise, to: _Quoting) -> str:
    return to.say("reasons.promise", what=to.words(seen.what), days=seen.days, by=seen.by)


def _complaint(seen: OpenComplaint, to: _Quoting) -> str:
    return to.say("reasons.complaint", what=to.words(seen.what), days=seen.days, by=seen.by)


def _payment(seen: LatePayment, to: _Quoting) -> str:
    if seen.usual is None:
        return to.say("reasons.payment_first", days=seen.late)
    key = "reasons.payment" if seen.usual else "reasons.payment_in_time"
    return to.say(key, days=seen.late, usual=seen.usual)


def _volume(seen: Volume, to: _Quoting) -> str:
    key = "reasons.volume_in_season" if seen.seasonal else "reasons.volume"
    return to.say(key, window=seen.window, share=round(100 * seen.share))


def _champion(seen: ChampionLeft, to: _Quoting) -> str:
    key = "reasons.champion" if seen.person else "reasons.champion_unnamed"
    return to.say(key, person=seen.person, day=to.say.short_day(seen.gone), by=seen.by)


def _stated(seen: Stated, to: _Quoting) -> str:
    key = "leaving" if seen.leaving else "rival_in_deal" if not seen.said else "rival"
    facts = {"day": to.say.short_day(seen.day), "by": seen.by}
    return to.say(f"reasons.{key}", said=to.words(seen.said), rival=seen.rival, **facts)


def _mood(seen: BadMood, to: _Quoting) -> str:
    return to.say("reasons.mood", bad=seen.bad, last=seen.last)


def _stalled(seen: StalledDeal, to: _Quoting) -> str:
    key = "reasons.stalled" if seen.deal else "reasons.stalled_unnamed"
    return to.say(key, deal=to.words(seen.deal), age=seen.age, most=seen.most)


_TEXTS: Final[Mapping[Signal, Callable[[Any, _Quoting], str]]] = {
    Signal.SILENCE: _silence,
    Signal.ORDER_SILENCE: _order_silence,
    Signal.PROMISE: _promise,
    Signal.COMPLAINT: _complaint,
    Signal.PAYMENT: _payment,
    Signal.VOLUME: _volume,
    Signal.CHAMPION: _champion,
    Signal.STATED: _stated,
    Signal.MOOD: _mood,
    Signal.STALLED: _stalled,
}
