"""Quotes, orders, payments and deals."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.deals import DealUpdate, Stage
from bot.domain.orders import LogOrder, LogPayment
from bot.domain.quotes import CheckQuotes, LogQuote
from bot.language.conditions import conditions_of, is_total
from bot.language.offers import goods_of, offers_of, ordered, percent_of, prices_of
from bot.language.slots import (
    Heard,
    customers_of,
    customers_said,
    due_of,
    giver_of,
    period_of,
    person_of,
    tidy,
)
from bot.language.stages import chances_of, competitor_of, reason_of, size_of, stage_of
from bot.language.terms import days_for, lead_of, past_of, term_of, terms_said, valid_until


def buyer_of(heard: Heard) -> Mention | None:
    """The customer said, before or, when none was, after: 钱收到了，泰禾，21万."""
    said = customers_said(heard) or heard.told.customers
    later = (name.mention for name in heard.sheet.names if name.noun == "customer")
    return said[0] if said else next(later, heard.hearing.customer)


def _whom(heard: Heard) -> Mention | None:
    """The contact said, or said before of the same customer."""
    return person_of(heard) or (None if customers_said(heard) else heard.told.person)


def _quote(heard: Heard) -> Iterator[Command]:
    """One quote for each customer, and for each product when every one has its own price."""
    for customer in customers_of(heard):
        for offer in offers_of(heard):
            conditions = conditions_of(heard)
            yield LogQuote(
                customer=customer,
                person=_whom(heard),
                by=None if conditions.revises and _named_after(heard) else giver_of(heard),
                product=offer.product,
                amount=offer.amount,
                upto=offer.upto,
                total=is_total(offer, heard),
                about=conditions.about,
                unit=offer.unit,
                qty=offer.qty,
                discount=offer.discount,
                rate=offer.rate,
                tax=conditions.tax,
                freight=conditions.freight,
                term=term_of(heard),
                delivery=days_for("delivers", heard),
                lead=lead_of(heard),
                valid_until=valid_until(heard),
                exclusive=conditions.exclusive,
                agreed=conditions.agreed,
                revises=conditions.revises,
                when=past_of(heard),
                what=tidy(f"{terms_said(heard)} {period_of(heard)}"),
            )


def _named_after(heard: Heard) -> bool:
    """改报2650，Tom之前的不算: whose quote is replaced, and not who gives the new one."""
    start, end = heard.clause.span
    price = next((at for at in range(start, end) if heard.sheet.masked[at].isdecimal()), end)
    return not any(name.noun == "member" for name in heard.sheet.within((start, price)))


def _quotes(heard: Heard) -> Iterator[Command]:
    said = customers_said(heard)
    yield CheckQuotes(
        customer=said[0] if said else heard.hearing.customer,
        person=heard.first("contact"),
        by=heard.first("member"),
        product=goods_of(heard),
    )


def _order(heard: Heard) -> Iterator[Command]:
    customer = buyer_of(heard)
    when = past_of(heard)
    due = due_of(heard) if "ahead" in heard.clause.features else None
    if when and due and f"{when.day:%m%d}" == f"{due.day:%m%d}":
        when = None
    for goods in ordered(heard):
        yield LogOrder(
            customer=customer,
            person=_whom(heard),
            by=giver_of(heard),
            product=goods.product,
            qty=goods.qty,
            unit=goods.unit,
            amount=goods.amount,
            term=term_of(heard),
            when=when,
            due=due,
            what=period_of(heard),
        )


def _payment(heard: Heard) -> Iterator[Command]:
    money = prices_of(heard)
    yield LogPayment(
        customer=buyer_of(heard),
        person=_whom(heard),
        amount=money.amount,
        rate=percent_of(heard),
        when=past_of(heard),
        what=period_of(heard),
    )


def _deal(heard: Heard) -> Iterator[Command]:
    stage = stage_of(heard)
    ends = {"won", "lost"} & {stage.value if stage else ""}
    for customer in customers_of(heard)[:1]:
        yield DealUpdate(
            customer=customer,
            person=_whom(heard),
            by=giver_of(heard),
            product=goods_of(heard),
            stage=stage,
            amount=size_of(heard),
            close_date=None if ends else due_of(heard),
            probability=None if ends else chances_of(heard),
            competitor="" if stage is Stage.WON else competitor_of(heard),
            reason=reason_of(heard),
            when=past_of(heard),
        )


BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {
    "log_quote": _quote,
    "check_quotes": _quotes,
    "log_order": _order,
    "log_payment": _payment,
    "deal_update": _deal,
}
