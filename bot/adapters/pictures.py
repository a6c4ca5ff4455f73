"""Drawings become PNG, with our own fonts and nothing else from this machine or the network."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final
from xml.parsers import expat

from bot.domain.chat import Picture
from bot.domain.errors import Undrawable

FONTS: Final = tuple(str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.[ot]tf")))
WIDTH: Final = 1080
LONGEST_SVG: Final = 1_000_000
TALLEST: Final = 4_000
"""Pixels; a picture of 1080 by so many needs 17 MB while it is drawn."""
LONGEST_DRAWING: Final = 10.0
"""Seconds; a full page takes half of one."""
AT_ONCE: Final = 2
LONGEST_WORD: Final = 200
"""Characters of what the library says when it fails."""
MOST_KEPT: Final = 32
"""PNGs kept for the next reader, some 100 kB each."""
SHAPES: Final = frozenset(["svg", "g", "defs", "pattern", "rect", "circle", "line", "path", "text", "tspan"])
"""Elements that draw by themselves; those that fetch something are not among them."""
FETCHES: Final = ("href", "src", "style", "class")
DRAWING: Final = (
    "import sys, resvg_py\n"
    "svg = sys.stdin.buffer.read().decode()\n"
    f"png = resvg_py.svg_to_bytes(svg_string=svg, width={WIDTH}, skip_system_fonts=True, font_files=sys.argv[1:])\n"
    "sys.stdout.buffer.write(png)\n"
)
"""Runs in a process of its own: the library lets no other thread run while it draws, and cannot be stopped."""

_turns = BoundedSemaphore(AT_ONCE)


def png_of(picture: Picture) -> bytes:
    """The picture as PNG, 1080 pixels wide."""
    return drawn(picture.svg)


@lru_cache(maxsize=MOST_KEPT)
def drawn(svg: str) -> bytes:
    """PNG of an SVG of ours; raises Undrawable for any other."""
    _check(svg)
    command = [sys.executable, "-I", "-c", DRAWING, *FONTS]
    with _turns:
        try:
            done = subprocess.run(  # noqa: S603  (our own words; the drawing comes by standard input)
                command, input=svg.encode(), capture_output=True, timeout=LONGEST_DRAWING, check=False
            )
        except (subprocess.TimeoutExpired, OSError) as fault:
            raise Undrawable(type(fault).__name__) from fault
    if done.returncode:
        raise Undrawable(done.stderr.decode(errors="replace").strip()[-LONGEST_WORD:])
    return done.stdout


def _check(svg: str) -> None:
    """Only what draws by itself, and not too much of it."""
    if len(svg) > LONGEST_SVG:
        raise Undrawable(f"{len(svg)} characters")
    parser = expat.ParserCreate()
    parser.StartElementHandler = _element
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(svg.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError) as fault:
        raise Undrawable(str(fault)) from fault


def _element(name: str, attributes: dict[str, str]) -> None:
    if name not in SHAPES:
        raise Undrawable(f"<{name}>")
    if name == "svg" and not 0 < _pixels(attributes.get("height", "")) <= TALLEST:
        raise Undrawable(f"height {attributes.get('height')}")
    for key, value in attributes.items():
        if key.lower().endswith(FETCHES) or "url(" in value.replace("url(#", ""):
            raise Undrawable(f"{key}={value[:80]!r}")


def _doctype(*_declared: object) -> None:
    raise Undrawable("a document type")


def _pixels(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0
