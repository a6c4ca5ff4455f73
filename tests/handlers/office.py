"""A small sales team on a real store: say what somebody does and see what they get."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar, cast

from bot.adapters.store import SqlStore
from bot.domain.base import (
    Command,
    CustomerId,
    MemberId,
    Result,
    WorkspaceId,
)
from bot.domain.calendar import WeekdaysOnly, WorkCalendar
from bot.domain.chat import Outgoing, Platform, Push
from bot.domain.customers import Customer
from bot.domain.likeness import parts_of, plain
from bot.domain.moment import Moment
from bot.domain.people import Language, Link, Member, Role, Workspace
from bot.domain.ports import Work
from bot.handlers import CLOCK, Turn, handle, tell

ResultT = TypeVar("ResultT", bound=Result)
HOME = WorkspaceId("home")
MONDAY = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai on Monday, 9 March 2026."""


def keys_of(_noun: str, names: Sequence[str]) -> Iterable[str]:
    return {key for name in names for key in (plain(name), parts_of(name).core)}


def on(day: str, at: str = "") -> Moment:
    """`on("2026-03-13", "15:00")`, a local moment."""
    return Moment.of(datetime.fromisoformat(f"{day}T{at}")) if at else Moment(date.fromisoformat(day))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Office:
    """李雷, 韩梅 and Tom sell, Ann manages them, Wang administers.

    泰禾 is 李雷's, Acme Tom's, 华联 nobody's.
    """

    store: SqlStore
    now: datetime = MONDAY
    calendar: WorkCalendar = field(default_factory=WeekdaysOnly)
    messages: Iterator[int] = field(default_factory=count)

    def open(self) -> "Office":
        with self.work() as work:
            work.add(Workspace(id=HOME, name="诺言", created_at=self.now))
            work.add(*self._people())
            work.add(*(_link(each) for each in ("li", "han", "tom", "ann", "wang")))
            work.add(
                Customer(
                    id=CustomerId("taihe"),
                    name="泰禾集团有限公司",
                    aliases=("泰禾",),
                    owner_id=MemberId("li"),
                    created_at=self.now,
                ),
                Customer(
                    id=CustomerId("acme"),
                    name="Acme, Inc.",
                    aliases=("Acme",),
                    owner_id=MemberId("tom"),
                    created_at=self.now,
                ),
                Customer(id=CustomerId("hualian"), name="华联", created_at=self.now),
            )
        return self

    def _people(self) -> Iterator[Member]:
        def one(key: str, name: str, role: Role, manager: str = "", zone: str = "Asia/Shanghai") -> Member:
            return Member(
                id=MemberId(key),
                name=name,
                role=role,
                manager_id=MemberId(manager),
                language=Language.EN if zone != "Asia/Shanghai" else Language.ZH,
                zone=zone,
                created_at=self.now - timedelta(days=400),
            )

        yield one("wang", "Wang", Role.ADMIN)
        yield one("ann", "Ann", Role.MANAGER, "wang")
        yield one("li", "李雷", Role.REP, "ann")
        yield one("han", "韩梅", Role.REP, "ann")
        yield one("tom", "Tom", Role.REP, "ann", "America/New_York")

    @contextmanager
    def work(self) -> Iterator[Work]:
        with self.store.work(HOME) as work:
            yield cast("Work", work)

    @contextmanager
    def turn(self, who: str, *, said: str = "", group: bool = False) -> Iterator[Turn]:
        with self.work() as work:
            actor = CLOCK if who == "clock" else work.get(Member, who)
            assert actor is not None
            yield Turn(
                work=work,
                actor=actor,
                now=self.now,
                calendar=self.calendar,
                said=said,
                source=f"web::{who}:{next(self.messages)}",
                group=group,
            )

    def does(
        self, who: str, command: Command, kind: type[ResultT], *, said: str = "", group: bool = False
    ) -> ResultT:
        """Carry one command out, as one message."""
        with self.turn(who, said=said, group=group) as turn:
            turn.begin((command,))
            result = handle(command, turn)
        assert isinstance(result, kind), result
        return result

    def pushes(self, command: Command, who: str = "clock") -> list[tuple[str, str, str]]:
        """What a routine, or somebody's command, puts into the outbox: (member, kind, subject)."""
        with self.turn(who) as turn:
            overheard = Overheard(turn.work)
            turn.work = cast("Work", overheard)
            turn.begin((command,))
            handle(command, turn)
        return [(each.member, each.push.kind, each.push.subject) for each in overheard.sent if each.push]

    def told(self, who: str, kind: str, subject: str = "") -> Result | None:
        """What somebody reads when that push is delivered now."""
        with self.turn(who) as turn:
            return tell(Push(kind=kind, subject=subject), turn)

    def change(self, who: str, **facts: Any) -> Member:
        with self.work() as work:
            member = work.get(Member, who)
            assert member is not None
            work.save(replace(member, **facts))
        return replace(member, **facts)

    def later(self, **delta: int) -> None:
        self.now += timedelta(**delta)


class Overheard:
    """A transaction whose mailbox tells what it is given to send."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.sent: list[Outgoing] = []
        self.mailbox = self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def send(self, outgoing: Outgoing) -> None:
        self.sent.append(outgoing)
        self._work.mailbox.send(outgoing)


def _link(member: str) -> Link:
    return Link(
        id=f"link-{member}",
        member_id=MemberId(member),
        platform=Platform.WEB,
        user=member,
        chat=member,
        linked_at=MONDAY,
    )
