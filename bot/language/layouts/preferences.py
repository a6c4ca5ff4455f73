"""How customers want to be contacted, as cards: what was noted, the warning, the list."""

from bot.domain.chat import Button, Card
from bot.domain.customers import Brief
from bot.domain.preferences import PreferenceSet, WishesChecked, WishLine, WishWarned
from bot.language.layouts.notes import noted, wish_text
from bot.language.layouts.parts import block, bullets, mention_of, who
from bot.language.speak import Say, says


@says(PreferenceSet)
def preference_set(result: PreferenceSet, say: Say) -> Card:
    ended = (say("wishes.ended", said=_said(each, say)) for each in result.ended)
    return Card(noted(result, say).title, block(*ended))


@says(WishWarned)
def wish_warned(result: WishWarned, say: Say) -> Card:
    return Card("", block(warning_text(result.line, say)))


@says(WishesChecked)
def wishes_checked(result: WishesChecked, say: Say) -> Card:
    """Who wants what, since when, and who noted it."""
    scope = _scope(result, say)
    if not result.lines:
        return Card(say("wishes.none", scope=scope), block(say("wishes.how")), _brief(result, say))
    lines = bullets(_line(each, result, say) for each in result.lines)
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    title = say("wishes.checked", scope=scope, total=result.total)
    return Card(title, block(*lines, more), _brief(result, say))


def warning_text(line: WishLine, say: Say) -> str:
    """`⚠ 钱总3月2日说不要打电话（李雷记）`."""
    return say("wishes.warning", said=_said(line, say))


def mark_text(line: WishLine, say: Say) -> str:
    """The same beside a name: `⚠ 不要打电话（3月2日 李雷）`."""
    return say("wishes.mark", wish=wish_of(line, say), day=say.short_day(line.wish.day), by=_by(line, say))


def _said(line: WishLine, say: Say) -> str:
    day = say.short_day(line.wish.day)
    name = who(line.person or line.customer, say)
    return say("wishes.said", who=name, day=day, wish=wish_of(line, say), by=_by(line, say))


def _line(line: WishLine, result: WishesChecked, say: Say) -> str:
    """The customer is named where several may be meant."""
    customer = "" if result.customer and line.person else line.customer
    name = say("parts.person_at", customer=customer, contact=line.person) if line.person and customer else ""
    day = say.short_day(line.wish.day)
    whose = name or line.person or customer
    return say("wishes.line", who=whose, wish=wish_of(line, say), day=day, by=_by(line, say))


def wish_of(line: WishLine, say: Say) -> str:
    """`10:00前不要打电话`, with what it is about."""
    wish = line.wish
    told = wish_text(wish.channel, wish.pref, wish.at, say)
    return say("parts.joined").join(filter(None, (told, say.words(wish.topic, hidden=line.discreet))))


def _by(line: WishLine, say: Say) -> str:
    mine = say.is_me(line.wish.member_id) and not say.group
    return say("promises.you") if mine else line.by


def _scope(result: WishesChecked, say: Say) -> str:
    if result.customer:
        return say("wishes.of_customer", customer=result.person or result.customer.short)
    if result.channel is None:
        return ""
    return say("wishes.by_channel", how=say(f"notes.how.{result.channel}"))


def _brief(result: WishesChecked, say: Say) -> tuple[tuple[Button, ...], ...]:
    if result.customer is None:
        return ()
    look = Brief(customer=mention_of(result.customer))
    return ((say.button("guide.as.brief", look, stays=True, customer=result.customer.short),),)
