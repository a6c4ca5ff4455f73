"""A Card becomes messages of Block Kit, each with its plain twin. All text in it is literal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from bot.adapters.slack.payloads import FORM, Json
from bot.adapters.slack.words import clean, clip, escape, one_line, pieces
from bot.domain.chat import Block, Button, Card, Picture
from bot.domain.errors import Rejected

MOST_BLOCKS = 50
MOST_IN_VIEW = 100
LONGEST_BLOCK = 2900
LONGEST_PAGE = 12_000
LONGEST_TEXT = 3900
LONGEST_LABEL = 75
LONGEST_VALUE = 2000
LONGEST_URL = 3000
LONGEST_ALT = 1900
MOST_IN_A_ROW = 25
NOTHING_SAID = "…"
STAYS, USED_UP = "stays-", "button-"
"""Begin the action_ids of buttons, which thus tell those that may be pressed again."""


@dataclass(slots=True)
class Page:
    """One message: `blocks` for those who see, `plain` for notifications, screen readers and bad days."""

    blocks: list[Json] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """Escaped for Slack's `text`, which reads mentions and links."""
        whole = escape("\n".join(self.said)) or NOTHING_SAID
        return whole if len(whole) <= LONGEST_TEXT else escape(clip("\n".join(self.said), LONGEST_TEXT // 5))

    def takes(self, text: str, most: int = MOST_BLOCKS) -> bool:
        return len(self.blocks) < most and sum(map(len, self.said)) + len(text) <= LONGEST_PAGE

    def put(self, block: Json, text: str) -> None:
        self.blocks.append(block)
        self.said.append(text)

    def show(self, image: Json) -> None:
        """A picture; it is told in the plain twin where nothing else is said."""
        self.blocks.append(image)
        self.said = self.said or [image["alt_text"]]

    def without_images(self) -> "Page":
        return Page([block for block in self.blocks if block["type"] != "image"], self.said)


def pages(card: Card, file: str = "") -> list[Page]:
    """The card in as few messages as it needs; its buttons stand under the last.

    The uploaded `file` is its picture: on the first page, which Slack takes or refuses before there are others.
    """
    image = _image(file, card.picture) if file and card.picture else None
    cut = _cut_up(card, MOST_BLOCKS - 1 if image else MOST_BLOCKS)
    if image:
        cut[0].show(image)
    rows = list(_rows(card.buttons))
    if len(cut[-1].blocks) + len(rows) > MOST_BLOCKS:
        cut.append(Page())
    cut[-1].blocks += rows[:MOST_BLOCKS]
    return [page for page in cut if page.blocks] or [Page(*_nothing())]


def _cut_up(card: Card, most_on_first: int) -> list[Page]:
    cut = [Page()]
    for block, text in _paragraphs(card):
        if not cut[-1].takes(text, most_on_first if len(cut) == 1 else MOST_BLOCKS):
            cut.append(Page())
        cut[-1].put(block, text)
    return cut


def home_view(card: Card) -> Json:
    """The card as a home tab."""
    shown = [block for block, _ in _paragraphs(card)]
    rows = list(_rows(card.buttons))
    blocks = [*shown[: MOST_IN_VIEW - len(rows)], *rows][:MOST_IN_VIEW]
    return {"type": "home", "blocks": blocks}


def plain_pages(card: Card) -> list[str]:
    """The card as escaped text alone, for when Slack refuses its blocks."""
    cut = [""]
    for line in clean(card.plain()).split("\n"):
        for piece in pieces(line, LONGEST_TEXT // 5):
            longer = f"{cut[-1]}\n{escape(piece)}" if cut[-1] else escape(piece)
            if len(longer) > LONGEST_TEXT:
                cut.append(escape(piece))
            else:
                cut[-1] = longer
    return [text for text in cut if text.strip()] or [NOTHING_SAID]


def _image(file: str, picture: Picture) -> Json:
    alt = clip(one_line(picture.alt), LONGEST_ALT) or NOTHING_SAID
    return {"type": "image", "slack_file": {"id": file}, "alt_text": alt}


def _nothing() -> tuple[list[Json], list[str]]:
    return [_rich([(NOTHING_SAID, False)])], [NOTHING_SAID]


def _paragraphs(card: Card) -> Iterator[tuple[Json, str]]:
    """Title and blocks as rich text of bearable size, each with the same as plain text."""
    if title := clean(card.title).strip():
        yield from _cut([(title, True)])
    for block in card.blocks:
        yield from _cut(_lines(block))


def _lines(block: Block) -> list[tuple[str, bool]]:
    heading = [(clean(block.heading).strip(), True)] if block.heading else []
    said = [(line, False) for each in block.lines for line in clean(each).split("\n")]
    return heading + said


def _cut(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[Json, str]]:
    taken: list[tuple[str, bool]] = []
    for line, bold in lines:
        for piece in pieces(line, LONGEST_BLOCK):
            if taken and sum(len(text) + 1 for text, _ in taken) + len(piece) > LONGEST_BLOCK:
                yield _paragraph(taken)
                taken = []
            taken.append((piece, bold))
    if any(text.strip() for text, _ in taken):
        yield _paragraph(taken)


def _paragraph(lines: list[tuple[str, bool]]) -> tuple[Json, str]:
    return _rich(lines), "\n".join(text for text, _ in lines)


def _rich(lines: list[tuple[str, bool]]) -> Json:
    """Rich text: the only kind of text that Slack shows as it is, bold or not."""
    runs: list[Json] = []
    for at, (text, bold) in enumerate(lines):
        said = f"{text}\n" if at < len(lines) - 1 else text
        if runs and not bold and "style" not in runs[-1]:
            runs[-1]["text"] += said
        elif said:
            runs.append({"type": "text", "text": said} | ({"style": {"bold": True}} if bold else {}))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}


def _rows(rows: Iterable[tuple[Button, ...]]) -> Iterator[Json]:
    number = 0
    for row in rows:
        keys = []
        for button in row:
            if button.id or is_link(button.url):
                keys.append(_key(button, number))
                number += 1
        for start in range(0, len(keys), MOST_IN_A_ROW):
            yield {
                "type": "actions",
                "block_id": f"row-{number}-{start}",
                "elements": keys[start : start + MOST_IN_A_ROW],
            }


def _key(button: Button, number: int) -> Json:
    label = clip(one_line(button.label), LONGEST_LABEL) or NOTHING_SAID
    key: Json = {
        "type": "button",
        "action_id": f"{STAYS if button.stays else USED_UP}{number}",
        "text": {"type": "plain_text", "text": label, "emoji": False},
    }
    if is_link(button.url):
        return key | {"url": button.url}
    if len(button.id) > LONGEST_VALUE:
        raise Rejected(f"a button's id holds {LONGEST_VALUE} characters, not {len(button.id)}")
    return key | {"value": button.id}


def is_link(url: str) -> bool:
    """Whether Slack takes it as the link of a button."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and len(url) <= LONGEST_URL
    except ValueError:
        return False


def with_form_button(card: Card) -> Card:
    """With a button that opens the card's form, for where it could not be opened at once."""
    if card.form is None:
        return card
    button = Button(card.form.title, id=f"{FORM}{card.form.command}")
    return replace(card, buttons=(*card.buttons, (button,)))
