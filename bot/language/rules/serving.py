"""Complaints, requests, materials, preferences, names and hand-overs."""

from typing import Final

from bot.language.rules.rule import Rule

QUESTIONS: Final[tuple[Rule, ...]] = (
    Rule("brief", "complains|trouble|brought_us named", "ledger done remind polite"),
)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule("merge", "one_account named", "dont negation remind ahead"),
    Rule("handover", "hands_over owned", "dont negation remind parcel hedge"),
    Rule("refer", "brought_us", "dont negation remind ahead asks_us will"),
    Rule("set_preference", "resumes named|pronoun|focused", "negation remind"),
    Rule("set_preference", "no_contact named|pronoun|focused", "remind for_now denial"),
    Rule("set_preference", "only_by|prefers", "remind not_yet perfect contact_past"),
    Rule("amend_contact", "person_moved", "negation remind hedge denial"),
    Rule(
        "resolve_complaint",
        "trouble settled",
        "not_settled negation remind ahead will must promise errand hedge dont",
    ),
    Rule("log_complaint", "complains", "no_complaint remind price_gripe dont rival cancelled promise"),
    Rule("log_complaint", "complains defect", "no_complaint remind dont rival promise"),
    Rule("log_complaint", "displeased our_work", "no_complaint remind price_gripe dont rival promise"),
    Rule(
        "log_complaint",
        "defect",
        "no_complaint remind price_gripe dont rival ours_private promise",
    ),
    Rule("campaign", "fair brought counted", "named member remind will must promise hedge dont ahead"),
    Rule(
        "log_material",
        "material handed",
        "negation not_yet remind ahead will must promise hedge dont to_us errand asks_us their_will press",
    ),
    Rule(
        "log_request",
        "asks_us|asked_of_us askable",
        "asked_them we_act remind promise done not_yet denial hedge wants_in_general member_will",
    ),
)
