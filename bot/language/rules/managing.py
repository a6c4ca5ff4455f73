"""What managers ask for: pipeline, forecast, risk, value, advice, data."""

from typing import Final

from bot.language.rules.rule import Rule

ASIDE: Final = "remind remind_order promise ledger_ask"
"""What makes the same words a part of something else."""
TOLD: Final = f"{ASIDE} reported their_saying contact_past member_said told asked_of_us"
OF_CUSTOMERS: Final = (
    ("audit", "audit"),
    ("export", "export"),
    ("import", "import"),
    ("calendar", "calendar"),
    ("assign_advice", "advice"),
    ("at_risk_list", "at_risk which_customer"),
    ("attention", "attention"),
    ("top_customers", "top"),
    ("value", "value named|pronoun|focused"),
)
"""What only reads, the narrower before the wider."""
OF_SALES: Final = (("targets", "target"), ("forecast", "forecast"), ("pipeline_summary", "pipeline"))
"""What is asked of people and periods; with a customer's name in it the question is about that customer."""

QUESTIONS: Final[tuple[Rule, ...]] = (
    *(Rule(act, needs, ASIDE) for act, needs in OF_CUSTOMERS),
    Rule("at_risk_list", "leaving named", ASIDE),
    Rule("brief", "win_back named", ASIDE),
    *(Rule(act, needs, f"{ASIDE} named") for act, needs in OF_SALES),
)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule(
        "targets",
        "target target_own target_sum",
        f"{TOLD} named pronoun contact negation hedge target_state",
    ),
    Rule("forget", "forget named|pronoun|focused", f"{TOLD} negation their_want done"),
    Rule("win_back", "win_back named|pronoun|focused", f"{TOLD} won_back hedge their_want their_refusal"),
    Rule("release", "release named|pronoun|focused", f"{TOLD} hold_on hedge their_want"),
    *(Rule(act, f"{needs} bare_ask|show_me", TOLD) for act, needs in (*OF_CUSTOMERS, *OF_SALES)),
)
