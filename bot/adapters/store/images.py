"""Values as JSON text and back: parts of rows, before and after images, commands under their names."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from bot.domain.base import Command, name_of

ValueT = TypeVar("ValueT")
Vocabulary = Mapping[str, type[Command]]

NUL = "\x00"


@cache
def adapter_of(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def image_of(kind: Any, value: object) -> str:
    """JSON text without NUL or half surrogates; equal values give equal text."""
    return cleaned(kind, value)[1]


def read_image(kind: Any, text: str) -> Any:
    return adapter_of(kind).validate_json(text)


def cleaned(kind: Any, value: ValueT) -> tuple[ValueT, str]:
    """The value as a database can keep it, and its JSON text."""
    adapter = adapter_of(kind)
    try:
        text = adapter.dump_json(value).decode()
    except (PydanticSerializationError, UnicodeError):
        text = ""
    if text and "\\u0000" not in text:
        return value, text
    clean_value = adapter.validate_python(_scrubbed(adapter.dump_python(value)))
    return clean_value, adapter.dump_json(clean_value).decode()


def clean(text: str) -> str:
    """Without NUL and half surrogates, which PostgreSQL or UTF-8 refuse."""
    if NUL in text:
        text = text.replace(NUL, "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _scrubbed(value: Any) -> Any:
    """Plain data with every text in it clean."""
    if isinstance(value, str) and type(value) is str:
        return clean(value)
    if isinstance(value, dict):
        return {_scrubbed(name): _scrubbed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(each) for each in value]
    return value


class Wording:
    """Commands as JSON under their names, so that rows outlive the code that wrote them.

    What today's vocabulary no longer knows, or cannot read any more, is left out when read.
    """

    def __init__(self, vocabulary: Vocabulary | Callable[[], Vocabulary]) -> None:
        self._vocabulary = vocabulary
        self._kinds: Vocabulary = {}

    def dump(self, commands: Sequence[Command]) -> str:
        return f"[{','.join(self._tagged(each) for each in commands)}]"

    def load(self, text: str) -> tuple[Command, ...]:
        read = (self._read(each) for each in json.loads(text))
        return tuple(each for each in read if each is not None)

    def dump_one(self, command: Command) -> str:
        return self._tagged(command)

    def load_one(self, text: str) -> Command | None:
        return self._read(json.loads(text))

    def _tagged(self, command: Command) -> str:
        kind = type(command)
        return f'{{"name":"{name_of(kind)}","slots":{image_of(kind, command)}}}'

    def _read(self, tagged: Mapping[str, Any]) -> Command | None:
        kind = self._kind(tagged["name"])
        if kind is None:
            return None
        try:
            command: Command = read_image(kind, json.dumps(tagged["slots"]))
        except ValidationError:
            return None
        return command

    def _kind(self, name: str) -> type[Command] | None:
        if name not in self._kinds:
            self._kinds = self._vocabulary() if callable(self._vocabulary) else self._vocabulary
        return self._kinds.get(name)
