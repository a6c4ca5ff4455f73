"""What else a customer may want: with its counts, once a week, and never where it is out of place."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.base import CustomerId, MemberId, Mention, OrderId, ProductId, Result, new_id
from bot.domain.briefs import Briefed
from bot.domain.cases import ComplaintLogged
from bot.domain.complaints import LogComplaint
from bot.domain.customers import Brief, Customer
from bot.domain.hints import Hint, Hinted, HintKind
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.orders import Order, OrderState
from bot.domain.preferences import Preference, PreferenceSet, SetPreference
from bot.domain.products import Product
from bot.handlers import give_back, handle
from tests.handlers.office import Office

TAIHE = Mention("泰禾")
TODAY = date(2026, 3, 9)


def order(at: str, product: str, ago: int = 100, **facts: object) -> Order:
    usual = {
        "id": OrderId(new_id()),
        "customer_id": CustomerId(at),
        "member_id": MemberId("li"),
        "product_id": ProductId(product),
        "product": product,
        "day": TODAY - timedelta(days=ago),
        "recorded_by": MemberId("li"),
        "recorded_at": _now(),
    }
    return Order(**{**usual, **facts})  # type: ignore[arg-type]


def _now() -> object:
    return Office.__dataclass_fields__["now"].default


@pytest.fixture
def shop(office: Office) -> Office:
    with office.work() as work:
        for each in ("A款", "B款", "C款"):
            pack = 12 if each == "A款" else None
            work.add(Product(id=ProductId(each), name=each, unit="台", pack=pack, created_at=office.now))
    return office


def buys(office: Office, *orders: Order) -> None:
    with office.work() as work:
        work.add(*orders)


def crowd(office: Office, both: int, only: int, others: int = 0, industry: str = "") -> None:
    """So many customers who bought A and B, A alone, and C alone."""
    with office.work() as work:
        for number in range(both + only + others):
            key = f"{industry}c{number}"
            at = CustomerId(key)
            work.add(Customer(id=at, name=f"客户{key}", industry=industry, created_at=office.now))
            work.add(order(key, "A款" if number < both + only else "C款"))
            if number < both:
                work.add(order(key, "B款"))


def logged(office: Office, who: str = "li") -> Hint | None:
    with office.turn(who, said="拜访泰禾") as turn:
        command = LogInteraction(customer=TAIHE, what="聊了")
        turn.begin((command,))
        result = handle(command, turn)
        assert isinstance(result, InteractionLogged)
        given: list[Result] = [*give_back([result], turn)]
    return next((each.hint for each in given if isinstance(each, Hinted)), None)


def test_what_is_bought_at_its_own_pace_is_due_again(shop: Office) -> None:
    buys(shop, *(order("taihe", "A款", ago) for ago in (30, 60, 90, 120)))
    hint = logged(shop)
    assert hint
    assert (hint.kind, hint.product, hint.usual, hint.days) == (HintKind.REFILL, "A款", 33, 30)


@pytest.mark.parametrize("days", [(5, 35, 65, 95), (200, 230, 260), (30, 60)])
def test_it_is_not_due_too_early_long_gone_or_of_no_pace(shop: Office, days: tuple[int, ...]) -> None:
    buys(shop, *(order("taihe", "C款", ago) for ago in days))
    assert logged(shop) is None


def test_what_most_others_bought_besides(shop: Office) -> None:
    buys(shop, order("taihe", "A款"))
    crowd(shop, both=9, only=3, others=20)
    hint = logged(shop)
    assert hint
    assert (hint.kind, hint.product, hint.having, hint.bought, hint.among) == (
        HintKind.TOGETHER,
        "B款",
        "A款",
        9,
        12,
    )
    assert hint.industry == ""


def test_the_same_industry_where_there_are_enough(shop: Office) -> None:
    with shop.work() as work:
        taihe = work.get(Customer, "taihe")
        assert taihe
        work.save(Customer(**{**_facts(taihe), "industry": "化工"}))  # type: ignore[arg-type]
    buys(shop, order("taihe", "A款"))
    crowd(shop, both=7, only=2, industry="化工")
    crowd(shop, both=0, only=20)
    hint = logged(shop)
    assert hint
    assert (hint.industry, hint.bought, hint.among) == ("化工", 7, 9)


def _facts(customer: Customer) -> dict[str, object]:
    return {name: getattr(customer, name) for name in Customer.__dataclass_fields__}


@pytest.mark.parametrize(("both", "only", "others"), [(4, 0, 9), (5, 9, 9), (9, 0, 0)])
def test_too_few_too_rarely_or_no_more_than_everybody(
    shop: Office, both: int, only: int, others: int
) -> None:
    """Four are too few, five of fourteen too rare, and nine of nine who all buy both are everybody."""
    buys(shop, order("taihe", "A款"))
    crowd(shop, both, only, others)
    assert logged(shop) is None


def test_what_they_have_already_and_what_was_cancelled_is_no_hint(shop: Office) -> None:
    buys(shop, order("taihe", "A款"), order("taihe", "B款"))
    crowd(shop, both=9, only=3, others=20)
    assert logged(shop) is None
    buys(shop, *(order("acme", "A款", ago, state=OrderState.CANCELLED) for ago in (30, 60, 90)))
    shown = shop.does("tom", Brief(customer=Mention("Acme"), full=True), Briefed)
    assert shown.hint is None


def test_a_larger_pack(shop: Office) -> None:
    buys(shop, *(order("taihe", "A款", ago, qty=Decimal(10)) for ago in (3, 9)))
    hint = logged(shop)
    assert hint
    assert (hint.kind, hint.product, hint.qty, hint.pack, hint.unit) == (
        HintKind.PACK,
        "A款",
        Decimal(10),
        12,
        "台",
    )


def test_once_a_week_to_the_same_colleague(shop: Office) -> None:
    buys(shop, *(order("taihe", "A款", ago) for ago in (30, 60, 90, 120)))
    assert logged(shop)
    assert logged(shop) is None
    assert logged(shop, "ann")
    shop.later(days=7)
    assert logged(shop)


def test_never_while_a_complaint_is_open_or_offers_are_not_wanted(shop: Office) -> None:
    buys(shop, *(order("taihe", "A款", ago) for ago in (30, 60, 90, 120)))
    assert shop.does("li", Brief(customer=TAIHE, full=True), Briefed).hint
    shop.does("li", SetPreference(customer=TAIHE, pref=Preference.NEVER, what="推广"), PreferenceSet)
    assert shop.does("li", Brief(customer=TAIHE, full=True), Briefed).hint is None
    shop.does("li", SetPreference(customer=TAIHE, pref=Preference.RESUME), PreferenceSet)
    assert shop.does("li", Brief(customer=TAIHE, full=True), Briefed).hint
    shop.does("li", LogComplaint(customer=TAIHE, what="空调不制冷"), ComplaintLogged)
    assert shop.does("li", Brief(customer=TAIHE, full=True), Briefed).hint is None
    assert logged(shop) is None


def test_only_the_full_brief_tells(shop: Office) -> None:
    buys(shop, *(order("taihe", "A款", ago) for ago in (30, 60, 90, 120)))
    assert shop.does("li", Brief(customer=TAIHE), Briefed).hint is None
