"""The outbox: in order and paced per chat, paced per bot by one process, given up loudly, remembered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.adapters.store import Leases, SqlStore
from bot.domain.base import MemberId
from bot.domain.chat import Address, Button, Card, Outgoing, Platform, Push
from bot.domain.mail import Departure
from bot.domain.people import LOBBY, Role
from bot.domain.ports import Said
from bot.domain.routines import PushKind
from tests.adapters.store import made
from tests.adapters.store.made import CHAT, GROUP, PRIVATE

SECOND = timedelta(seconds=1)
LEASES = Leases()
CHANNEL = Address(Platform.SLACK, "T1", "C1")


def later(seconds: float) -> datetime:
    return made.NOW + seconds * SECOND


def queue(store: SqlStore, *cards: Outgoing) -> None:
    with store.work(made.HOME) as work:
        work.begin(made.action())
        for each in cards:
            work.mailbox.send(each)


def claimed(store: SqlStore, now: datetime = made.NOW) -> Departure:
    found = store.outbox.claim(now)
    assert found is not None
    return found


def title(departure: Departure) -> str:
    assert departure.outgoing.card is not None
    return departure.outgoing.card.title


def drained(store: SqlStore, now: datetime) -> list[str]:
    """What can go at this moment, sent."""
    titles = []
    while (each := store.outbox.claim(now)) is not None:
        titles.append(title(each))
        store.outbox.sent(each, f"m{each.id}")
    return titles


@pytest.fixture
def other(database_url: str) -> Iterator[SqlStore]:
    """Another process on the same database."""
    other = SqlStore(database_url, vocabulary={}, keys_of=made.keys_of)
    yield other
    other.close()


def test_a_card_goes_as_it_was_put(store: SqlStore) -> None:
    card = Card(title="好", buttons=((Button("撤销", id="b1"),),), language="zh")
    given = Outgoing(address=CHAT, card=card, answers="web::ann:1", replaces="m0", member="ann", user="ann")
    queue(store, given)
    departure = claimed(store)
    assert departure.outgoing == given
    assert (departure.workspace_id, departure.at, departure.tries) == (made.HOME, made.NOW, 0)


@pytest.mark.parametrize(
    ("address", "gap"), [(PRIVATE, 1), (CHANNEL, 1), (GROUP, 3), (CHAT, 0), (replace(CHAT, chat="-1"), 0)]
)
def test_each_chat_is_paced(store: SqlStore, address: Address, gap: int) -> None:
    queue(store, *(made.outgoing(str(number), address=address) for number in range(3)))
    if not gap:
        assert drained(store, made.NOW) == ["0", "1", "2"]
        return
    assert drained(store, made.NOW) == ["0"]
    assert drained(store, later(gap - 0.01)) == []
    assert drained(store, later(gap)) == ["1"]
    assert drained(store, later(2 * gap)) == ["2"]


def test_the_next_card_waits_until_the_first_is_sent(store: SqlStore) -> None:
    queue(store, made.outgoing("first"), made.outgoing("second"))
    first = claimed(store)
    assert store.outbox.claim(later(59)) is None
    store.outbox.sent(first, "m1")
    assert title(claimed(store)) == "second"


def test_a_bot_sends_five_at_once_and_25_a_second(store: SqlStore) -> None:
    chats = [Address(Platform.TELEGRAM, "", str(number)) for number in range(60)]
    queue(store, *(made.outgoing(each.chat, address=each) for each in chats))
    sent = [len(drained(store, later(step / 100))) for step in range(100)]
    assert sent[0] == 5
    assert 28 <= sum(sent) <= 30


def test_one_process_sends_for_a_bot(store: SqlStore, other: SqlStore) -> None:
    chats = [Address(Platform.TELEGRAM, "", str(number)) for number in range(9)]
    queue(store, *(made.outgoing(each.chat, address=each) for each in chats), made.outgoing("web"))
    claimed(store)
    assert [title(claimed(other))] == ["web"]
    assert other.outbox.claim(later(5)) is None
    over = made.NOW + LEASES.sender
    assert other.outbox.claim(over) is None  # nobody knows how full the other's bucket was
    assert other.outbox.claim(over + SECOND) is not None
    assert store.outbox.claim(over + SECOND) is None


def test_a_process_that_ends_leaves_its_bots_to_others(store: SqlStore, other: SqlStore) -> None:
    queue(store, *(made.outgoing(str(chat), address=replace(PRIVATE, chat=str(chat))) for chat in range(3)))
    claimed(store)
    store.close()
    assert other.outbox.claim(made.NOW) is None
    assert other.outbox.claim(later(0.5)) is not None


def test_a_bot_keeps_its_lease_while_it_sends(store: SqlStore, other: SqlStore) -> None:
    for second in range(0, 40, 2):
        queue(store, made.outgoing(str(second), address=replace(PRIVATE, chat=str(second))))
        if second:
            assert other.outbox.claim(later(second)) is None
        claimed(store, later(second))


def test_too_fast_for_a_chat_stops_that_chat_only(store: SqlStore) -> None:
    queue(store, made.outgoing("1", address=GROUP), made.outgoing("2", address=GROUP))
    queue(store, made.outgoing("private", address=PRIVATE))
    store.outbox.later(claimed(store), later(30))
    assert drained(store, later(4)) == ["private"]
    again = claimed(store, later(30))
    assert (title(again), again.tries) == ("1", 1)
    store.outbox.sent(again, "m")
    assert drained(store, later(33)) == ["2"]


def test_too_fast_for_a_bot_stops_all_its_chats(store: SqlStore, other: SqlStore) -> None:
    queue(store, made.outgoing("group", address=GROUP), made.outgoing("private", address=PRIVATE))
    store.outbox.later(claimed(store), later(30), everywhere=True)
    queue(store, made.outgoing("slack", address=CHANNEL))
    assert drained(store, later(20)) == ["slack"]
    store.close()
    assert drained(other, later(29)) == []
    assert sorted([*drained(other, later(31)), *drained(other, later(35))]) == ["group", "private"]


def test_what_was_given_up_does_not_block_the_chat(store: SqlStore) -> None:
    queue(store, made.outgoing("bad"), made.outgoing("good"))
    store.outbox.failed(claimed(store), "refused")
    assert drained(store, made.NOW) == ["good"]


def test_work_under_a_lost_lease_is_refused(store: SqlStore) -> None:
    queue(store, made.outgoing("1"), made.outgoing("2"))
    lost = claimed(store)
    again = claimed(store, made.NOW + LEASES.outbox)
    assert (again.id, again.tries) == (lost.id, 1)
    store.outbox.sent(lost, "m")
    store.outbox.failed(lost, "late")
    assert store.outbox.claim(made.NOW + LEASES.outbox) is None
    store.outbox.later(lost, made.NOW)
    store.outbox.unreachable(lost)
    store.outbox.sent(again, "m")
    assert drained(store, made.NOW + LEASES.outbox) == ["2"]


def test_a_closed_chat_ends_its_link_and_each_admin_hears_of_it_once(store: SqlStore) -> None:
    boss = made.member(id=MemberId("boss"), name="Boss", role=Role.ADMIN)
    mute = made.member(id=MemberId("mute"), name="Mute", role=Role.ADMIN)
    with store.work(made.HOME) as work:
        work.add(boss, mute, made.link(id="w"), made.link(member_id=boss.id, user="boss", chat="boss"))
        work.add(made.link(id="t", platform=Platform.TELEGRAM, user="77", chat="77"))
    queue(store, made.outgoing("1", address=PRIVATE), made.outgoing("2", address=PRIVATE))
    store.outbox.unreachable(claimed(store))
    store.outbox.unreachable(claimed(store, later(1)))
    told = claimed(store, later(2))
    assert told.outgoing == Outgoing(
        address=Address(Platform.WEB, "", "boss"),
        push=Push(kind=PushKind.LINK_BLOCKED, subject="t"),
        member="boss",
    )
    store.outbox.sent(told, "m")
    assert store.outbox.claim(later(99)) is None
    with store.work(made.HOME) as work:
        assert [each.id for each in work.people.links(made.ANN)] == ["w"]
        assert work.people.link_of(made.incoming().sender) is not None


def test_the_answer_to_a_message_is_found_for_its_edits(store: SqlStore) -> None:
    source = "telegram::-100:5"
    queue(store, made.outgoing("reply", address=PRIVATE, answers=source))
    queue(store, made.outgoing("hint", address=GROUP, answers=source))
    with store.work(made.HOME) as work:
        assert work.mailbox.answer_to(source) == ""
    private = claimed(store)
    store.outbox.sent(private, "m1")
    store.outbox.sent(claimed(store), "m2")
    with store.work(made.HOME) as work:
        assert work.mailbox.answer_to(source) == "m2"
        assert work.mailbox.answer_to("telegram::-100:6") == ""


def test_the_history_of_a_chat_is_what_its_person_sees(store: SqlStore) -> None:
    assert store.history(CHAT, 9) == []
    with store.work(LOBBY) as work:
        work.mailbox.first_time(made.incoming("以前", at=later(-60), message="i0"))
    with store.work(made.HOME) as work:
        work.mailbox.first_time(made.incoming("答应泰禾", message="i1"))
        work.add(made.link())
        work.mailbox.send(made.outgoing("哪个泰禾?"))
    store.outbox.sent(claimed(store), "m1")
    with store.work(made.HOME) as work:
        work.mailbox.first_time(made.incoming("", button="b1", message="m1", at=later(5)))
        work.mailbox.send(made.outgoing("已记下", replaces="m1"))
        work.mailbox.send(Outgoing(address=CHAT, card=Card(title="一句话", notice=True)))
        work.mailbox.send(Outgoing(address=CHAT, push=Push(kind="digest"), member="ann"))
        work.mailbox.send(made.outgoing("还没到"))
    for message in ("m1", "n1"):
        store.outbox.sent(claimed(store), message)
    push = claimed(store)
    store.outbox.composed(push, Card(title="早上好"))
    store.outbox.sent(push, "m2")
    lines = [
        Said(message="i0", at=later(-60), text="以前"),
        Said(message="i1", at=made.NOW, text="答应泰禾"),
        Said(message="m1", at=made.NOW, card=Card(title="已记下")),
        Said(message="m2", at=later(5), card=Card(title="早上好")),
    ]
    assert store.history(CHAT, 9) == lines
    assert store.history(CHAT, 2) == lines[-2:]
    assert store.history(replace(CHAT, chat="bob"), 9) == []


def test_a_push_without_anything_to_say_has_no_history(store: SqlStore) -> None:
    queue(store, Outgoing(address=CHAT, push=Push(kind="digest"), member="ann"))
    push = claimed(store)
    store.outbox.composed(push, None)
    store.outbox.failed(push, "nothing left to say")
    assert store.history(CHAT, 9) == []
