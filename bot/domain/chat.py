"""What passes between people and the bot, on any platform: messages in, cards out."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from bot.domain.base import Command


class Platform(StrEnum):
    TELEGRAM = "telegram"
    SLACK = "slack"
    WEB = "web"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who acts, as the platform vouches for it; names, e-mails and forwards never identify anybody."""

    platform: Platform
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a card can be sent: a chat of one of our bots (`team` is Slack's, empty elsewhere)."""

    platform: Platform
    team: str
    chat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedContact:
    """A contact card somebody shared from their phone."""

    name: str
    phone: str = ""
    email: str = ""
    organisation: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form somebody submitted: the command it is for and its fields as typed."""

    command: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One thing a person did: typed a text, pressed a button, edited, shared a contact or sent a form.

    `event` is unique per bot and the key under which it takes effect once; `message` is the platform's id of the
    message typed, edited or carrying the button; `callback` is whatever the platform needs to answer a press or
    to open a form.
    """

    event: str
    at: datetime
    sender: Identity
    address: Address
    group: bool = False
    text: str = ""
    button: str = ""
    message: str = ""
    edited: bool = False
    contact: SharedContact | None = None
    filled: Filled | None = None
    callback: str = ""
    language: str = ""
    name: str = ""

    @property
    def source(self) -> str:
        """Where a fact said here can be found again."""
        return f"{self.address.platform}:{self.address.team}:{self.address.chat}:{self.message}"


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the command behind it; sealed, it carries only the opaque `id` kept in the database.

    Pressing it replaces the card and uses up its other buttons, unless it `stays`: then the answer comes below.
    A `guess` is what a message may have meant: pressed, it counts as said in that message.
    """

    label: str
    does: Command | None = None
    id: str = ""
    url: str = ""
    stays: bool = False
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, under an optional heading. All text is literal, never markup."""

    lines: tuple[str, ...]
    heading: str = ""


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    CUSTOMER = "customer"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form; only `name` reaches the command."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form for platforms that have them; the others show the card that carries it."""

    command: str
    title: str
    submit: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing beside the words of a card, which say the same: `svg` is the drawing, `alt` what it shows.

    It is drawn 1080 wide for a phone; a platform that shows no SVG gets it as PNG.
    """

    name: str
    svg: str
    alt: str


FIRST: Final = ("title", "form", "language", "picture")
"""What a card that joins two has one of: the first card's, else the second's."""


@dataclass(frozen=True, slots=True)
class Card:
    """One answer, the same everywhere: a title, blocks of lines, rows of buttons, at times a picture.

    `notice` is a word to one person about something they just did (a toast, an ephemeral message).
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    form: Form | None = None
    notice: bool = False
    language: str = ""
    picture: Picture | None = None

    def followed_by(self, other: "Card") -> "Card":
        """Both cards as one, no button twice; the second title becomes a heading of its own."""
        head = (Block((), other.title),) if self.title and other.title else ()
        first: dict[str, Any] = {name: getattr(self, name) or getattr(other, name) for name in FIRST}
        return replace(
            self,
            **first,
            blocks=self.blocks + head + other.blocks,
            buttons=self.buttons + tuple(row for row in other.buttons if row not in self.buttons),
            notice=self.notice and other.notice,
        )

    def in_words(self) -> "Card":
        """The card without its picture, which is told in brackets."""
        if self.picture is None:
            return self
        return replace(self, blocks=(*self.blocks, Block((f"[{self.picture.alt}]",))), picture=None)

    def plain(self) -> str:
        """The card as plain text, without its buttons."""
        parts = [self.title] if self.title else []
        for block in self.blocks:
            parts += [*([block.heading] if block.heading else []), *block.lines]
        return "\n".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Something to tell a member unasked; composed at delivery, in the language they have then."""

    kind: str
    subject: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One card on its way: a reply (`card`) or a push.

    `replaces` is the platform's id of an own message to edit; `answers` the source that it answers, so that an
    edited question edits its answer; `callback` answers a press; `user` limits a notice to one member of a group.
    """

    address: Address
    card: Card | None = None
    push: Push | None = None
    member: str = ""
    replaces: str = ""
    answers: str = ""
    callback: str = ""
    user: str = ""
