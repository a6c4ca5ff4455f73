"""What this speaker sees here: in a group only what every member may see, and every special look is noted."""

from collections.abc import Collection, Sequence

from bot.domain import access
from bot.domain.base import NOBODY, CustomerId, MemberId
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.money import Money
from bot.domain.ownership import Part
from bot.domain.people import Member
from bot.handlers.registry import Turn
from bot.handlers.telling import CLOCK


def sees_details(customer: Customer, turn: Turn) -> bool:
    """Whether phones, e-mails and amounts of this customer may be shown in this chat."""
    if turn.group:
        return turn.workspace.open_details
    return _sees(customer, turn)


def sees_alone(customer: Customer, turn: Turn) -> bool:
    """The same of an answer that goes to the speaker alone, wherever they asked; a look at others' is noted."""
    sees = _sees(customer, turn)
    if sees:
        note_look(customer, turn, alone=True)
    return sees


def _sees(customer: Customer, turn: Turn) -> bool:
    subtree = (customer.owner_id,) if leads(customer.owner_id, turn) else ()
    sees = access.sees_details(turn.actor, customer, subtree, open_details=turn.workspace.open_details)
    return sees or shares(customer, turn)


def shares(customer: Customer, turn: Turn) -> bool:
    """Whether the speaker looks after it together with its owner."""
    return customer.id in _shared(turn)


def _shared(turn: Turn) -> frozenset[CustomerId]:
    """The customers that the speaker looks after together with their owners; looked up once a turn."""
    member = turn.actor.id
    if member not in turn.shared:
        following = turn.work.followers.by(member)
        turn.shared[member] = frozenset(each.customer_id for each in following if each.part is Part.CO_OWNER)
    return turn.shared[member]


def leads(member_id: MemberId, turn: Turn) -> bool:
    """Whether the speaker stands above that member: by the way up, which is short, not by everybody below."""
    passed: set[MemberId] = set()
    while member_id and member_id not in passed:
        passed.add(member_id)
        member = turn.work.get(Member, member_id)
        member_id = member.manager_id if member else NOBODY
        if member_id == turn.actor.id:
            return True
    return False


def shown(contacts: Sequence[Contact], customer: Customer, turn: Turn) -> tuple[Contact, ...]:
    """The contacts as this reader may see them; a look into somebody else's customer leaves an audit line."""
    if not sees_details(customer, turn):
        return tuple(each.masked() for each in contacts)
    if any(each.phone or each.email for each in contacts):
        note_look(customer, turn)
    return tuple(contacts)


def shown_contact(contact: Contact | None, customer: Customer, turn: Turn) -> Contact | None:
    """A contact in an answer about something else: masked in doubt, never noted."""
    if contact is None or sees_details(customer, turn):
        return contact
    return contact.masked()


def note_look(customer: Customer, turn: Turn, *, alone: bool = False) -> None:
    """An audit line: somebody reads details of a customer that is not theirs; one line a message.

    In a group nobody does, unless the answer goes to the speaker `alone`.
    """
    kept = bool(customer.owner_id or customer.pooled_at)
    others = kept and turn.actor.id not in {customer.owner_id, CLOCK.id}
    if others and (alone or not turn.group) and customer.id not in turn.looked:
        turn.looked.add(customer.id)
        turn.work.journal.note("details_read", customer.id)


def note_words(customer: Customer | None, turn: Turn, *told: Money | str | None) -> None:
    """The same where sums are read, or words with figures in them."""
    if customer and any(isinstance(each, Money) or _has_figures(each) for each in told):
        note_look(customer, turn)


def hides_words(
    customer: Customer | None, turn: Turn, tellers: Collection[MemberId], *told: Money | str | None
) -> bool:
    """Whether sums told about this customer are not for this reader, unless they told them; a look is noted."""
    if turn.actor.id in tellers:
        return False
    if customer is None or not sees_details(customer, turn):
        return True
    note_words(customer, turn, *told)
    return False


def _has_figures(words: str | None) -> bool:
    return any(each.isdigit() for each in words or "")
