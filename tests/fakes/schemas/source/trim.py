"""Trim a generated schema: known blocks only, unions keyed by `type` so that a fault names its place.

usage: trim.py OUT ROOT IN...   (later inputs add their methods to the first one's)
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def plain_names(text: str) -> str:
    """Generic types' names without the signs that a JSON pointer would have to escape."""
    return re.sub(r"(\w+)<([\w-]+)[^\">]*>", lambda m: f"{m[1]}_{m[2].split('-')[0]}", text)


def members(union: list[Json], definitions: Json) -> list[Json]:
    """The union's members, nested unions flattened and the open-ended `Block` left out."""
    flat: list[Json] = []
    for member in union:
        name = member.get("$ref", "").removeprefix("#/definitions/")
        nested = definitions.get(name, {}).get("anyOf")
        if name != "Block":
            mixed = nested and kind(member, definitions) is None
            flat += members(nested, definitions) if mixed else [member]
    return flat


def kind(member: Json, definitions: Json) -> str | None:
    target = definitions.get(member.get("$ref", "").removeprefix("#/definitions/"), member)
    shapes = target.get("anyOf", [target])
    kinds = {shape.get("properties", {}).get("type", {}).get("const") for shape in shapes}
    return kinds.pop() if len(kinds) == 1 else None


def keyed(union: list[Json], definitions: Json) -> Json | None:
    flat = members(union, definitions)
    kinds = [kind(member, definitions) for member in flat]
    if None in kinds or len(set(kinds)) < len(kinds):
        return None
    cases = [
        {"if": {"properties": {"type": {"const": name}}}, "then": member}
        for name, member in zip(kinds, flat, strict=True)
    ]
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": kinds}}, "allOf": cases}


def rewrite(node: Any, definitions: Json) -> Any:
    if isinstance(node, list):
        return [rewrite(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        return keyed(node["anyOf"], definitions) or {k: rewrite(v, definitions) for k, v in node.items()}
    return {key: rewrite(value, definitions) for key, value in node.items()}


def reached(node: Any, definitions: Json, seen: set[str]) -> set[str]:
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        reached(item, definitions, seen)
    name = node.get("$ref", "").removeprefix("#/definitions/") if isinstance(node, dict) else ""
    if name and name not in seen:
        seen.add(name)
        reached(definitions[name], definitions, seen)
    return seen


def main(out: str, root: str, *sources: str) -> None:
    schemas = [json.loads(plain_names(Path(source).read_text(encoding="utf-8"))) for source in sources]
    definitions: Json = {name: body for schema in schemas for name, body in schema["definitions"].items()}
    tops = [definitions[schema["$ref"].removeprefix("#/definitions/")] for schema in schemas]
    methods = {name: body for top in tops for name, body in top["properties"].items()}
    rewritten = {name: rewrite(body, definitions) for name, body in definitions.items()}
    kept = {name: rewritten[name] for name in sorted(reached(methods, rewritten, set()))}
    result = {"title": root, "methods": rewrite(methods, definitions), "definitions": kept}
    Path(out).write_text(lines(result), encoding="utf-8")


def lines(schema: Json) -> str:
    """JSON with one definition a line: small, and a diff shows which type changed."""
    parts = [f'"title": {json.dumps(schema["title"])}']
    for part in ("methods", "definitions"):
        rows = [f"{json.dumps(name)}: {json.dumps(body)}" for name, body in schema[part].items()]
        parts.append(f'"{part}": {{\n' + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
