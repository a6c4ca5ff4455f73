"""Settings in natural words: which one, and its new value as the handler reads it."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Final

from bot.domain.base import Command
from bot.domain.people import Language, Settings
from bot.language.amounts import AmountKind, read_amounts
from bot.language.dates import When
from bot.language.figures import CURRENCIES, any_of
from bot.language.hearing import Hearing
from bot.language.normalise import fold
from bot.language.numerals import chinese
from bot.language.sheet import Sheet
from bot.language.slots import tidy
from bot.language.words import section

LONGEST: Final = 40
HOURS: Final = re.compile(
    r"(\d{1,2}(?:[:：]\d{2})?) ?(?:点)?(?:-|–|~|到|至|to|until|till) ?(\d{1,2}(?:[:：]\d{2})?)"
)
ZONE: Final = re.compile(r"[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?|UTC(?:[+-]\d{1,2})?", re.ASCII)
COIN: Final = any_of(CURRENCIES)
WORTH: Final = r"\d{1,9}(?:\.\d{1,6})?"
RATE: Final = re.compile(
    rf"(?P<count>\d{{1,6}}) ?(?P<base>{COIN})[ ]?(?:=|等于|是|兑|合|to|is)?[ ]?"
    rf"(?P<value>{WORTH}) ?(?P<quote>{COIN})"
)
PAIR: Final = re.compile(
    rf"(?P<base>{COIN})[ ]?(?:兑|对|/|to|-)[ ]?(?P<quote>{COIN})[ ]?(?:=|是|为|is|at|:|：)?[ ]?"
    rf"(?P<value>{WORTH})"
)
DAYS: Final = re.compile(r"(\d{1,4})")
AFTER_NOON: Final = re.compile(r"下午|傍晚|晚|中午|pm|p\.m|noon|afternoon|evening")
PART: Final = re.compile(r"早|上午|凌晨|[ap]\.?m|morning|" + AFTER_NOON.pattern)
NOON: Final = 12
LATEST: Final = 24
MINUTES: Final = 60
NUMBER: Final = re.compile(r"\d{1,5}|[一二三四五六七八九十百]{1,6}(?=天|日|家|个)")
FIGURE: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
WHOLE: Final = re.compile(r"\d{1,3}")
COSTS: Final = frozenset({AmountKind.AMOUNT, AmountKind.UNIT_PRICE, AmountKind.NUMBER, AmountKind.QUANTITY})
LONGEST_NIGHT: Final = 14
"""Hours; quiet hours that would last longer were said without am and pm."""
Value = tuple[str, str]
"""The setting that is meant, which the words may narrow, and its value."""
Read = Callable[[Sheet, str], Value]


def setting(sheet: Sheet, _: Hearing) -> Command | None:
    """`免打扰 22:00-7:30` → quiet, `22:00-07:30`; `switch to Chinese` → language, `zh`."""
    if len(sheet.text) > LONGEST or any(name.mention.known for name in sheet.names):
        return None
    line = fold(sheet.text)
    for name, expression in section("settings").items():
        found = expression.search(line)
        if found:
            return _meant(name, found, sheet)
    return None


def _meant(name: str, found: re.Match[str], sheet: Sheet) -> Command | None:
    """Show them, or change one; None when the words only stand somewhere in a sentence."""
    lead = section("setting_words")["lead"]
    if name == "show":
        return Settings()
    if not lead.fullmatch(sheet.masked[: found.start()]):
        return None
    rest = _rest(sheet.text[found.end() :])
    which, value = VALUES[name](sheet, rest)
    if section("features")["question"].search(found.string) or not (value or rest):
        return Settings()
    return Settings(setting=which, value=value or rest)


def _rest(text: str) -> str:
    """What follows the name of a setting, without the words between."""
    words = section("setting_words")
    return tidy(words["tail"].sub("", words["link"].sub("", text.strip())))


def _language(sheet: Sheet, _: str) -> Value:
    line = fold(sheet.text)
    return "language", next((each for each in Language if section("setting_values")[each].search(line)), "")


def _zone(sheet: Sheet, rest: str) -> Value:
    found = ZONE.search(sheet.text)
    return "zone", found[0] if found else rest


def _working(sheet: Sheet, _: str) -> Value:
    """9-5 ends in the afternoon."""
    start, end = _span(sheet)
    if start and end and end <= start and end.hour < NOON:
        end = end.replace(hour=end.hour + NOON)
    return "working_hours", _hours(start, end)


def _quiet(sheet: Sheet, _: str) -> Value:
    return "quiet_hours", quiet_hours(sheet)


def quiet_hours(sheet: Sheet) -> str:
    """10-7 is a night, not a day; "" without both ends."""
    start, end = _span(sheet)
    if start and end and (end.hour - start.hour) % LATEST > LONGEST_NIGHT and start.hour < NOON:
        start = start.replace(hour=start.hour + NOON)
    return _hours(start, end)


def _digest(sheet: Sheet, _: str) -> Value:
    """At an hour, for everybody; on or off, for oneself."""
    at = next((when for when in sheet.whens if isinstance(when.value, datetime)), None)
    if at is not None:
        return "digest_at", f"{_morning(at, fold(sheet.text)):%H:%M}"
    return "digest", _switched(sheet)


def _switch(name: str) -> Read:
    return lambda sheet, _: (name, _switched(sheet))


def _morning(when: When, line: str) -> time:
    """A digest comes in the morning unless the afternoon was said: 6点 is 06:00."""
    at = when.value.time() if isinstance(when.value, datetime) else time()
    late = at.hour >= NOON and str(at.hour) not in when.said and not AFTER_NOON.search(line)
    return at.replace(hour=at.hour - NOON) if late else at


def _currency(_: Sheet, rest: str) -> Value:
    return "currency", CURRENCIES.get(fold(rest), rest)


def _rate(sheet: Sheet, _: str) -> Value:
    """1 USD = 7.2 CNY, 1美元=7.2人民币, 美元兑人民币7.2."""
    line = fold(sheet.text)
    found = RATE.search(line) or PAIR.search(line)
    if found is None:
        return "rate", ""
    base, quote = (CURRENCIES[found[name]] for name in ("base", "quote"))
    return "rate", f"{found.groupdict().get('count') or 1} {base} = {found['value']} {quote}"


def _term(sheet: Sheet, rest: str) -> Value:
    """60天, two months as days are left to the words; none for no limit."""
    digits = DAYS.search(fold(sheet.text))
    return "longest_term", digits[1] if digits else tidy(rest)


def _factor(sheet: Sheet, rest: str) -> Value:
    """八折 and 20 % are both 0.8."""
    amounts = read_amounts(fold(sheet.text))
    off = next((each.value for each in amounts if each.kind is AmountKind.DISCOUNT), None)
    rate = next((1 - each.value / 100 for each in amounts if each.kind is AmountKind.RATE), None)
    factor = off if off is not None else rate
    return "least_factor", tidy(rest) if factor is None else f"{factor:f}"


def _percent(name: str) -> Read:
    """30% and 30 are both 30; nothing but switched off is none."""

    def read(_: Sheet, rest: str) -> Value:
        found = FIGURE.search(rest)
        return name, found[0] if found else _switched_off(rest)

    return read


def _cost(sheet: Sheet, rest: str) -> Value:
    """200元 is `200 CNY`, a bare 200 of the workspace's currency."""
    sums = [each for each in read_amounts(fold(sheet.text)) if each.kind in COSTS]
    if not sums:
        return "touch_cost", _switched_off(rest)
    return "touch_cost", f"{sums[0].value:f} {sums[0].currency or ''}".strip()


def _weights(_: Sheet, rest: str) -> Value:
    return "top_weights", " ".join(WHOLE.findall(rest)) or rest


def _order(sheet: Sheet, _: str) -> Value:
    line, values = fold(sheet.text), section("setting_values")
    return "date_order", next(
        (each for each in ("day_first", "month_first") if values[each].search(line)), ""
    )


def _details(sheet: Sheet, _: str) -> Value:
    return "open_details", "off" if section("setting_values")["closed"].search(fold(sheet.text)) else "on"


def _sharing(sheet: Sheet, _: str) -> Value:
    return "share_names", "off" if section("setting_values")["withheld"].search(fold(sheet.text)) else "on"


def _switched(sheet: Sheet) -> str:
    line = fold(sheet.text)
    return next((each for each in ("off", "on") if section("setting_values")[each].search(line)), "")


def _span(sheet: Sheet) -> tuple[time | None, time | None]:
    """From when to when: two bare numbers as they stand, else as the date reader has it."""
    line = fold(sheet.text)
    hours = HOURS.search(line)
    if hours and not PART.search(line):
        return _clock(hours[1]), _clock(hours[2])
    spans = ((when.start, when.end) for when in sheet.whens)
    return next((_times(*span) for span in spans if all(span)), (None, None))


def _times(start: object, end: object) -> tuple[time | None, time | None]:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start.time(), end.time()
    return None, None


def _clock(said: str) -> time | None:
    hour, _, minute = said.replace("：", ":").partition(":")
    fits = int(hour) <= LATEST and int(minute or 0) < MINUTES
    return time(int(hour) % LATEST, int(minute or 0)) if fits else None


def _hours(start: time | None, end: time | None) -> str:
    return f"{start:%H:%M}-{end:%H:%M}" if start and end else ""


def _number(name: str) -> Read:
    """The number in what follows, in digits or words; whatever else was said as it stands."""

    def read(_: Sheet, rest: str) -> Value:
        found = NUMBER.search(rest)
        if found is None:
            return name, _switched_off(rest)
        return name, found[0] if found[0].isdecimal() else str(int(chinese(found[0]) or 0))

    return read


def _switched_off(rest: str) -> str:
    return "off" if section("setting_values")["off"].search(fold(rest)) else rest


VALUES: Final[Mapping[str, Read]] = {
    "language": _language,
    "zone": _zone,
    "working_hours": _working,
    "quiet_hours": _quiet,
    "digest": _digest,
    **{name: _switch(name) for name in ("weekly", "monthly", "team_digest")},
    "currency": _currency,
    "date_order": _order,
    "rate": _rate,
    "longest_term": _term,
    "least_factor": _factor,
    "restricted": lambda _, rest: ("restricted", rest),
    "margin": _percent("margin"),
    "touch_cost": _cost,
    "discount_rate": _percent("discount_rate"),
    "top_weights": _weights,
    "open_details": _details,
    "share_names": _sharing,
    **{name: _number(name) for name in ("pool_days", "pool_claims", "pool_most")},
}
"""How the value of each setting is read, out of the whole message or what follows the setting's name."""
