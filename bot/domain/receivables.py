"""What customers owe: orders against payments, currency by currency, the oldest order first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from statistics import median
from typing import ClassVar

from bot.domain.base import Command, Mention, Result
from bot.domain.customers import Customer
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.orders import Order, OrderState, Payment

PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is still open of one order, and how many days it is late (0 while it is not)."""

    order: Order
    rest: Money
    days_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An order that was paid in full, on the day of the last payment for it."""

    order: Order
    day: date

    @property
    def days_late(self) -> int | None:
        """Negative when it was early; None when no day was agreed."""
        return None if self.order.pay_by is None else (self.day - self.order.pay_by).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How a customer stands: `owed` by the day it was to be paid, those without a day last.

    `unpriced` are orders of which nobody said the sum; `prepaid` what was paid beyond all orders. `usual_days` is the
    median delay of what was paid (days, 0 for early), None when nothing says.
    """

    owed: tuple[Owed, ...] = ()
    settled: tuple[Settled, ...] = ()
    unpriced: tuple[Order, ...] = ()
    prepaid: tuple[Money, ...] = ()
    usual_days: int | None = None

    @property
    def late(self) -> tuple[Owed, ...]:
        return tuple(each for each in self.owed if each.days_late)

    @property
    def days_late(self) -> int:
        """Of the oldest debt."""
        return max((each.days_late for each in self.owed), default=0)

    @property
    def open(self) -> tuple[Money, ...]:
        return summed(each.rest for each in self.owed)

    @property
    def overdue(self) -> tuple[Money, ...]:
        return summed(each.rest for each in self.late)


def account_of(orders: Iterable[Order], payments: Iterable[Payment], today: date) -> Account:
    """Payments for a named order go there first, and what is left of them to the oldest orders of their currency."""
    priced, unpriced = _standing(orders)
    books = [_Book(each) for each in priced]
    pool = _named(books, [*_sums(priced, payments)])
    left = [_spent(each, books) for each in sorted(pool, key=_when)]
    settled = tuple(each.settled() for each in books if not each.rest)
    owed = (each.owed(today) for each in books if each.rest)
    return Account(
        owed=tuple(sorted(owed, key=_urgency)),
        settled=settled,
        unpriced=tuple(unpriced),
        prepaid=summed(Money(each.amount, each.currency) for each in left),
        usual_days=_usual(settled),
    )


def _standing(orders: Iterable[Order]) -> tuple[list[Order], list[Order]]:
    """Orders that were not cancelled, the oldest first: those with a sum, and those without."""
    standing = sorted((each for each in orders if each.state is not OrderState.CANCELLED), key=_age)
    priced = [each for each in standing if each.amount is not None]
    return priced, [each for each in standing if each.amount is None]


def _usual(settled: Iterable[Settled]) -> int | None:
    """The median delay of what was paid, where a day was agreed; early counts as in time."""
    delays = [max(0, each.days_late) for each in settled if each.days_late is not None]
    return round(median(delays)) if delays else None


def summed(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency, by its code."""
    totals: dict[str, Decimal] = {}
    for each in amounts:
        totals[each.currency] = totals.get(each.currency, Decimal(0)) + each.amount
    return tuple(Money(totals[code], code) for code in sorted(totals) if totals[code])


@dataclass(frozen=True, slots=True)
class _Sum:
    """What is left of one payment."""

    amount: Decimal
    currency: str
    day: date
    order_id: str = ""


@dataclass(slots=True)
class _Book:
    """One order while payments are shared out."""

    order: Order
    rest: Decimal = field(init=False)
    paid_on: date = field(init=False)

    def __post_init__(self) -> None:
        self.rest = self._amount.amount
        self.paid_on = self.order.day

    @property
    def _amount(self) -> Money:
        assert self.order.amount is not None  # noqa: S101  (orders without one have no book)
        return self.order.amount

    def take(self, payment: _Sum) -> _Sum:
        """Pay as much of the order as there is; what is left of the payment."""
        if payment.currency != self._amount.currency or not self.rest:
            return payment
        part = min(self.rest, payment.amount)
        self.rest -= part
        self.paid_on = max(self.paid_on, payment.day)
        return _Sum(payment.amount - part, payment.currency, payment.day)

    def settled(self) -> Settled:
        return Settled(order=self.order, day=self.paid_on)

    def owed(self, today: date) -> Owed:
        late = (today - self.order.pay_by).days if self.order.pay_by else 0
        rest = Money(self.rest, self._amount.currency)
        return Owed(order=self.order, rest=rest, days_late=max(0, late))


def share_of(order: Order, rate: Decimal) -> Money | None:
    """So many per cent of an order; None when nobody said its sum."""
    return None if order.amount is None else order.amount.times(rate / PER_CENT)


def _sums(orders: Sequence[Order], payments: Iterable[Payment]) -> Iterable[_Sum]:
    """Payments in figures, the first first; a share of an order nobody named is one of the latest before it."""
    for payment in sorted(payments, key=lambda each: (each.day, each.recorded_at, each.id)):
        amount, order_id = payment.amount, payment.order_id
        if amount is None and payment.rate is not None:
            order = _shared(orders, payment)
            amount, order_id = (share_of(order, payment.rate), order.id) if order else (None, "")
        if amount is not None and amount.amount > 0:
            yield _Sum(amount.amount, amount.currency, payment.day, order_id)


def _shared(orders: Sequence[Order], payment: Payment) -> Order | None:
    """The order that a share is of: the one named, else the last until that day, else the next one after it."""
    named = [each for each in orders if each.id == payment.order_id]
    before = [each for each in orders if each.day <= payment.day]
    return next(iter([*named, *before[-1:], *orders]), None)


def _named(books: Sequence[_Book], sums: Sequence[_Sum]) -> list[_Sum]:
    """Pay the orders that payments name; everything that is left."""
    by_id: Mapping[str, _Book] = {each.order.id: each for each in books}
    named = (by_id[each.order_id].take(each) if each.order_id in by_id else each for each in sums)
    return [each for each in named if each.amount]


def _spent(payment: _Sum, books: Sequence[_Book]) -> _Sum:
    for book in books:
        if not payment.amount:
            break
        payment = book.take(payment)
    return payment


def _when(payment: _Sum) -> date:
    return payment.day


def _age(order: Order) -> tuple[date, datetime, str]:
    return order.day, order.recorded_at, order.id


def _urgency(owed: Owed) -> tuple[bool, date, str]:
    return owed.order.pay_by is None, owed.order.pay_by or owed.order.day, owed.order.id


@dataclass(frozen=True, kw_only=True)
class CheckMoney(Command):
    """What a customer owes; without one, who is overdue (`by` a colleague's customers)."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentLogged(Result):
    """`account` is how the customer stands afterwards, None when amounts are not for this reader."""

    noted: Noted
    customer: Customer
    payment: Payment
    account: Account | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """How one customer stands: their account, None where amounts are not for this reader, and days of delay."""

    customer: Customer
    owner: str
    account: Account | None
    days_late: int = 0


@dataclass(frozen=True, kw_only=True)
class MoneyChecked(Result):
    """Of one customer, or of all whose money is overdue, the longest first; `total` counts them all."""

    customer: Customer | None
    by: str
    debts: tuple[Debt, ...]
    total: int
