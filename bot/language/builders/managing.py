"""What managers ask for: pipeline, forecast, risk, value, advice, data."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.domain.advice import AssignAdvice
from bot.domain.agenda import Calendar
from bot.domain.audit import Audit, Forget
from bot.domain.base import Command, Mention
from bot.domain.calendar import DAYS_A_WEEK
from bot.domain.moment import Moment, Period
from bot.domain.money import Money
from bot.domain.people import Scope
from bot.domain.pipeline import Forecast, PipelineSummary, Targets
from bot.domain.risk import AtRiskList, Release, WinBack
from bot.domain.summaries import Span, Summarise
from bot.domain.transfer import Export, Import
from bot.domain.value import Attention, TopCustomers, Value
from bot.language.amounts import read_amounts
from bot.language.dates import Direction, Kind, When
from bot.language.numerals import chinese
from bot.language.sheet import only_day, times_of
from bot.language.slots import Heard, customers_of, customers_said, due_of, money_of, what_of
from bot.language.words import CUSTOMER, PRODUCT, section

MOST: Final = re.compile(
    r"(?:前|top|best|biggest|largest|最\w的)[ -]?(?:的)?(?P<digits>\d{1,3})"
    r"|(?:前|top)(?P<zh>[一二两三四五六七八九十]{1,3})"
    r"|(?:top|best|biggest|largest) (?P<en>three|five|ten|twenty)"
)
MILLIONS: Final = re.compile(r"\d+(?:\.\d+)? ?m", re.IGNORECASE)
SPELLED: Final = {"three": 3, "five": 5, "ten": 10, "twenty": 20}
WEEKLY: Final = re.compile("周|week|monday")
MONTHLY: Final = re.compile("月|month")
A_DAY: Final = timedelta(days=1)
YEAR: Final = 12
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH: Final = re.compile(
    rf"\b(?:for|of|in|during|this|last|next) (?P<after>{'|'.join(MONTHS)})\b"
    rf"|\b(?P<before>{'|'.join(MONTHS)})(?:'s)?"
    r" (?:sales |team )?(?:targets?|quotas?|goals?|pipeline|forecast|numbers?|deals)\b",
    re.IGNORECASE,
)
"""An English month by its name alone, which elsewhere may be a verb (march, may) or somebody."""


def most_of(heard: Heard) -> int:
    """How many were asked for; 0 when none was said."""
    found = MOST.search(heard.text.lower())
    if found is None:
        return 0
    if found["zh"]:
        return int(chinese(found["zh"].replace("两", "二")) or 0)
    return int(found["digits"] or SPELLED[found["en"]])


def scope_of(heard: Heard) -> Scope | None:
    """Whose numbers: the widest that was said."""
    words = section("scope")
    return next(
        (each for each in (Scope.ALL, Scope.TEAM, Scope.ME) if words[each].search(heard.masked)), None
    )


def period_of(heard: Heard, direction: Direction) -> Period | None:
    """The days that are asked about: read ahead for what is to come, back for what was."""
    found = (
        _days(when, heard.hearing.at.date()) for when in times_of(_plain(heard), heard.hearing, direction)
    )
    return next((period for period in found if period), None) or _named(heard) or _month(heard, direction)


def _month(heard: Heard, direction: Direction) -> Period | None:
    """Forecast for March, Tom's April target: the nearest month of that name, or the last one."""
    found = MONTH.search(heard.text)
    if found is None:
        return None
    month, today = MONTHS.index((found["after"] or found["before"]).lower()) + 1, heard.hearing.at.date()
    gone = (today.month - month) % YEAR
    if direction is not Direction.PAST and gone > YEAR // 2:
        gone -= YEAR
    first = today.year * YEAR + today.month - 1 - gone
    return _months(date(first // YEAR, first % YEAR + 1, 1), 1)


def _plain(heard: Heard) -> str:
    """The clause with its dates readable, without names and without the ten of 去年前十."""
    pairs = zip(heard.text.lower(), heard.masked, strict=True)
    text = "".join(sign if CUSTOMER <= sign <= PRODUCT else letter for letter, sign in pairs)
    return MOST.sub(lambda found: " " * len(found[0]), text)


def _days(when: When, today: date) -> Period | None:
    if when.kind is Kind.RANGE and when.start and when.end:
        return Period(Moment.of(when.start).day, _after(when.end))
    if when.value is None:
        return None
    day = Moment.of(when.value).day
    if when.kind is Kind.BY and day >= today:
        return Period(today, day + A_DAY)
    return Period(day, day + A_DAY) if when.kind is Kind.POINT else None


def _after(end: date | datetime) -> date:
    return end.date() + A_DAY if isinstance(end, datetime) else end


def _named(heard: Heard) -> Period | None:
    """全年, YTD: spans that the date grammar leaves to those who ask for them."""
    words, today = section("spans"), heard.hearing.at.date()
    said = heard.text.lower()
    first = today.replace(month=1, day=1)
    if words["to_date"].search(said):
        return Period(first, today + A_DAY)
    if words["year"].search(said):
        return Period(first, first.replace(year=first.year + 1))
    if words["quarter"].search(said):
        return _months(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3)
    return _months(today.replace(day=1), 1) if words["month"].search(said) else None


def _months(first: date, count: int) -> Period:
    month = first.month - 1 + count
    return Period(first, date(first.year + month // 12, month % 12 + 1, 1))


def _who(heard: Heard) -> dict[str, Any]:
    """Scope and colleague: 小李的管道 is nobody else's."""
    person = heard.first("member")
    return {"scope": None if person else scope_of(heard), "person": person}


def summary_of(heard: Heard) -> Summarise | None:
    """Of a week or a month, as the words or the days say; a summary of anything else is none of ours."""
    said, period = heard.text.lower(), period_of(heard, Direction.PAST)
    days = (period.end - period.start).days if period else 0
    long = MONTHLY.search(said) is not None or days > DAYS_A_WEEK
    if not (long or WEEKLY.search(said) or days == DAYS_A_WEEK):
        return None
    return Summarise(span=Span.MONTH if long else Span.WEEK, period=period, **_who(heard))


def _customer(heard: Heard) -> Mention | None:
    said = customers_said(heard)
    return said[0] if said else None


def _pipeline(heard: Heard) -> Iterator[Command]:
    period = period_of(heard, Direction.FUTURE)
    yield PipelineSummary(period=period, product=heard.first("product"), **_who(heard))


def _forecast(heard: Heard) -> Iterator[Command]:
    """After the pipeline when both are asked for."""
    if "pipeline_too" in heard.clause.features:
        yield from _pipeline(heard)
    period = period_of(heard, Direction.FUTURE)
    yield Forecast(period=period, product=heard.first("product"), **_who(heard))


def _targets(heard: Heard) -> Iterator[Command]:
    """Set when a sum is stated; the last of them when it is raised from one to another."""
    stands = section("managing")["target_state"].search(heard.sheet.masked)
    sums = () if stands or "question" in heard.clause.features else money_of(heard) or _millions(heard)
    period = period_of(heard, Direction.FUTURE)
    yield Targets(period=period, amount=sums[-1] if sums else None, **_who(heard))


def _millions(heard: Heard) -> tuple[Money, ...]:
    """1.5m reads as a minute and a half elsewhere; a target is money."""
    found = (each for each in read_amounts(heard.text) if MILLIONS.fullmatch(each.said))
    return tuple(Money(each.value, each.currency or heard.hearing.currency) for each in found)


def _at_risk(heard: Heard) -> Iterator[Command]:
    yield AtRiskList(customer=_customer(heard), **_who(heard))


def _attention(heard: Heard) -> Iterator[Command]:
    period = period_of(heard, Direction.PAST)
    yield Attention(customer=_customer(heard), period=period, **_who(heard))


def _top(heard: Heard) -> Iterator[Command]:
    yield TopCustomers(
        period=period_of(heard, Direction.PAST),
        product=heard.first("product"),
        most=most_of(heard),
        **_who(heard),
    )


def _value(heard: Heard) -> Iterator[Command]:
    for customer in customers_of(heard):
        yield Value(customer=customer)


def _win_back(heard: Heard) -> Iterator[Command]:
    by = heard.first("member")
    me = heard.hearing.member
    for customer in customers_of(heard):
        yield WinBack(customer=customer, by=None if me and by and by.id == me.id else by, due=due_of(heard))


def _release(heard: Heard) -> Iterator[Command]:
    for customer in customers_of(heard):
        yield Release(customer=customer)


def _advise(heard: Heard) -> Iterator[Command]:
    sums = money_of(heard)
    yield AssignAdvice(
        customer=_customer(heard),
        product=heard.first("product"),
        amount=sums[0] if sums else None,
        skill=skill_of(heard),
        when=due_of(heard),
        what=what_of(heard, "assign_advice"),
    )


def skill_of(heard: Heard) -> str:
    """What one has to know, else what is to be done."""
    words, said = section("skills"), heard.masked
    for key in ("known", "deed"):
        found = words[key].search(said)
        if found:
            group = next((name for name, value in found.groupdict().items() if value), 0)
            return heard.text[slice(*found.span(group))].strip()
    return ""


def _calendar(_: Heard) -> Iterator[Command]:
    yield Calendar()


def _import(_: Heard) -> Iterator[Command]:
    yield Import()


def _export(heard: Heard) -> Iterator[Command]:
    yield Export(customer=_customer(heard), what=what_of(heard, "export"))


def _audit(heard: Heard) -> Iterator[Command]:
    found = times_of(_plain(heard), heard.hearing, Direction.PAST)
    when = next((moment for each in found if (moment := only_day(each))), None)
    person = heard.first("contact") or heard.first("member")
    yield Audit(customer=_customer(heard), person=person, when=when)


def _forget(heard: Heard) -> Iterator[Command]:
    """Of somebody; of a whole customer only by its name."""
    customer = _customer(heard) or heard.hearing.customer
    yield Forget(customer=customer, person=heard.first("contact"))


BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {
    "pipeline_summary": _pipeline,
    "forecast": _forecast,
    "targets": _targets,
    "at_risk_list": _at_risk,
    "attention": _attention,
    "top_customers": _top,
    "value": _value,
    "win_back": _win_back,
    "release": _release,
    "assign_advice": _advise,
    "calendar": _calendar,
    "import": _import,
    "export": _export,
    "audit": _audit,
    "forget": _forget,
}
