"""Customers by what they are worth and how likely they leave: top right is where to go first."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.chat import Picture
from bot.domain.risk import Colour
from bot.language.charts.paint import (
    MARGIN,
    RIGHT,
    SMALL,
    Ink,
    Mark,
    clean,
    cut,
    disc,
    heading,
    legend,
    line,
    picture,
    rect,
    square,
    text,
    triangle,
    width_of,
)
from bot.language.speak import Say

TALL: Final = 960
LABEL: Final = 36
NAME_ROOM: Final = 330
RADIUS: Final = 17
MOST_POINTS: Final = 60
MOST_NAMES: Final = 12
WIDE_RANGE: Final = 30
"""From this many times the least the value axis is logarithmic."""
LEFT: Final = MARGIN + 40
FAR: Final = (0, 44, 88, 132, 176, 220)
"""Pixels by which a name moves away from its point when all places beside it are taken."""
MARKS: Final[dict[Colour, tuple[Mark, Ink]]] = {
    Colour.GREEN: (disc, Ink.GREEN),
    Colour.AMBER: (triangle, Ink.AMBER),
    Colour.RED: (square, Ink.RED),
}
"""Shape and colour say the same, so that nobody needs to tell colours apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    name: str
    value: float
    points: int
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMap:
    """`x_label` names the risk points, `y_label` the value; `y_ticks` are values with their words."""

    title: str
    x_label: str
    y_label: str
    points: tuple[RiskPoint, ...]
    y_ticks: tuple[tuple[float, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """What a mark or a name takes of the paper."""

    x: float
    y: float
    to_x: float
    to_y: float

    def meets(self, other: "Box") -> bool:
        beside = self.to_x <= other.x or other.to_x <= self.x
        return not (beside or self.to_y <= other.y or other.to_y <= self.y)

    def inside(self, other: "Box") -> bool:
        return self.x >= other.x and self.y >= other.y and self.to_x <= other.to_x and self.to_y <= other.to_y


@dataclass(frozen=True, slots=True)
class Plane:
    """The field of the drawing: where points and values stand on it."""

    top: float
    most_points: int
    least_value: float
    most_value: float

    @property
    def field(self) -> Box:
        return Box(LEFT, self.top, RIGHT, self.top + TALL)

    @property
    def logarithmic(self) -> bool:
        return self.least_value > 0 and self.most_value / self.least_value >= WIDE_RANGE

    def x(self, points: float) -> float:
        return LEFT + 40 + (RIGHT - LEFT - 80) * points / max(1, self.most_points)

    def y(self, value: float) -> float:
        return self.top + TALL - 50 - (TALL - 100) * min(1.0, max(0.0, self._share(value)))

    def _share(self, value: float) -> float:
        if self.logarithmic:
            span = math.log(self.most_value) - math.log(self.least_value)
            return (math.log(max(value, self.least_value)) - math.log(self.least_value)) / span
        return value / self.most_value if self.most_value > 0 else 0.0


def risk_map_picture(risks: RiskMap, say: Say) -> Picture | None:
    """The map as a drawing; none without customers."""
    if not risks.points:
        return None
    shown = sorted(risks.points, key=_weight, reverse=True)[:MOST_POINTS]
    head, y = heading(risks.title, risks.note)
    plane = _plane(shown, y + 50)
    bottom = y + 50 + TALL
    entries = [
        (*MARKS[colour], say(f"charts.risk_{colour}"))
        for colour in (Colour.RED, Colour.AMBER, Colour.GREEN)
        if any(point.colour is colour for point in shown)
    ]
    axes = (
        text(MARGIN, y + 26, f"↑ {risks.y_label}", size=SMALL, ink=Ink.QUIET, room=600),
        text(RIGHT, bottom + 48, f"{risks.x_label} →", size=SMALL, ink=Ink.QUIET, anchor="end", room=600),
        legend(bottom + 104, entries),
    )
    drawn = (*_ground(plane, risks), *axes, *_names(shown, plane), *(_mark(point, plane) for point in shown))
    return picture("risk-map", bottom + 140, risk_map_alt(risks, say), head, *drawn)


def risk_map_alt(risks: RiskMap, say: Say) -> str:
    """How many stand where, and the names that matter most."""
    told = [
        say(f"charts.count_{colour}", count=count)
        for colour in (Colour.RED, Colour.AMBER, Colour.GREEN)
        if (count := sum(point.colour is colour for point in risks.points))
    ]
    pressing = sorted((each for each in risks.points if each.colour is not Colour.GREEN), key=_weight)
    counted = say("charts.listed", title=risks.title, items=say("charts.between").join(told))
    if not pressing:
        return counted
    names = say("charts.and").join(clean(point.name) for point in reversed(pressing[-3:]))
    return counted + say("charts.first_see", names=names)


def _weight(point: RiskPoint) -> float:
    return (point.points + 1) * max(0.0, point.value)


def _plane(points: list[RiskPoint], top: float) -> Plane:
    values = [point.value for point in points]
    positive = [value for value in values if value > 0]
    return Plane(
        top=top,
        most_points=max(point.points for point in points),
        least_value=min(positive, default=0.0),
        most_value=max(values),
    )


def _ground(plane: Plane, risks: RiskMap) -> Iterator[str]:
    """The field, its upper right quarter shaded, and the values named at its left."""
    field = plane.field
    middle_x, middle_y = (field.x + field.to_x) / 2, (field.y + field.to_y) / 2
    yield rect(field.x, field.y, field.to_x - field.x, TALL, "#ffffff", round_=0)
    yield rect(middle_x, field.y, field.to_x - middle_x, TALL / 2, "#fbe9e2", round_=0)
    yield line(field.x, field.y, field.x, field.to_y, ink=Ink.QUIET, thick=3)
    yield line(field.x, field.to_y, field.to_x, field.to_y, ink=Ink.QUIET, thick=3)
    yield line(middle_x, field.y, middle_x, field.to_y)
    yield line(field.x, middle_y, field.to_x, middle_y)
    for value, words in risks.y_ticks:
        at = plane.y(value)
        yield line(field.x - 10, at, field.x + 10, at, ink=Ink.QUIET, thick=3)
        yield text(field.x + 16, at + 11, words, size=SMALL, ink=Ink.QUIET, room=200)


def _mark(point: RiskPoint, plane: Plane) -> str:
    draw, ink = MARKS[point.colour]
    x, y = plane.x(point.points), plane.y(point.value)
    return draw(x, y, RADIUS + 5, "#ffffff") + draw(x, y, RADIUS, ink)


def _names(points: list[RiskPoint], plane: Plane) -> Iterator[str]:
    """The weightiest names beside their marks, none over another; who finds no place stays a mark."""
    taken = [_around(plane.x(each.points), plane.y(each.value)) for each in points]
    for point in points[:MOST_NAMES]:
        x, y = plane.x(point.points), plane.y(point.value)
        name = cut(clean(point.name), NAME_ROOM, LABEL)
        place = next((at for at in _places(x, y, width_of(name, LABEL)) if _free(at, taken, plane)), None)
        if place is None:
            continue
        taken.append(place)
        yield _leader(x, y, place) + text(place.x + 4, place.to_y - 11, name, size=LABEL)


def _around(x: float, y: float) -> Box:
    return Box(x - RADIUS - 4, y - RADIUS - 4, x + RADIUS + 4, y + RADIUS + 4)


def _free(place: Box, taken: list[Box], plane: Plane) -> bool:
    return place.inside(plane.field) and not any(place.meets(each) for each in taken)


def _places(x: float, y: float, wide: float) -> Iterator[Box]:
    """Where a name may stand: right, left, above, below of its mark, then further away."""
    tall, gap = LABEL + 8, RADIUS + 8
    for far in FAR:
        for down in (0, far, -far) if far else (0,):
            yield Box(x + gap, y - tall / 2 + down, x + gap + wide + 8, y + tall / 2 + down)
            yield Box(x - gap - wide - 8, y - tall / 2 + down, x - gap, y + tall / 2 + down)
        for up in (-gap - tall - far, gap + far):
            yield Box(x - wide / 2 - 4, y + up, x + wide / 2 + 4, y + up + tall)


def _leader(x: float, y: float, place: Box) -> str:
    """A thin line to a name that stands away."""
    near_x = min(max(x, place.x), place.to_x)
    near_y = min(max(y, place.y), place.to_y)
    if math.hypot(near_x - x, near_y - y) <= RADIUS + 12:
        return ""
    return line(x, y, near_x, near_y, ink=Ink.QUIET)
