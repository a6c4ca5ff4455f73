"""What the clock asks for, and what it makes the bot say unasked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.base import NOBODY, Command, MemberId, Result
from bot.domain.cases import CaseLine, Guard
from bot.domain.customers import Customer
from bot.domain.preferences import WishLine
from bot.domain.promises import Against, Line, Warned
from bot.domain.reminders import Reminder


class PushKind(StrEnum):
    """Why somebody is told something unasked; the subject is an id of the noun named."""

    REMINDER = "reminder"
    PROMISE_TOMORROW = "promise_tomorrow"
    PROMISE_TODAY = "promise_today"
    PROMISE_OVERDUE = "promise_overdue"
    PROMISE_ESCALATED = "promise_escalated"
    PROMISE_CONTRADICTED = "promise_contradicted"
    PROMISE_WARNED = "promise_warned"
    MEETING_AHEAD = "meeting_ahead"
    OWNER_INACTIVE = "owner_inactive"
    CASE_OPENED = "case_opened"
    CASE_OWNER = "case_owner"
    CASE_MANAGER = "case_manager"
    CASE_POOL = "case_pool"
    CASE_CLOSED = "case_closed"
    DIGEST = "digest"
    LINK_BLOCKED = "link_blocked"
    CONFLICT = "conflict"
    CONFLICT_SETTLED = "conflict_settled"
    QUOTE_EXCESS = "quote_excess"
    HANDED_OVER = "handed_over"
    NEWS = "news"
    POOL_WARNING = "pool_warning"
    POOL_TOOK = "pool_took"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    AT_RISK = "at_risk"
    CASE_UNTOUCHED = "case_untouched"
    CASE_NEGLECTED = "case_neglected"


@dataclass(frozen=True, kw_only=True)
class SendDueReminders(Command):
    """Move reminders whose minute has come to the outbox."""


@dataclass(frozen=True, kw_only=True)
class WatchPromises(Command):
    """Once a local day and person: tell what is due tomorrow, due today, overdue; managers after three days."""


@dataclass(frozen=True, kw_only=True)
class WatchMeetings(Command):
    """Briefs an hour before a meeting, and to managers where nobody who is here owns the customer."""


class WatchQuotes(Command):
    """Tell of conflicts and of quotes beyond the limits those who slept when they were found."""


@dataclass(frozen=True, kw_only=True)
class WatchCases(Command):
    """Tell whom the clocks of complaints and requests ring for."""


@dataclass(frozen=True, kw_only=True)
class SendDigests(Command):
    """The morning digest of everybody whose hour has come, once a local working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """That a member was told something of a kind about a subject on a local day: nothing is said twice."""

    id: str
    member_id: str
    kind: str
    subject: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a reader is to hear now: of open promises that `keeper` looks after, due from `first` to `last`.

    Without a keeper: of those that nobody looks after who is still here. Said once on `day`; without one, once per
    due day.
    """

    keeper: MemberId = NOBODY
    reader: MemberId
    kind: PushKind
    first: date
    last: date
    ours: bool = True
    day: str = ""


@dataclass(frozen=True, kw_only=True)
class RoutineDone(Result):
    """`more`: it stopped at a full batch, and goes on in a transaction of its own."""

    pushed: int
    more: bool = False


@dataclass(frozen=True, kw_only=True)
class Reminded(Result):
    reminder: Reminder
    customer: Customer | None
    contact: str
    line: Line | None = None
    set_by: str = ""
    warning: WishLine | None = None
    guard: Guard | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseNudged(Result):
    kind: PushKind
    line: Line


@dataclass(frozen=True, kw_only=True)
class CaseNudged(Result):
    """`by` is who opened the case, or who closed it once it is closed."""

    kind: PushKind
    line: CaseLine
    by: str


@dataclass(frozen=True, kw_only=True)
class PromiseContradicted(Result):
    """For those who gave them, and their managers: the customer has heard two things."""

    against: tuple[Against, ...]


@dataclass(frozen=True, kw_only=True)
class PromiseWarned(Result):
    """For a manager: somebody promised more than they may, or sooner than it can be kept."""

    line: Line
    warnings: tuple[Warned, ...]


@dataclass(frozen=True, kw_only=True)
class LinkBlocked(Result):
    """For admins: this person can no longer be reached on that platform."""

    name: str
    platform: str
