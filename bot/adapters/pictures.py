"""Drawings become PNG, with our own fonts and nothing else from this machine or the network."""

from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

import resvg_py

from bot.domain.chat import Picture

FONTS: Final = tuple(str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.[ot]tf")))
WIDTH: Final = 1080
LONGEST_SVG: Final = 1_000_000
TALLEST: Final = 4_000
"""Pixels; a picture of 1080 by so many needs 17 MB while it is drawn."""
MOST_KEPT: Final = 32
"""PNGs kept for the next reader, some 100 kB each."""
SHAPES: Final = frozenset(["svg", "g", "defs", "pattern", "rect", "circle", "line", "path", "text", "tspan"])
"""Elements that draw by themselves; those that fetch something are not among them."""
FETCHES: Final = ("href", "src", "style", "class")


class UndrawableError(ValueError):
    """The drawing is no SVG of ours: too large, malformed, or with parts that could fetch something."""


def png_of(picture: Picture) -> bytes:
    """The picture as PNG, 1080 pixels wide."""
    return drawn(picture.svg)


@lru_cache(maxsize=MOST_KEPT)
def drawn(svg: str) -> bytes:
    """PNG of an SVG of ours; raises UndrawableError for any other."""
    _check(svg)
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg, width=WIDTH, skip_system_fonts=True, font_files=list(FONTS)
        )
    except ValueError as fault:
        raise UndrawableError(str(fault)) from fault


def _check(svg: str) -> None:
    if len(svg) > LONGEST_SVG:
        raise UndrawableError(f"{len(svg)} characters")
    parser = expat.ParserCreate()
    parser.StartElementHandler = _element
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(svg.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError) as fault:
        raise UndrawableError(str(fault)) from fault


def _element(name: str, attributes: dict[str, str]) -> None:
    if name not in SHAPES:
        raise UndrawableError(f"<{name}>")
    if name == "svg" and not 0 < _pixels(attributes.get("height", "")) <= TALLEST:
        raise UndrawableError(f"height {attributes.get('height')}")
    for key, value in attributes.items():
        if key.lower().endswith(FETCHES) or "url(" in value.replace("url(#", ""):
            raise UndrawableError(f"{key}={value[:80]!r}")


def _doctype(*_declared: object) -> None:
    raise UndrawableError("a document type")


def _pixels(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0
