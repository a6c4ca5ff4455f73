"""Joining, inviting and settings, as cards."""

from dataclasses import replace
from datetime import date, time

from bot.domain.base import Mention
from bot.domain.calendar import DayMonth
from bot.domain.chat import Block, Button, Card
from bot.domain.guide import Help
from bot.domain.handover import Handover
from bot.domain.people import (
    CODE_LIFE_MINUTES,
    Invited,
    Joined,
    Language,
    Left,
    Settings,
    SettingsShown,
    WebLinkMade,
    WorkspaceCreated,
)
from bot.domain.policy import Policy, ValuePolicy
from bot.domain.settings import SUMMARIES
from bot.domain.summaries import LEADS
from bot.domain.top import Factor, weight_of
from bot.language.layouts.notes import stage_name
from bot.language.layouts.parts import block, bullets
from bot.language.speak import Say, says
from bot.language.sums import number, reduced

HALF = 4


@says(WorkspaceCreated)
def workspace_created(result: WorkspaceCreated, say: Say) -> Card:
    title = say("people.workspace", workspace=result.workspace.name, admin=result.admin.name)
    return Card(title, _code(result.code, result.admin.name, say) if result.code else ())


@says(Invited)
def invited(result: Invited, say: Say) -> Card:
    member = result.member
    title = say("people.invited", name=member.name, role=say(f"roles.{member.role}"))
    back = block(say("people.back", name=member.name)) if result.back else ()
    return Card(title, (*_code(result.code, member.name, say), *back))


@says(Left)
def left(result: Left, say: Say) -> Card:
    name = result.member.name
    lines = [say("people.access_ended" if result.identities else "people.no_access", n=result.identities)]
    if result.reminders:
        to = "people.reminders_to" if result.heir else "people.reminders_off"
        lines.append(say(to, n=result.reminders, heir=result.heir))
    if result.promises:
        lines.append(say("people.promises_stay", n=result.promises, name=name))
    if result.customers:
        lines.append(say("people.customers_left", n=result.customers))
    return Card(say("people.left", name=name), block(*bullets(lines)), _heirs(result, say))


def _heirs(result: Left, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Who could take the customers: the manager, the group, or somebody else; each is previewed first."""
    if not result.customers:
        return ()
    giver = Mention(result.member.name, result.member.id, result.member.name)
    whole = Handover(from_=giver)
    manager, *peers = result.heirs or (None,)
    one = replace(whole, to=manager)
    spread = (
        replace(whole, to=peers[0], also=tuple(peers[1:])) if min(len(peers), result.customers) > 1 else None
    )
    return (
        *(((say.button("people.all_to", one, stays=True, heir=manager.name),),) if manager else ()),
        *(((say.button("people.spread", spread, stays=True, n=len(peers)),),) if spread else ()),
        (say.button("people.choose", whole, stays=True),),
    )


@says(Joined)
def joined(result: Joined, say: Say) -> Card:
    """The first words a new member reads: they must be able to start at once."""
    facts = {"name": result.member.name, "workspace": result.workspace.name}
    if result.again:
        return Card(say("people.joined_again", **facts))
    lines = bullets(say(f"people.try.{each}") for each in ("log", "promise", "remind", "ask"))
    help_ = say.button("guide.help", Help(), stays=True)
    settings = say.button("people.settings", Settings(), stays=True)
    return Card(
        say("people.joined", **facts), block(*lines, heading=say("people.start")), ((help_, settings),)
    )


@says(WebLinkMade)
def web_link_made(result: WebLinkMade, say: Say) -> Card:
    told = say("people.web_link", minutes=CODE_LIFE_MINUTES)
    return Card(told, (Block((result.url,)),), ((Button(say("people.open_web"), url=result.url),),))


@says(SettingsShown)
def settings_shown(result: SettingsShown, say: Say) -> Card:
    own, team = _own(result, say), _team(result, say)
    blocks = (
        Block(bullets((*own.values(), say("settings.role", role=say(f"roles.{result.member.role}"))))),
        Block(bullets((result.workspace.name, *team.values())), say("settings.team")),
        *block(say("settings.how")),
    )
    changed = (own | team).get(result.changed, "")
    name = result.member.name
    title = say("settings.changed", line=changed) if changed else say("settings.title", name=name)
    return Card(title, blocks, _toggles(result, say))


def _own(result: SettingsShown, say: Say) -> dict[str, str]:
    """A line for each setting of one's own, by its name."""
    member = result.member
    return {
        "language": say("settings.language", language=say(f"languages.{member.language}")),
        "zone": say("settings.zone", zone=member.zone),
        "working_hours": say("settings.hours", **_span(member.work_from, member.work_to, say)),
        "quiet_hours": say("settings.quiet", **_span(member.quiet_from, member.quiet_to, say)),
        "digest": say("settings.digest_on" if member.digest else "settings.digest_off"),
        **_summaries(result, say),
    }


def _summaries(result: SettingsShown, say: Say) -> dict[str, str]:
    """One line for those who lead; the one that was just changed by itself."""
    member, changed = result.member, result.changed
    if member.role not in LEADS and changed not in SUMMARIES:
        return {}
    sent = {
        name: say(f"settings.sent.{name}", state=say(f"settings.state.{'on' if wanted else 'off'}"))
        for name, wanted in zip(SUMMARIES, (member.weekly, member.monthly, member.team_digest), strict=True)
    }
    line = say("settings.summaries", each=say("parts.joined").join(sent.values()))
    return {changed if changed in SUMMARIES else "summaries": line}


def _team(result: SettingsShown, say: Say) -> dict[str, str]:
    """The same for what admins set for everybody."""
    workspace = result.workspace
    month_first = workspace.dates.day_month is DayMonth.MONTH_FIRST
    day = date(say.today.year, *((3, 4) if month_first else (4, 3)))
    return {
        "currency": say("settings.currency", currency=workspace.currency),
        "date_order": say("settings.dates", day=say.short_day(day)),
        "digest_at": say("settings.digest_at", at=say.time(workspace.digest_at)),
        **_stages(result, say),
        "open_details": say("settings.open" if workspace.open_details else "settings.masked"),
        **_quoting(result, say),
        **_restricted(result, say),
        **_valuing(result, say),
        **_pool(result, say),
        **_sharing(result, say),
    }


def _stages(result: SettingsShown, say: Say) -> dict[str, str]:
    """A line only where the team has named stages of its own, or just did."""
    policy = result.workspace.policy
    if not policy.own_stages and result.changed != "stages":
        return {}
    names = say("deals.then").join(stage_name(each, say) for each in policy.stages)
    return {"stages": say("settings.stages", stages=names)}


def _quoting(result: SettingsShown, say: Say) -> dict[str, str]:
    """What has been decided about quotes, or just ceased to be."""
    policy, changed = result.workspace.policy, result.changed
    days, factor = policy.quotes.longest_term, policy.quotes.least_factor
    rates = say("parts.joined").join(
        f"1 {each.base} = {number(each.value)} {each.quote}" for each in policy.rates
    )
    lines = {
        "rate": say("settings.rates", rates=rates) if rates else "",
        "longest_term": say("settings.longest_term", days=days) if days else say("settings.no_longest_term"),
        "least_factor": say("settings.least_factor", discount=reduced(factor, say.language))
        if factor
        else say("settings.no_least_factor"),
    }
    decided = {"rate": policy.rates, "longest_term": days, "least_factor": factor}
    return {name: line for name, line in lines.items() if decided[name] or name == changed}


def _restricted(result: SettingsShown, say: Say) -> dict[str, str]:
    """A line only where the team has words of its own, or just chose them."""
    words = result.workspace.policy.restricted
    if words == Policy().restricted and result.changed != "restricted":
        return {}
    told = say("settings.restricted", words=say("handover.comma").join(words)) if words else ""
    return {"restricted": told or say("settings.not_restricted")}


def _valuing(result: SettingsShown, say: Say) -> dict[str, str]:
    """By what customers are valued, as far as the team has said so, or just changed it."""
    policy, usual = result.workspace.policy.value, ValuePolicy()
    cost = policy.touch_cost
    weights = (
        say(f"value.factor.{each}", share=round(100 * weight_of(each, policy.weights))) for each in Factor
    )
    lines = {
        "margin": say("settings.margin", margin=number(policy.margin))
        if policy.margin
        else say("settings.no_margin"),
        "touch_cost": say("settings.touch_cost", cost=say.money(cost))
        if cost
        else say("settings.no_touch_cost"),
        "discount_rate": say("settings.discount_rate", rate=number(policy.discount)),
        "top_weights": say("settings.top_weights", weights=say("parts.joined").join(weights)),
    }
    decided = {
        "margin": policy.margin,
        "touch_cost": cost,
        "discount_rate": policy.discount != usual.discount,
        "top_weights": policy.weights != usual.weights,
    }
    return {name: line for name, line in lines.items() if decided[name] or name == result.changed}


def _pool(result: SettingsShown, say: Say) -> dict[str, str]:
    """A line for each rule of the pool that is in force, or was just changed."""
    pool, changed = result.workspace.policy.pool, result.changed
    days = say("settings.pool_days", days=pool.idle_days, warn=pool.notice_days)
    most = say("settings.pool_most", most=pool.most_owned)
    claims = say("settings.pool_claims", most=pool.claims_a_day)
    rules = {
        "pool_days": days if pool.idle_days else say("settings.pool_off"),
        "pool_claims": claims if pool.claims_a_day else say("settings.pool_free"),
        "pool_most": most if pool.most_owned else say("settings.pool_any"),
    }
    told = {"pool_days": pool.idle_days, "pool_claims": pool.idle_days, "pool_most": pool.most_owned}
    return {name: line for name, line in rules.items() if told[name] or name == changed}


def _sharing(result: SettingsShown, say: Say) -> dict[str, str]:
    """A line only where names are shared with a language model, or just ceased to be."""
    shared = result.workspace.share_names
    told = shared or result.changed == "share_names"
    return {"share_names": say("settings.shared" if shared else "settings.veiled")} if told else {}


def _code(code: str, name: str, say: Say) -> tuple[Block, ...]:
    """The code on a line of its own, easy to copy."""
    spaced = f"{code[:HALF]}-{code[HALF:]}"
    how = say("people.code_how", name=name, minutes=CODE_LIFE_MINUTES)
    return (Block((spaced,)), Block((how,)))


def _span(start: time, end: time, say: Say) -> dict[str, str]:
    return {"start": say.time(start), "end": say.time(end)}


def _toggles(result: SettingsShown, say: Say) -> tuple[tuple[Button, ...], ...]:
    """The other language in its own words, and the digest the other way round."""
    other = Language.EN if result.member.language is Language.ZH else Language.ZH
    language = say.button("settings.other_language", Settings(setting="language", value=other))
    digest = "off" if result.member.digest else "on"
    return (
        (language, say.button(f"settings.turn_digest_{digest}", Settings(setting="digest", value=digest))),
    )
