"""Quotes as cards: what was noted, what stands, what contradicts what, and words for the customer."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.base import Mention, QuoteId
from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief
from bot.domain.interactions import Facts, Topic
from bot.domain.moment import Moment
from bot.domain.quotes import (
    CheckQuotes,
    Clash,
    ConflictSettled,
    ConflictsOpen,
    ConflictTold,
    ExcessTold,
    Offered,
    Quote,
    QuoteLogged,
    QuotesChecked,
    RecapConflict,
    Recapped,
    SettleConflict,
)
from bot.language.layouts.notes import slots_of, title_of
from bot.language.layouts.parts import apart, block, bullets, mention_of, newcomer, who
from bot.language.speak import Say, says

MOST: Final = 2
"""Conflicts on one card."""


@says(QuoteLogged)
def quote_logged(result: QuoteLogged, say: Say) -> Card:
    """The note first, then what it does to other quotes."""
    head = "agreed" if result.quote.agreed else ""
    clashes = [block for each in result.clashes[:MOST] for block in _clash(each, "quotes.differs", say)]
    replaced = (say("quotes.replaced", offer=_signed(each, say)) for each in result.replaced)
    excess = (say(f"quotes.excess.{each}") for each in result.quote.excess)
    after = block(*replaced, *excess, _told(result.told, say))
    buttons = (
        _deciding(result.clashes[0], say) if result.clashes else newcomer(result.customer, result.person, say)
    )
    return Card(title_of(result, say, head=head), (*clashes, *after), buttons)


@says(QuotesChecked)
def quotes_checked(result: QuotesChecked, say: Say) -> Card:
    name = result.name or say("quotes.all")
    if not result.lines:
        return Card(say("quotes.none", name=name), block(say("quotes.how")), _brief(result, say))
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    hidden = say("customers.masked_group" if say.group else "customers.masked")
    masked = hidden if any(each.masked for each in result.lines) else ""
    title = say("quotes.checked", name=name, total=result.total)
    return Card(title, (*_grouped(result, say), *block(more, masked)), _brief(result, say))


@says(ConflictTold)
def conflict_told(result: ConflictTold, say: Say) -> Card:
    first, *others = result.clashes[:MOST]
    title = say("quotes.contradict", subject=_subject(first, say), kinds=_kinds(first, say))
    more = [block for each in others for block in _clash(each, "quotes.differs", say)]
    buttons = (*_deciding(first, say), *_neither(first, say))
    return Card(title, (*block(*_versions(first, say)), *more), buttons)


@says(ConflictSettled)
def conflict_settled(result: ConflictSettled, say: Say) -> Card:
    clash, standing = result.clash, result.clash.standing
    own = say.is_me(clash.conflict.settled_by)
    by = "" if own else say("quotes.settled_by", by=result.by)
    subject = _subject(clash, say)
    if standing is None:
        title = say("quotes.settled_neither", by=by, subject=subject)
        return Card(title, block(_told(result.told, say)), ((_recap(clash, say),),))
    title = say("quotes.settled", by=by, subject=subject, offer=_signed(standing, say))
    return Card(title, block(_told(result.told, say)), ((_recap(clash, say),),))


@says(Recapped)
def recapped(result: Recapped, say: Say) -> Card:
    """Polite, short, and nothing about who of us said what."""
    about = say("quotes.about", product=result.product) if result.product else say("quotes.about_all")
    key = "quotes.recap_open" if result.standing is None else "quotes.recap"
    offer = _offer(result.standing, say) if result.standing else ""
    title = say("quotes.recap_title", customer=result.customer.short)
    return Card(title, block(say(key, about=about, offer=offer)))


@says(ExcessTold)
def excess_told(result: ExcessTold, say: Say) -> Card:
    each = result.offered
    title = say("quotes.excess_title", offer=_signed(each, say), customer=each.customer)
    floor = say("quotes.floor", floor=say.money(result.floor)) if result.floor else ""
    points = (say(f"quotes.excess.{point}") for point in each.quote.excess)
    customer = Mention(each.customer, each.quote.customer_id, each.customer)
    look = CheckQuotes(customer=customer)
    button = say.button("guide.as.check_quotes", look, stays=True, customer=each.customer)
    return Card(title, block(*points, floor), ((button,),))


@says(ConflictsOpen)
def conflicts_open(result: ConflictsOpen, say: Say) -> Card:
    return Card("", block(*(_open(each, say) for each in result.clashes[:MOST])))


def _open(clash: Clash, say: Say) -> str:
    """In one line, without sums: `A款的报价还没对上：Tom 3月2日、韩梅3月10日`."""
    names = say("quotes.and").join(_whose(each, say) for each in (clash.first, clash.second))
    product = clash.second.quote.product or clash.first.quote.product
    about = say("quotes.about", product=product) if product else say("quotes.about_all")
    return say("quotes.still_open", about=about, names=names)


def _clash(clash: Clash, key: str, say: Say) -> tuple[Block, ...]:
    other = clash.first
    heading = say(key, by=who(_name(other, say), say), day=_day(other, say), kinds=_kinds(clash, say))
    return block(*_versions(clash, say), heading=heading)


def _versions(clash: Clash, say: Say) -> Iterator[str]:
    """Both as they were said, then which stands and why."""
    apart = clash.first.customer != clash.second.customer
    for each in (clash.first, clash.second):
        yield from bullets([_line(each, say, named=apart)])
    standing = clash.standing
    yield say(
        f"quotes.why.{clash.conflict.why}",
        by=_name(standing, say) if standing else "",
        customer=standing.customer if standing else "",
    )


def _line(each: Offered, say: Say, *, named: bool = False) -> str:
    """The customer is named where several may be meant."""
    told = say("parts.joined").join(filter(None, (each.customer if named else "", _terms(each, say))))
    return say("quotes.line", day=_day(each, say), by=_name(each, say), told=told)


def _signed(each: Offered, say: Say) -> str:
    """The quote after who gave it and when."""
    return say("quotes.signed", whose=_whose(each, say), offer=_terms(each, say))


def _whose(each: Offered, say: Say) -> str:
    return say("quotes.whose", by=who(_name(each, say), say), day=_day(each, say))


def _name(each: Offered, say: Say) -> str:
    return say("quotes.left", by=each.by) if each.left else each.by


def _day(each: Offered, say: Say) -> str:
    return say.short_day(each.quote.day)


def _terms(each: Offered, say: Say) -> str:
    return _offer(each.quote, say, hidden=each.masked)


def _offer(quote: Quote, say: Say, *, hidden: bool = False) -> str:
    """`A款，¥2,800/台，账期60天，含税`."""
    facts = Facts(
        product=quote.product,
        amount=quote.amount,
        upto=quote.upto,
        unit=quote.unit,
        qty=quote.qty,
        discount=quote.discount,
        rate=quote.rate,
        term=quote.term,
        delivery=Moment(quote.delivery) if quote.delivery else None,
        lead=quote.lead,
        valid_until=Moment(quote.valid_until) if quote.valid_until else None,
    )
    slots = slots_of(facts, Topic.QUOTE, say, hidden=hidden)
    return say("parts.joined").join(filter(None, (slots, *_conditions(quote, say))))


def _conditions(quote: Quote, say: Say) -> Iterator[str]:
    """Words for what is either so or not."""
    if quote.about:
        yield say("quotes.rough")
    if quote.tax:
        yield say(f"quotes.tax.{quote.tax}")
    if quote.freight:
        yield say(f"quotes.freight.{quote.freight}")
    if quote.exclusive is not None:
        yield say("quotes.exclusive" if quote.exclusive else "quotes.not_exclusive")


def _grouped(result: QuotesChecked, say: Say) -> Iterator[Block]:
    """Agreed terms, what stands, what is over; headings only where there is more than what stands."""
    groups: dict[str, list[str]] = {"agreed": [], "standing": [], "over": []}
    for each in result.lines:
        group = "over" if each.ended else "agreed" if each.quote.agreed else "standing"
        line = _line(each, say, named=result.customer is None)
        groups[group].append(f"{line}{_mark(each, say)}")
    plain = not (groups["agreed"] or groups["over"])
    for group, lines in groups.items():
        yield from block(*bullets(lines), heading="" if plain else say(f"quotes.group.{group}"))


def _mark(each: Offered, say: Say) -> str:
    """Why it no longer counts, or whose it contradicts."""
    if each.ended == "superseded" and each.later_on:
        return say("quotes.superseded", by=who(each.by_later, say), day=say.short_day(each.later_on))
    if each.ended:
        return say(f"quotes.ended.{each.ended}")
    names = say("quotes.and").join(each.disputed)
    return say("quotes.disputed", names=names) if names else ""


def _kinds(clash: Clash, say: Say) -> str:
    return say("quotes.and").join(say(f"quotes.kinds.{each}") for each in clash.conflict.kinds)


def _subject(clash: Clash, say: Say) -> str:
    product = clash.second.quote.product or clash.first.quote.product
    customer = apart(clash.second.customer, product, say)
    return say("quotes.subject", customer=customer, product=product).strip()


def _told(names: Iterable[str], say: Say) -> str:
    joined = say("quotes.and").join(names)
    return say("quotes.told", names=joined) if joined else ""


def _deciding(clash: Clash, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Words for the customer, which hold sums and so are not for a group, and the two ways to settle it."""
    own = clash.first.by == clash.second.by
    both = (clash.first, clash.second)
    stands = (
        say.button(
            "quotes.stands_day" if own else "quotes.stands",
            SettleConflict(conflict=clash.conflict.id, stands=QuoteId(each.quote.id)),
            by=each.by,
            day=_day(each, say),
        )
        for each in both
    )
    recap = () if say.group else ((_recap(clash, say),),)
    return (*recap, tuple(stands))


def _neither(clash: Clash, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Both may be taken back, but not what the customer has said yes to."""
    first = clash.first.quote
    if first.agreed or first.ordered:
        return ()
    return ((say.button("quotes.neither", SettleConflict(conflict=clash.conflict.id)),),)


def _recap(clash: Clash, say: Say) -> Button:
    return say.button("quotes.recap_button", RecapConflict(conflict=clash.conflict.id), stays=True)


def _brief(result: QuotesChecked, say: Say) -> tuple[tuple[Button, ...], ...]:
    if result.customer is None:
        return ()
    customer = result.customer
    look = Brief(customer=mention_of(customer))
    return ((say.button("guide.as.brief", look, stays=True, customer=customer.short),),)
