"""Cards as Block Kit: nothing lost, nothing too long, nothing but literal text."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.slack.callback import Callback, may_respond, unpacked
from bot.adapters.slack.forms import filled, modal, prefilled
from bot.adapters.slack.places import Origin, message_id, origin_of, thread_of, ts_of
from bot.adapters.slack.words import guessed_language, pieces, typed
from bot.adapters.slack.write import home_view, pages, plain_pages, with_form_button
from bot.domain.chat import Block, Button, Card, Field, FieldKind, Form
from bot.domain.errors import Rejected
from tests.adapters.slack.stand import LOG
from tests.fakes.slack_rules import problems
from tests.fakes.slack_world import texts

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SLACK = "https://slack.com/api/"
lines = st.text(max_size=40).flatmap(lambda text: st.sampled_from([text, text * 200]))
blocks = st.builds(Block, st.lists(lines, max_size=8).map(tuple), lines)
buttons = st.builds(
    Button,
    st.text(max_size=120),
    id=st.text("abc123", max_size=20),
    url=st.sampled_from(["", "https://a.example/?q=1", "javascript:1", "http://["]),
)
rows = st.lists(st.lists(buttons, max_size=27).map(tuple), max_size=3).map(tuple)
cards = st.builds(Card, title=lines, blocks=st.lists(blocks, max_size=12).map(tuple), buttons=rows)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(cards)
def test_slack_takes_every_page_of_any_card(card: Card) -> None:
    for page in pages(card):
        assert (
            problems("chat.postMessage", {"channel": "C1", "text": page.plain, "blocks": page.blocks}) == []
        )
    assert problems("views.publish", {"user_id": "U1", "view": home_view(card)}) == []
    for text in plain_pages(card):
        assert problems("chat.postMessage", {"channel": "C1", "text": text}) == []


@settings(max_examples=40)
@given(st.lists(st.text("泰禾 ab，\n", max_size=5000), max_size=6))
def test_nothing_is_lost_and_the_order_is_kept(said: list[str]) -> None:
    card = Card(blocks=tuple(Block((line,)) for line in said))
    whole = "".join("".join(said).split())
    found = "".join("".join(texts(page.blocks)) for page in pages(card))
    assert "".join(found.split()) == (whole or "…")
    assert "".join("".join(plain_pages(card)).split()) == (whole or "…")


def test_lines_are_cut_at_a_comma_where_there_is_one() -> None:
    assert pieces("一二三四五，六七八九", 8) == ["一二三四五，", "六七八九"]
    assert pieces("一二三四五六七八九", 4) == ["一二三四", "五六七八", "九"]


def test_a_row_of_links_and_buttons() -> None:
    card = Card(
        title="泰禾", buttons=((Button("看", url="https://a.example"), Button("好", id="7"), Button("空")),)
    )
    [page] = pages(card)
    keys = page.blocks[-1]["elements"]
    assert [(key["action_id"], key.get("url"), key.get("value")) for key in keys] == [
        ("button-0", "https://a.example", None),
        ("button-1", None, "7"),
    ]


def test_an_id_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Rejected):
        pages(Card(title="x", buttons=((Button("好", id="x" * 2001),),)))


def test_any_form_is_a_good_modal_and_comes_back() -> None:
    odd = Form(
        command="make_promise",
        title="一个长得放不进标题里的标题一个长得放不进标题里的标题",
        submit="",
        fields=(
            Field(name="due", label="", kind=FieldKind.DAY, value="2026-11-25"),
            Field(name="none", label="空的选择", kind=FieldKind.CHOICE, value="x"),
            Field(
                name="kind", label="选择", kind=FieldKind.CHOICE, options=(("a", "甲"), ("b", "")), value="b"
            ),
            Field(name="what", label="内容", kind=FieldKind.TEXT, hint="提示" * 200),
        ),
    )
    form = prefilled(odd, {"what": "样品" * 5000, "unknown": "x"})
    view = modal(form, Origin(chat="C1", message="1.1", group=True, respond="https://hooks.slack.com/x"))
    assert problems("views.open", {"trigger_id": "1", "view": view}) == []
    assert origin_of(view["private_metadata"]) == Origin(
        chat="C1", message="1.1", group=True, respond="https://hooks.slack.com/x"
    )
    card = with_form_button(Card(form=LOG))
    assert card.buttons == ((Button("记一次联系", id="form:log_interaction"),),)
    assert with_form_button(Card()) == Card()
    assert filled({"callback_id": "another"}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@UBOT> 泰禾?", "泰禾?"),
        ("<@U2|ann> 和 <#C1|sales> 说 <!here> &lt;好&gt; &amp;amp;", "@ann 和 #sales 说 @here <好> &amp;"),
        ("<https://a.example/x|链接> <mailto:a@b.cn|a@b.cn> <tel:+861|>", "链接 a@b.cn +861"),
        ("<!date^1^x|今天> <https://b.example>", "今天 https://b.example"),
        ("行一\r\n行二\u202e\x00", "行一\n行二"),
    ],
)
def test_what_was_typed(text: str, said: str) -> None:
    assert typed(text, "UBOT") == said


def test_the_language_of_a_text() -> None:
    assert [guessed_language(text) for text in ("泰禾 ok", "brief Acme", "123", "")] == ["zh", "en", "", ""]


def test_a_trigger_opens_for_a_short_while() -> None:
    callback = Callback(trigger="1", at=NOW.timestamp(), home=True)
    assert unpacked(callback.packed()) == callback
    assert unpacked("") == Callback()
    assert callback.opens(NOW + timedelta(seconds=2))
    assert not callback.opens(NOW + timedelta(seconds=3))
    assert not Callback(at=NOW.timestamp()).opens(NOW)


def test_only_slack_may_be_responded_to() -> None:
    assert may_respond("https://hooks.slack.com/commands/T1/1/x", SLACK)
    assert not may_respond("https://slack.com/api/chat.postMessage", SLACK)
    assert not may_respond("", SLACK)
    assert may_respond("http://127.0.0.1:80/response/1", "http://127.0.0.1:80/api/")
    assert not may_respond("http://127.0.0.1:81/response/1", "http://127.0.0.1:80/api/")


def test_messages_know_their_thread() -> None:
    inside = message_id({"ts": "2.0", "thread_ts": "1.0"})
    assert (ts_of(inside), thread_of(inside)) == ("2.0", "1.0")
    assert message_id({"ts": "1.0", "thread_ts": "1.0"}) == "1.0"
    assert (message_id({}), thread_of("1.0")) == ("", "")


def test_a_card_of_very_many_blocks_and_rows() -> None:
    many = tuple(Block((f"行{number}",), heading=str(number)) for number in range(120))
    keys = tuple((Button(f"键{number}", id=str(number)),) for number in range(60))
    card = Card(title="很多", blocks=many, buttons=keys)
    for page in pages(card):
        assert (
            problems("chat.postMessage", {"channel": "C1", "text": page.plain, "blocks": page.blocks}) == []
        )
    assert problems("views.publish", {"user_id": "U1", "view": home_view(card)}) == []
    assert "".join(page.plain for page in pages(card)).count("行") == 120
