"""The words of each language: one TOML file holds commands (examples, slash names, help) and phrases."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from bot.domain.people import Language, Member, Role


@cache
def catalogue(language: Language) -> dict[str, Any]:
    """The whole file of a language: `commands`, `phrases` and the reading tables."""
    return tomllib.loads(files("bot.language").joinpath(f"{language}.toml").read_text("utf-8"))


@cache
def phrases(language: Language) -> dict[str, str]:
    """Every phrase by its dotted key, such as `promises.made`."""
    return dict(_flat(catalogue(language)["phrases"]))


@cache
def words(table: str, language: str) -> dict[str, str]:
    """The phrases of one table, under their short keys."""
    prefix = f"{table}."
    every = phrases(Language(language))
    return {key.removeprefix(prefix): said for key, said in every.items() if key.startswith(prefix)}


def questions(member: Member) -> tuple[str, ...]:
    """What a newcomer in this role may ask first."""
    asked = catalogue(member.language)["questions"]
    return tuple(asked["manager" if member.role in {Role.MANAGER, Role.ADMIN} else "rep"])


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return pairs
