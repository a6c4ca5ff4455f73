"""Writes commands.md out of the catalogue: `uv run python -m docs.reference.generate`. A test keeps it true."""

from pathlib import Path

from bot.domain.people import Language
from bot.language.manual import GROUPS, entry
from bot.language.phrases import phrases

PAGE = Path(__file__).with_name("commands.md")
HEAD = """# Commands 命令

Whatever is typed, pressed or filled in becomes one of these. The examples are tested: each is understood as the command
it stands under. Slash names work in Telegram and the web chat, after `/yinuo` in Slack; Chinese ones are typed as text.
Generated from `bot/language/zh.toml` and `en.toml`; change those, then run `uv run python -m docs.reference.generate`.
"""


def page() -> str:
    """The whole page, as it should stand."""
    parts = [HEAD]
    for group, commands in GROUPS.items():
        chinese, english = (phrases(each)[f"guide.groups.{group}"] for each in (Language.ZH, Language.EN))
        parts.append(f"## {english} {chinese}\n")
        parts += [_section(command) for command in commands]
    return "\n".join(parts)


def _section(command: str) -> str:
    lines = [f"### `{command}`\n"]
    for language in (Language.EN, Language.ZH):
        told = entry(command, language)
        names = " ".join(f"`/{name}`" for name in told.get("slash", ()))
        said = " · ".join(f"`{example}`" for example in told.get("examples", ()))
        lines.append(f"* {told.get('help', '')} ({names}): {said}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
