"""vCards (RFC 2426, RFC 6350, and what phones make of 2.1), as far as a contact needs them."""

import quopri
import re

CARD = re.compile(r"BEGIN:VCARD\r?\n(.*?)END:VCARD", re.IGNORECASE | re.DOTALL)
FOLD = re.compile(r"\r?\n[ \t]|=\r?\n(?=[^:\r\n]*(?:\r?\n|$))")
LINE = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z-]+)((?:;[^:]*)?):(.*)")
CHARSET = re.compile(r"CHARSET=([\w-]+)", re.IGNORECASE)
ESCAPED = re.compile(r"\\(.)")
MOST_CHARACTERS = 20_000


def cards_in(text: str) -> list[dict[str, str]]:
    """The properties of every card in a file."""
    return [properties(each) for each in CARD.findall(text)]


def name_in(card: dict[str, str]) -> str:
    """The name as it is written, else put together of its parts: 王芳, Jane Doe."""
    written = said_in(card.get("FN", ""))
    last, first, *_ = [*parts(card.get("N", "")), "", ""]
    joint = f"{last}{first}" if not last.isascii() else f"{first} {last}".strip()
    return written or joint


def properties(text: str) -> dict[str, str]:
    """The first value of each property by its upper-case name; what is no vCard has none."""
    found: dict[str, str] = {}
    for line in FOLD.sub("", text[:MOST_CHARACTERS]).splitlines():
        if match := LINE.fullmatch(line.strip()):
            name, parameters, value = match.groups()
            found.setdefault(name.upper(), _decoded(value, parameters))
    return found


def parts(value: str) -> list[str]:
    """The components of `N` or `ORG`, empty ones left out."""
    components = re.split(r"(?<!\\);", value)
    return [said for each in components if (said := said_in(each))]


def said_in(value: str) -> str:
    r"""A value without its escapes: `\,` is a comma, `\n` a space."""
    return ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value).strip()


def _decoded(value: str, parameters: str) -> str:
    if "QUOTED-PRINTABLE" not in parameters.upper():
        return value
    charset = CHARSET.search(parameters)
    raw = quopri.decodestring(value.encode())
    try:
        return raw.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")
