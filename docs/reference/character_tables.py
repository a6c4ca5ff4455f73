"""Makes the tables of characters and common words that ship with `bot.language`, from published ones.

Needs pypinyin (MIT: readings), opencc-python-reimplemented (Apache-2.0: OpenCC's TSCharacters) and jieba
(MIT: words by frequency); none of them is needed to run the bot:

    uv run --with pypinyin --with opencc-python-reimplemented --with jieba python docs/reference/character_tables.py
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

from pypinyin import Style, pinyin

LANGUAGE: Final = Path(__file__).parents[2] / "bot" / "language"
LEAST_SEEN: Final = 1500
"""How often a word stands in jieba's corpus to be one that everybody uses."""
NAMES: Final = ("nr", "ns", "nt", "nz", "eng", "x")
"""jieba's kinds of words that are names themselves."""
CANTONESE: Final = {"嘅": "的", "係": "是"}
OTHER_READINGS: Final = """
hang行 chong重 chang长 le乐 yue乐 zeng曾 shan单 xia厦 xie解 chao朝 zang藏 kuai会 chuan传 zhuan传 shen参 can参 ou区
tan覃 qin覃 sheng盛 cheng盛 cheng乘 ju车 dan弹 tan弹 diao调 tiao调 jiang降 bo薄 xiao校 du都 dou都 zhai翟 piao朴 pu朴
ge盖 gai盖 yu尉 wei尉 suo莎 sha莎
"""


def simplified() -> dict[str, str]:
    """Each traditional character with the simplified one that it is most often."""
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    found = {old: new.split()[0] for old, new in pairs}
    return {old: new for old, new in found.items() if len(old) == len(new) == 1 and old != new} | CANTONESE


def words() -> list[tuple[str, int, str]]:
    table = files("jieba").joinpath("dict.txt").read_text("utf-8")
    rows = (line.split() for line in table.splitlines())
    return [(word, int(count), kind) for word, count, kind in rows]


def common(table: list[tuple[str, int, str]]) -> list[str]:
    """Chinese words of two to four characters that everybody uses and that are no names."""
    usual = {
        word
        for word, count, kind in table
        if 2 <= len(word) <= 4 and count >= LEAST_SEEN and not kind.startswith(NAMES)  # noqa: PLR2004
    }
    return sorted(each for each in usual if all("\u4e00" <= sign <= "\u9fff" for sign in each))


def readings(signs: set[str]) -> dict[str, str]:
    """The characters of each syllable, by their usual reading."""
    found: dict[str, list[str]] = {}
    for sign in sorted(signs):
        syllable = pinyin(sign, style=Style.NORMAL)[0][0].replace("ü", "v")
        if syllable.isascii() and syllable.isalpha():
            found.setdefault(syllable, []).append(sign)
    return {syllable: "".join(found[syllable]) for syllable in sorted(found)}


def every_sign(table: list[tuple[str, int, str]]) -> set[str]:
    """GB 2312, what the simplified ones stand for, and every character of a word."""
    gb = {
        bytes((row, cell)).decode("gb2312", "ignore") for row in range(176, 248) for cell in range(161, 255)
    }
    signs = gb | set(simplified().values()) | {sign for word, _, _ in table for sign in word}
    return {sign for sign in signs if len(sign) == 1 and "\u4e00" <= sign <= "\u9fff"} - set(simplified())


def main() -> None:
    table = words()
    lines = [f"{syllable} {signs}" for syllable, signs in readings(every_sign(table)).items()]
    others = [f"~{each[:-1]} {each[-1]}" for each in OTHER_READINGS.split()]
    (LANGUAGE / "pinyin.txt").write_text("\n".join([*lines, *others]) + "\n", "utf-8")
    pairs = "".join(old + new for old, new in sorted(simplified().items()))
    (LANGUAGE / "simplified.txt").write_text(pairs + "\n", "utf-8")
    (LANGUAGE / "common_words.txt").write_text(" ".join(common(table)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
