"""Known names in a message: one query of the index, longest first, the speaker's own customers preferred."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.domain.base import Choice, Mention
from bot.domain.people import Language
from bot.domain.ports import CROWD, NameHit, NameIndex
from bot.language.matching.fragments import everyday_words
from bot.language.names import FAMILY, LONGEST_KEY, common_words, date_words, is_whole
from bot.language.normalise import atoms, has_han, key_of
from bot.language.words import CONTACT, CUSTOMER, MEMBER, PRODUCT, reading

NOUNS: Final = ("customer", "member", "contact", "product")
SIGN_OF: Final = {"customer": CUSTOMER, "contact": CONTACT, "member": MEMBER, "product": PRODUCT}
MOST_CHOICES: Final = 5
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: where, what sort of thing, whom it means, and of a contact the customer."""

    span: Span
    noun: str
    mention: Mention
    parent: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who speaks, and about which customer just now: what decides between namesakes."""

    names: NameIndex
    member_id: str = ""
    customer_id: str = ""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A span and everything the index knows under its key."""

    span: Span
    key: str
    hits: tuple[NameHit, ...]
    title: str = ""

    def of(self, noun: str) -> list[NameHit]:
        """The hits of one noun, each thing once."""
        return _once(hit for hit in self.hits if hit.noun == noun)


@cache
def _titled() -> re.Pattern[str]:
    zh, en = reading(Language.ZH), reading(Language.EN)
    family = f"(?:{zh['compound_surnames']}|[{zh['surnames']}])"
    return re.compile(
        rf"(?<!对)(?P<family>{family})(?P<title>{zh['titles']})"
        rf"|(?P<nick>(?<!{zh['before_no_nick']})[{zh['nickname']}](?!{zh['not_nick']})(?P<short>[{zh['surnames']}]))"
        rf"|(?<![a-z])(?:{en['person_titles']})\.? (?P<last>[a-z]+)"
    )


@cache
def _context(key: str) -> re.Pattern[str]:
    return re.compile(reading(Language.EN)[key])


@cache
def _more_name() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    return re.compile(f"(?:{zh['industry']})*(?:{zh['legal']})?")


def spot(folded: str, original: str, asker: Asker) -> tuple[Name, ...]:
    """The names the index knows, in order, none overlapping; family names with a title may be unknown."""
    return _meant(seen(folded, asker), folded, original, asker)


def seen(folded: str, asker: Asker) -> list[Spotted]:
    """Where names stand that the index knows, with all that they may mean."""
    spans = _keys(folded)
    titles = _titles(folded)
    wanted = [*spans, *(family for _, family, _ in titles)]
    if not wanted:
        return []
    known = _known(wanted, asker)
    found = [
        Spotted(span, key, tuple(known[key]))
        for key in spans
        if key in known
        for span in spans[key]
        if _plausible(folded, key, span, known[key])
    ]
    found += [Spotted(span, family, tuple(known.get(family, ())), title) for span, family, title in titles]
    return _longest(found)


def _known(wanted: Iterable[str], asker: Asker) -> dict[str, list[NameHit]]:
    """What the index has under each key; of the many called 王, those at the customers spoken of come first."""
    hits = [*asker.names.lookup(dict.fromkeys(wanted))]
    crowds = Counter(hit.key for hit in hits if hit.noun == "contact")
    crowded = [key for key, count in crowds.items() if count >= CROWD]
    near = {hit.id for hit in hits if hit.noun == "customer"} | ({asker.customer_id} - {""})
    first = asker.names.at(near, crowded) if crowded and near else ()
    known: dict[str, list[NameHit]] = {}
    for hit in dict.fromkeys([*first, *hits]):
        known.setdefault(hit.key, []).append(hit)
    return known


def _keys(folded: str) -> dict[str, list[Span]]:
    """Every run of 1 to 12 atoms that could be a key, with the places where it stands."""
    spans: dict[str, list[Span]] = {}
    pieces = atoms(folded)
    for first, (word, start, end) in enumerate(pieces):
        if not word:
            continue
        key = word
        if len(word) > 1:
            spans.setdefault(key, []).append((start, end))
        for more, _, after in pieces[first + 1 : first + LONGEST_KEY]:
            if not more:
                break
            key = f"{key} {more}" if key[-1].isascii() and more[0].isascii() else key + more
            spans.setdefault(key, []).append((start, after))
    return spans


def _titles(folded: str) -> list[tuple[Span, str, str]]:
    """王总, 小李, Mr Smith: the span, the key of the family name, the title."""
    return [
        (
            match.span(),
            FAMILY + (match["family"] or match["short"] or match["last"]),
            match["title"] or match["nick"] or "mr",
        )
        for match in _titled().finditer(folded)
    ]


LONG_SOUND: Final = 5
"""Letters from which on pinyin that is no everyday word is no chance."""


def _plausible(folded: str, key: str, span: Span, hits: Sequence[NameHit]) -> bool:
    """Common words are names only as a whole name, and words of dates only where a name can stand."""
    if key in date_words():
        return stands(folded, span)
    if key in common_words() or key in everyday_words():
        whole = any(is_whole(key, hit.name) for hit in hits)
        return whole and (not key.isascii() or stands(folded, span))
    return not key.isascii() or _sounds_right(folded, span, hits)


def _sounds_right(folded: str, span: Span, hits: Sequence[NameHit]) -> bool:
    """Pinyin of a Chinese name counts after Han, or where an English name can stand."""
    if not all(map(_sounded, hits)):
        return True
    if len(folded[slice(*span)].replace(" ", "")) >= LONG_SOUND:
        return True
    return stands(folded, span) or has_han(folded[max(0, span[0] - 1) : span[0]])


def _sounded(hit: NameHit) -> bool:
    """Whether Latin letters can only be the sound of it."""
    return hit.noun != "product" and has_han(hit.name)


def stands(folded: str, span: Span) -> bool:
    """Whether an English name can stand there."""
    before, after = folded[: span[0]], folded[span[1] :]
    if _context("date_before").search(before):
        return False
    return bool(_context("name_before").search(before) and (before or _context("name_after").search(after)))


def _longest(found: Iterable[Spotted]) -> list[Spotted]:
    """Longer spans win, a family name with its title only where nothing is known of the same length."""
    taken: list[Spotted] = []
    order = sorted(found, key=lambda one: (one.span[0] - one.span[1], bool(one.title), one.span[0]))
    for one in order:
        if all(one.span[1] <= other.span[0] or one.span[0] >= other.span[1] for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.span)


def _meant(found: Sequence[Spotted], folded: str, original: str, asker: Asker) -> tuple[Name, ...]:
    """Customers first: they decide which 王总 is meant."""
    companies = [one for one in found if not one.title and one.of("customer")]
    names = [_customer(one, one.of("customer"), folded, original, asker) for one in companies]
    here = {name.mention.id for name in names if name.mention.known} or {asker.customer_id}
    others = (_other(one, original, here, asker) for one in found if one not in companies)
    names += [name for name in others if name]
    return tuple(sorted(names, key=lambda name: name.span))


def _customer(one: Spotted, hits: Sequence[NameHit], folded: str, original: str, asker: Asker) -> Name:
    """The one customer meant, or the choices; a longer name than the one known is not taken for it."""
    span = one.span[0], _further(one, folded)
    said, more = original[span[0] : span[1]], folded[one.span[1] : span[1]]
    meant = fewer(_once(hit for hit in hits if _same(one.key, more, hit)), one.key, asker)
    if len(meant) == 1:
        return Name(span, "customer", Mention(said, meant[0].id, meant[0].name))
    return Name(span, "customer", Mention(said, choices=choices_of(meant or hits)))


def _further(one: Spotted, folded: str) -> int:
    """Where the name ends when the trade and the legal form that follow it belong to it."""
    end = one.span[1]
    found = _more_name().match(folded, end) if has_han(one.key) else None
    return found.end() if found and len(found[0]) > 1 else end


def _same(key: str, more: str, hit: NameHit) -> bool:
    """Whether what follows the key stands in the name too, or is only its legal form."""
    return not more or key + more in key_of(hit.name) or (is_whole(key, hit.name) and _only_legal(more))


def _only_legal(text: str) -> bool:
    return re.fullmatch(f"(?:{reading(Language.ZH)['legal']})*", text) is not None


def _once(hits: Iterable[NameHit]) -> list[NameHit]:
    return list({hit.id: hit for hit in hits}.values())


def fewer(hits: list[NameHit], key: str, asker: Asker) -> list[NameHit]:
    """Of several, those with exactly this name, else the speaker's own."""
    if len(hits) > 1:
        hits = [hit for hit in hits if is_whole(key, hit.name)] or hits
    if len(hits) > 1:
        hits = [hit for hit in hits if asker.member_id and hit.owner_id == asker.member_id] or hits
    return hits


def choices_of(hits: Iterable[NameHit]) -> tuple[Choice, ...]:
    return tuple(Choice(hit.id, hit.name, hit.note) for hit in list(hits)[:MOST_CHOICES])


def _other(one: Spotted, original: str, here: set[str], asker: Asker) -> Name | None:
    """A contact (at the customer spoken of, if any), a colleague or a product; None when it is nobody."""
    said = original[one.span[0] : one.span[1]]
    near = [hit for hit in one.of("contact") if hit.parent in here]
    if near:
        return _contact(one.span, said, near, asker)
    if one.of("member") and not _formal(one.title):
        return Name(one.span, "member", _mention(said, one.of("member")))
    if one.title:
        return _titled_person(one, said, here, asker)
    if one.of("contact"):
        return _contact(one.span, said, one.of("contact"), asker)
    return Name(one.span, "product", _mention(said, one.of("product"))) if one.of("product") else None


def _titled_person(one: Spotted, said: str, here: set[str], asker: Asker) -> Name:
    """王总 of nobody's customer: one of those we know while no customer was named, else somebody new."""
    known = one.of("contact")
    if not _formal(one.title) and len(known) != 1:
        return Name(one.span, "member", Mention(said))
    if known and ("" in here or not _formal(one.title)):
        return _contact(one.span, said, one.of("contact"), asker)
    return Name(one.span, "contact", Mention(said))


@cache
def _formal(title: str) -> bool:
    """王总 is somebody at a customer; 小李 is a colleague until a customer has one."""
    return bool(title) and title[0] not in reading(Language.ZH)["nickname"]


def _contact(span: Span, said: str, hits: list[NameHit], asker: Asker) -> Name:
    parent = _parent(said, hits[0], asker.names) if len(hits) == 1 and hits[0].parent else None
    return Name(span, "contact", _mention(said, hits), parent)


def _parent(said: str, hit: NameHit, names: NameIndex) -> Mention:
    """The customer of a contact."""
    called = (each.name for each in names.about([hit.parent]))
    return Mention(said, hit.parent, next(called, hit.note))


def _mention(said: str, hits: list[NameHit]) -> Mention:
    if len(hits) == 1:
        return Mention(said, hits[0].id, hits[0].name)
    return Mention(said, choices=choices_of(hits))


def mask(text: str, names: Iterable[Name]) -> str:
    """The text with a sign of its sort at every character of a name: as long as before."""
    for name in names:
        start, end = name.span
        text = text[:start] + SIGN_OF[name.noun] * (end - start) + text[end:]
    return text
