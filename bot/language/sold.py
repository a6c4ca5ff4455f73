"""Which clauses of a message tell of one sale: its terms, its figures, the next customer of the same verb."""

import re
from typing import Final, Protocol

from bot.language.amounts import read_amounts
from bot.language.intents import is_bare
from bot.language.sheet import Sheet, Span
from bot.language.words import CONTACT, CUSTOMER, section

SOLD: Final = frozenset({"log_quote", "log_order", "log_payment", "deal_update"})
DETAILS: Final = frozenset(["price", "count", "off", "rate", "term", "lead_time", "valid", "odds", "closing"])
"""What a clause of its own tells of the sale before it: 账期60天, net 30, 七成把握."""
OVER: Final = frozenset({"won", "lost"})
"""Both of them are two deals."""
OF_DEAL: Final = frozenset({"deal_update", "forecast", "pipeline_summary"})
"""What is asked of a period, unless a deal was just spoken of: expected close 30/4."""
CLOSING: Final = frozenset({"closing", "ahead"})
OWN: Final = frozenset({"quotes", "product_said"})
"""A price that is said like this stands for itself."""
NO_DETAIL: Final = frozenset(
    ["counter", "rival", "promise", "remind", "their_want", "their_will", "their_future", "contact"]
)
DEEDS: Final = {"make_promise": "our_deed", "customer_promise": "their_deed"}
UNLIKE: Final = frozenset(["negation", "hedge", "done", "handed", "perfect", "given", "contact"])
SIGNED: Final = re.compile(f"[{CUSTOMER}{CONTACT}]")
FILLING: Final = re.compile(
    r"(?<![a-z])(?:to|too|also|at|for|and|with|got|from)(?![a-z])|[也又都是给和跟的了]"
)
"""What may stand between another customer and a figure."""
SOMEBODY: Final = frozenset({"customer", "contact"})


class Stated(Protocol):
    """A clause, as far as it matters here."""

    @property
    def span(self) -> Span: ...
    @property
    def act(self) -> str: ...
    @property
    def features(self) -> frozenset[str]: ...


def parted(masked: str, span: Span) -> tuple[Span, ...]:
    """今天拜访泰禾给钱总报了2800: a contact and the sale that came of it are two."""
    deed = section("sold")["deeds"].search(masked, *span)
    if deed is None or not SIGNED.search(masked, span[0], deed.start()):
        return (span,)
    words = (section("contact_verbs")["words"], *section("channels").values())
    met = any(each.search(masked, span[0], deed.start()) for each in words)
    return ((span[0], deed.start()), (deed.start(), span[1])) if met else (span,)


def announces(clause: Stated) -> bool:
    """给华联报了个数: the figure is still to come."""
    return "opens" in clause.features and "price" not in clause.features


def adds_to(last: Stated, clause: Stated, sheet: Sheet) -> bool:
    """给泰禾报了2800，账期60天，月底交货: more of the same sale, unless it is a price of its own."""
    if last.act not in SOLD or not clause.features.isdisjoint(NO_DETAIL):
        return False
    if names_somebody(clause, sheet):
        nobody_yet = last.features.isdisjoint({"named", "spoken"})
        return nobody_yet and clause.act in {"", "log_interaction"} and is_bare(_unfigured(clause, sheet))
    return _is_term(last, clause.features) or _goes_on(last, clause)


def _is_term(last: Stated, features: frozenset[str]) -> bool:
    """A condition of the sale, whatever else its words may mean."""
    when = "delivers" in features and last.act in {"log_quote", "log_order"}
    return (
        when
        or ("term" in features and "price" not in features)
        or not features.isdisjoint({"lead_time", "valid"})
    )


def _goes_on(last: Stated, clause: Stated) -> bool:
    """A figure without a verb, or the same deal again; a day to come is of something else."""
    features = clause.features
    if last.act == "deal_update" and clause.act in OF_DEAL:
        return _of_deal(last, clause)
    if "ahead" in features and "closing" not in features:
        return False
    if clause.act == "log_quote":
        return features.isdisjoint(OWN)
    return clause.act in {"", last.act} and not features.isdisjoint(DETAILS)


def _of_deal(last: Stated, clause: Stated) -> bool:
    """The same deal again, or the day on which it is to close."""
    if clause.act == "deal_update":
        return not clause.features | last.features >= OVER
    return clause.features >= CLOSING


def _unfigured(clause: Stated, sheet: Sheet) -> str:
    """What a clause says besides figures."""
    masked = sheet.masked[slice(*clause.span)]
    for amount in reversed(read_amounts(masked)):
        masked = masked[: amount.span[0]] + masked[amount.span[1] :]
    return masked


def turns_into(last: Stated, clause: Stated, sheet: Sheet) -> str:
    """The act of what seemed a figure for a customer: 宏达王芳 2580，不含税 a quote, 华联 35万 六成把握 a deal."""
    priced = last.act == "log_interaction" and "price" in last.features and "contact" not in last.features
    terms = not {"term", "valid", "lead_time", "taxed"}.isdisjoint(clause.features)
    if not priced or not clause.features.isdisjoint(NO_DETAIL) or names_somebody(clause, sheet):
        return ""
    return "log_quote" if terms else _turns_deal(clause)


def _turns_deal(clause: Stated) -> str:
    return "deal_update" if clause.act == "deal_update" or clause.features >= CLOSING else ""


def counted_first(last: Stated, clause: Stated, sheet: Sheet) -> bool:
    """泰禾A款50台，总价14万: how many, and then for how much."""
    counted = last.act == "log_interaction" and {"count", "product_said"} <= last.features
    bare = clause.act == "log_quote" and not names_somebody(clause, sheet)
    return (
        counted
        and bare
        and "price" not in last.features
        and last.features.isdisjoint({*NO_DETAIL, "asks_us"})
    )


def goes_like(last: Stated, clause: Stated, sheet: Sheet) -> bool:
    """Acme ordered 10, Globex 25: another customer with a figure and no verb; or with the same deed."""
    if _does_like(last, clause):
        return other_customer(last, clause, sheet)
    figured = not {"price", "count", "off", "rate"}.isdisjoint(clause.features)
    if last.act not in SOLD or clause.act or not figured:
        return False
    return other_customer(last, clause, sheet) and is_bare(FILLING.sub("", _unfigured(clause, sheet)))


def _does_like(last: Stated, clause: Stated) -> bool:
    """答应泰禾送样5台，蓝海送样3台: the deed promised to one is named of another, and nothing else is said of it."""
    deed = DEEDS.get(last.act, "")
    return not clause.act and deed in last.features & clause.features and clause.features.isdisjoint(UNLIKE)


def names_somebody(clause: Stated, sheet: Sheet) -> bool:
    return any(name.noun in SOMEBODY for name in sheet.within(clause.span))


def other_customer(last: Stated, clause: Stated, sheet: Sheet) -> bool:
    said = {name.mention for name in sheet.within(clause.span) if name.noun == "customer"}
    before = {name.mention for name in sheet.within(last.span) if name.noun == "customer"}
    return bool(said and before) and not said <= before
