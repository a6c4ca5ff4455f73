"""Materials: what customers were given to read, and that they have had it before."""

from collections.abc import Sequence
from typing import Final

from bot.domain.base import ContactId, MaterialId, ProductId, new_id
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound
from bot.domain.interactions import Topic
from bot.domain.materials import (
    CheckMaterials,
    LogMaterial,
    Material,
    MaterialLine,
    MaterialLogged,
    MaterialsChecked,
    same_material,
    title_of,
)
from bot.handlers.access import hides_words
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import contact_of, customer_of, name_of_member

SHOWN: Final = 8
"""Materials on one phone screen."""
WHOLE: Final = 100
BEFORE: Final = 2
"""Earlier times that an answer tells."""


@handles(LogMaterial)
def log_material(command: LogMaterial, turn: Turn) -> MaterialLogged:
    noted = told(command, turn, Topic.MATERIAL)
    if noted.customer is None:
        raise NothingFound({"what": noted.interaction.what})
    note = noted.interaction
    product = command.product.name or command.product.said if command.product else ""
    material = Material(
        id=MaterialId(new_id()),
        customer_id=noted.customer.id,
        contact_id=ContactId(note.contact_id),
        person=noted.person,
        member_id=note.member_id,
        interaction_id=note.id,
        product_id=ProductId(note.product_id),
        name=_named(title_of(note.what), product) or turn.said,
        channel=command.channel,
        day=note.day,
        at=note.at,
        said=turn.said,
        source=turn.source,
        recorded_by=turn.actor.id,
    )
    before = [each for each in turn.work.materials.of(noted.customer.id) if same_material(each, material)]
    turn.work.add(material)
    return MaterialLogged(**vars(noted), before=material_lines(before[:BEFORE], turn))


@handles(CheckMaterials)
def check_materials(command: CheckMaterials, turn: Turn) -> MaterialsChecked:
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    found = [each for each in turn.work.materials.of(customer.id) if _given_to(each, contact)]
    most = WHOLE if command.whole else SHOWN
    return MaterialsChecked(customer=customer, lines=material_lines(found[:most], turn), total=len(found))


def _named(what: str, product: str) -> str:
    """The words with the product, said once."""
    return what if product in what else f"{product} {what}".strip()


def _given_to(material: Material, contact: Contact | None) -> bool:
    return contact is None or material.contact_id in {"", contact.id}


def material_lines(materials: Sequence[Material], turn: Turn) -> tuple[MaterialLine, ...]:
    return tuple(_line(each, turn) for each in materials)


def _line(material: Material, turn: Turn) -> MaterialLine:
    contact = turn.work.get(Contact, material.contact_id)
    person = contact.name if contact else material.person
    customer = turn.work.get(Customer, material.customer_id)
    return MaterialLine(
        material=material,
        person=person,
        by=name_of_member(material.member_id, turn),
        discreet=hides_words(customer, turn, {material.member_id, material.recorded_by}, material.name),
    )
