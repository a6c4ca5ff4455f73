"""The committed payload schemas, asked one method at a time."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from jsonschema.exceptions import best_match

Json = dict[str, Any]


class Schema:
    """One platform's schema file; `name` is its file name without the suffix."""

    def __init__(self, name: str) -> None:
        path = Path(__file__).parent / "schemas" / f"{name}.json"
        self.document: Json = json.loads(path.read_text(encoding="utf-8"))
        self.methods: Json = self.document["methods"]

    def problems(self, method: str, payload: Json) -> list[str]:
        """What the types say against `payload`, the nearest cause only."""
        return self._problems(self.methods[method], payload)

    def type_problems(self, type_name: str, value: Any) -> list[str]:
        return self._problems({"$ref": f"#/definitions/{type_name}"}, value)

    def decode(self, method: str, form: Json) -> Json:
        """Form fields as JSON values: everything the schema does not call a plain string is parsed."""
        properties = self.methods[method].get("properties", {})
        plain = {name for name, body in properties.items() if body.get("type") == "string"}
        return {name: value if name in plain else parsed(value) for name, value in form.items()}

    def _problems(self, schema: Json, value: Any) -> list[str]:
        validator = Draft7Validator({**schema, "definitions": self.document["definitions"]})
        return list(_worst(validator.iter_errors(value)))


def _worst(errors: Iterator[ValidationError]) -> Iterator[str]:
    error = best_match(errors)
    if error is not None:
        yield f"{error.json_path}: {error.message[:300]}"


@cache
def schema(name: str) -> Schema:
    return Schema(name)


def parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
