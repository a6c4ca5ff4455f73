"""Complaints, requests, materials, preferences, names and hand-overs."""

from typing import Final

from bot.language.rules.rule import UNSURE, Rule

WHOSE: Final = "named|pronoun|focused|spoken"
"""Somebody is meant: by name or word, in this clause or before it."""

QUESTIONS: Final[tuple[Rule, ...]] = (
    Rule("brief", "complains|trouble|brought_us named", "ledger done remind polite find"),
)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule("merge", "one_account named", "dont negation remind ahead"),
    Rule("refer", "brought_us", "dont negation remind ahead asks_us will"),
    Rule("handover", "hands_over owned", "dont negation remind parcel hedge"),
    Rule("set_preference", f"resumes {WHOSE}", "negation remind"),
    Rule("set_preference", f"no_contact {WHOSE}", "remind for_now denial contact_past"),
    Rule(UNSURE, "no_contact for_now", "contact_past remind"),
    Rule("set_preference", f"only_by|prefers {WHOSE}", "remind not_yet perfect contact_past for_now"),
    Rule("amend_contact", "person_moved", "negation remind hedge denial"),
    Rule("amend_contact", "phone_given person_said", "negation remind hedge denial"),
    Rule(
        "resolve_complaint",
        "trouble|defect|complains settled",
        "not_settled remind ahead will must promise errand hedge dont",
    ),
    Rule(
        "log_complaint",
        "complains",
        "no_complaint remind price_gripe dont rival other_maker cancelled promise",
    ),
    Rule("log_complaint", "complains defect", "no_complaint remind dont rival other_maker promise"),
    Rule(
        "log_complaint",
        "displeased our_work",
        "no_complaint remind price_gripe dont rival other_maker promise",
    ),
    Rule(
        "log_complaint",
        "defect",
        "no_complaint remind price_gripe dont rival other_maker ours_private promise settled will ahead lost",
    ),
    Rule(
        "log_complaint",
        "unanswered their_saying|report",
        "no_complaint remind contact rival other_maker promise dont",
    ),
    Rule("campaign", "fair brought counted", "named member remind will must promise hedge dont ahead"),
    Rule(
        "log_material",
        f"material handed {WHOSE}",
        "negation not_yet remind ahead will promise hedge dont to_us errand their_will press",
    ),
    Rule("make_promise", f"we_said our_deed|their_want|askable|told_of {WHOSE}", "negation hedge remind"),
    Rule(
        "log_request",
        f"pressed_us {WHOSE}",
        "asked_them we_act no_need remind promise done not_yet denial hedge wants_in_general member_will dont",
    ),
    Rule(
        "log_request",
        f"asks_us askable {WHOSE}",
        "asked_them we_act no_need remind promise done not_yet denial hedge wants_in_general member_will dont",
    ),
)
