"""Who means to buy, as a card: every point with what shows it."""

from typing import Final

from bot.domain.chat import Button, Card
from bot.domain.customers import Brief
from bot.domain.leads import Lead, LeadsShown, Seen, Sign
from bot.language.layouts.parts import NAME, block, bullets, mention_of, unstopped
from bot.language.speak import Say, says, short

WORDS: Final = 36
"""Columns of somebody's words."""
OPENED: Final = 3


@says(LeadsShown)
def leads_shown(result: LeadsShown, say: Say) -> Card:
    of = "_of" if result.name else ""
    if not result.lines:
        return Card(say(f"leads.none{of}", name=result.name), block(say("leads.how")))
    blocks = [block(*bullets(signs_of(each, say)), heading=_heading(each, say)) for each in result.lines]
    left = result.judged - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    buttons = tuple(
        (
            Button(
                short(each.customer.short, NAME),
                Brief(customer=mention_of(each.customer), full=True),
                stays=True,
            ),
        )
        for each in result.lines[:OPENED]
    )
    told = (each for some in blocks for each in some)
    return Card(
        say(f"leads.title{of}", name=result.name, n=result.judged),
        (*told, *block(more, say("leads.scale"))),
        buttons,
    )


def lead_text(lead: Lead, say: Say, *, hidden: bool = False) -> tuple[str, ...]:
    """For a brief: the points, and each sign with its evidence."""
    return (say("leads.points", points=lead.points), *bullets(signs_of(lead, say, hidden=hidden)))


def signs_of(lead: Lead, say: Say, *, hidden: bool = False) -> list[str]:
    return [_sign(each, say, hidden=hidden) for each in lead.seen]


def _heading(lead: Lead, say: Say) -> str:
    owner = "" if not lead.owner else say("leads.owner", owner=lead.owner)
    key = "leads.barred" if lead.barred else "leads.one"
    return say(key, customer=lead.customer.short, owner=owner, points=lead.points)


def _sign(seen: Seen, say: Say, *, hidden: bool) -> str:
    what = short(say.words(unstopped(seen.what), hidden=hidden), WORDS)
    day = say.short_day(seen.day)
    key = f"leads.sign.{seen.sign}"
    if seen.sign in {Sign.PRICE, Sign.DATE} and not what:
        key = f"{key}_bare"
    return say(key, what=what, day=day, by=seen.by, n=seen.times)
