"""Campaigns: kept as they are told, and what became of the customers they brought."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from bot.domain.base import NOBODY, CampaignId, CustomerId, MemberId, ProductId, new_id
from bot.domain.campaigns import (
    LEFT_OVER,
    Campaign,
    CampaignKept,
    CampaignShown,
    CampaignsShown,
    CheckCampaigns,
    CheckUntouched,
    DealOut,
    DealtOut,
    Drive,
    DriveLine,
    Gain,
    Reach,
    Share,
    Sums,
    Untouched,
    UntouchedShown,
    gain_of,
    meant,
    name_of_drive,
    of_signups,
    summed,
    told_of,
)
from bot.domain.chat import Push
from bot.domain.customers import Customer
from bot.domain.deals import DealState
from bot.domain.errors import NotAllowed, NothingFound
from bot.domain.handover import Inheritance, ids, spread
from bot.domain.interactions import Topic
from bot.domain.likeness import plain
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.people import Member, Role
from bot.domain.ports import Brought, Worked
from bot.domain.preferences import Preference
from bot.domain.requests import Request
from bot.domain.routines import PushKind
from bot.handlers.access import leads
from bot.handlers.belonging import owned_by
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.telling import push_all

OVERSEEING: Final = frozenset({Role.MANAGER, Role.ADMIN})
SHOWN: Final = 8
"""Campaigns, or customers that wait, on one card."""
LOOSE: Final = 4
"""Sources without a campaign on the card of all."""
MANY: Final = 500
"""Sources among which other spellings of a name are looked for."""
BEFORE: Final = timedelta(days=60)
AFTER: Final = timedelta(days=30)
"""How long before and after its day somebody signs up for a campaign."""


@handles(Campaign)
def campaign(command: Campaign, turn: Turn) -> CampaignKept | CampaignShown | CampaignsShown:
    """Told more of one that is known; with nothing but its name it is looked at."""
    name = name_of_drive(command.what, command.source, command.product.name if command.product else "")
    drives = turn.work.campaigns.all()
    if not name:
        return _listed(drives, turn)
    before = told_of(name, drives, command.when.day if command.when else turn.today)
    if before and not (command.amount or command.qty):
        return _shown(before, turn)
    return _kept(name, before, command, turn)


@handles(CheckCampaigns)
def check_campaigns(command: CheckCampaigns, turn: Turn) -> CampaignShown | CampaignsShown:
    drives = turn.work.campaigns.all()
    if command.campaign:
        return _shown(_of_button(command.campaign, turn), turn)
    found = meant(command.what, drives)
    if command.what and drives and found is None:
        raise NothingFound({"what": command.what})
    return _shown(found, turn) if found else _listed(drives, turn)


@handles(CheckUntouched)
def check_untouched(command: CheckUntouched, turn: Turn) -> UntouchedShown:
    """Reps see their own and what nobody owns, managers their people's."""
    drive = _of_button(command.campaign, turn)
    asked = None if command.owner is None else MemberId(command.owner)
    owners = _owners(asked, turn)
    brought = brought_by(drive, turn)
    found = turn.work.campaigns.untouched(brought, owners, SHOWN)
    counts = turn.work.campaigns.by_owner(brought)
    fitting = (each for owner, each in counts.items() if owners is None or owner in owners)
    return UntouchedShown(
        drive=drive,
        owner=name_of_member(asked, turn) if asked else "",
        lines=_waiting(found, turn),
        total=sum(total - touched for total, touched in fitting),
    )


@handles(DealOut)
def deal_out(command: DealOut, turn: Turn) -> DealtOut:
    """To the reps whom the speaker leads, so that each gets as much; every heir hears of it once."""
    if turn.actor.role not in OVERSEEING:
        raise NotAllowed
    drive = _of_button(command.campaign, turn)
    heirs = _reps(turn)
    customers = turn.work.campaigns.owned_by(brought_by(drive, turn), NOBODY)
    if not heirs or not customers:
        raise NothingFound({"what": drive.name})
    loads = turn.work.inheritances.load(heirs)
    dealt = {heir: some for heir, some in spread(customers, loads).items() if some}
    if command.sure:
        _carry_out(dealt, turn)
    return DealtOut(
        drive=drive,
        shares=tuple((heirs[heir].name, len(some), loads[heir] + len(some)) for heir, some in dealt.items()),
        done=command.sure,
    )


def brought_by(drive: Drive, turn: Turn) -> Brought:
    """Whom it brought: by source, by the origin of a deal, and by signing up for it."""
    requests = _signups(drive, turn)
    signed = of_signups(drive, ((each.customer_id, each.what) for each in requests))
    return Brought(drive.names, signed, drive.day)


def reach_of(drive: Drive, turn: Turn) -> Reach:
    brought = brought_by(drive, turn)
    requests = [each for each in _signups(drive, turn) if each.customer_id in brought.besides]
    waiting = [each for each in requests if each.open]
    deals = turn.work.campaigns.deals(brought)
    return Reach(
        shares=_shares(turn.work.campaigns.by_owner(brought), turn),
        answered=turn.work.campaigns.answered(brought),
        signups=len(requests),
        unconfirmed=len(waiting),
        late=sum(each.due_at < turn.now for each in waiting),
        opened=_sums(deals, turn),
        won=_sums([each for each in deals if each.state is DealState.WON], turn),
    )


def _kept(name: str, before: Drive | None, command: Campaign, turn: Turn) -> CampaignKept:
    noted = told(replace(command, what=LEFT_OVER.sub("", command.what)), turn, Topic.CAMPAIGN)
    drive = _told(before or _new(name, command, noted, turn), command, turn)
    if before is None:
        turn.work.add(drive)
    else:
        turn.work.save(drive)
    return CampaignKept(noted=noted, drive=drive, before=before, reach=reach_of(drive, turn))


def _told(drive: Drive, command: Campaign, turn: Turn) -> Drive:
    """With what was said of it."""
    facts: dict[str, Any] = {
        "cost": summed(drive, command.amount, turn.said, turn.now),
        "brought": command.qty,
        "kind": "" if drive.kind else command.source,
    }
    known = {name: value for name, value in facts.items() if value not in {None, ""}}
    return replace(drive, **known, recorded_at=turn.now)


def _new(name: str, command: Campaign, noted: Noted, turn: Turn) -> Drive:
    note = noted.interaction
    return Drive(
        id=CampaignId(new_id()),
        name=name,
        spellings=_spellings(name, turn),
        kind=command.source,
        day=note.day,
        product_id=ProductId(note.product_id),
        member_id=turn.actor.id,
        said=note.said,
        source=note.source,
        recorded_at=turn.now,
    )


def _spellings(name: str, turn: Turn) -> tuple[str, ...]:
    """How customers' sources spell the same name."""
    sources = (source for source, _ in turn.work.campaigns.sources(MANY))
    return tuple(each for each in sources if each != name and plain(each) == plain(name))


def _listed(drives: Sequence[Drive], turn: Turn) -> CampaignsShown:
    known = {name for each in drives for name in each.names}
    loose = [each for each in turn.work.campaigns.sources(MANY) if each[0] not in known]
    return CampaignsShown(
        lines=tuple(_line(each, turn) for each in drives[:SHOWN]),
        total=len(drives),
        loose=tuple(loose[:LOOSE]),
    )


def _shown(drive: Drive, turn: Turn) -> CampaignShown:
    oversees = turn.actor.role in OVERSEEING
    return CampaignShown(line=_line(drive, turn), mine=not oversees, may_deal=oversees and bool(_reps(turn)))


def _line(drive: Drive, turn: Turn) -> DriveLine:
    """Reps see how far it has come, and sums only of what they told themselves."""
    reach = reach_of(drive, turn)
    return DriveLine(
        drive=drive,
        reach=reach,
        gain=_gain(drive, reach, turn),
        by=name_of_member(drive.member_id, turn),
        masked=turn.actor.role not in OVERSEEING,
    )


def _gain(drive: Drive, reach: Reach, turn: Turn) -> Gain | None:
    policy, currency = turn.workspace.policy, turn.workspace.currency
    cost = policy.worth(drive.cost, currency) if drive.cost else None
    margin = policy.value.margin
    return gain_of(cost, reach.won.value, None if margin is None else margin / 100)


def _shares(counts: Mapping[MemberId, tuple[int, int]], turn: Turn) -> tuple[Share, ...]:
    """Who has most to do comes first, what nobody owns last."""
    shares = [
        Share(owner_id=owner, name=name_of_member(owner, turn), total=total, touched=touched)
        for owner, (total, touched) in counts.items()
    ]
    return tuple(sorted(shares, key=lambda each: (not each.owner_id, -each.untouched, each.name)))


def _sums(worked: Sequence[Worked], turn: Turn) -> Sums:
    """Brought to the workspace's currency; what has no stated rate, or no sum, is counted apart."""
    policy, currency = turn.workspace.policy, turn.workspace.currency
    value, unrated = Decimal(0), 0
    for each in worked:
        money = policy.worth(Money.from_minor(each.minor, each.currency), currency) if each.currency else None
        if money is None:
            unrated += each.count
        else:
            value += money.amount
    count = sum(each.count for each in worked)
    total = Money(value, currency).times(Decimal(1)) if count > unrated else None
    return Sums(count, total, unrated)


def _signups(drive: Drive, turn: Turn) -> Sequence[Request]:
    return turn.work.campaigns.signups(drive.day - BEFORE, drive.day + AFTER)


def _waiting(customers: Sequence[Customer], turn: Turn) -> tuple[Untouched, ...]:
    """Whoever does not want to be contacted at all is marked."""
    wishes = turn.work.wishes.of(*ids(customers)) if customers else ()
    barred = {each.customer_id for each in wishes if each.pref is Preference.NEVER and not each.topic}
    return tuple(
        Untouched(each, name_of_member(each.owner_id, turn), each.id in barred) for each in customers
    )


def _owners(asked: MemberId | None, turn: Turn) -> frozenset[MemberId] | None:
    """Whose customers this reader may go through; NotAllowed for those of somebody they do not lead."""
    actor = turn.actor
    free = asked in {None, NOBODY, actor.id} or actor.role is Role.ADMIN
    if not (free or leads(asked or NOBODY, turn)):
        raise NotAllowed
    if asked is not None:
        return frozenset({asked})
    if actor.role is Role.ADMIN:
        return None
    below = turn.work.people.below(actor.id) if actor.role is Role.MANAGER else frozenset()
    return below | {actor.id, NOBODY}


def _of_button(campaign_id: str, turn: Turn) -> Drive:
    drive = turn.work.get(Drive, campaign_id)
    if drive is None or drive.archived_at is not None:
        raise NothingFound({"what": drive.name if drive else ""})
    return drive


def _reps(turn: Turn) -> Mapping[MemberId, Member]:
    """The reps whom the speaker leads; for an admin all."""
    below = None if turn.actor.role is Role.ADMIN else turn.work.people.below(turn.actor.id)
    people = turn.work.people.all()
    return {each.id: each for each in people if each.role is Role.REP and (below is None or each.id in below)}


def _carry_out(dealt: Mapping[MemberId, tuple[Customer, ...]], turn: Turn) -> None:
    turn.work.save(*(owned_by(each, heir, turn) for heir, some in dealt.items() for each in some))
    records = [
        Inheritance(
            id=new_id(),
            from_id=turn.actor.id,
            to_id=heir,
            customers=tuple(CustomerId(each.id) for each in some),
            handed_by=turn.actor.id,
            at=turn.now,
        )
        for heir, some in dealt.items()
    ]
    turn.work.add(*records)
    push_all([(each.to_id, Push(kind=PushKind.HANDED_OVER, subject=each.id)) for each in records], turn)
