"""The people and customers of a transcript, out of the preamble of its file."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.adapters.store import SqlStore
from bot.domain.audit import Action
from bot.domain.base import NOBODY, ActionId, ContactId, CustomerId, MemberId, ProductId, WorkspaceId
from bot.domain.chat import Platform
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.health import Health, Worth
from bot.domain.lifecycle import Lifecycle
from bot.domain.money import Money
from bot.domain.people import Language, Link, Member, Role, Workspace
from bot.domain.policy import RiskPolicy
from bot.domain.products import Product
from bot.domain.risk import LatePromise, OpenComplaint, RiskFacts, assess
from bot.domain.scoring import Step, Sweep
from bot.domain.silence import Silence
from tests.conversations.script import Setting

TEAM = WorkspaceId("team")
SINCE = timedelta(days=400)
LEFT = date(2026, 1, 5)
ENTRY = re.compile(r"(?P<name>[^;(]+?)\s*(?:\((?P<facts>[^)]*)\))?\s*(?:;|$)")
PHONE = re.compile(r"\+?[\d-]{7,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with the words after it and, from its brackets, its facts."""

    name: str
    words: tuple[str, ...]
    facts: dict[str, str]

    def listed(self, fact: str) -> list[str]:
        return [each.strip() for each in self.facts.get(fact, "").split(",") if each.strip()]


def entries(text: str, *, worded: bool = False) -> Iterator[Entry]:
    """`李雷 rep zh`, `泰禾 (owner 李雷; tier A)`; where words follow, the name is the first of them."""
    for found in ENTRY.finditer(text):
        name, *words = found["name"].split() if worded else [found["name"].strip()]
        facts = (fact.strip().partition(" ") for fact in (found["facts"] or "").split(";"))
        yield Entry(name, tuple(words), {key: value for key, _, value in facts if key})


Links = Callable[[str, datetime], Iterable[Link]]


def at_the_web(name: str, at: datetime) -> Iterator[Link]:
    """A seat in the web chat, under one's own name."""
    yield Link(
        id=f"link-{name}",
        member_id=MemberId(name),
        platform=Platform.WEB,
        user=name,
        chat=name,
        linked_at=at,
    )


def settle(store: SqlStore, setting: Setting, links: Links = at_the_web) -> None:
    """Open the workspace with everybody in it; `links` says on which platforms they are."""
    since = setting.now - SINCE
    open_details = "details" in setting.facts.get("open", "")
    team = Workspace(id=TEAM, name="一诺销售", zone=setting.zone, created_at=since, open_details=open_details)
    people = [*entries(setting.facts.get("people", ""), worded=True)]
    with store.work(TEAM) as work:
        work.begin(Action(id=ActionId("start"), member_id=NOBODY, at=since, commands=()))
        work.add(team)
        work.add(*_managed([_member(entry, setting) for entry in people], people))
        for entry in people:
            work.add(*(links(entry.name, since) if "left" not in entry.words else ()))
        for entry in entries(setting.facts.get("customers", "")):
            work.add(_customer(entry, since))
            work.add(*_contacts(entry, since))
        for entry in entries(setting.facts.get("products", "")):
            work.add(_product(entry, since))
        found = [*entries(setting.facts.get("health", ""))]
        work.health.put(_health(entry, setting.now.date()) for entry in found)
        work.worth.put(_worth(entry, setting.now.date()) for entry in found)
        if found:
            work.sweeps.put(Sweep(day=setting.now.date(), step=Step.DONE))


def _member(entry: Entry, setting: Setting) -> Member:
    words = entry.words
    return Member(
        id=MemberId(entry.name),
        name=entry.name,
        aliases=tuple(entry.listed("alias")),
        role=next((Role(word) for word in words if word in set(Role)), Role.REP),
        language=next((Language(word) for word in words if word in set(Language)), Language.ZH),
        zone=next((word for word in words if "/" in word), setting.zone),
        digest="digest" in words,
        left_on=LEFT if "left" in words else None,
        created_at=setting.now - SINCE,
    )


def _managed(members: Sequence[Member], people: Sequence[Entry]) -> Iterator[Member]:
    """Managers first: whom they are over refers to them."""
    over = {name: entry.name for entry in people for name in entry.listed("over")}
    placed = [replace(each, manager_id=MemberId(over.get(each.name, ""))) for each in members]
    return iter(sorted(placed, key=lambda each: each.manager_id != NOBODY))


def _customer(entry: Entry, at: datetime) -> Customer:
    return Customer(
        id=CustomerId(entry.name),
        name=entry.name,
        aliases=tuple(entry.listed("alias")),
        owner_id=MemberId(entry.facts.get("owner", "")),
        tier=entry.facts.get("tier", ""),
        industry=entry.facts.get("industry", ""),
        created_at=at,
    )


def _product(entry: Entry, at: datetime) -> Product:
    """`A款 (list 3000 CNY; floor 2500 CNY; unit 台; pack 12; lead 15)`; lead time in days."""
    facts = entry.facts
    return Product(
        id=ProductId(entry.name),
        name=entry.name,
        list_price=_money(facts.get("list", "")),
        floor_price=_money(facts.get("floor", "")),
        unit=facts.get("unit", ""),
        lead_days=int(facts["lead"]) if "lead" in facts else None,
        pack=int(facts["pack"]) if "pack" in facts else None,
        created_at=at,
    )


def _health(entry: Entry, today: date) -> Health:
    """`泰禾 (silence 41 13; promise 报价 6 李雷; complaint 交货太慢 18 李雷; worth 1280000; swept 3)`: as swept."""
    facts = entry.facts
    swept = today - timedelta(days=int(facts.get("swept", "0")))
    silence = [int(each) for each in facts.get("silence", "").split()]
    complained = [_late(each) for each in entry.listed("complaint")]
    assessed = assess(
        RiskFacts(
            silence=Silence(silence[0], silence[1], min(max(3 * silence[1], 30), 120)) if silence else None,
            promises=tuple(
                LatePromise(what=what, days=days, by=by)
                for what, days, by in map(_late, entry.listed("promise"))
            ),
            complaints=tuple(
                OpenComplaint(what=what, day=today - timedelta(days=days), days=days, late=days, by=by)
                for what, days, by in complained
            ),
        ),
        RiskPolicy(),
    )
    return Health(
        customer_id=CustomerId(entry.name),
        checked_on=swept,
        points=round(assessed.points),
        colour=assessed.colour,
        since=swept,
        reasons=assessed.reasons,
        stage=Lifecycle(facts["stage"]) if "stage" in facts else None,
        stage_since=swept,
        declined_from=Lifecycle(facts["from"]) if "from" in facts else None,
    )


def _late(said: str) -> tuple[str, int, str]:
    """`报价 6 李雷`: what, for so many days, whose."""
    what, days, by = said.rsplit(maxsplit=2)
    return what, int(days), by


def _worth(entry: Entry, today: date) -> Worth:
    return Worth(
        customer_id=CustomerId(entry.name), reckoned_on=today, revenue=_money(entry.facts.get("worth", ""))
    )


def _money(text: str) -> Money | None:
    """Of a bare figure in yuan."""
    digits, _, code = text.partition(" ")
    return Money.parse(digits, code or "CNY") if text else None


def _contacts(entry: Entry, at: datetime) -> Iterator[Contact]:
    """`钱总 总经理 13812345678`: the name, a title, a phone, an e-mail."""
    for told in entry.listed("contacts"):
        name, *words = told.split()
        phone = next((word for word in words if PHONE.fullmatch(word)), "")
        email = next((word for word in words if "@" in word), "")
        yield Contact(
            id=ContactId(f"{entry.name}-{name}"),
            customer_id=CustomerId(entry.name),
            name=name,
            title=" ".join(word for word in words if word not in {phone, email}),
            phone=phone,
            email=email,
            created_at=at,
        )
