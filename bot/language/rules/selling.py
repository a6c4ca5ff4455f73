"""Quotes, orders, payments and deals."""

from typing import Final

from bot.language.rules.rule import UNSURE, Rule

ABOUT: Final = "named|pronoun|focused"
SAID: Final = "remind promise dont press forwarded irony not_contacted"
"""What makes it another act, whatever is sold."""
LATER: Final = "their_will their_future"
OFFERED: Final = f"{SAID} counter rival cost intends negation denial not_yet dialled new_contact hedge deal quote_ask"
PAID: Final = f"{SAID} {LATER} unpaid not_bought negation denial not_yet hedge rival counter intends"
BOUGHT: Final = f"{SAID} {LATER} not_bought negation denial not_yet hedge rival counter quote_ask"
CLOSED: Final = f"{SAID} {LATER} not_bought negation denial not_yet hedge conditional"
LOST: Final = f"{SAID} not_lost denial hedge their_will"

QUESTIONS: Final = (Rule("check_quotes", "quote_ask", "remind polite paid_in"),)
STATEMENTS: Final = (
    Rule("check_quotes", f"quote_ask {ABOUT}|product_said", f"{SAID} price money off perfect ahead not_yet negation"),
    Rule("log_interaction", f"rival price|off|rate {ABOUT}", f"{SAID} lost"),
    Rule("log_interaction", f"counter price|off|rate|term {ABOUT}", f"{SAID} {LATER} agreed"),
    Rule("deal_update", f"lost {ABOUT}|deal", LOST),
    Rule("deal_update", f"moves {ABOUT}|deal", f"{SAID} negation denial not_yet hedge not_lost their_want"),
    Rule("deal_update", f"odds rate|money|deal|closing {ABOUT}|deal", f"{SAID} contact_past"),
    Rule("deal_update", f"closing ahead {ABOUT}|deal", f"{SAID} denial not_yet {LATER}"),
    Rule("log_payment", f"paid_in {ABOUT}", f"{PAID} ahead their_saying"),
    Rule("log_payment", f"paid_in perfect {ABOUT}", f"{PAID} ahead"),
    Rule("log_payment", f"paid_in perfect money {ABOUT}", f"{PAID} ordered_then their_saying"),
    Rule("log_order", f"bought {ABOUT}", f"{BOUGHT} ordered_then ahead"),
    Rule("log_order", f"bought count|price {ABOUT}", f"{BOUGHT} ordered_then"),
    Rule("log_order", f"bought perfect {ABOUT}", f"{BOUGHT} ahead"),
    Rule("deal_update", f"won {ABOUT}|deal", f"{CLOSED} not_won ahead"),
    Rule("deal_update", f"deal money {ABOUT}", f"{SAID} denial negation counter contact_past cost hedge"),
    Rule("log_quote", f"offers price|off|term {ABOUT}|product_said", OFFERED),
    Rule("log_quote", f"told price|off {ABOUT}", OFFERED),
    Rule("log_quote", "product_said price", f"{OFFERED} their_saying reported report contact paid_in bought count their_want"),
    Rule("log_quote", f"price {ABOUT} count|term|off|lead_time", f"{OFFERED} their_saying reported report contact paid_in bought their_want our_deed"),
    Rule("log_quote", f"off named", f"{OFFERED} their_saying reported report contact their_want question will ahead"),
)
