"""Of which kind a complaint or a request is, by its words."""

from bot.domain.complaints import ComplaintKind
from bot.domain.requests import RequestKind
from bot.language.words import section


def complaint_kind(text: str) -> ComplaintKind | None:
    """The first kind in the order of the tables, the narrower before the wider; None when no word tells."""
    name = _kind(text, "complaint_kinds")
    return ComplaintKind(name) if name else None


def request_kind(text: str) -> RequestKind | None:
    name = _kind(text, "request_kinds")
    return RequestKind(name) if name else None


def _kind(text: str, table: str) -> str:
    line = text.lower()
    return next((name for name, words in section(table).items() if words.search(line)), "")
