"""What complaints, requests and their clocks are asked, on both engines."""

from datetime import datetime, timedelta

from bot.adapters.store import SqlStore
from bot.domain.clocks import Clock, Step
from bot.domain.complaints import ComplaintState
from bot.domain.requests import RequestState
from tests.adapters.store import made

HOUR = timedelta(hours=1)


def later(hours: float) -> datetime:
    return made.NOW + hours * HOUR


def test_open_cases_come_by_their_due_time(store: SqlStore) -> None:
    tom, here, there = made.member(name="Tom"), made.customer(), made.customer()
    late = made.complaint(customer_id=here.id, due_at=later(-3))
    soon = made.complaint(customer_id=here.id, due_at=later(1), member_id=tom.id)
    elsewhere = made.complaint(customer_id=there.id, due_at=later(0))
    settled = made.complaint(customer_id=here.id, state=ComplaintState.RESOLVED, closed_at=later(0))
    gone = made.complaint(customer_id=here.id, archived_at=made.NOW)
    with store.work(made.HOME) as work:
        work.add(tom, here, there, soon, late, elsewhere, settled, gone)
        complaints = work.complaints
        assert list(complaints.open_at([here.id])) == [late, soon]
        assert list(complaints.open_at({here.id, there.id})) == [late, elsewhere, soon]
        assert list(complaints.open_at([])) == []
        assert set(complaints.of(here.id)) == {late, soon, settled}
        assert list(complaints.kept_by(made.ANN, later(0.5))) == [late, elsewhere]
        assert list(complaints.ledger(None, None, 9)) == [late, elsewhere, soon]
        assert list(complaints.ledger(None, None, 1)) == [late]
        assert list(complaints.ledger(here.id, tom.id, 9)) == [soon]
        assert complaints.count(None, None) == 3
        assert complaints.count(here.id, made.ANN) == 1
        assert complaints.by_ids([soon.id, settled.id, "none"]) == {soon.id: soon, settled.id: settled}


def test_requests_are_found_by_the_promise_that_answers_them(store: SqlStore) -> None:
    here = made.customer()
    promise = made.promise(customer_id=here.id)
    answered = made.request(customer_id=here.id, promise_id=promise.id)
    closed = {"state": RequestState.DONE, "closed_at": later(2)}
    done = made.request(customer_id=here.id, promise_id=promise.id, due_at=later(1), **closed)
    with store.work(made.HOME) as work:
        work.add(here, promise, answered, done, made.request(customer_id=here.id))
        assert list(work.requests.of_promise(promise.id)) == [answered, done]
        assert list(work.requests.closed_at(here.id, later(2))) == [done]
        assert list(work.requests.closed_at(here.id, later(1))) == []


def test_clocks_ring_when_they_are_due_and_leave_no_trace_in_the_journal(store: SqlStore) -> None:
    first = Clock(case_id="one", step=Step.OWNER, rings_at=later(-1), set_at=later(-9))
    second = Clock(case_id="two", step=Step.OPENED, rings_at=later(0), set_at=later(0))
    future = Clock(case_id="one", step=Step.CLOSED, rings_at=later(2), set_at=later(0))
    with store.work(made.HOME) as work:
        for each in (second, future, first):
            work.clocks.put(each)
        assert list(work.clocks.due(made.NOW, 9)) == [first, second]
        assert list(work.clocks.due(made.NOW, 1)) == [first]
        moved = Clock(case_id="one", step=Step.OWNER, rings_at=later(1), set_at=later(-9))
        work.clocks.put(moved)
        assert list(work.clocks.due(later(3), 9)) == [second, moved, future]
        work.clocks.drop("one", [Step.OWNER, Step.MANAGER])
        assert list(work.clocks.due(later(3), 9)) == [second, future]
        assert not work.changed
