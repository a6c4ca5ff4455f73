"""Whether a way of getting in touch is against what the customer asked for."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from bot.domain.base import ContactId
from bot.domain.interactions import Channel
from bot.domain.preferences import Preference, Wish
from bot.domain.wording import shared

COVERS: Final[Mapping[Channel, frozenset[Channel]]] = {
    Channel.MESSAGE: frozenset({Channel.MESSAGE, Channel.WECHAT}),
    Channel.VISIT: frozenset({Channel.VISIT, Channel.MEETING}),
}
"""Channels that a word stands for besides itself: no messages is no WeChat either."""
NAMED: Final[Mapping[Channel, re.Pattern[str]]] = {
    channel: re.compile(words, re.IGNORECASE)
    for channel, words in {
        Channel.CALL: r"电话|致电|来电|去电|回电|通话|语音|\b(?:call|phone|ring)(?:s|ed|ing)?\b",
        Channel.EMAIL: r"邮件|邮箱|发邮|\be-?mail(?:s|ed|ing)?\b",
        Channel.WECHAT: r"微信|\bwechat\b",
        Channel.MESSAGE: r"短信|发消息|\b(?:text|message)(?:s|d|ed|ing)?\b",
        Channel.VISIT: r"拜访|上门|登门|\b(?:visit(?:s|ed|ing)?|drop by|stop by)\b",
        Channel.MEETING: r"开会|会议|见面|面谈|\bmeet(?:s|ing|ings)?\b",
    }.items()
}
"""Words by which a plan tells how somebody is to be reached."""
INCOMING: Final = re.compile(
    r"打来|来电|来信|发来|找(?:到)?我|主动|问我们|打给(?:我|咱)|过来"
    r"|\b(?:called|rang|phoned|e-?mailed|texted|messaged|wrote(?: to)?|contacted|visited)(?: to)? (?:me|us)\b"
    r"|\b(?:reached out|got in touch|came to|called in)\b",
    re.IGNORECASE,
)
"""They got in touch with us, which nobody can be blamed for."""
HOURS: Final = frozenset({Preference.BEFORE, Preference.AFTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """How somebody is, was or will be contacted: `at` is the local time of day, None when it is not known."""

    contact_id: ContactId = ContactId("")
    person: str = ""
    channel: Channel | None = None
    at: time | None = None
    words: str = ""


def channel_named(words: str) -> Channel | None:
    """The way of getting in touch that comes first in the words."""
    found = [(match.start(), channel) for channel, each in NAMED.items() if (match := each.search(words))]
    return min(found)[1] if found else None


def came_from_them(words: str) -> bool:
    return INCOMING.search(words) is not None


def allowed(wishes: Iterable[Wish], approach: Approach) -> bool:
    return against(wishes, approach) is None


def against(wishes: Iterable[Wish], approach: Approach) -> Wish | None:
    """The newest standing wish that the approach goes against."""
    concerning = [each for each in newest_first(wishes) if _concerns(each, approach)]
    lifted: list[Wish] = []
    for each in concerning:
        if each.pref is Preference.RESUME:
            lifted.append(each)
        elif _bars(each, concerning, approach) and not any(_lifts(one, approach) for one in lifted):
            return each
    return None


def ended_by(new: Wish, wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """Standing wishes of the same person that the new one takes back or replaces."""
    return tuple(each for each in wishes if _same_person(each, new) and _replaces(new, each))


def bars_channel(wish: Wish, channel: Channel) -> bool:
    """Whether somebody who wished this must not, or not at any hour, be reached by the channel."""
    covered = _covers(wish.channel, Approach(channel=channel))
    return not covered if wish.pref is Preference.ONLY else covered and wish.pref is not Preference.PREFER


def shown_first(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """What a card tells of them, the newest first: not that somebody may be contacted again."""
    return tuple(each for each in newest_first(wishes) if each.pref is not Preference.RESUME)


def newest_first(wishes: Iterable[Wish]) -> Sequence[Wish]:
    standing = (each for each in wishes if each.ended_at is None and each.archived_at is None)
    return sorted(standing, key=lambda each: (each.made_at, each.id), reverse=True)


def of_person(wishes: Iterable[Wish], contact: ContactId, name: str) -> tuple[Wish, ...]:
    """Those of one person alone; what everybody at the customer wants is not among them."""
    return tuple(each for each in wishes if _personal(each) and _meant(each, contact, name))


def _personal(wish: Wish) -> bool:
    return bool(wish.contact_id or wish.person)


def _meant(wish: Wish, contact: ContactId, name: str) -> bool:
    if wish.contact_id:
        return wish.contact_id == contact
    return wish.person == name


def _concerns(wish: Wish, approach: Approach) -> bool:
    """Of everybody at the customer, or of the person to be reached; on its topic, where it has one."""
    if wish.topic and not shared(wish.topic, approach.words):
        return False
    if not _personal(wish) or _meant(wish, approach.contact_id, approach.person):
        return True
    return not wish.contact_id and wish.person in approach.words


def _bars(wish: Wish, all_wishes: Collection[Wish], approach: Approach) -> bool:
    if wish.pref is Preference.ONLY:
        only = [each for each in all_wishes if each.pref is Preference.ONLY]
        return approach.channel is not None and not any(_covers(each.channel, approach) for each in only)
    if wish.pref is Preference.NEVER:
        return _covers(wish.channel, approach)
    return wish.pref in HOURS and _covers(wish.channel, approach) and _at_bad_hour(wish, approach.at)


def _at_bad_hour(wish: Wish, at: time | None) -> bool:
    if wish.at is None or at is None:
        return False
    return at < wish.at if wish.pref is Preference.BEFORE else at >= wish.at


def _covers(channel: Channel | None, approach: Approach) -> bool:
    """Whether a wish about this channel (None: about any) is about the approach's."""
    if channel is None:
        return True
    return approach.channel is not None and approach.channel in COVERS.get(channel, {channel})


def _lifts(resume: Wish, approach: Approach) -> bool:
    return _covers(resume.channel, approach)


def _same_person(one: Wish, other: Wish) -> bool:
    return (one.contact_id, one.person) == (other.contact_id, other.person)


def _replaces(new: Wish, old: Wish) -> bool:
    """A later word on the same channel; who may be reached again takes back what they had forbidden."""
    if new.pref is Preference.RESUME:
        return new.channel in {None, old.channel}
    same = new.channel == old.channel and new.topic == old.topic
    return same and (old.pref is Preference.RESUME or _settles(new.pref, old.pref))


def _settles(new: Preference, old: Preference) -> bool:
    """Whether both cannot hold: calls before ten and after six may both be unwelcome, never and only may not."""
    return new is old or not {new, old} <= HOURS
