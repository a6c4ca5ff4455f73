"""The manual: what can be said, out of the catalogue's help texts and examples."""

from collections.abc import Mapping
from typing import Any, Final

from bot.domain.people import Language
from bot.language.phrases import catalogue

LATER: Final = "later"
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "note": ("log_interaction", "make_promise", "customer_promise", "keep_promise", "move_promise"),
    "sell": (
        *("log_quote", "deal_update", "log_order", "log_payment", "log_material", "campaign"),
        *("assign_advice", "check_campaigns", "check_leads"),
    ),
    "serve": ("log_complaint", "resolve_complaint", "log_request", "set_preference", "win_back"),
    "look": (
        *("brief", "check_promises", "trace_promise", "kept_rate", "check_cases", "my_day", "summarise"),
        *("check_quotes", "check_deals", "check_money", "check_materials", "check_wishes", "find"),
        *("value", "top_customers", "attention", "at_risk_list"),
        *("pipeline_summary", "forecast", "targets"),
    ),
    "remind": ("set_reminder", "my_reminders", "cancel_reminder", "snooze"),
    "names": ("new_customer", "new_contact", "amend_contact", "refer"),
    "own": (
        *("handover", "watch", "co_own", "stop_watching", "whats_new", "mark_read"),
        *("check_pool", "claim", "release", "keep_own", "merge"),
    ),
    "correct": ("amend", "undo"),
    "team": ("settings", "web_link", "open_board", "invite", "leave", "import", "export", "calendar", "help"),
    LATER: (
        "audit",
        "forget",
    ),
}
"""Commands that people say, in the order in which help tells them; those of LATER are only understood yet."""


def entry(command: str, language: Language) -> Mapping[str, Any]:
    """What the catalogue says about a command; empty when it says nothing."""
    found: Mapping[str, Any] = catalogue(language)["commands"].get(command, {})
    return found


def example(command: str, language: Language) -> str:
    examples = entry(command, language).get("examples", ())
    return str(examples[0]) if examples else ""


def topic_of(said: str, language: Language) -> str:
    """The command or group that somebody wants help with by name, slash name or a word of its help."""
    wanted = said.strip().lstrip("/").casefold()
    if not wanted or wanted in GROUPS:
        return wanted
    known = [command for group in GROUPS.values() for command in group]
    for command in known:
        if wanted in {command, *map(str.casefold, entry(command, language).get("slash", ()))}:
            return command
    return next((each for each in known if wanted in entry(each, language).get("help", "").casefold()), "")


def menu(language: Language) -> tuple[tuple[str, str], ...]:
    """The slash names of a platform's command menu, in Latin letters, each with its help; only what is ready."""
    ready = (commands for group, commands in GROUPS.items() if group != LATER)
    known = (entry(command, language) for commands in ready for command in commands)
    named = (
        (next((each for each in one.get("slash", ()) if each.isascii()), ""), one.get("help", ""))
        for one in known
    )
    return tuple((name, str(told)) for name, told in named if name)
