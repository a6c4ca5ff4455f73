"""Who bought what, on each engine."""

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, ProductId
from bot.domain.orders import OrderState
from tests.adapters.store.made import HOME, NOW, customer, product
from tests.adapters.store.test_sales import order


def bought(at: str, what: str, **facts: object) -> object:
    return order(at, None, None, product_id=ProductId(what), **facts)


def test_who_bought_the_same_and_what_besides(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(*(product(id=ProductId(each), name=each) for each in "ab"))
        for key, industry in (("c1", "化工"), ("c2", "化工"), ("c3", ""), ("c4", "")):
            work.add(customer(id=CustomerId(key), name=key, industry=industry))
        work.add(
            bought("c1", "a"), bought("c2", "a"), bought("c2", "b"), bought("c2", "b"), bought("c3", "a")
        )
        work.add(bought("c4", "a", state=OrderState.CANCELLED), bought("c4", "a", archived_at=NOW))
        orders = work.orders
        me, a = CustomerId("c1"), [ProductId("a")]
        assert set(orders.buyers(a, me, "", 9)) == {"c2", "c3"}
        assert set(orders.buyers(a, me, "化工", 9)) == {"c2"}
        assert len(orders.buyers([], CustomerId("other"), "", 9)) == 3
        assert len(orders.buyers(a, CustomerId("other"), "", 1)) == 1
        assert orders.bought_by([CustomerId("c2"), CustomerId("c3"), CustomerId("c4")]) == {"a": 2, "b": 1}
