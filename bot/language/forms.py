"""The forms, for platforms that have them; a form fills the same slots as a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.chat import Field, FieldKind, Form
from bot.domain.interactions import Channel
from bot.language.speak import Say


@dataclass(frozen=True, slots=True)
class Slot:
    """One field of a form, before it has words."""

    name: str
    kind: FieldKind = FieldKind.LINE
    required: bool = False


CUSTOMER: Final = Slot("customer", FieldKind.CUSTOMER, required=True)
FORMS: Final[Mapping[str, tuple[Slot, ...]]] = {
    "log_interaction": (
        CUSTOMER,
        Slot("person"),
        Slot("channel", FieldKind.CHOICE),
        Slot("when", FieldKind.DAY),
        Slot("what", FieldKind.TEXT, required=True),
    ),
    "make_promise": (
        CUSTOMER,
        Slot("person"),
        Slot("what", FieldKind.TEXT, required=True),
        Slot("due", FieldKind.DAY),
    ),
    "set_reminder": (
        Slot("what", FieldKind.TEXT, required=True),
        Slot("due", required=True),
        Slot("customer", FieldKind.CUSTOMER),
    ),
    "log_complaint": (CUSTOMER, Slot("person"), Slot("what", FieldKind.TEXT, required=True)),
    "log_request": (
        CUSTOMER,
        Slot("person"),
        Slot("what", FieldKind.TEXT, required=True),
        Slot("due", FieldKind.DAY),
    ),
    "new_customer": (Slot("name", required=True), Slot("industry"), Slot("source")),
    "new_contact": (
        Slot("name", required=True),
        CUSTOMER,
        Slot("title"),
        Slot("phone"),
        Slot("email"),
    ),
}


def form_of(command: str, say: Say) -> Form | None:
    """The form of a command in the reader's words; None when it has none."""
    slots = FORMS.get(command)
    if slots is None:
        return None
    return Form(
        command=command,
        title=say(f"forms.title.{command}"),
        submit=say("forms.submit"),
        fields=tuple(_field(slot, command, say) for slot in slots),
    )


def _field(slot: Slot, command: str, say: Say) -> Field:
    hint = f"forms.hint.{command}.{slot.name}"
    return Field(
        name=slot.name,
        label=say(f"slots.{slot.name}"),
        kind=slot.kind,
        hint=say(hint) if say.has(hint) else "",
        options=_options(slot, say),
        required=slot.required,
    )


def _options(slot: Slot, say: Say) -> tuple[tuple[str, str], ...]:
    if slot.kind is not FieldKind.CHOICE:
        return ()
    return tuple((channel.value, say(f"channels.{channel}")) for channel in Channel)
