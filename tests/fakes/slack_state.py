"""What a user fills into a modal, as Slack reports it in view_submission."""

from typing import Any

from tests.fakes.schema import Json
from tests.fakes.slack_rules import elements

_RESULTS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "external_select": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
}
_INITIALS = {"initial_" + name.removeprefix("selected_") for name in _RESULTS.values()}


class IncompleteError(ValueError):
    """The client does not let the user submit this."""


def fill(blocks: list[Json], values: dict[str, Any]) -> Json:
    """`state.values` after a user entered `values`, keyed by label, block_id or action_id."""
    left = dict(values)
    state: Json = {}
    for block in (block for block in blocks if block["type"] == "input"):
        element = block["element"]
        keys = [block["label"]["text"], block["block_id"], element["action_id"]]
        given = next((left.pop(key) for key in keys if key in left), None)
        answer = _answer(element, given)
        if answer in (None, [], "") and not block.get("optional"):
            raise IncompleteError(f"{keys[0]!r} is required")
        state[block["block_id"]] = {
            element["action_id"]: {"type": element["type"], _RESULTS[element["type"]]: answer}
        }
    if left:
        raise IncompleteError(f"the view has no input called {sorted(left)}")
    return state


def picked(blocks: list[Json], action_id: str, value: Any) -> Json:
    """The block_actions entry after a user chose `value` in the element called `action_id`."""
    for block in blocks:
        for element in elements(block):
            if element["action_id"] == action_id:
                names = {"type": element["type"], "action_id": action_id, "block_id": block["block_id"]}
                return names | {_RESULTS[element["type"]]: _answer(element, value)}
    raise LookupError(f"nothing here is called {action_id!r}")


def _answer(element: Json, given: Any) -> Any:
    if given is None:
        return next((element[name] for name in _INITIALS if name in element), None)
    result = _RESULTS[element["type"]]
    if result == "selected_option":
        return _option(element, given)
    if result == "selected_options":
        return [_option(element, each) for each in given]
    if element["type"] == "plain_text_input":
        _fits(element, given)
    return given


def _fits(element: Json, given: str) -> None:
    if not element.get("min_length", 0) <= len(given) <= element.get("max_length", 3000):
        raise IncompleteError(f"{len(given)} characters do not fit {element['action_id']}")


def _option(element: Json, given: Any) -> Json:
    groups = element.get("option_groups", [element])
    options: list[Json] = [option for group in groups for option in group.get("options", [])]
    for option in options:
        if given in {option.get("value"), option["text"]["text"]}:
            return option
    raise IncompleteError(f"{given!r} is none of {[option['text']['text'] for option in options]}")
