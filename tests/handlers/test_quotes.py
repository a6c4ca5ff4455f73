"""Quotes: what stands, what contradicts what, and who hears of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

import pytest

from bot.domain.audit import Amend, Amended, Undo, Undone
from bot.domain.base import Command, CustomerId, MemberId, Mention, OrderId, ProductId, Result
from bot.domain.errors import BadSlot, NotAllowed, StaleButton
from bot.domain.interactions import LogInteraction, Topic
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.orders import Order, OrderState
from bot.domain.people import Settings, SettingsShown
from bot.domain.ports import Work
from bot.domain.products import Product
from bot.domain.quotes import (
    CheckQuotes,
    ConflictSettled,
    ConflictsOpen,
    ConflictTold,
    Excess,
    ExcessTold,
    LogQuote,
    QuoteLogged,
    QuotesChecked,
    RecapConflict,
    Recapped,
    SettleConflict,
)
from bot.domain.routines import PushKind, WatchQuotes
from bot.handlers import give_back, handle
from bot.handlers.notes import told
from tests.handlers.office import Office, Overheard, on

TAIHE, HUALIAN = Mention("泰禾"), Mention("华联")
A = Mention("A款")


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def quote(amount: int, **more: Any) -> LogQuote:
    slots: dict[str, Any] = {"customer": TAIHE, "product": A, "amount": cny(amount), **more}
    return LogQuote(**slots)


def logged(office: Office, who: str, command: LogQuote) -> QuoteLogged:
    return office.does(who, command, QuoteLogged)


def pushed(office: Office, who: str, command: Command) -> list[tuple[str, str]]:
    """Who is told what kind of thing because of a message."""
    with office.turn(who) as turn:
        overheard = Overheard(turn.work)
        turn.work = cast("Work", overheard)
        turn.begin((command,))
        handle(command, turn)
    return [(each.member, each.push.kind) for each in overheard.sent if each.push]


def checked(office: Office, who: str = "wang", **slots: Any) -> QuotesChecked:
    return office.does(who, CheckQuotes(**{"customer": TAIHE, **slots}), QuotesChecked)


def standing(office: Office, **slots: Any) -> list[tuple[str, Decimal | None]]:
    lines = [each for each in checked(office, **slots).lines if not each.ended]
    return [(each.by, each.quote.amount.amount if each.quote.amount else None) for each in lines]


def test_the_second_of_two_prices_is_shown_with_the_first(office: Office) -> None:
    logged(office, "tom", quote(2800))
    office.later(days=1)
    (clash,) = logged(office, "han", quote(2600)).clashes
    assert (clash.first.by, clash.second.by) == ("Tom", "韩梅")
    assert (clash.conflict.kinds, clash.conflict.why) == (("price",), "better")
    assert clash.standing == clash.second
    assert not clash.first.masked


def test_both_reps_and_their_manager_are_told_once(office: Office) -> None:
    office.change("tom", zone="Asia/Shanghai")
    logged(office, "tom", quote(2800))
    assert pushed(office, "han", quote(2600)) == [("tom", "conflict"), ("ann", "conflict")]
    assert office.pushes(WatchQuotes()) == []
    assert pushed(office, "li", LogInteraction(customer=TAIHE, what="聊了续约")) == []


def test_who_sleeps_is_told_at_the_start_of_work(office: Office) -> None:
    logged(office, "tom", quote(2800))
    assert pushed(office, "han", quote(2600)) == [("ann", "conflict")]
    office.later(hours=10)
    assert [who for who, _, _ in office.pushes(WatchQuotes())] == []
    office.later(hours=1)
    told_now = office.pushes(WatchQuotes())
    assert [(who, kind) for who, kind, _ in told_now] == [("tom", "conflict")]
    read = office.told("tom", "conflict", told_now[0][2])
    assert isinstance(read, ConflictTold)
    assert [each.masked for clash in read.clashes for each in (clash.first, clash.second)] == [False, False]
    assert office.pushes(WatchQuotes()) == []


def test_what_its_rep_takes_back_is_no_conflict_any_more(office: Office) -> None:
    logged(office, "tom", quote(2800))
    subject = logged(office, "han", quote(2600)).quote.id
    office.does("tom", Undo(), Undone)
    assert office.told("ann", "conflict", subject) is None
    assert standing(office) == [("韩梅", Decimal(2600))]


def test_undo_brings_the_earlier_quote_back(office: Office) -> None:
    logged(office, "tom", quote(2800))
    revised = logged(office, "tom", quote(2750))
    assert [each.quote.amount for each in revised.replaced] == [cny(2800)]
    assert standing(office) == [("Tom", Decimal(2750))]
    assert office.does("tom", Undo(), Undone).counts == (("note", 1),)
    assert standing(office) == [("Tom", Decimal(2800))]


def test_a_correction_judges_anew(office: Office) -> None:
    logged(office, "tom", quote(2800))
    logged(office, "han", quote(2600))
    (corrected,) = office.does("han", Amend(number=Decimal(2800)), Amended).results
    assert isinstance(corrected, QuoteLogged)
    assert corrected.clashes == ()
    assert not any(each.disputed for each in checked(office).lines)


def test_a_corrected_quote_does_not_contradict_its_first_version(office: Office) -> None:
    logged(office, "li", quote(2800))
    (corrected,) = office.does("li", Amend(number=Decimal(2600)), Amended).results
    assert isinstance(corrected, QuoteLogged)
    assert (corrected.clashes, corrected.replaced) == ((), ())
    assert checked(office).total == 1


def test_whoever_it_concerns_settles_it_and_the_others_read_so(office: Office) -> None:
    logged(office, "tom", quote(2800))
    (clash,) = logged(office, "han", quote(2600)).clashes
    settled = SettleConflict(conflict=clash.conflict.id, stands=clash.first.quote.id)
    with pytest.raises(NotAllowed):
        office.does("li", settled, ConflictSettled)
    done = office.does("ann", settled, ConflictSettled)
    assert (done.told, done.clash.standing and done.clash.standing.by) == (("Tom", "韩梅"), "Tom")
    assert standing(office) == [("Tom", Decimal(2800))]
    heard = office.told("han", "conflict_settled", clash.conflict.id)
    assert isinstance(heard, ConflictSettled)
    assert heard.by == "Ann"
    with pytest.raises(StaleButton):
        office.does("ann", settled, ConflictSettled)
    office.does("ann", Undo(), Undone)
    assert len(standing(office)) == 2
    assert office.told("han", "conflict_settled", clash.conflict.id) is None


def test_neither_takes_both_back_but_never_agreed_terms(office: Office) -> None:
    logged(office, "li", quote(2700, agreed=True))
    (clash,) = logged(office, "han", quote(2900)).clashes
    office.does("ann", SettleConflict(conflict=clash.conflict.id), ConflictSettled)
    assert standing(office) == [("李雷", Decimal(2700))]


def test_agreed_terms_come_first_and_bind_their_own_rep_too(office: Office) -> None:
    logged(office, "li", quote(2700, agreed=True, term=60))
    (clash,) = logged(office, "li", quote(2700, term=30)).clashes
    assert (clash.conflict.kinds, clash.conflict.why) == (("term",), "agreed")
    assert clash.standing == clash.first
    assert checked(office).lines[0].quote.agreed


def test_a_quote_told_late_does_not_replace_a_newer_one(office: Office) -> None:
    office.later(days=2)
    logged(office, "tom", quote(2700))
    late = logged(office, "tom", quote(2900, when=on("2026-03-09")))
    assert (late.clashes, late.replaced) == ((), ())
    assert standing(office) == [("Tom", Decimal(2700))]


def test_an_order_that_is_not_delivered_holds_its_price(office: Office) -> None:
    with office.work() as work:
        ordered = Order(
            id=OrderId("o"),
            customer_id=CustomerId("taihe"),
            member_id=MemberId("tom"),
            product="A款",
            qty=Decimal(40),
            price=cny(2600),
            day=on("2026-03-06").day,
            recorded_at=office.now,
            recorded_by=MemberId("tom"),
        )
        work.add(ordered)
    office.later(days=1)
    (clash,) = logged(office, "han", quote(2800, qty=Decimal(40))).clashes
    assert (clash.conflict.why, clash.standing) == ("ordered", clash.first)
    with office.work() as work:
        work.save(replace(ordered, state=OrderState.DELIVERED))
    assert office.told("tom", "conflict", clash.second.quote.id) is None


def test_terms_that_are_agreed_replace_what_was_quoted(office: Office) -> None:
    logged(office, "li", quote(2900))
    agreed = logged(office, "han", quote(2700, agreed=True))
    assert (agreed.clashes, [each.by for each in agreed.replaced]) == ((), ["李雷"])


def test_a_longer_term_told_later_leaves_the_price_of_the_first(office: Office) -> None:
    logged(office, "li", quote(2800, term=60))
    (clash,) = logged(office, "han", LogQuote(customer=TAIHE, term=90)).clashes
    settled = SettleConflict(conflict=clash.conflict.id, stands=clash.second.quote.id)
    office.does("ann", settled, ConflictSettled)
    first = next(each.quote for each in checked(office).lines if each.by == "李雷")
    assert (first.amount, first.term) == (cny(2800), None)


def test_saying_the_first_price_again_ends_the_conflict(office: Office) -> None:
    logged(office, "tom", quote(2800))
    (clash,) = logged(office, "han", quote(2600)).clashes
    logged(office, "han", quote(2800))
    heard = office.told("ann", "conflict_settled", clash.conflict.id)
    assert isinstance(heard, ConflictSettled)
    assert heard.clash.standing == heard.clash.first
    assert not any(each.disputed for each in checked(office).lines)


def test_a_third_price_is_a_new_conflict_and_the_old_one_is_no_news(office: Office) -> None:
    logged(office, "li", quote(2800))
    (old,) = logged(office, "han", quote(2600)).clashes
    (new,) = logged(office, "han", quote(2650)).clashes
    assert new.second.quote.amount == cny(2650)
    told_later = office.pushes(WatchQuotes())
    assert (PushKind.CONFLICT_SETTLED, old.conflict.id) not in {each[1:] for each in told_later}


def test_other_logs_remind_of_what_is_still_contradictory(office: Office) -> None:
    logged(office, "tom", quote(2800))
    logged(office, "han", quote(2600))
    noted = office.does("li", LogInteraction(customer=TAIHE, what="聊了续约"), Result)
    with office.turn("li") as turn:
        given = give_back([noted], turn)
    assert [len(each.clashes) for each in given if isinstance(each, ConflictsOpen)] == [1]


def test_words_for_the_customer_hold_what_stands_and_nothing_of_other_customers(office: Office) -> None:
    logged(office, "li", quote(2800, exclusive=True))
    (clash,) = logged(office, "han", quote(2900, customer=HUALIAN)).clashes
    assert clash.conflict.why == "reserved"
    recap = office.does("han", RecapConflict(conflict=clash.conflict.id), Recapped)
    assert (recap.customer.name, recap.standing) == ("华联", None)


def product(office: Office, **facts: Any) -> Mention:
    made: dict[str, Any] = {"name": "A款", "unit": "台", "created_at": office.now, **facts}
    with office.work() as work:
        work.add(Product(id=ProductId("a"), **made))
    return Mention("A款", "a", "A款")


def test_below_the_floor_price_the_manager_is_told_once(office: Office) -> None:
    meant = product(office, floor_price=cny(2500), list_price=cny(3000))
    below = quote(2400, product=meant)
    assert pushed(office, "li", below) == [("ann", "quote_excess")]
    assert office.pushes(WatchQuotes()) == []
    assert logged(office, "li", quote(2600, product=meant)).quote.excess == ()
    off = LogQuote(customer=TAIHE, product=meant, discount=Decimal("0.7"))
    cheap = logged(office, "li", off)
    assert (cheap.quote.excess, cheap.told) == ((Excess.BELOW_FLOOR,), ("Ann",))
    read = office.told("ann", "quote_excess", cheap.quote.id)
    assert isinstance(read, ExcessTold)
    assert read.floor == cny(2500)


def test_limits_of_the_team(office: Office) -> None:
    office.does("ann", Settings(setting="longest_term", value="60"), SettingsShown)
    office.does("ann", Settings(setting="least_factor", value="0.85"), SettingsShown)
    assert logged(office, "li", quote(2800, term=90)).quote.excess == (Excess.LONG_TERM,)
    assert logged(office, "li", quote(2800, discount=Decimal("0.8"))).quote.excess == (Excess.BELOW_FACTOR,)
    office.does("ann", Settings(setting="longest_term", value="不限"), SettingsShown)
    assert logged(office, "li", quote(2800, term=90)).quote.excess == ()


def test_two_currencies_are_compared_at_the_stated_rate(office: Office) -> None:
    logged(office, "tom", LogQuote(customer=TAIHE, product=A, amount=Money(Decimal(1000), "USD")))
    assert logged(office, "han", quote(6500)).clashes == ()
    office.does("ann", Settings(setting="rate", value="1 USD = 7.2 CNY"), SettingsShown)
    assert [each.first.by for each in logged(office, "li", quote(6500)).clashes] == ["Tom"]


@pytest.mark.parametrize(
    "value", ["7.2", "1 USD = 7.2 USD", "1 USD = 0 CNY", "0 USD = 7 CNY", "1 US = 7 CNY"]
)
def test_a_rate_that_says_nothing_is_refused(office: Office, value: str) -> None:
    with pytest.raises(BadSlot):
        office.does("ann", Settings(setting="rate", value=value), SettingsShown)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("longest_term", "soon"), ("least_factor", "8"), ("restricted", "、"), ("restricted", "长" * 25)],
)
def test_limits_that_say_nothing_are_refused(office: Office, setting: str, value: str) -> None:
    with pytest.raises(BadSlot):
        office.does("ann", Settings(setting=setting, value=value), SettingsShown)


@pytest.mark.parametrize("setting", ["rate", "longest_term", "least_factor", "restricted"])
def test_reps_do_not_set_the_rules(office: Office, setting: str) -> None:
    with pytest.raises(NotAllowed):
        office.does("li", Settings(setting=setting, value="60"), SettingsShown)


def test_quotes_are_looked_up_across_colleagues(office: Office) -> None:
    logged(office, "tom", quote(2800))
    office.later(days=1)
    logged(office, "han", quote(2900, product=Mention("B款")))
    found = checked(office, who="li")
    assert [each.by for each in found.lines] == ["韩梅", "Tom"]
    assert (found.name, found.total) == ("泰禾", 2)
    assert [each.by for each in checked(office, product=Mention("a款")).lines] == ["Tom"]
    by_one = office.does("li", CheckQuotes(by=Mention("韩梅")), QuotesChecked)
    assert [(each.customer, each.by) for each in by_one.lines] == [("泰禾", "韩梅")]


def test_what_no_longer_counts_comes_last_and_says_why(office: Office) -> None:
    logged(office, "tom", quote(2800, valid_until=on("2026-03-20")))
    office.later(days=14)
    logged(office, "han", quote(2950))
    assert [(each.by, each.ended) for each in checked(office).lines] == [("韩梅", ""), ("Tom", "expired")]


def test_what_was_noted_before_there_was_a_ledger_is_found_too(office: Office) -> None:
    with office.turn("li") as turn:
        turn.begin((quote(2700),))
        told(quote(2700, term=60), turn, Topic.QUOTE)
    office.later(days=1)
    logged(office, "li", quote(2800))
    lines = checked(office).lines
    assert [(each.quote.amount, each.quote.term) for each in lines] == [(cny(2800), None), (cny(2700), 60)]


def test_sums_of_others_customers_are_masked(office: Office) -> None:
    logged(office, "li", quote(2800))
    seen = {
        (who, group)
        for who in ("li", "han", "ann", "wang")
        for group in (False, True)
        if not office.does(who, CheckQuotes(customer=TAIHE), QuotesChecked, group=group).lines[0].masked
    }
    assert seen == {("li", False), ("ann", False), ("wang", False)}


def test_the_quotes_of_a_rep_who_left_still_bind(office: Office) -> None:
    logged(office, "tom", quote(2500))
    office.change("tom", left_on=on("2026-03-01").day)
    found = logged(office, "li", quote(2800))
    assert [each.first.left for each in found.clashes] == [True]
    assert found.told == ("Ann",)


def test_a_quote_is_a_note_as_well(office: Office) -> None:
    assert isinstance(office.does("li", quote(2800), Noted), QuoteLogged)
