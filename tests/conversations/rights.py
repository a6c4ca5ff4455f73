"""The team of `docs/reference/rights.md`, and what each of them gets to read when they ask, press or look."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot import language
from bot.adapters.store import SqlStore
from bot.adapters.store.journal import NOTABLE
from bot.domain.base import vocabulary
from bot.domain.calendar import WeekdaysOnly
from bot.domain.chat import Address, Identity, Incoming, Platform
from bot.domain.errors import NotAllowed, StaleButton, UnknownMember
from bot.domain.people import Language
from bot.glance import Glance
from bot.language import Say
from tests.conversations.script import Setting, Step
from tests.conversations.stage import Heard, Stage
from tests.conversations.team import settle

TABLE: Final = Path(__file__).resolve().parents[2] / "docs/reference/rights.md"
READERS: Final[Mapping[str, str]] = {
    "owner": "李雷",
    "co-owner": "林涛",
    "manager": "Ann",
    "admin": "老板",
    "service": "周勤",
    "other rep": "韩梅",
    "watcher": "王芳",
    "other manager": "Bob",
    "departed": "陈立",
    "stranger": "路人",
}
"""Who they are to 泰禾; Ann is above its owner, Bob above nobody there."""
PEOPLE: Final = (
    "李雷 rep zh; 韩梅 rep zh; 林涛 rep zh; 王芳 rep zh; 周勤 service zh; 陈立 rep zh; 孙阳 rep zh;"
    " Ann manager zh (over 李雷, 韩梅, 林涛, 王芳, 陈立); Bob manager zh (over 孙阳); 老板 admin zh"
)
CUSTOMERS: Final = (
    "泰禾 (owner 李雷; tier A; contacts 钱总 总经理 +8613812345678 qian@taihe.cn);"
    " 东方 (owner 李雷; contacts 赵总 +8613712345678)"
)
BEFORE: Final = datetime(2026, 3, 3, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY: Final = datetime(2026, 3, 9, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
STORY: Final = (
    ("李雷", "和林涛一起跟泰禾"),
    ("王芳", "关注泰禾"),
    ("李雷", "给泰禾报了A款2811一台"),
    ("李雷", "泰禾的单子进入谈判，预计下月签 822万"),
    ("李雷", "泰禾下单A款100台，总价8331元，账期3天"),
    ("李雷", "泰禾付款844元"),
    ("李雷", "答应泰禾周五前退款8551元"),
    ("李雷", "答应泰禾周四退押金8552元"),
    ("李雷", "钱总答应月底付8661元"),
    ("李雷", "泰禾投诉多收了8771元"),
    ("李雷", "泰禾要求月底前回电谈8881元押金"),
    ("李雷", "给钱总发了样机手册，样机价8991元"),
    ("李雷", "拜访泰禾钱总，聊了预算9111元"),
    ("李雷", "3月9日15点提醒我给泰禾催款9221元"),
    ("李雷", "把东方放入公海"),
    ("老板", "陈立离职了"),
)
REFUSALS: Final = (UnknownMember(), NotAllowed(), StaleButton())
SHOWN, STARRED, PRIVATELY, NOTHING, REFUSED = "shown", "starred", "privately", "nothing", "refused"
BUTTON: Final = re.compile(r"\[[^\]]*\]$")


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: where and how somebody asks, for what, and what each reader gets of it."""

    where: str
    what: str
    asked: str
    figures: str
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.where}: {self.what}"

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each figure with the words that stand beside it: `A款 2,811; 谈判 822万`."""
        for each in self.figures.split(";"):
            beside, _, figure = each.strip().rpartition(" ")
            yield beside, figure


def rights() -> Iterator[Right]:
    """The rows as they stand in the document."""
    for line in TABLE.read_text("utf-8").splitlines():
        told = [each.strip() for each in line.strip("|").split("|")]
        if len(told) == len(READERS) + 4 and told[0] in WAYS:
            where, what, asked, figures, *cells = told
            yield Right(where, what, asked, figures, dict(zip(READERS, cells, strict=True)))


def opened(store: SqlStore) -> Stage:
    """Everything that was said until today, by the people of the table."""
    facts = {"people": PEOPLE, "customers": CUSTOMERS, "products": "A款 (list 3000 CNY; unit 台)"}
    settle(store, Setting(BEFORE, "Asia/Shanghai", facts))
    stage = Stage(store, BEFORE.astimezone(UTC))
    for number, (who, text) in enumerate(STORY):
        stage.play(Step(number, who, lines=[text]))
    stage.now = TODAY.astimezone(UTC)
    return stage


def got(stage: Stage, right: Right, who: str) -> str:
    """What this person gets of the figures; one word where it is the same for all of them."""
    here, aside = WAYS[right.where](stage, right, who)
    if not here or here in _refusals():
        return REFUSED
    return " and ".join(sorted({_verdict(here, aside, *pair) for pair in right.pairs}))


def _verdict(here: str, aside: str, beside: str, figure: str) -> str:
    if figure in here:
        return SHOWN
    if figure in aside:
        return PRIVATELY
    return STARRED if beside in here or beside in aside else NOTHING


def looks(stage: Stage, who: str) -> int:
    """How many special looks of this person are on the audit trail."""
    mine = NOTABLE.table.c.member_id == who, NOTABLE.table.c.what.in_(("details_read", "export_link"))
    with stage.store.engine.connect() as connection:
        return connection.scalar(select(func.count()).where(*mine)) or 0


def _refusals() -> Sequence[str]:
    say = Say(language=Language.ZH, zone="UTC", now=TODAY)
    return [language.refuse(each, say).plain() for each in REFUSALS]


def _private(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    return _heard(_played(stage, right.asked, who, ""), who), ""


def _group(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    answers = _played(stage, right.asked, who, "群")
    return _heard(answers, "群"), _heard(answers, who)


def _played(stage: Stage, asked: str, who: str, group: str) -> list[Heard]:
    """Messages and presses in turn, as in `泰禾情况 → [完整简报]`; what came of the last one."""
    answers: list[Heard] = []
    for text in (each.strip() for each in asked.split("→")):
        if BUTTON.match(text) and not any(text[1:-1] in each.buttons for each in answers):
            return answers
        answers = stage.play(Step(0, who, group, lines=[text]))
    return answers


def _pressed_in_the_group(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    """The owner's card in the group, its button pressed by this person."""
    return _stolen(stage, right, who, "群", "群")


def _pressed_elsewhere(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    """The id of a button of the owner's private chat, sent from this person's own chat."""
    return _stolen(stage, right, who, "", who)


def _stolen(stage: Stage, right: Right, who: str, group: str, chat: str) -> tuple[str, str]:
    asked, _, label = right.asked.partition(" → ")
    (card,) = stage.play(Step(0, READERS["owner"], group, lines=[asked]))
    button = next(each.id for row in card.card.buttons for each in row if each.label == label[1:-1])
    stage.conversation.receive(
        Incoming(
            event=f"stolen-{who}-{stage.count}",
            at=stage.now,
            sender=Identity(Platform.WEB, "", who),
            address=Address(Platform.WEB, "", chat),
            group=bool(group),
            button=button,
            message=card.message,
            language="zh",
        )
    )
    answers = [*stage._delivered()]
    return _heard(answers, chat), _heard(answers, who) if group else ""


def _heard(answers: Sequence[Heard], chat: str) -> str:
    return "\n".join(each.card.plain() for each in answers if each.chat == chat)


def _inline(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    """What `@bot 泰禾` offers while one types in any chat."""
    try:
        found = _glance(stage).accounts(_identity(who), right.asked)
    except UnknownMember:
        return "", ""
    return "\n".join(card.plain() for _, card in found) or "nobody", ""


def _home(stage: Stage, _right: Right, who: str) -> tuple[str, str]:
    """The home tab in Slack."""
    card = _glance(stage).home(_identity(who))
    return (card.plain() if card else ""), ""


def _form(stage: Stage, right: Right, who: str) -> tuple[str, str]:
    """An empty form, and the answer to it once it is filled in."""
    command, _, fields = right.asked.partition(": ")
    if _glance(stage).form(_identity(who), command) is None:
        return "", ""
    return _heard(stage.play(Step(0, who, lines=[f"(form {command}: {fields})"])), who), ""


def _glance(stage: Stage) -> Glance:
    return Glance(store=stage.store, calendars=lambda _workspace: WeekdaysOnly(), clock=lambda: stage.now)


def _identity(who: str) -> Identity:
    return Identity(Platform.WEB, "", who)


def fresh_store(url: str) -> SqlStore:
    return SqlStore(url, vocabulary=vocabulary, keys_of=language.keys_of, forms_of=language.forms_of)


WAYS: Final[Mapping[str, Callable[[Stage, Right, str], tuple[str, str]]]] = {
    "private": _private,
    "group": _group,
    "button in a group": _pressed_in_the_group,
    "button of another chat": _pressed_elsewhere,
    "inline": _inline,
    "home tab": _home,
    "form": _form,
}
"""Each gives what is read where one asked, and what came to one's private chat besides."""
