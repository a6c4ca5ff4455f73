"""What managers ask for: pipeline, forecast, risk, value, advice, data."""

from typing import Final

from bot.language.rules.rule import Rule

ASIDE: Final = "remind remind_order promise ledger_ask"
"""What makes the same words a part of something else."""
TOLD: Final = f"{ASIDE} reported their_saying contact_past member_said told asked_of_us"
LOGGED: Final = f"{TOLD} named contact perfect"
"""What somebody tells of a customer holds one of these."""
OF_CUSTOMERS: Final = (
    ("audit", "audit"),
    ("import", "import"),
    ("import", "take_in data_file"),
    ("export", "export"),
    ("assign_advice", "advice"),
    ("at_risk_list", "at_risk which_customer"),
    ("attention", "attention"),
    ("top_customers", "top"),
)
VALUE: Final = ("value", "value named|pronoun|focused|spoken")
OF_SALES: Final = (
    ("targets", "target target_own"),
    ("forecast", "forecast"),
    ("targets", "target"),
    ("pipeline_summary", "pipeline"),
)
"""What is asked of people and periods; with a customer's name in it the question is about that customer."""

QUESTIONS: Final[tuple[Rule, ...]] = (
    Rule("calendar", "calendar", "remind_order"),
    *(Rule(act, needs, ASIDE) for act, needs in (*OF_CUSTOMERS, VALUE)),
    Rule("at_risk_list", "may_leave named", ASIDE),
    Rule("win_back", "win_back can_you named", ASIDE),
    Rule("brief", "win_back named", ASIDE),
    *(Rule(act, needs, f"{ASIDE} named") for act, needs in OF_SALES),
)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule("calendar", "calendar", "remind_order ahead named contact reported perfect"),
    Rule(
        "targets",
        "target|target_own target_own target_sum",
        f"{TOLD} named pronoun contact negation hedge target_state",
    ),
    Rule("forget", "erase|forget personal", f"{ASIDE} negation contact_past done"),
    Rule("win_back", "win_back named|pronoun|focused|spoken", f"{TOLD} won_back hedge their_refusal"),
    Rule("release", "release named|pronoun|focused|spoken", f"{TOLD} hold_on hedge their_want"),
    Rule("deal_update", "closing ahead forecast spoken", f"{TOLD} show_me"),
    *(Rule(act, f"{needs} bare_ask|show_me", TOLD) for act, needs in (*OF_CUSTOMERS, VALUE)),
    *(Rule(act, f"{needs} bare_ask|show_me", f"{TOLD} named") for act, needs in OF_SALES),
    Rule("export", "export data_file", f"{TOLD} perfect"),
    Rule("assign_advice", "advice", f"{TOLD} member perfect contact"),
    *(Rule(act, needs, LOGGED) for act, needs in OF_CUSTOMERS),
    *(Rule(act, needs, f"{LOGGED} target_sum spoken") for act, needs in OF_SALES),
)
