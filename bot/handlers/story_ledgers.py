"""The ledgers of the demo's story: what was quoted, ordered, paid, complained of and asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.base import (
    ComplaintId,
    ContactId,
    CustomerId,
    DealId,
    InteractionId,
    MaterialId,
    MemberId,
    OrderId,
    PaymentId,
    ProductId,
    QuoteId,
    RequestId,
    TargetId,
    WishId,
)
from bot.domain.complaints import Complaint
from bot.domain.deals import LOST, WON, Confidence, Deal, DealMove, DealState
from bot.domain.interactions import Channel
from bot.domain.materials import Material
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState, Payment
from bot.domain.preferences import Preference, Wish
from bot.domain.quotes import Quote
from bot.domain.requests import Request
from bot.domain.targets import Target, months, quarter_of


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Rows out of the story's lines; `at` tells the instant so many days ago, `products` ids by name."""

    story: Mapping[str, Any]
    today: date
    currency: str
    at: Callable[[int], datetime]
    products: Mapping[str, str]

    def all(self) -> Iterator[object]:
        yield from self.quotes()
        yield from self.deals()
        yield from self.slips()
        yield from self.ended()
        yield from self.targets()
        yield from self.orders()
        yield from self.payments()
        yield from self.complaints()
        yield from self.requests()
        yield from self.wishes()
        yield from self.materials()

    def quotes(self) -> Iterator[Quote]:
        for number, row in enumerate(self.story["quotes"]["rows"]):
            customer, rep, contact, product, amount, unit, qty, term, ago, valid, agreed = row
            yield Quote(
                id=QuoteId(f"quote{number:03}"),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                member_id=MemberId(rep),
                interaction_id=InteractionId(""),
                product_id=self._product(product),
                product=product,
                amount=self._money(amount),
                unit=unit,
                qty=Decimal(qty) if qty else None,
                term=term,
                valid_until=self._day(ago - valid) if valid else None,
                agreed=agreed,
                day=self._day(ago),
                at=self.at(ago),
                recorded_by=MemberId(rep),
            )

    def deals(self) -> Iterator[Deal]:
        sources = {each["key"]: each["source"] for each in self.story["customers"]}
        for number, row in enumerate(self.story["deals"]["rows"]):
            customer, rep, contact, name, product, stage, amount, closes, chance, rival, *rest = row
            opened, moved, sure = rest
            yield Deal(
                id=DealId(f"deal{number:03}"),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                member_id=MemberId(rep),
                name=name,
                product_id=self._product(product),
                product=product,
                stage=stage,
                amount=self._money(amount),
                close_day=self._day(-closes),
                probability=Decimal(chance),
                confidence=Confidence(sure) if sure else None,
                competitor=rival,
                origin=sources[customer],
                opened_on=self._day(opened),
                recorded_by=MemberId(rep),
                updated_at=self.at(moved),
            )

    def slips(self) -> Iterator[DealMove]:
        """How expected days were put off."""
        rows = self.story["deals"]["rows"]
        for number, ago, before in self.story["deals"]["slips"]:
            customer, rep, _, _, _, stage, amount, closes, *_ = rows[number]
            yield DealMove(
                id=f"slip{number:03}",
                deal_id=DealId(f"deal{number:03}"),
                customer_id=CustomerId(customer),
                member_id=MemberId(rep),
                day=self._day(ago),
                at=self.at(ago),
                stage_from=stage,
                stage_to=stage,
                amount_from=self._money(amount),
                amount_to=self._money(amount),
                close_from=self._day(-before),
                close_to=self._day(-closes),
            )

    def ended(self) -> Iterator[Deal | DealMove]:
        """Deals that were won or lost, each with the move that closed it."""
        sources = {each["key"]: each["source"] for each in self.story["customers"]}
        for number, row in enumerate(self.story["deals"]["ended"]):
            customer, rep, product, asked, signed, opened, closed, why = row
            stage = WON if signed else LOST
            deal = Deal(
                id=DealId(f"ended{number:03}"),
                customer_id=CustomerId(customer),
                member_id=MemberId(rep),
                product_id=self._product(product),
                product=product,
                stage=stage,
                state=DealState(stage),
                amount=self._money(signed or asked),
                reason=why,
                origin=sources[customer],
                opened_on=self._day(opened),
                closed_on=self._day(closed),
                recorded_by=MemberId(rep),
                updated_at=self.at(closed),
            )
            yield deal
            yield DealMove(
                id=f"end{number:03}",
                deal_id=deal.id,
                customer_id=deal.customer_id,
                member_id=deal.member_id,
                day=self._day(closed),
                at=self.at(closed),
                stage_from="negotiation",
                stage_to=stage,
                amount_from=self._money(asked),
                amount_to=deal.amount,
            )

    def targets(self) -> Iterator[Target]:
        """Of this month, and three times as much of this quarter."""
        for number, (member, team, thousands) in enumerate(self.story["targets"]["rows"]):
            for period, times in ((months(self.today, 1), 1), (quarter_of(self.today), 3)):
                yield Target(
                    id=TargetId(f"target{number:03}{times}"),
                    member_id=MemberId(member),
                    team=team,
                    start=period.start,
                    end=period.end,
                    amount=self._money(thousands * 1000 * times),
                    set_by=MemberId("ann"),
                    set_at=self.at(20),
                )

    def orders(self) -> Iterator[Order]:
        for number, row in enumerate(self.story["orders"]["rows"]):
            customer, rep, contact, product, qty, price, ago, term = row
            yield Order(
                id=OrderId(f"order{number:03}"),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                member_id=MemberId(rep),
                product_id=self._product(product),
                product=product,
                qty=Decimal(qty),
                price=self._money(price),
                amount=self._money(qty * price),
                term=term,
                day=self._day(ago),
                pay_by=self._day(ago - term),
                state=OrderState.DELIVERED,
                recorded_by=MemberId(rep),
                recorded_at=self.at(ago),
            )

    def payments(self) -> Iterator[Payment]:
        """Of each order what was paid, all of it on the last day unless the story says otherwise."""
        part = {(customer, of): (paid, ago) for customer, of, paid, ago in self.story["payments"]["open"]}
        for number, row in enumerate(self.story["orders"]["rows"]):
            customer, rep, contact, _product, qty, price, ago, term = row
            paid, when = part.get((customer, ago), (qty * price, ago - term))
            if paid:
                yield Payment(
                    id=PaymentId(f"payment{number:03}"),
                    customer_id=CustomerId(customer),
                    contact_id=ContactId(contact),
                    member_id=MemberId(rep),
                    order_id=f"order{number:03}",
                    amount=self._money(paid),
                    day=self._day(when),
                    recorded_by=MemberId(rep),
                    recorded_at=self.at(when),
                )

    def complaints(self) -> Iterator[Complaint]:
        return (Complaint(id=ComplaintId(key), **facts) for key, facts in self._cases("complaint"))

    def requests(self) -> Iterator[Request]:
        return (Request(id=RequestId(key), **facts) for key, facts in self._cases("request"))

    def _cases(self, noun: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Ids and facts of what waits for an answer of ours."""
        for number, (customer, rep, contact, what, ago, due) in enumerate(self.story[f"{noun}s"]["rows"]):
            yield (
                f"{noun}{number:03}",
                {
                    "customer_id": CustomerId(customer),
                    "contact_id": ContactId(contact),
                    "member_id": MemberId(rep),
                    "what": what,
                    "day": self._day(ago),
                    "opened_at": self.at(ago),
                    "due_at": self.at(due),
                    "said": what,
                    "recorded_by": MemberId(rep),
                },
            )

    def wishes(self) -> Iterator[Wish]:
        for number, row in enumerate(self.story["wishes"]["rows"]):
            customer, contact, rep, channel, pref, hour, ago, said = row
            yield Wish(
                id=WishId(f"wish{number:03}"),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                channel=Channel(channel),
                pref=Preference(pref),
                at=time.fromisoformat(hour) if hour else None,
                member_id=MemberId(rep),
                day=self._day(ago),
                made_at=self.at(ago),
                said=said,
            )

    def materials(self) -> Iterator[Material]:
        for number, (customer, contact, rep, channel, name, ago) in enumerate(
            self.story["materials"]["rows"]
        ):
            yield Material(
                id=MaterialId(f"material{number:03}"),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                member_id=MemberId(rep),
                name=name,
                channel=Channel(channel),
                day=self._day(ago),
                at=self.at(ago),
                recorded_by=MemberId(rep),
            )

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _money(self, amount: int) -> Money:
        return Money(Decimal(amount), self.currency)

    def _product(self, name: str) -> ProductId:
        return ProductId(self.products[name])
