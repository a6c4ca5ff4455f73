"""What is said to the bot itself: take it back, how does it work, what is there to do, leave me alone."""

from typing import Final

from bot.language.rules.rule import Rule

CUSTOMERS: Final = "named contact"
"""With somebody's name in it, it is about them."""
TOLD: Final = f"{CUSTOMERS} reported their_saying asked_of_us"

DAYS: Final[tuple[Rule, ...]] = (
    Rule("my_reminders", "reminders bare_list", CUSTOMERS),
    Rule("my_day", "day_noun bare_list", CUSTOMERS),
    Rule("my_day", "day_ask", f"{CUSTOMERS} ledger"),
)
HELPS: Final[tuple[Rule, ...]] = (Rule("help", "how_to", f"{CUSTOMERS} remind_order"),)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule("undo", "undo_sure", TOLD),
    Rule("undo", "take_back last_one", f"{TOLD} remind promise pronoun"),
    Rule("settings", "quiet", TOLD),
    Rule("my_reminders", "reminders bare_list", TOLD),
    Rule("my_day", "day_noun bare_list", TOLD),
    Rule("help", "how_to", f"{TOLD} remind promise"),
)
