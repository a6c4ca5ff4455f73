"""What comes before any other act, and the acts of the ledger: touches, promises, reminders, looks."""

from typing import Final

from bot.language.rules.rule import UNSURE, Rule

QUESTIONS: Final = (
    Rule("set_reminder", "polite remind"),
    Rule("set_reminder", "remind_order"),
    Rule("check_promises", "ledger_ask"),
    Rule("check_promises", "ledger"),
    Rule("find", "find named|member"),
    Rule("brief", "brief named"),
    Rule("check_promises", "named done|our_deed|their_deed|their_will"),
    Rule("brief", "named contact|todo|channel"),
    Rule(UNSURE, "question"),
)
CONDITIONALS: Final = (
    Rule("set_reminder", "remind", "report_by_them"),
    Rule("log_interaction", "contact|reported|their_saying", "supposed"),
    Rule(UNSURE, "conditional"),
)
RETOLD: Final = (
    Rule("log_interaction", "named"),
    Rule(UNSURE, "forwarded"),
)
GUARDS: Final = (
    Rule(UNSURE, "running", "personal release"),
    Rule(UNSURE, "unremind|rumour|near|not_that"),
    Rule(UNSURE, "remind cancelled"),
    Rule(
        "set_reminder",
        "orders_member todo|our_deed|askable|ahead|contact|channel named|pronoun|focused|ahead",
        "hands_over handed perfect past_deed contact_past reported negation dont advice",
    ),
    Rule(
        "deal_update", "closes_on ahead focused|spoken|deal|named", "remind promise denial not_yet their_will"
    ),
    Rule("log_interaction", "partly won|done|not_yet|negation named|pronoun", "remind question ahead hedge"),
    Rule("log_interaction", "order_off named|pronoun|focused", "remind question not_off hedge"),
    Rule("log_interaction", "we_by_them named|pronoun", "remind denial complains"),
    Rule(UNSURE, "thought", "contact remind"),
    Rule(UNSURE, "unable|undone", "contact remind"),
    Rule("log_interaction", "foreign named", "remind contact question denial negation"),
    Rule("log_interaction", "we_paid named", "remind"),
    Rule("make_promise", "vowed", "remind question hedge cancelled broken"),
    Rule(
        "customer_promise",
        "owed_later ahead named|pronoun|focused|spoken",
        "remind negation dont conditional hedge press promise will told quotes orders_member must",
    ),
)
"""Rumours, near misses and calls to stop: before anything is written."""
STATEMENTS: Final = (
    Rule(
        "log_interaction", "asked_of_us named|pronoun", "remind_order promise cancelled negation done i_want"
    ),
    Rule("set_reminder", "remind", "report_by_them"),
    Rule("keep_promise", "promise_kept", "negation"),
    Rule("check_promises", "late_promise"),
    Rule("move_promise", "promise_told moved ahead", "negation remind told"),
    Rule("keep_promise", "promise_told broken|cancelled", "hedge remind will"),
    Rule("keep_promise", "promise_told done|past_deed", "negation remind broken will their_will"),
    Rule("set_reminder", "to_member ahead", "negation reported perfect past_deed"),
    Rule("check_promises", "ledger_ask", "perfect"),
    Rule("brief", "brief_ask brief named|pronoun|focused|spoken", "contact_past perfect report"),
    Rule(UNSURE, "dont"),
    Rule("log_interaction", "their_refusal named", "contact remind cancelled"),
    Rule("keep_promise", "broken named|pronoun|focused", "hedge promise contact"),
    Rule(UNSURE, "denial", "contact remind"),
    Rule(UNSURE, "not_contacted"),
    Rule("log_interaction", "meeting_off named|pronoun|focused"),
    Rule(UNSURE, "meeting_off"),
    Rule("keep_promise", "cancelled named|pronoun|focused", "contact_past hedge"),
    Rule("keep_promise", "broken named|pronoun|focused", "hedge"),
    Rule(UNSURE, "not_yet", "contact"),
    Rule(
        "move_promise", "moved ahead named|pronoun|focused", "their_saying reported negation remind told deal"
    ),
    Rule("log_interaction", "moved named|pronoun", "promise told deal"),
    Rule("set_reminder", "press ahead"),
    Rule(UNSURE, "press"),
    Rule(UNSURE, "hedge will"),
    Rule("log_interaction", "hedge named|pronoun"),
    Rule("make_promise", "member_promised named", "negation asked_of_us hedge"),
    Rule("set_reminder", "member_said todo ahead", "our_deed promise hedge reported"),
    Rule(
        "make_promise", "member_will our_deed named", "negation hedge asked_of_us remind promise contact_past"
    ),
    Rule(
        "set_reminder",
        "dated_visit ahead",
        "negation perfect past_deed contact_past reported their_saying promise told report seems",
    ),
    Rule("customer_promise", "their_will their_deed|ahead|promise", "negation ours_meant member_said"),
    Rule("customer_promise", "theirs_to ahead", "negation hedge"),
    Rule("make_promise", "i_said ahead", "negation hedge asked_of_us to_us contact_past"),
    Rule("customer_promise", "their_saying their_deed ahead|future", "negation their_want at_issue"),
    Rule("customer_promise", "their_future their_deed", "negation member_said"),
    Rule("customer_promise", "agreed their_deed", "negation our_deed"),
    Rule("set_reminder", "appointed ahead", "negation our_deed"),
    Rule("make_promise", "promise", "negation asked_of_us their_will hedge"),
    Rule("make_promise", "told our_deed|ahead|will|todo", "negation hedge"),
    Rule("make_promise", "told_so ahead", "negation hedge"),
    Rule("customer_promise", "they_do ahead", "negation hedge their_want conditional"),
    Rule("customer_promise", "answers_us ahead spoken|focused", "negation hedge seems promise i_said must"),
    Rule(
        "customer_promise",
        "comes_to ahead named|pronoun|spoken|focused",
        "negation hedge seems promise i_said",
    ),
    Rule("set_reminder", "will todo ahead", "our_deed negation contact_past"),
    Rule("set_reminder", "going ahead", "promise told negation contact_past reported"),
    Rule("make_promise", "will our_deed|named", "negation hedge their_will asked_of_us"),
    Rule("keep_promise", "done", "negation will contact ahead given_new they_answered"),
    Rule("customer_promise", "topic_named to_us ahead", "negation perfect their_want reported"),
    Rule("customer_promise", "topic_named their_deed ahead", "negation perfect our_deed their_want reported"),
    Rule(
        "make_promise",
        "our_deed ahead",
        "negation perfect their_want reported contact_past hedge asked_of_us member",
    ),
    Rule(
        "make_promise",
        "topic_named our_deed count",
        "negation perfect past_deed done handed report reported their_saying their_want contact contact_past"
        " channel hedge asked_of_us member price bought complains defect will",
    ),
    Rule("set_reminder", "our_deed|todo ahead member named", "negation contact_past reported their_want"),
    Rule("set_reminder", "todo|recurring ahead", "negation contact_past reported their_want seems"),
    Rule(UNSURE, "bare_todo|errand", "perfect recent"),
    Rule("set_reminder", "must ahead named", "negation contact_past reported their_saying our_deed"),
    Rule("set_reminder", "must_do ahead", "negation contact_past reported their_saying"),
    Rule(UNSURE, "must our_deed|todo", "contact_past"),
    Rule("log_interaction", "contact named|pronoun|focused"),
    Rule("log_interaction", "channel perfect|recent named|pronoun|focused"),
    Rule("find", "find named|member", "perfect report"),
    Rule("brief", "brief named", "perfect report negation"),
    Rule("log_interaction", "reported named|pronoun"),
    Rule("log_interaction", "report|their_want named|pronoun"),
    Rule("set_reminder", "opens_dated ahead named", "perfect negation hedge contact_past member_said"),
)
