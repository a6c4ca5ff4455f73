"""Materials as cards: sent now, sent before, and all that a customer has."""

from bot.domain.chat import Button, Card
from bot.domain.materials import CheckMaterials, MaterialLine, MaterialLogged, MaterialsChecked
from bot.language.layouts.notes import noted
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.speak import Say, says


@says(MaterialLogged)
def material_logged(result: MaterialLogged, say: Say) -> Card:
    """What was noted, and when the same was sent before."""
    return Card(noted(result, say).title, block(*(_before(each, say) for each in result.before)))


@says(MaterialsChecked)
def materials_checked(result: MaterialsChecked, say: Say) -> Card:
    customer = result.customer.short
    if not result.lines:
        none = say("materials.none", customer=customer)
        return Card(none, block(say("materials.how", customer=customer)))
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    title = say("materials.checked", customer=customer, total=result.total)
    lines = bullets(sent_text(each, say) for each in result.lines)
    return Card(title, block(*lines, more), _all(result, say))


def _before(line: MaterialLine, say: Say) -> str:
    material = line.material
    day = say.short_day(material.day)
    return say("materials.before", day=day, by=line.by, whom=_whom(line, say), name=_name(line, say))


def sent_text(line: MaterialLine, say: Say) -> str:
    material = line.material
    via = say("materials.via", channel=say(f"channels.{material.channel}")) if material.channel else ""
    day = say.short_day(material.day)
    return say("materials.sent", day=day, by=line.by, whom=_whom(line, say), name=_name(line, say), via=via)


def _name(line: MaterialLine, say: Say) -> str:
    return say.words(line.material.name, hidden=line.discreet)


def _whom(line: MaterialLine, say: Say) -> str:
    return say("materials.to", person=line.person) if line.person else ""


def _all(result: MaterialsChecked, say: Say) -> tuple[tuple[Button, ...], ...]:
    if result.total <= len(result.lines):
        return ()
    whole = CheckMaterials(customer=mention_of(result.customer), whole=True)
    return ((say.button("promises.show_all", whole, total=result.total),),)
