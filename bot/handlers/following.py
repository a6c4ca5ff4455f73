"""Who watches or shares a customer, and who stands around it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.base import ContactId, CustomerId, MemberId, Mention, new_id
from bot.domain.contacts import Contact
from bot.domain.customers import Customer, Refer
from bot.domain.errors import BadSlot
from bot.domain.interactions import Topic
from bot.domain.notes import Noted
from bot.domain.ownership import (
    CoOwn,
    Followed,
    Follower,
    Part,
    Referral,
    StopWatching,
    Ties,
    Unfollowed,
    Watch,
)
from bot.domain.people import Member
from bot.handlers.belonging import must_decide
from bot.handlers.interactions import owned
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_of, name_of_member


@handles(Watch)
def watch(command: Watch, turn: Turn) -> Followed:
    customer = customer_of(command, command.customer, turn)
    if customer.owner_id == turn.actor.id:
        return Followed(customer=customer, part=Part.WATCHER, owned=True)
    known = _following(customer, turn.actor.id, turn)
    if known:
        return Followed(customer=customer, part=known.part, already=True)
    turn.work.add(_follower(customer, turn.actor.id, Part.WATCHER, turn))
    return Followed(customer=customer, part=Part.WATCHER)


@handles(CoOwn)
def co_own(command: CoOwn, turn: Turn) -> Followed:
    """The owner, or whoever stands above, takes a colleague in; what nobody has, the speaker takes first."""
    customer = owned(customer_of(command, command.customer, turn), turn)
    must_decide(customer, turn)
    partner = colleague_of(command, "with_", command.with_, turn)
    if not partner.active:
        raise BadSlot({"slot": "person", "said": partner.name, "why": "gone"})
    if partner.id == customer.owner_id:
        owner = name_of_member(customer.owner_id, turn)
        raise BadSlot({"slot": "customer", "said": customer.short, "owner": owner, "why": "already"})
    known = _following(customer, partner.id, turn)
    if known and known.part is Part.CO_OWNER:
        return Followed(customer=customer, part=Part.CO_OWNER, who=partner.name, already=True)
    if known:
        turn.work.save(replace(known, ended_at=turn.now))
    turn.work.add(_follower(customer, partner.id, Part.CO_OWNER, turn))
    return Followed(customer=customer, part=Part.CO_OWNER, who=partner.name)


@handles(StopWatching)
def stop_watching(command: StopWatching, turn: Turn) -> Unfollowed:
    customer = customer_of(command, command.customer, turn)
    who = colleague_of(command, "with_", command.with_, turn)
    if who.id != turn.actor.id:
        must_decide(customer, turn)
    known = _following(customer, who.id, turn)
    if known is None:
        owns = customer.owner_id == who.id
        own = who.id == turn.actor.id
        why = "owner_hears" if owns else "not_watching" if own else "not_following"
        raise BadSlot({"slot": "customer", "said": customer.short, "owner": who.name, "why": why})
    turn.work.save(replace(known, ended_at=turn.now))
    return Unfollowed(customer=customer, who="" if who.id == turn.actor.id else who.name)


@handles(Refer)
def refer(command: Refer, turn: Turn) -> Noted:
    """Who brought whom, in the history of who was brought and in a row that the brief of both shows."""
    noted = told(command, turn, Topic.REFERRAL)
    referrer = command.referrer or command.person
    person, account = _bringing(command, turn)
    if noted.customer and noted.customer.id != account:
        referral = Referral(
            id=new_id(),
            customer_id=noted.customer.id,
            referrer_id=account,
            contact_id=person,
            referrer=(referrer.name or referrer.said) if referrer else "",
            member_id=turn.actor.id,
            day=turn.today,
            said=turn.said,
            source=turn.source,
        )
        turn.work.add(referral)
    return noted


def ties_of(customer: Customer, turn: Turn) -> Ties:
    """Who stands around a customer, for its brief."""
    followers = turn.work.followers.of(customer.id)
    by = turn.work.referrals.of(customer.id)
    brought = turn.work.customers.by_ids(each.customer_id for each in turn.work.referrals.by(customer.id))
    return Ties(
        co_owners=_named(followers, Part.CO_OWNER, turn),
        watchers=_named(followers, Part.WATCHER, turn),
        brought_by=tuple(_referrer(each, turn) for each in by),
        brought=tuple(each.short for each in brought.values() if each.archived_at is None),
    )


def _bringing(command: Refer, turn: Turn) -> tuple[ContactId, CustomerId]:
    """The person and the customer that brought it, as far as they are ours."""
    person = turn.work.get(Contact, command.person.id if command.person else "")
    if person:
        return person.id, person.customer_id
    account = _account(command.referrer, turn) if command.referrer else None
    return ContactId(""), account.id if account else CustomerId("")


def _account(referrer: Mention, turn: Turn) -> Customer | None:
    if referrer.known:
        return turn.work.get(Customer, referrer.id)
    same = turn.work.customers.named(referrer.said)
    return same[0] if len(same) == 1 else None


def _referrer(referral: Referral, turn: Turn) -> tuple[str, str, date]:
    """The customer that brought it, or whoever is known by name only, and the person there."""
    account = turn.work.get(Customer, referral.referrer_id)
    contact = turn.work.get(Contact, referral.contact_id)
    return account.short if account else referral.referrer, contact.name if contact else "", referral.day


def _named(followers: Sequence[Follower], part: Part, turn: Turn) -> tuple[str, ...]:
    here = (turn.work.get(Member, each.member_id) for each in followers if each.part is part)
    return tuple(each.name for each in here if each and each.active)


def _following(customer: Customer, member: MemberId, turn: Turn) -> Follower | None:
    return next((each for each in turn.work.followers.of(customer.id) if each.member_id == member), None)


def _follower(customer: Customer, member: MemberId, part: Part, turn: Turn) -> Follower:
    return Follower(id=new_id(), customer_id=customer.id, member_id=member, part=part, since=turn.now)
