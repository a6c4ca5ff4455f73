"""Watching and sharing as cards, what others did, and who stands around a customer."""

from itertools import groupby

from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief
from bot.domain.moment import local
from bot.domain.ownership import (
    Followed,
    MarkRead,
    News,
    NewsRead,
    NewsShown,
    Part,
    StopWatching,
    Ties,
    Unfollowed,
)
from bot.language.layouts.interactions import touch_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.layouts.promises import what_of
from bot.language.speak import Say, says, short

MOST_BRIEFS = 3
WORDS = 60
LABEL = 20


@says(Followed)
def followed(result: Followed, say: Say) -> Card:
    customer = result.customer
    if result.owned:
        return Card(say("following.owned", customer=customer.short))
    state = "already" if result.already else "now"
    key = f"following.{result.part}.{state}"
    stop = say.button("following.stop", StopWatching(customer=mention_of(customer)))
    buttons = ((stop,),) if result.already and result.part is Part.WATCHER else ()
    return Card(say(key, customer=customer.short, who=result.who or say("following.you")), buttons=buttons)


@says(Unfollowed)
def unfollowed(result: Unfollowed, say: Say) -> Card:
    key = "following.stopped_by" if result.who else "following.stopped"
    return Card(say(key, customer=result.customer.short, who=result.who))


@says(NewsShown)
def news_shown(result: NewsShown, say: Say) -> Card:
    """By customer, the newest first; read with one tap."""
    if not result.news:
        return Card(say("following.no_news"))
    title = say("following.news", customers=result.customers, n=result.total)
    by_customer = {one.customer.id: one.customer for one in result.news}
    ordered = sorted(result.news, key=lambda one: [*by_customer].index(one.customer.id))
    groups = groupby(ordered, key=lambda one: one.customer)
    blocks = tuple(
        Block(bullets(_line(one, say) for one in some), customer.short) for customer, some in groups
    )
    left = result.total - len(result.news)
    more = block(say("parts.more", left=left)) if left > 0 else ()
    upto = max(one.notice.id for one in result.news)
    briefs = tuple(
        say.button(
            "handover.brief", Brief(customer=mention_of(each)), stays=True, customer=short(each.short, LABEL)
        )
        for each in [*by_customer.values()][:MOST_BRIEFS]
    )
    return Card(
        title, (*blocks, *more), ((say.button("following.read_all", MarkRead(upto=upto)),), *_rows(briefs))
    )


@says(NewsRead)
def news_read(result: NewsRead, say: Say) -> Card:
    return Card(say("following.read" if result.count else "following.nothing_to_read", n=result.count))


def ties_lines(ties: Ties, say: Say) -> tuple[str, ...]:
    """One line for each kind of tie there is."""
    comma = say("handover.comma")
    brought_by = comma.join(
        say("following.brought_by_one", who=_person_at(account, person, say), day=say.short_day(day))
        for account, person, day in ties.brought_by
    )
    return tuple(
        say(key, names=names)
        for key, names in (
            ("following.with", comma.join(ties.co_owners)),
            ("following.watched_by", comma.join(ties.watchers)),
            ("following.brought_by", brought_by),
            ("following.brought", comma.join(ties.brought)),
        )
        if names
    )


def _person_at(account: str, person: str, say: Say) -> str:
    return say("parts.person_at", customer=account, contact=person) if person else account


def _line(one: News, say: Say) -> str:
    at = local(one.notice.at, say.zone)
    when = say.time(at.time()) if at.date() == say.today else say.short_day(at.date())
    return say("following.line", at=when, by=one.by, told=short(_told(one, say), WORDS))


def _told(one: News, say: Say) -> str:
    """A touch as the history tells it; of a promise what became of it."""
    if one.touch:
        return touch_of(one.touch, say("customers.them"), say, hidden=one.discreet)
    kind = say(f"following.kinds.{one.notice.kind}")
    what = what_of(one.promise, say, hidden=one.discreet) if one.promise else ""
    return say("following.told", kind=kind, what=what) if what else kind


def _rows(buttons: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    return (buttons,) if buttons else ()
