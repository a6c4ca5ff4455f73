"""Drawings inside a page: only shapes and words of our own charts get in."""

from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup

SHAPES: Final = frozenset(
    {"svg", "defs", "pattern", "g", "rect", "line", "circle", "path", "polygon", "polyline", "text", "tspan"}
)
"""Elements of a drawing; nothing that runs, links or loads is among them."""
OURS: Final = ("fill", "stroke")
"""Attributes that may point into the drawing itself: `fill="url(#hatch)"`."""


class _Inspection(HTMLParser):
    """Whether a drawing is made of shapes alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sound = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        plain = all(_plain(name, value or "") for name, value in attrs)
        self.sound = self.sound and tag in SHAPES and plain

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self._strange(data)

    def handle_decl(self, decl: str) -> None:
        self._strange(decl)

    def handle_pi(self, data: str) -> None:
        self._strange(data)

    def unknown_decl(self, data: str) -> None:
        self._strange(data)

    def _strange(self, _: str) -> None:
        self.sound = False


def drawing(svg: str) -> Markup:
    """The drawing as markup, "" when anything but shapes and words is in it."""
    inspection = _Inspection()
    inspection.feed(svg)
    inspection.close()
    sound = inspection.sound and svg.lstrip().startswith("<svg")
    return Markup(svg) if sound else Markup()  # noqa: S704  (inspected above)


def _plain(name: str, value: str) -> bool:
    if name.startswith("on") or "href" in name or name == "style":
        return False
    return "url(" not in value or (name in OURS and value.startswith("url(#"))
