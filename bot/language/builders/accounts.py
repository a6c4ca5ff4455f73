"""Who is one account, who brought whom, who looks after it, and what has changed about its people."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.contacts import AmendContact
from bot.domain.customers import Merge, Refer
from bot.domain.handover import Handover
from bot.language.fields import reached, title_in
from bot.language.normalise import has_han
from bot.language.slots import Heard, customers_said, tidy
from bot.language.spotting import Name
from bot.language.words import CONTACT, CUSTOMER, MEMBER, section

NAMED: Final = f"[{CUSTOMER}{CONTACT}]"
OTHER: Final = re.compile(
    rf"{CUSTOMER}(?:和|跟|与|同|、|其实就?是|也?就是|即|=)(?P<zh>[^，,。？?=]{{2,14}}?)(?=其实|是|算|合并|重复|为|$)"
    rf"|(?:合并|把|将|^)(?P<before>[^，,。？?]{{2,14}}?)(?:和|跟|与|同|并到|合并到){CUSTOMER}"
    rf"|{CUSTOMER} (?:and|with|into|to|&|is the same (?:\w+ )?as|is a dup\w* of) (?P<en>[a-z0-9][\w&'. -]{{1,30}}?)"
    r"(?= are| is| as|[.,!]|$)"
    r"|(?:merge|combine|^)(?: the)? ?(?P<first>[a-z0-9][\w&'. -]{1,30}?)"
    rf" (?:and|with|into|&|is the same as) {CUSTOMER}"
)
"""The name that nobody knows, on either side of the known one."""
INTO: Final = re.compile(r"(?<![a-z])in ?to(?![a-z])|(?:并|归|合)[入到进]")
PASSIVE: Final = re.compile(rf"(?:by|from|through|via|thanks to) (?:the |our )?[{CUSTOMER}{CONTACT}{MEMBER}]")
BROUGHT: Final = re.compile(
    r"the name of (?P<named>[a-z][\w&'. -]{1,30}?)(?=[,.!]|$)|"
    rf"^(?P<subject>[^，,。]{{2,16}}?)(?:这家|这个客户|这个)?(?:也)?(?:是|由|经|通过)[{CUSTOMER}-{MEMBER}]"
    r"|(?:介绍|推荐|引荐)(?:过?来)?(?:给(?:我们|我|咱们))?(?:的|了|过)?(?:一家|一个|个)?(?:新)?(?:客户)?[:： ]*"
    r"(?P<object>[^，,。的 来给]{2,16}|[a-z][\w&'.-]*(?: [a-z][\w&'.-]*)*)(?:给|$|[，,。])"
    r"|(?:us|me|touch|introduced|referred|recommended)(?: to| with)?"
    r" (?P<after>[a-z][\w&'. -]{1,30}?)(?= to (?:us|me)|[,.!]|$)"
    r"|^(?:the )?(?P<head>[a-z][\w&'. -]{1,30}?)(?: was| is| were| has been| came)*"
    r" (?:referred|recommended|introduced|in through|to us|through|via)"
)
"""The customer that is new, where no known name stands."""
BRINGING: Final = re.compile(
    r"介绍|推荐|引荐|牵线|牵的线|拉来|带来|推来|推给|拉给|带给|认识|找到|联系上|转介|老客户带"
    r"|introduc|refer|recommend|put us|put me|connected|brought|pointed|passed us|the name of"
    r"|(?<![a-z])(?:came|come|comes|is|was|got|found|via|through|intro|lead|tip|word)(?![a-z])"
)
GENERIC: Final = re.compile(
    r"^(?:(?:us|me|we|they|he|she|it|this|that|a|an|the|new|他|她|这|那|新)(?:们|个|家)?(?![a-z\u4e00-\u9fff])"
    r"|(?:新?客户|公司|朋友|老板|单位|厂家|(?:a |an |another |new )*(?:customer|client|account|company))$)"
)
CALLED: Final = re.compile(
    r"(?:客户|公司|单位|厂家|(?<![a-z])(?:customer|client|account|company))[，, ]*"
    r"(?:叫做?|名叫|名字叫|是|called|named)?[:： ]*"
    r"(?:(?P<zh>[\u4e00-\u9fff]{3,12})(?=$|[，,。；;、])|(?P<en>[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*))"
)
GONE: Final = re.compile(
    r"离职|辞职|离开|跳槽|退休|离任|卸任|不做了|调走|不在|"
    r"(?<![a-z])(?:left|leaving|quit|resigned|retired|retiring|no longer|moved on)(?![a-z])"
)
CHANGED: Final = re.compile(
    r"升|调|转岗|换|改|停机|空号|promot|moved|chang|(?<![a-z])new(?![a-z])|updat|correct"
)
ALONG: Final = re.compile(r"[\ue002 ]*(?:和|跟|与|、|,|，|and|&|, and) ?")
"""Between colleagues who are to share something."""
ME: Final = re.compile(r"我|(?<![a-z])(?:me|i|i'm|i'll)(?![a-z])")


def _named(heard: Heard, noun: str) -> list[Name]:
    return [name for name in heard.sheet.within(heard.clause.span) if name.noun == noun]


def _at(name: Name, heard: Heard) -> int:
    return name.span[0] - heard.clause.span[0]


def _said(heard: Heard, expression: re.Pattern[str]) -> Mention | None:
    """A name that nobody knows, as it stands in the text."""
    found = expression.search(heard.masked)
    group = found.lastgroup if found else None
    if found is None or group is None:
        return None
    said = tidy(heard.text[slice(*found.span(group))])
    return None if not said or GENERIC.match(said.lower()) or CUSTOMER in found[group] else Mention(said)


def _merge(heard: Heard) -> Iterator[Command]:
    """Of `A into B` it is A that goes."""
    said = [name.mention for name in _named(heard, "customer")]
    other = _said(heard, OTHER) if len(said) == 1 else None
    pair = [*said, other]
    if said and pair[0] is not None:
        into = pair[1] is not None and INTO.search(heard.masked) is not None
        yield Merge(customer=pair[1 if into else 0], other=pair[0 if into else 1])


def _refer(heard: Heard) -> Iterator[Command]:
    """Who is named before the word of bringing brought the other one, or who stands after `by`."""
    word = _bringing(heard)
    if word is None:
        return
    names = [each for each in heard.sheet.within(heard.clause.span) if each.noun != "product"]
    giver = _giver(heard, names, word)
    told = next(iter(heard.told.customers), heard.hearing.customer)
    referrer = _account(giver) or told
    customer = _brought(heard, names, giver) or _unless(told, referrer)
    if referrer and (giver or customer):
        yield Refer(customer=customer, person=_as_person(giver), referrer=referrer)


def _account(giver: Name | None) -> Mention | None:
    """The customer of a contact; a colleague stands for themselves."""
    return (giver.parent or giver.mention) if giver else None


def _unless(told: Mention | None, referrer: Mention | None) -> Mention | None:
    return told if told and referrer and told.id != referrer.id else None


def _as_person(giver: Name | None) -> Mention | None:
    return giver.mention if giver and giver.noun == "contact" else None


def _bringing(heard: Heard) -> re.Match[str] | None:
    """The word that parts who brought from who was brought."""
    verb = section("serving")["brought_us"].search(heard.masked)
    return BRINGING.search(heard.masked, verb.start()) if verb else None


def _giver(heard: Heard, names: Sequence[Name], word: re.Match[str]) -> Name | None:
    by = PASSIVE.search(heard.masked, word.start())
    after = [each for each in names if by and _at(each, heard) == by.end() - 1]
    before = [each for each in names if _at(each, heard) < word.start() and not _given(each, heard)]
    return next(iter((*after, *reversed(before))), None)


def _brought(heard: Heard, names: Sequence[Name], giver: Name | None) -> Mention | None:
    ids = (giver.mention.id, giver.parent.id if giver.parent else "") if giver else ()
    others = [each.mention for each in names if each.noun == "customer" and each.mention.id not in ids]
    return others[-1] if others else _said(heard, BROUGHT) or _called(heard)


def _called(heard: Heard) -> Mention | None:
    """介绍了个客户，叫顺达物流: the name that follows the word for a customer."""
    found = CALLED.search(heard.sheet.text, heard.clause.span[0])
    return Mention(found["zh"] or found["en"]) if found else None


def _given(name: Name, heard: Heard) -> bool:
    """把五月花推给我: the one that was brought."""
    at = _at(name, heard)
    return heard.masked[max(0, at - 1) : at] in {"把", "将"}


def _handover(heard: Heard) -> Iterator[Command]:
    """Without a colleague named as the one who had them, those of the speaker or of whoever has them."""
    found = section("serving")["hands_over"].search(heard.masked)
    if found is None:
        yield from _barely(heard)
        return
    to = _receiver(heard, found)
    if to is None:
        return
    said = tuple(each for each in customers_said(heard) if each != to)
    also = _also(heard, to)
    members = (each.mention for each in _named(heard, "member") if each.mention not in {to, *also})
    giver = next(members, None if said else _me(heard))
    for customer in said or (None,):
        yield Handover(from_=giver, to=to, customer=customer, also=also)


def _barely(heard: Heard) -> Iterator[Command]:
    """/handover Acme Ann, /移交 李雷: names alone; a colleague alone is the one who has them."""
    said = customers_said(heard)
    member = heard.first("member")
    for customer in said:
        yield Handover(to=member, customer=customer)
    if member and not said:
        yield Handover(from_=member)


def _also(heard: Heard, to: Mention) -> tuple[Mention, ...]:
    """韩梅和Tom, Ann and Tom: the colleagues that are named along with the first one."""
    names = _named(heard, "member")
    found: list[Mention] = []
    for last, following in pairwise(names):
        between = heard.masked[_at(last, heard) + len(last.mention.said) : _at(following, heard)]
        if (last.mention == to or found) and ALONG.fullmatch(between):
            found.append(following.mention)
    return tuple(found)


def _receiver(heard: Heard, found: re.Match[str]) -> Mention | None:
    inside = [each for each in _named(heard, "member") if found.start() <= _at(each, heard) < found.end()]
    if inside and found[0][0] == MEMBER:
        return inside[0].mention
    if ME.search(found[0].split(MEMBER)[-1]):
        return _me(heard)
    return inside[-1].mention if inside else _unknown_colleague(heard, found)


def _unknown_colleague(heard: Heard, found: re.Match[str]) -> Mention | None:
    """Hand Acme to Priya: a name at the end that nobody is known by."""
    for each in _named(heard, "customer"):
        if not each.mention.known and _at(each, heard) >= found.end() - len(each.mention.said):
            return each.mention
    said = heard.text[found.start() : found.end()].split()[-1].strip(".,!")
    return Mention(said) if said[:1].isupper() and said.isascii() else None


def _me(heard: Heard) -> Mention:
    """Whoever speaks; as said when nobody knows who that is."""
    me = heard.hearing.member
    return Mention("", me.id, me.name) if me else Mention("我" if has_han(heard.text) else "me")


def _amend_contact(heard: Heard) -> Iterator[Command]:
    person = heard.first("contact")
    if person is None:
        return
    reach = reached(heard.text, heard.hearing)
    gone = GONE.search(heard.masked) is not None
    if not (gone or reach.spans or title_in(heard.text) or CHANGED.search(heard.masked)):
        return
    yield AmendContact(
        customer=next(iter(customers_said(heard)), None),
        person=person,
        title="" if gone else title_in(heard.text),
        phone=reach.phone,
        email=reach.email,
        left=gone,
    )


BUILDERS: Final[Mapping[str, Callable[[Heard], Iterator[Command]]]] = {
    "merge": _merge,
    "refer": _refer,
    "handover": _handover,
    "amend_contact": _amend_contact,
}
