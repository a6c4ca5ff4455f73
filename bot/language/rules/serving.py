"""Complaints, requests, materials, preferences, names and hand-overs."""

from typing import Final

from bot.language.rules.rule import UNSURE, Rule

WHOSE: Final = "named|pronoun|focused|spoken"
"""Somebody is meant: by name or word, in this clause or before it."""
UNCOMPLAINED: Final = "no_complaint hedge conditional ours_only remind dont rival other_maker promise"
"""No complaint of a customer about us: denied, supposed, a colleague's, a rival's."""
UNASKED: Final = (
    "asked_them we_act no_need remind promise done not_yet denial hedge wants_in_general"
    " member_will dont conditional"
)
"""Not asked of us, not for a deed, or promised already."""
UNSENT: Final = "negation not_yet to_us from_them their_will press"
"""Not sent, or not by us."""

ASKED: Final[tuple[Rule, ...]] = (
    Rule("check_cases", "case_ask|case_list", "remind remind_order ledger_ask polite"),
)
"""Before managers' questions: whoever waits for us is no matter of where the time goes."""
QUESTIONS: Final[tuple[Rule, ...]] = (
    Rule("brief", "complains|trouble|brought_us named", "ledger done remind polite find"),
)
STATEMENTS: Final[tuple[Rule, ...]] = (
    Rule("check_cases", "case_list", "remind ahead settled"),
    Rule("merge", "one_account named", "dont negation remind ahead proposes"),
    Rule("refer", "brought_us", "dont negation remind ahead asks_us will"),
    Rule("handover", "hands_over owned", "dont negation remind parcel hedge proposes conditional"),
    Rule("set_preference", f"resumes {WHOSE}", "negation remind"),
    Rule("set_preference", f"no_contact {WHOSE}", "remind for_now denial contact_past we_dont conditional"),
    Rule(UNSURE, "no_contact for_now", "contact_past remind"),
    Rule("set_preference", f"only_by|prefers {WHOSE}", "remind not_yet perfect contact_past for_now"),
    Rule("amend_contact", "person_moved", "negation remind hedge denial"),
    Rule("amend_contact", "phone_given person_said", "negation remind hedge denial"),
    Rule(
        "resolve_complaint",
        "trouble|defect|complains settled",
        "not_settled remind ahead will must promise errand hedge dont bought",
    ),
    Rule(
        "log_complaint",
        "complains",
        f"{UNCOMPLAINED} price_gripe cancelled",
    ),
    Rule(
        "log_complaint",
        "complains defect",
        UNCOMPLAINED,
    ),
    Rule(
        "log_complaint",
        "displeased our_work",
        f"{UNCOMPLAINED} price_gripe",
    ),
    Rule(
        "log_complaint",
        "defect",
        f"{UNCOMPLAINED} price_gripe ours_private settled will ahead lost",
    ),
    Rule(
        "log_complaint",
        "unanswered their_saying|report",
        f"{UNCOMPLAINED} contact",
    ),
    Rule(
        "campaign",
        "fair brought counted",
        "named member remind will must promise hedge dont proposes negation",
    ),
    Rule(
        "log_material",
        f"material handed {WHOSE}",
        f"{UNSENT} remind ahead will promise hedge dont errand conditional",
    ),
    Rule("make_promise", f"we_said our_deed|their_want|askable|told_of {WHOSE}", "negation hedge remind"),
    Rule("log_request", f"signs_up {WHOSE}", "remind remind_order will must hedge dont conditional counted"),
    Rule(
        "log_request",
        f"pressed_us {WHOSE}",
        UNASKED,
    ),
    Rule(
        "log_request",
        f"asks_us askable {WHOSE}",
        UNASKED,
    ),
)
