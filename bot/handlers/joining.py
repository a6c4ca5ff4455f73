"""How a stranger becomes a member: one-time link codes, said in a private chat."""

from dataclasses import replace
from datetime import datetime

from bot.domain.audit import Action
from bot.domain.base import ActionId, MemberId, new_id
from bot.domain.chat import Identity, Incoming, Platform
from bot.domain.codes import TRIES_WITHIN, digest_of
from bot.domain.errors import CodeRefused
from bot.domain.people import CodeTry, Join, Joined, Language, Link, LinkCode, Member, web_seat
from bot.domain.ports import Work


def redeem(code: str, incoming: Incoming, work: Work, now: datetime) -> Joined:
    """Bind the identity and its chat to the code's member; CodeRefused says why not.

    The caller counts a refusal with `count_try`, where rolling back does not take it away.
    """
    kept, member = _good(code, incoming, work, now)
    work.begin(_action(member.id, incoming, now))
    old = work.people.link_of(incoming.sender)
    if old is not None:
        work.save(replace(old, ended_at=now))
    work.save(replace(kept, used_at=now))
    member = _in_their_words(member, incoming, work)
    work.add(_link(member, incoming, now))
    _seat(member, work)
    again = old is not None and old.member_id == member.id
    return Joined(member=member, workspace=work.workspace, again=again)


def _in_their_words(member: Member, incoming: Incoming, work: Work) -> Member:
    """Who comes in for the first time is spoken to as their platform is.

    A language that is not the workspace's was chosen for them, and a founder chose their own.
    """
    hint = next((each for each in Language if incoming.language.startswith(each)), member.language)
    chosen = member.language != work.workspace.language or member.created_at == work.workspace.created_at
    if chosen or hint == member.language or work.people.links(member.id):
        return member
    spoken = replace(member, language=hint)
    work.save(spoken)
    return spoken


def fits(code: str, incoming: Incoming, work: Work, now: datetime) -> bool:
    """Whether the code would let them in now; nothing is written."""
    try:
        _good(code, incoming, work, now)
    except CodeRefused:
        return False
    return True


def _seat(member: Member, work: Work) -> None:
    """Who has come in may use the web chat too."""
    if not any(each.platform is Platform.WEB for each in work.people.links(member.id)):
        work.add(web_seat(member, new_id()))


def guesses(sender: Identity, work: Work, now: datetime) -> int:
    """How often this identity guessed here; after TRIES even the right code is refused for a while."""
    return work.people.wrong_codes(sender, now - TRIES_WITHIN)


def count_try(code: str, incoming: Incoming, work: Work, now: datetime) -> None:
    """Keep a refused try; a code that a group has seen can no longer be used by anybody."""
    sender = incoming.sender
    kept = work.people.code(digest_of(code))
    if incoming.group and kept and kept.used_at is None and kept.expires_at > now:
        work.begin(_action(kept.member_id, incoming, now))
        work.save(replace(kept, expires_at=now))
    attempt = CodeTry(id=new_id(), platform=sender.platform, team=sender.team, user=sender.user, at=now)
    work.people.keep_try(attempt)


def leave(incoming: Incoming, work: Work, now: datetime) -> None:
    """End the identity's link here: it is about to join elsewhere."""
    link = work.people.link_of(incoming.sender)
    if link is not None:
        work.begin(_action(link.member_id, incoming, now))
        work.save(replace(link, ended_at=now))


def _good(code: str, incoming: Incoming, work: Work, now: datetime) -> tuple[LinkCode, Member]:
    """The code as it is kept and whom it lets in; CodeRefused when it does not."""
    kept = work.people.code(digest_of(code))
    member = work.get(Member, kept.member_id) if kept else None
    if kept is None or member is None or not member.active:
        raise CodeRefused({"why": "wrong"})
    _still_good(kept, incoming, now)
    return kept, member


def _still_good(kept: LinkCode, incoming: Incoming, now: datetime) -> None:
    if incoming.group:
        raise CodeRefused({"why": "group"})
    if kept.used_at is not None:
        raise CodeRefused({"why": "used"})
    if kept.expires_at <= now:
        raise CodeRefused({"why": "expired"})


def _action(member: MemberId, incoming: Incoming, now: datetime) -> Action:
    """Joining as the journal keeps it: without the code."""
    commands = (Join(code=""),)
    return Action(id=ActionId(new_id()), member_id=member, at=now, commands=commands, source=incoming.source)


def _link(member: Member, incoming: Incoming, now: datetime) -> Link:
    return Link(
        id=new_id(),
        member_id=member.id,
        platform=incoming.sender.platform,
        team=incoming.sender.team,
        user=incoming.sender.user,
        chat=incoming.address.chat,
        linked_at=now,
    )
