"""The committed payload schemas, asked one method at a time."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError

Json = dict[str, Any]


class Schema:
    """One platform's schema file; `name` is its file name without the suffix."""

    def __init__(self, name: str) -> None:
        path = Path(__file__).parent / "schemas" / f"{name}.json"
        self.document: Json = json.loads(path.read_text(encoding="utf-8"))
        self.methods: Json = self.document["methods"]

    def problems(self, method: str, payload: Json) -> list[str]:
        """What the types say against `payload`."""
        return self._problems(self.methods[method], payload)

    def type_problems(self, type_name: str, value: Any) -> list[str]:
        return self._problems({"$ref": f"#/definitions/{type_name}"}, value)

    def decode(self, method: str, form: Json) -> Json:
        """Form fields as JSON values: everything the schema does not call a plain string is parsed."""
        kinds = self._kinds(self.methods.get(method, {}))
        return {name: as_kind(kinds.get(name, "string"), value) for name, value in form.items()}

    def _kinds(self, body: Json) -> dict[str, Any]:
        """The JSON type of each argument, None where it is no simple one."""
        if "$ref" in body:
            return self._kinds(self.document["definitions"][body["$ref"].rpartition("/")[2]])
        merged: dict[str, Any] = {}
        for member in body.get("anyOf", []):
            merged |= self._kinds(member)
        return merged | {name: each.get("type") for name, each in body.get("properties", {}).items()}

    def _problems(self, schema: Json, value: Any) -> list[str]:
        validator = Draft7Validator({**schema, "definitions": self.document["definitions"]})
        return [line for error in validator.iter_errors(value) for line in _explain(error)]


def _explain(error: ValidationError) -> Iterator[str]:
    """The fault; of a union, the faults of the member that fits best."""
    if error.validator != "anyOf":
        yield f"{error.json_path}: {error.message[:300]}"
        return
    members: dict[Any, list[ValidationError]] = defaultdict(list)
    for cause in error.context or []:
        members[cause.relative_schema_path[0]].append(cause)
    for cause in min(members.values(), key=len):
        yield from _explain(cause)


@cache
def schema(name: str) -> Schema:
    return Schema(name)


def as_kind(kind: Any, value: Any) -> Any:
    """A form field's value as its JSON type; left as it is when it cannot be."""
    if kind == "string" or not isinstance(value, str):
        return value
    try:
        parsed = json.loads(value)
    except ValueError:
        return value
    return bool(parsed) if kind == "boolean" and parsed in {0, 1} else parsed
