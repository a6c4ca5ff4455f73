"""The demo's story: a small team, its customers and five years of history, as of today."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import count
from random import Random
from typing import Any

from bot.domain.audit import Action
from bot.domain.base import (
    NOBODY,
    ActionId,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    ProductId,
    PromiseId,
    ReminderId,
    WorkspaceId,
    new_id,
)
from bot.domain.chat import Platform
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.interactions import Channel, Interaction, Sentiment
from bot.domain.moment import Moment, local
from bot.domain.money import Money
from bot.domain.people import Language, Link, Member, Role, Workspace
from bot.domain.ports import Work
from bot.domain.products import Product
from bot.domain.promises import Promise, PromiseState, Side
from bot.domain.reminders import Reminder
from bot.handlers.story_ledgers import Ledgers

DEMO = WorkspaceId("demo")
SEATS = ("lilei", "tom", "ann")
"""Whose chats the demo page shows side by side."""
ZONE = "Asia/Shanghai"
CURRENCY = "CNY"
CHANNELS = (Channel.CALL, Channel.VISIT, Channel.WECHAT, Channel.EMAIL)


@cache
def _story() -> dict[str, Any]:
    return tomllib.loads(files("bot.handlers").joinpath("story.toml").read_text("utf-8"))


def workspace(now: datetime) -> Workspace:
    return Workspace(id=DEMO, name=_story()["workspace"], zone=ZONE, created_at=now)


def load(work: Work, now: datetime) -> None:
    """Write the whole story into an empty workspace, dated back from `now`."""
    work.begin(Action(id=ActionId(new_id()), member_id=NOBODY, at=now, commands=(), said="demo"))
    teller = Teller(_story(), now, local(now, ZONE))
    work.add(*teller.members(), *teller.products())
    work.add(*teller.links())
    work.add(*teller.customers())
    work.add(*teller.contacts())
    work.add(*teller.touches())
    work.add(*teller.promises(), *teller.reminders())
    work.add(*teller.ledgers().all())


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns the story's lines into entities; ids are the story's keys, so that pages can name them."""

    story: dict[str, Any]
    now: datetime
    here: datetime

    def at(self, days_ago: int, hour: int = 10) -> datetime:
        return Moment((self.here - timedelta(days=days_ago)).date(), time(hour)).utc(ZONE)

    def members(self) -> Iterator[Member]:
        for one in self.story["people"]:
            yield Member(
                id=MemberId(one["key"]),
                name=one["name"],
                aliases=tuple(one.get("aliases", ())),
                role=Role(one["role"]),
                manager_id=MemberId(one.get("manager", "")),
                language=Language(one["language"]),
                zone=ZONE,
                skills=tuple(one.get("skills", ())),
                created_at=self.at(1900),
            )

    def links(self) -> Iterator[Link]:
        for one in self.story["people"]:
            yield Link(
                id=f"web-{one['key']}",
                member_id=MemberId(one["key"]),
                platform=Platform.WEB,
                user=one["key"],
                chat=one["key"],
                linked_at=self.at(1900),
            )

    def products(self) -> Iterator[Product]:
        for number, one in enumerate(self.story["products"]):
            yield Product(
                id=ProductId(f"product{number}"),
                name=one["name"],
                aliases=tuple(one["aliases"]),
                list_price=Money.parse(one["list_price"], CURRENCY),
                floor_price=Money.parse(one["floor_price"], CURRENCY),
                unit=one["unit"],
                created_at=self.at(1900),
            )

    def customers(self) -> Iterator[Customer]:
        for one in self.story["customers"]:
            yield Customer(
                id=CustomerId(one["key"]),
                name=one["name"],
                aliases=tuple(one["aliases"]),
                owner_id=MemberId(one["owner"]),
                industry=one["industry"],
                source=one["source"],
                tier=one["tier"],
                created_by=MemberId(one["owner"]),
                created_at=self.at(one["since"]),
            )

    def contacts(self) -> Iterator[Contact]:
        for customer in self.story["customers"]:
            for one in customer["contacts"]:
                yield Contact(
                    id=ContactId(one["key"]),
                    customer_id=CustomerId(customer["key"]),
                    name=one["name"],
                    aliases=tuple(one["aliases"]),
                    title=one["title"],
                    phone=one["phone"],
                    email=one["email"],
                    role=one["role"],
                    created_by=MemberId(customer["owner"]),
                    created_at=self.at(customer["since"]),
                )

    def touches(self) -> Iterator[Interaction]:
        """The history as told for 泰禾, and a steady rhythm of small talk for the others."""
        numbers = count()
        for customer, lines in self.story["history"].items():
            for days, rep, channel, contact, what, mood in lines:
                yield self._touch(next(numbers), customer, rep, contact, days, channel, what, mood)
        dice = Random(20260101)  # noqa: S311  (a story, not a secret)
        for customer in self.story["customers"]:
            if customer["key"] not in self.story["rhythm"]:
                continue
            every, until = self.story["rhythm"][customer["key"]]
            lines = self.story["talk"]["en" if customer["owner"] == "tom" else "zh"]
            for days in range(until, customer["since"], every):
                contact = customer["contacts"][dice.randrange(len(customer["contacts"]))]["key"]
                channel = CHANNELS[dice.randrange(len(CHANNELS))]
                what = lines[dice.randrange(len(lines))]
                yield self._touch(
                    next(numbers), customer["key"], customer["owner"], contact, days, channel, what, "neutral"
                )

    def _touch(  # noqa: PLR0917  (one argument per column of the story)
        self,
        number: int,
        customer: str,
        rep: str,
        contact: str,
        days: int,
        channel: str,
        what: str,
        mood: str,
    ) -> Interaction:
        at = self.at(days, 9 + number % 9)
        return Interaction(
            id=InteractionId(f"touch{number:05}"),
            customer_id=CustomerId(customer),
            contact_id=ContactId(contact),
            member_id=MemberId(rep),
            channel=Channel(channel),
            day=local(at, ZONE).date(),
            at=at,
            what=what,
            sentiment=Sentiment(mood),
            said=what,
            recorded_at=at,
        )

    def promises(self) -> Iterator[Promise]:
        for number, row in enumerate(self.story["promises"]["rows"]):
            customer, side, rep, contact, what, made, due, closed, state = row
            day = (self.here - timedelta(days=due)).date()
            yield Promise(
                id=PromiseId(f"promise{number:03}"),
                side=Side(side),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                member_id=MemberId(rep),
                what=what,
                due_day=day,
                due_at=Moment(day).utc(ZONE),
                zone=ZONE,
                state=PromiseState(state),
                closed_at=None if closed == "" else self.at(closed),
                closed_by=NOBODY if closed == "" else MemberId(rep),
                made_at=self.at(made),
                recorded_by=MemberId(rep),
                said=what,
            )

    def ledgers(self) -> Ledgers:
        products = {one["name"]: f"product{number}" for number, one in enumerate(self.story["products"])}
        return Ledgers(self.story, self.here.date(), CURRENCY, self.at, products)

    def reminders(self) -> Iterator[Reminder]:
        for number, (rep, customer, contact, what, ahead, hour) in enumerate(self.story["reminders"]["rows"]):
            yield Reminder(
                id=ReminderId(f"reminder{number:03}"),
                member_id=MemberId(rep),
                customer_id=CustomerId(customer),
                contact_id=ContactId(contact),
                what=what,
                due_at=self.at(-ahead, hour),
                zone=ZONE,
                set_by=MemberId(rep),
                made_at=self.now,
                said=what,
            )
