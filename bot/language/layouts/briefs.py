"""The brief as a card: one phone screen before a meeting, or all of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.domain.base import ContactId
from bot.domain.briefs import (
    Briefed,
    DealLine,
    MeetingAhead,
    Overdue,
    Question,
    QuoteLine,
    decides,
)
from bot.domain.chat import Block, Button, Card
from bot.domain.contacts import Contact
from bot.domain.customers import Brief
from bot.domain.guide import OpenForm
from bot.domain.interactions import Interaction, Topic
from bot.domain.moment import local
from bot.domain.preferences import WishLine
from bot.domain.promises import CheckPromises, Side
from bot.domain.quotes import Quote
from bot.domain.reminders import Reminder
from bot.domain.risk import Assessment, Colour
from bot.language import sums
from bot.language.charts import page_picture
from bot.language.layouts.cases import cases_block
from bot.language.layouts.contacts import contact_text
from bot.language.layouts.following import ties_lines
from bot.language.layouts.interactions import touch_of
from bot.language.layouts.lines import done_buttons, ledger
from bot.language.layouts.materials import sent_text
from bot.language.layouts.parts import block, bullets, mention_of, unstopped
from bot.language.layouts.placing import conflict_text
from bot.language.layouts.preferences import mark_text
from bot.language.layouts.reasons import few_orders_text, reason_text
from bot.language.layouts.reminders import reminder_text
from bot.language.layouts.screen import roomiest, rows_of, screen
from bot.language.layouts.stages import stage_text, tip_text
from bot.language.speak import Say, says, short

FEW, MANY = 3, 30
"""Lines of one kind on one phone screen, and in the full brief."""
PROMISES = 5
ROOMY = 24
"""Rows of a brief that needs not be pressed into one screen."""
QUIET_DAYS = 8
WORDS, MORE_WORDS = 60, 120
"""Columns of somebody's words, and in the full brief."""
REASONS = 2
AGAINST = 2
"""Contradictions on one phone screen."""


@says(Briefed)
def briefed(result: Briefed, say: Say) -> Card:
    """Who they are, what is wrong, what is promised, offered and owed, what happened, what comes next."""
    head, blocks = _headline(result, say), _blocks(result, say)
    crowded = not result.full and rows_of([head, *_lines(blocks)]) > ROOMY
    if crowded:
        head, blocks = _short_headline(result, say), screen(result, say)
    look = CheckPromises(customer=mention_of(result.customer))
    last = [
        say.button("customers.all_promises", look, stays=True),
        say.button("customers.log", OpenForm(command="log_interaction"), stays=True),
        *_fuller(result, say, crowded=crowded),
    ]
    buttons = (*((each,) for each in done_buttons(result.lines, say)), tuple(last))
    blocks = blocks or block(say("customers.nothing_yet"))
    return _pictured(Card(head, blocks), result, say) if result.picture else Card(head, blocks, buttons)


def _pictured(card: Card, result: Briefed, say: Say) -> Card:
    """The same words on a page, whose title says whose brief it is."""
    title = say("briefs.pictured", customer=result.customer.short)
    return Card(title, picture=page_picture(card, say, name="brief"))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for each in blocks:
        yield from ([each.heading] if each.heading else [])
        yield from each.lines


@says(MeetingAhead)
def meeting_ahead(result: MeetingAhead, say: Say) -> Card:
    """Why it comes unasked, then the brief."""
    card = briefed(result.brief, say)
    facts = {
        "at": say.instant(result.at),
        "clock": say.time(local(result.at, say.zone).time()),
        "customer": result.brief.customer.short,
        "what": say.words(unstopped(result.what), hidden=result.brief.masked),
        "by": result.by,
    }
    key = "briefs.orphaned" if result.orphaned else "briefs.ahead"
    return Card(say(key, **facts), (*block(card.title), *card.blocks), card.buttons)


def _blocks(result: Briefed, say: Say) -> tuple[Block, ...]:
    most = MANY if result.full else FEW
    ours = [line for line in result.lines if line.promise.side is Side.OURS]
    theirs = [line for line in result.lines if line.promise.side is Side.THEIRS]
    return (
        *block(*_state(result, say)),
        *_people(result, say),
        *cases_block(result.cases, "customers.cases", say, most=most),
        *block(*bullets(_business(result, say)), heading=say("briefs.business")),
        *block(*(conflict_text(each, say) for each in result.against[:AGAINST])),
        *ledger("promises.ours_open", ours[: _promised(result)], say),
        *ledger("promises.theirs_open", theirs[: _promised(result)], say),
        *_listed("briefs.quotes", [_quote(each, say) for each in result.quotes], most, say),
        *_touches(result, say),
        *_next(result, say),
        *_listed("briefs.materials", [sent_text(each, say) for each in result.materials], most, say),
        *block(
            *bullets(_question(each, result, say) for each in result.questions), heading=say("briefs.ask")
        ),
        *block(*bullets(ties_lines(result.ties, say)), heading=say("customers.ties")),
        *block(_hidden(result, say)),
    )


def _promised(result: Briefed) -> int:
    """How many promises of a side are shown."""
    return MANY if result.full else PROMISES


def _headline(result: Briefed, say: Say) -> str:
    customer = result.customer
    return _called(customer.name, (_tier(result, say), customer.industry, _owner(result, say)), say)


def _short_headline(result: Briefed, say: Say) -> str:
    customer, tier, owner = result.customer, _tier(result, say), _owner(result, say)
    kinds = ((tier, customer.industry, owner), (tier, owner), (owner,))
    return roomiest([_called(customer.short, facts, say) for facts in kinds])


def _tier(result: Briefed, say: Say) -> str:
    return say("customers.tier", tier=result.customer.tier) if result.customer.tier else ""


def _called(name: str, facts: Sequence[str], say: Say) -> str:
    return say("customers.headline", customer=name, facts=say("customers.joined").join(filter(None, facts)))


def _owner(result: Briefed, say: Say) -> str:
    if not result.owner:
        return say("customers.pooled" if result.customer.pooled_at else "customers.unowned")
    return say("briefs.owner_left" if result.owner_left else "customers.owned_by", owner=result.owner)


def _state(result: Briefed, say: Say) -> Iterator[str]:
    """The stage with its evidence, and the risk with its reasons once it is worth a look."""
    stage, risk = result.stage, result.risk
    if stage:
        yield stage_text(stage, say)
        yield from [tip_text(stage.stage, say)] if result.full else []
    if risk:
        yield from _risky(risk, result, say)


def _risky(risk: Assessment, result: Briefed, say: Say) -> Iterator[str]:
    if risk.reasons and (result.full or risk.colour is not Colour.GREEN):
        yield _risk(risk, result, say)
    if risk.few_orders and result.full:
        yield few_orders_text(risk.few_orders, say)


def _risk(risk: Assessment, result: Briefed, say: Say) -> str:
    shown = risk.reasons if result.full else risk.reasons[:REASONS]
    texts = (reason_text(each, say, room=_room(result), hidden=result.masked) for each in shown)
    reasons = say("briefs.and").join(texts)
    return say(f"briefs.risk.{risk.colour}", points=round(risk.points), reasons=reasons)


def _people(result: Briefed, say: Say) -> tuple[Block, ...]:
    """Each with what they do not want; what nobody there wants stands below."""
    most = MANY if result.full else FEW
    first = sorted(result.contacts, key=lambda each: not decides(each))
    people = result.contacts if len(first) <= most else first[:most]
    lines = [_person(each, result, say) for each in people]
    left = len(result.contacts) - len(lines)
    more = [say("parts.more", left=left)] if left > 0 else []
    others = [_unplaced(each, result, say) for each in result.wishes if not each.wish.contact_id]
    return block(*bullets([*lines, *others]), *more, heading=say("customers.people"))


def _person(contact: Contact, result: Briefed, say: Say) -> str:
    marks = [mark_text(each, say) for each in result.wishes if each.wish.contact_id == contact.id]
    return " ".join((contact_text(contact, say), *marks))


def _unplaced(line: WishLine, result: Briefed, say: Say) -> str:
    """Of everybody there, or of somebody who is no contact yet."""
    whose = line.person or result.customer.short
    return f"{whose} {mark_text(line, say)}"


def _quote(line: QuoteLine, say: Say) -> str:
    """`A款，¥2,800/台，账期60天（3月2日 Tom）`; agreed terms and quotes that contradict each other are marked."""
    quote = line.quote
    term = "" if quote.term is None else say("notes.term", days=quote.term)
    ends = say("briefs.until", day=say.short_day(quote.valid_until)) if quote.valid_until else ""
    agreed = say("briefs.agreed") if quote.agreed else ""
    parts = (line.product, _price(line, say), _quantity(quote, say), _discount(quote, say), term, agreed)
    told = say("parts.joined").join(filter(None, (*parts, ends)))
    text = say("briefs.sourced", told=told, day=say.short_day(quote.day), by=line.by)
    return say("briefs.disputed", quote=text) if line.disputed else text


def _price(line: QuoteLine, say: Say) -> str:
    quote = line.quote
    if quote.amount is None:
        return ""
    hidden = line.masked
    price = sums.hidden(say.language, quote.amount.currency) if hidden else say.money(quote.amount)
    return say("notes.each", price=price, unit=quote.unit) if quote.unit else price


def _quantity(quote: Quote, say: Say) -> str:
    return say("notes.qty", qty=sums.number(quote.qty), unit=quote.unit).strip() if quote.qty else ""


def _discount(quote: Quote, say: Say) -> str:
    return "" if quote.discount is None else sums.reduced(quote.discount, say.language)


def _business(result: Briefed, say: Say) -> Iterator[str]:
    """Deals under way, then what is late to be paid."""
    yield from (_deal(each, result, say) for each in result.deals[: MANY if result.full else 1])
    yield from (_owed(each, result, say) for each in result.overdue)


def _deal(line: DealLine, result: Briefed, say: Say) -> str:
    deal = line.deal
    money = ""
    if deal.amount:
        hidden = result.masked and not say.is_me(deal.member_id)
        money = sums.hidden(say.language, deal.amount.currency) if hidden else say.money(deal.amount)
    closing = say("briefs.closing", day=say.short_day(deal.close_day)) if deal.close_day else ""
    rival = say("notes.competitor", value=deal.competitor) if deal.competitor else ""
    key = f"notes.stage.{deal.stage}"
    stage = say(key) if say.has(key) else deal.stage
    parts = (line.product, stage, money, closing, rival, _chance(deal.probability, say))
    told = say("parts.joined").join(filter(None, parts))
    day = local(deal.updated_at, say.zone).date()
    return say("briefs.sourced", told=told, day=say.short_day(day), by=line.by)


def _chance(probability: Decimal | None, say: Say) -> str:
    return "" if probability is None else say("notes.probability", value=sums.number(probability))


def _owed(owed: Overdue, result: Briefed, say: Say) -> str:
    money = sums.hidden(say.language, owed.amount.currency) if result.masked else say.money(owed.amount)
    return say("briefs.overdue", amount=money, days=owed.days, orders=owed.orders)


def _touches(result: Briefed, say: Say) -> tuple[Block, ...]:
    contacts = {contact.id: contact.name for contact in result.contacts}
    lines = [_touch(touch, contacts, result, say) for touch in result.touches]
    left = result.touches_total - len(lines)
    more = say("parts.more", left=left) if left > 0 else ""
    return block(_quiet(result, say), *bullets(lines), more, heading=say("customers.touches"))


def _quiet(result: Briefed, say: Say) -> str:
    """How long nobody was in touch, once it is over a week."""
    if result.touched is None or (result.today - result.touched).days < QUIET_DAYS:
        return ""
    days = (result.today - result.touched).days
    return say("customers.quiet", day=say.short_day(result.touched), days=days)


def _touch(touch: Interaction, contacts: dict[ContactId, str], result: Briefed, say: Say) -> str:
    by = result.names.get(touch.member_id, "")
    hidden = result.masked and not say.is_me(touch.member_id)
    told = touch_of(touch, contacts.get(touch.contact_id, "") or _them(touch, say), say, hidden=hidden)
    return say("customers.touch", day=say.short_day(touch.day), by=by, touch=short(told, _room(result)))


def _them(touch: Interaction, say: Say) -> str:
    """Somebody who is no contact yet, or nobody in particular."""
    if touch.topic is Topic.ASIDE:
        return ""
    person = touch.facts.person if touch.facts and not touch.topic else ""
    return person or say("customers.them")


def _next(result: Briefed, say: Say) -> tuple[Block, ...]:
    """Every rep's; whose it is when it is not the reader's."""
    most = MANY if result.full else FEW
    lines = [_reminder(each, result, say) for each in result.reminders[:most]]
    return block(*bullets(lines), heading=say("customers.next"))


def _reminder(reminder: Reminder, result: Briefed, say: Say) -> str:
    mine = say.is_me(reminder.member_id)
    line = reminder_text(reminder, "", say, hidden=result.masked and not mine)
    by = result.names.get(reminder.member_id, "")
    return line if mine or not by else say("briefs.whose", line=line, by=by)


def _question(question: Question, result: Briefed, say: Say) -> str:
    day = say.short_day(question.day) if question.day else ""
    about = _words(question.about, result, say)
    return say(f"briefs.asks.{question.ask}", about=about, day=day)


def _words(words: str, result: Briefed, say: Say) -> str:
    return short(say.words(unstopped(words), hidden=result.masked), _room(result))


def _room(result: Briefed) -> int:
    return MORE_WORDS if result.full else WORDS


def _listed(heading: str, lines: Sequence[str], most: int, say: Say) -> tuple[Block, ...]:
    left = len(lines) - most
    more = say("parts.more", left=left) if left > 0 else ""
    return block(*bullets(lines[:most]), more, heading=say(heading))


def _hidden(result: Briefed, say: Say) -> str:
    if not result.masked:
        return ""
    return say("customers.masked_group" if say.group else "customers.masked")


def _fuller(result: Briefed, say: Say, *, crowded: bool) -> tuple[Button, ...]:
    """Where one screen does not tell all; all of it can be had as a picture."""
    look = Brief(customer=mention_of(result.customer), full=True, picture=result.full)
    if result.full:
        return (say.button("briefs.picture", look, stays=True),)
    return (say.button("briefs.full", look, stays=True),) if crowded or _cut(result) else ()


def _cut(result: Briefed) -> bool:
    kinds = (result.contacts, result.cases, result.quotes, result.reminders, result.deals)
    many = any(len(each) > FEW for each in kinds) or len(result.lines) > _promised(result)
    return many or result.touches_total > len(result.touches)
