"""Campaigns as cards: what they cost, how many customers they brought, who waits, and what came of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.domain.campaigns import (
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
)
from bot.domain.chat import Button, Card
from bot.domain.customers import Brief
from bot.domain.handover import LeaveAsIs
from bot.domain.leads import CheckLeads
from bot.domain.people import Role
from bot.language import sums
from bot.language.layouts.notes import title_of
from bot.language.layouts.parts import NAME, block, bullets, mention_of
from bot.language.speak import Say, says, short

PER_CENT: Final = 100
OWNERS: Final = 5
"""Owners named on a campaign's card."""
OVERSEEING: Final = frozenset({Role.MANAGER, Role.ADMIN})
OPENED: Final = 3
"""Campaigns, or customers, that a list opens by button."""


@says(CampaignKept)
def campaign_kept(result: CampaignKept, say: Say) -> Card:
    """What was noted, what it comes to in all, and how to get its customers in."""
    drive, before = result.drive, result.before
    more = "" if before is None or before.cost in {None, drive.cost} else _total(drive, say)
    how = say("campaigns.how") if say.member and say.member.role in OVERSEEING else ""
    known = say("campaigns.known", n=result.reach.total) if result.reach.total else how
    look = say.button("campaigns.look", CheckCampaigns(campaign=drive.id), stays=True)
    return Card(title_of(result.noted, say), block(more, known), ((look,),) if result.reach.total else ())


@says(CampaignShown)
def campaign_shown(result: CampaignShown, say: Say) -> Card:
    line = result.line
    reach = line.reach
    blocks = (
        *block(*_coverage(line.drive, reach, say)),
        *block(*bullets(_owners(result, say))),
        *block(_signups(reach, say), _deals(line, say)),
        *block(_gain(line, say)),
    )
    return Card(_title(line, say), blocks, tuple((each,) for each in _buttons(result, say)))


@says(CampaignsShown)
def campaigns_shown(result: CampaignsShown, say: Say) -> Card:
    loose = say("campaigns.comma").join(
        say("campaigns.loose_one", source=each, n=count) for each, count in result.loose
    )
    told = say("campaigns.loose", sources=loose) if loose else ""
    if not result.lines:
        return Card(say("campaigns.none"), block(told, say("campaigns.example")))
    lines = bullets(_in_list(each, say) for each in result.lines)
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    buttons = tuple(
        (Button(short(each.drive.name, NAME), CheckCampaigns(campaign=each.drive.id), stays=True),)
        for each in result.lines[:OPENED]
    )
    return Card(say("campaigns.all", n=result.total), (*block(*lines, more), *block(told)), buttons)


@says(UntouchedShown)
def untouched_shown(result: UntouchedShown, say: Say) -> Card:
    whose = say("campaigns.whose", owner=result.owner) if result.owner else ""
    if not result.lines:
        return Card(say("campaigns.all_touched", name=result.drive.name, whose=whose))
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    title = say("campaigns.untouched", name=result.drive.name, whose=whose, n=result.total)
    buttons = tuple(
        (Button(short(each.customer.short, NAME), Brief(customer=mention_of(each.customer)), stays=True),)
        for each in result.lines[:OPENED]
    )
    lines = bullets(_waiting(each, result, say) for each in result.lines)
    return Card(title, block(*lines, more, say("campaigns.how_to_touch")), buttons)


@says(DealtOut)
def dealt_out(result: DealtOut, say: Say) -> Card:
    total = sum(count for _, count, _ in result.shares)
    lines = bullets(
        say("campaigns.dealt", name=name, n=count, load=load) for name, count, load in result.shares
    )
    facts = {"name": result.drive.name, "n": total, "heirs": len(result.shares)}
    if result.done:
        return Card(say("campaigns.dealt_out", **facts), block(*lines))
    buttons = (
        (say.button("campaigns.deal_sure", DealOut(campaign=result.drive.id, sure=True)),),
        (say.button("handover.not", LeaveAsIs(wish="handover")),),
    )
    return Card(say("campaigns.deal_planned", **facts), block(*lines), buttons)


def _title(line: DriveLine, say: Say) -> str:
    drive = line.drive
    cost = say("campaigns.cost", cost=say.money(drive.cost)) if drive.cost and not line.masked else ""
    facts = say("parts.joined").join(filter(None, (say.short_day(drive.day), cost)))
    return say("campaigns.title", name=drive.name, facts=facts)


def _coverage(drive: Drive, reach: Reach, say: Say) -> Iterator[str]:
    if drive.brought is not None:
        yield say("campaigns.brought", n=sums.number(drive.brought))
    if not reach.total:
        yield say("campaigns.nobody_known", name=drive.name)
        return
    yield say(
        "campaigns.coverage",
        total=reach.total,
        touched=reach.touched,
        share=share_of(reach.touched, reach.total),
        left=reach.total - reach.touched,
    )
    if reach.answered:
        yield say("campaigns.answered", n=reach.answered, share=share_of(reach.answered, reach.total))


def share_of(some: int, total: int) -> int:
    """Whole per cent, 100 only when it is all of them."""
    return min(round(PER_CENT * some / total), PER_CENT - (some < total))


def _owners(result: CampaignShown, say: Say) -> Iterator[str]:
    """Who has how many that nobody contacted yet; a rep reads their own."""
    shares = [each for each in result.line.reach.shares if not result.mine or _is_mine(each, say)]
    for each in shares[:OWNERS]:
        name = each.name or say("campaigns.nobody")
        yield say("campaigns.owner", name=name, total=each.total, left=each.untouched)
    if len(shares) > OWNERS:
        yield say("parts.more", left=len(shares) - OWNERS)


def _is_mine(share: Share, say: Say) -> bool:
    return not share.owner_id or say.is_me(share.owner_id)


def _signups(reach: Reach, say: Say) -> str:
    if not reach.signups:
        return ""
    late = say("campaigns.signups_late", n=reach.late) if reach.late else ""
    return say("campaigns.signups", n=reach.signups, open=reach.unconfirmed, late=late)


def _deals(line: DriveLine, say: Say) -> str:
    reach = line.reach
    if not reach.opened.count:
        return ""
    return say("campaigns.deals", opened=_worth(reach.opened, line, say), won=_worth(reach.won, line, say))


def _worth(some: Sums, line: DriveLine, say: Say) -> str:
    """`6个，¥860万`, without the sum for whom it is not."""
    if some.value is None or line.masked:
        return say("campaigns.deal_count", n=some.count)
    unrated = say("campaigns.unrated", n=some.unrated) if some.unrated else ""
    return say("campaigns.deal_sum", n=some.count, value=say.money(some.value), unrated=unrated)


def _gain(line: DriveLine, say: Say) -> str:
    if line.masked:
        return say("campaigns.masked")
    if line.gain is None:
        return say("campaigns.no_cost", name=line.drive.name)
    if not line.reach.won.count:
        return say("campaigns.none_won", cost=say.money(line.gain.cost))
    return gain_text(line.gain, say)


def gain_text(gain: Gain, say: Say) -> str:
    """`投入产出 −57%：（赢单¥860万 − 花费¥2,000万）÷ 花费`, with all that went into it."""
    facts = {"rate": signed(gain.rate), "won": say.money(gain.won), "cost": say.money(gain.cost)}
    if gain.margin is None:
        return say("campaigns.gain", **facts)
    return say("campaigns.gain_margin", margin=sums.number(gain.margin * PER_CENT), **facts)


def signed(rate: Decimal) -> str:
    """`+120%`, `−57%`."""
    share = round(rate * PER_CENT)
    return f"{'+' if share > 0 else '−' if share < 0 else ''}{abs(share)}%"


def _in_list(line: DriveLine, say: Say) -> str:
    reach = line.reach
    touched = ""
    if reach.total:
        share = share_of(reach.touched, reach.total)
        touched = say("campaigns.list_coverage", total=reach.total, share=share)
    won = say("campaigns.list_won", n=reach.won.count) if reach.won.count else ""
    rated = line.gain if reach.won.count and not line.masked else None
    rate = say("campaigns.list_gain", rate=signed(rated.rate)) if rated else ""
    facts = [each for each in (touched, won, rate) if each] or [say("campaigns.list_nothing")]
    return say("campaigns.in_list", title=_title(line, say), facts=say("parts.joined").join(facts))


def _waiting(line: Untouched, result: UntouchedShown, say: Say) -> str:
    owner = "" if result.owner else line.owner or say("campaigns.nobody")
    named = (
        say("campaigns.waiting", customer=line.customer.short, owner=owner) if owner else line.customer.short
    )
    return say("campaigns.barred", customer=named) if line.barred else named


def _total(drive: Drive, say: Say) -> str:
    return say("campaigns.in_all", cost=say.money(drive.cost)) if drive.cost else ""


def _buttons(result: CampaignShown, say: Say) -> Iterator[Button]:
    """Whom of whose nobody contacted, customers to give out, and who wants to buy: five at most."""
    line = result.line
    campaign = line.drive.id
    for each in _due(result, say)[:OPENED]:
        look = CheckUntouched(campaign=campaign, owner=each.owner_id)
        yield say.button(
            "campaigns.look_untouched", look, stays=True, name=short(each.name, NAME), n=each.untouched
        )
    if line.reach.nobodys and result.may_deal:
        yield say.button("campaigns.deal", DealOut(campaign=campaign), n=line.reach.nobodys)
    if line.reach.total:
        yield say.button("campaigns.leads", CheckLeads(campaign=campaign), stays=True)


def _due(result: CampaignShown, say: Say) -> list[Share]:
    """Whoever still has customers to contact; a rep themselves only."""
    waiting = [each for each in result.line.reach.shares if each.owner_id and each.untouched]
    return [each for each in waiting if not result.mine or say.is_me(each.owner_id)]
