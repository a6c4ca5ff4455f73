"""The transcripts as data: who says what where, and what the bot answers.

    # 2026-03-10 10:00 Asia/Shanghai            the clock at the start of every conversation of the file
    people: 李雷 rep zh; Tom rep en America/New_York; Ann manager en (over 李雷, Tom)
    customers: 泰禾 (owner 李雷; alias 泰禾集团; contacts 钱总 总经理 13812345678, 王丽 采购)

    news: told                                   owners and followers are told what others did (left out unless said)

    == what this conversation shows
    李雷> 答应泰禾周五前送样                said in private; `李雷@群> …` in a group
    一诺> 已记下：3月13日周五前给泰禾送样。          the answer; `...` stands for anything, buttons stand in brackets
          [前一天提醒我] [撤销]                      a picture is what it shows: 〔初步接洽3个，方案报价1个〕
    李雷> [撤销]                                 a button of the newest card that has it
    李雷 (edits 1)> 答应泰禾周四前送样              the first message of 李雷, edited
    李雷> (contact 王丽, 13900001111, 泰禾)         a contact card shared from the phone
    李雷> (form make_promise: customer=泰禾; what=送样)
    -- 2026-03-12 15:00                          time passes, and the clock's routines run
    一诺→李雷> 提醒：给钱总打电话（泰禾）              said unasked, or in private instead of the group

A conversation marked `# not yet: reason` is expected to fail. English transcripts may say Yinuo for 一诺.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

BOT = ("一诺", "Yinuo")
LINE = re.compile(
    r"(?P<who>[^\s@(>→]+)(?:@(?P<group>[^\s(>]+))?(?:→(?P<to>[^>\s]+))?"
    r"(?: \(edits (?P<edits>\d+)\))?> ?(?P<text>.*)"
)
CLOCK = re.compile(r"# (\d{4}-\d\d-\d\d \d\d:\d\d) (\S+)")
PASSES = re.compile(r"-- (\d{4}-\d\d-\d\d \d\d:\d\d)")
NOT_YET = "# not yet: "


@dataclass(slots=True)
class Reply:
    """What the bot says: in the chat where it was spoken to, or privately to somebody."""

    to: str
    lines: list[str]


@dataclass(slots=True)
class Step:
    """Somebody does something, or time passes; then the bot answers."""

    number: int
    who: str = ""
    group: str = ""
    edits: int = 0
    lines: list[str] = field(default_factory=list)
    until: datetime | None = None
    replies: list[Reply] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class Setting:
    """What holds for every conversation of a file."""

    now: datetime
    zone: str
    facts: dict[str, str]


@dataclass(slots=True)
class Script:
    """One conversation."""

    path: Path
    number: int
    title: str
    setting: Setting
    steps: list[Step] = field(default_factory=list)
    not_yet: str = ""

    @property
    def name(self) -> str:
        return f"{self.path.stem}: {self.title}"


def scripts(path: Path) -> list[Script]:
    """Every conversation of a file."""
    lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
    first = next(at for at, (_, line) in enumerate(lines) if line.startswith("== "))
    setting = _setting(line for _, line in lines[:first])
    found: list[Script] = []
    for number, line in lines[first:]:
        if line.startswith("== "):
            found.append(Script(path, number, line[3:].strip(), setting))
        elif line.startswith(NOT_YET):
            found[-1].not_yet = line.removeprefix(NOT_YET)
        elif line.strip() and not line.startswith("#"):
            _take(found[-1], number, line)
    return found


def _setting(lines: Iterable[str]) -> Setting:
    """The clock, the people and the customers; a line that is indented goes on with the one before."""
    told = [line for line in lines if line.strip()]
    clock = next(filter(None, map(CLOCK.match, told)))
    facts: dict[str, str] = {}
    key = ""
    for line in told:
        if line.startswith("#"):
            continue
        named, _, rest = line.partition(":") if not line[0].isspace() else (key, "", line)
        key = named
        facts[key] = f"{facts.get(key, '')} {rest.strip()}".strip()
    zone = clock[2]
    return Setting(_at(clock[1], zone), zone, facts)


def _take(script: Script, number: int, line: str) -> None:
    """Add one line to the conversation."""
    passes, spoken = PASSES.fullmatch(line.strip()), LINE.fullmatch(line)
    if line[0].isspace():
        _last(script).append(line.strip())
    elif passes:
        until = _at(passes[1], script.setting.zone)
        script.steps.append(Step(number, until=until))
    elif spoken is None:
        raise ValueError(f"{script.path.name}:{number}: nobody says this: {line}")
    elif spoken["who"] in BOT:
        script.steps[-1].replies.append(Reply(spoken["to"] or "", [spoken["text"].strip()]))
    else:
        edits = int(spoken["edits"] or 0)
        step = Step(number, spoken["who"], spoken["group"] or "", edits, [spoken["text"].strip()])
        script.steps.append(step)


def _last(script: Script) -> list[str]:
    """The lines that an indented one goes on with."""
    step = script.steps[-1]
    return step.replies[-1].lines if step.replies else step.lines


def _at(text: str, zone: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))


def written(step: Step) -> Iterator[str]:
    """The step as it stands in a file."""
    if step.until is not None:
        yield f"-- {step.until:%Y-%m-%d %H:%M}"
        return
    place = f"@{step.group}" if step.group else ""
    edits = f" (edits {step.edits})" if step.edits else ""
    yield f"{step.who}{place}{edits}> {step.lines[0]}"
    yield from (f"    {line}" for line in step.lines[1:])
