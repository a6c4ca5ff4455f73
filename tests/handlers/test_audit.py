import pytest

from bot.domain.audit import Amend, Amended, Undo, Undone
from bot.domain.base import Mention
from bot.domain.briefs import Briefed
from bot.domain.customers import Brief, CustomerCreated, NewCustomer
from bot.domain.errors import BadSlot, ChangedSince, NothingToUndo
from bot.domain.interactions import Channel, InteractionLogged, LogInteraction
from bot.domain.people import Invite, Invited
from bot.domain.promises import (
    CheckPromises,
    KeepPromise,
    MakePromise,
    PromiseClosed,
    PromiseMade,
    PromisesChecked,
)
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
PROMISE = MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13"))


def ledger(office: Office, customer: str = "泰禾") -> list[tuple[str, str, str]]:
    shown = office.does("li", CheckPromises(customer=Mention(customer)), PromisesChecked)
    return [(each.promise.what, str(each.promise.due_day), each.standing) for each in shown.lines]


def test_the_last_thing_is_taken_back(office: Office) -> None:
    office.does("li", LogInteraction(customer=TAIHE, what="拜访"), InteractionLogged, said="拜访泰禾")
    office.later(minutes=1)
    office.does("li", PROMISE, PromiseMade, said="周五前送样")
    office.later(minutes=1)
    result = office.does("li", Undo(), Undone)
    assert (result.said, result.counts, result.redone) == ("周五前送样", (("promise", 1),), False)
    assert ledger(office) == []
    office.later(minutes=1)
    assert office.does("li", Undo(), Undone).said == "拜访泰禾"


def test_an_undo_can_be_undone(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    undone = office.does("li", Undo(), Undone)
    assert office.does("li", Undo(action=undone.action), Undone).redone
    assert ledger(office) == [("送样", "2026-03-13", "open")]


def test_the_last_undoing_is_undone_by_a_word(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    office.does("li", Undo(), Undone)
    office.later(minutes=1)
    assert office.does("li", Undo(redo=True), Undone).redone
    assert ledger(office) == [("送样", "2026-03-13", "open")]
    with pytest.raises(NothingToUndo):
        office.does("li", Undo(redo=True), Undone)


def test_only_within_a_day(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    office.later(hours=25)
    with pytest.raises(NothingToUndo):
        office.does("li", Undo(), Undone)


def test_only_ones_own(office: Office) -> None:
    with office.turn("li") as turn:
        turn.begin((PROMISE,))
        action = turn.action
    office.does("li", PROMISE, PromiseMade)
    for who in ("han", "ann"):
        with pytest.raises(NothingToUndo):
            office.does(who, Undo(action=action), Undone)
        with pytest.raises(NothingToUndo):
            office.does(who, Undo(), Undone)


def test_not_what_somebody_changed_since(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    office.does("han", KeepPromise(customer=TAIHE), PromiseClosed)
    with pytest.raises(ChangedSince) as caught:
        office.does("li", Undo(), Undone)
    assert caught.value.facts == {"who": "韩梅"}


def test_letting_somebody_in_is_not_taken_back(office: Office) -> None:
    office.does("wang", Invite(name="小明"), Invited)
    with pytest.raises(NothingToUndo):
        office.does("wang", Undo(), Undone)


def test_a_correction_replaces_what_was_logged(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    result = office.does("li", Amend(due=on("2026-03-12")), Amended)
    assert isinstance(result.results[0], PromiseMade)
    assert ledger(office) == [("送样", "2026-03-12", "open")]


def test_a_correction_may_move_it_to_another_customer(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    office.does("li", Amend(customer=Mention("华联")), Amended)
    assert ledger(office) == []
    assert ledger(office, "华联") == [("送样", "2026-03-13", "open")]


def test_corrections_follow_each_other_and_are_undone_one_by_one(office: Office) -> None:
    office.does("li", PROMISE, PromiseMade)
    office.later(minutes=1)
    office.does("li", Amend(due=on("2026-03-12")), Amended)
    office.later(minutes=1)
    office.does("li", Amend(what="寄样"), Amended)
    assert ledger(office) == [("寄样", "2026-03-12", "open")]
    office.later(minutes=1)
    assert not office.does("li", Undo(), Undone).redone
    assert ledger(office) == [("送样", "2026-03-12", "open")]
    office.does("li", Undo(), Undone)
    assert ledger(office) == [("送样", "2026-03-13", "open")]
    office.does("li", Undo(), Undone)
    assert ledger(office) == []


def test_nothing_to_correct(office: Office) -> None:
    with pytest.raises(NothingToUndo):
        office.does("li", Amend(due=on("2026-03-12")), Amended)
    office.does("li", NewCustomer(name="万象"), CustomerCreated)
    with pytest.raises(NothingToUndo):
        office.does("li", Amend(due=on("2026-03-12")), Amended)


def test_a_first_touch_undone_gives_the_owner_back(office: Office) -> None:
    office.does("han", LogInteraction(customer=Mention("华联"), what="拜访"), InteractionLogged)
    office.does("han", Undo(), Undone)
    brief = office.does("li", Brief(customer=Mention("华联")), Briefed)
    assert (brief.owner, brief.touches_total) == ("", 0)


def test_how_they_were_in_touch_is_put_right(office: Office) -> None:
    office.does("li", LogInteraction(customer=Mention("泰禾"), channel=Channel.VISIT), InteractionLogged)
    amended = office.does("li", Amend(channel=Channel.CALL), Amended)
    (logged,) = amended.results
    assert isinstance(logged, InteractionLogged)
    assert logged.interaction.channel is Channel.CALL


def test_a_promise_has_no_channel_to_put_right(office: Office) -> None:
    office.does("li", MakePromise(customer=Mention("泰禾"), what="送样"), PromiseMade)
    with pytest.raises(BadSlot) as caught:
        office.does("li", Amend(channel=Channel.CALL), Amended)
    assert caught.value.facts["why"] == "not_there"
