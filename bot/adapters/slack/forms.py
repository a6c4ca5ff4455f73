"""Forms become modals, and what was filled in comes back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.adapters.slack.payloads import FORM, Json
from bot.adapters.slack.places import Origin
from bot.adapters.slack.words import clean, clip, one_line
from bot.domain.chat import Field, FieldKind, Filled, Form

LONGEST_TITLE = 24
LONGEST_LABEL = 150
LONGEST_INPUT = 3000
LONGEST_OPTION = 75
LONGEST_VALUE = 150
MOST_OPTIONS = 100
MOST_FIELDS = 100
ANSWER = "answer"
RESULTS = ("value", "selected_date", "selected_option")
NOTHING_SAID = "…"


def modal(form: Form, origin: Origin) -> Json:
    """The form as a modal; `origin` travels with it."""
    return {
        "type": "modal",
        "callback_id": f"{FORM}{form.command}",
        "private_metadata": origin.packed(),
        "title": _plain(form.title, LONGEST_TITLE),
        "submit": _plain(form.submit, LONGEST_TITLE),
        "blocks": [_input(each) for each in form.fields[:MOST_FIELDS]],
    }


def prefilled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with these values where it has such fields."""
    fields = (replace(each, value=values.get(each.name, each.value)) for each in form.fields)
    return replace(form, fields=tuple(fields))


def filled(view: Json) -> Filled | None:
    """What was filled into a form of ours; None when it is another view."""
    callback = str(view.get("callback_id") or "")
    if not callback.startswith(FORM):
        return None
    state: Json = view["state"]["values"]
    answers = ((name, _answer(inputs[ANSWER])) for name, inputs in state.items())
    said = tuple((name, answer) for name, answer in answers if answer)
    return Filled(command=callback.removeprefix(FORM), fields=said)


def _answer(given: Json) -> str:
    found = next((given[name] for name in RESULTS if given.get(name)), "")
    return clean(str(found["value"] if isinstance(found, dict) else found))


def _input(each: Field) -> Json:
    block: Json = {
        "type": "input",
        "block_id": each.name,
        "optional": not each.required,
        "label": _plain(each.label, LONGEST_LABEL),
        "element": ELEMENTS.get(each.kind, _text)(each) | {"action_id": ANSWER},
    }
    return block | ({"hint": _plain(each.hint, LONGEST_LABEL)} if each.hint else {})


def _text(each: Field) -> Json:
    value = clean(each.value)[:LONGEST_INPUT]
    element: Json = {"type": "plain_text_input", "multiline": each.kind is FieldKind.TEXT}
    return element | ({"initial_value": value} if value else {})


def _day(each: Field) -> Json:
    try:
        return {"type": "datepicker", "initial_date": date.fromisoformat(each.value).isoformat()}
    except ValueError:
        return {"type": "datepicker"}


def _choice(each: Field) -> Json:
    """A menu; without a single option it is a text like any other."""
    options = [
        {"text": _plain(label, LONGEST_OPTION), "value": value}
        for value, label in each.options[:MOST_OPTIONS]
        if 0 < len(value) <= LONGEST_VALUE
    ]
    if not options:
        return _text(each)
    chosen = next((option for option in options if option["value"] == each.value), None)
    return {"type": "static_select", "options": options} | ({"initial_option": chosen} if chosen else {})


ELEMENTS: Mapping[FieldKind, Callable[[Field], Json]] = {FieldKind.DAY: _day, FieldKind.CHOICE: _choice}


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": clip(one_line(text), most) or NOTHING_SAID, "emoji": False}
