"""Every example of the language files becomes the command it stands under."""

from collections.abc import Iterator

import pytest

from bot.domain.people import Language
from bot.language import parsed, understand
from bot.language.phrases import catalogue
from tests.language.world import hearing


def _examples() -> Iterator[tuple[str, str, Language]]:
    for language in Language:
        for name, command in catalogue(language)["commands"].items():
            for example in command["examples"]:
                yield name, example, language


@pytest.mark.parametrize(("name", "example", "language"), list(_examples()))
def test_an_example_becomes_its_command(name: str, example: str, language: Language) -> None:
    found = parsed(understand(example, hearing(focus="c-taihe", language=language)))["commands"]
    assert [each["name"] for each in found][:1] == [name]


@pytest.mark.parametrize("language", list(Language))
def test_every_command_has_words(language: Language) -> None:
    for name, command in catalogue(language)["commands"].items():
        assert name == "chat" or (command["slash"] and command["help"] and command["examples"])
