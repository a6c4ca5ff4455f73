"""Quotes, orders, payments and deals."""

from typing import Final

from bot.language.rules.rule import Rule

ABOUT: Final = "named|pronoun|focused|spoken"
SAID: Final = "remind promise dont press forwarded irony not_contacted unreal"
"""What makes it another act, whatever is sold."""
LATER: Final = "their_will their_future"
DENIED: Final = "negation denial not_yet hedge"
PRICED: Final = f"{SAID} {DENIED} counter rival intends dialled new_contact quote_ask"
ROUGHLY: Final = f"{SAID} negation denial not_yet counter rival intends dialled new_contact quote_ask"
"""What is only roughly told is told all the same."""
SETTLED: Final = (
    "remind dont press forwarded irony not_contacted unreal negation denial not_yet hedge counter rival intends"
    " new_contact quote_ask our_deed their_will their_future bought won"
)
"""Agreed with Acme: X200 at 1,100: no promise of a deed, but terms."""
OFFERED: Final = f"{PRICED} cost deal arrow"
TOLD: Final = "their_saying reported report contact paid_in bought their_want"
PAID: Final = f"{SAID} {DENIED} {LATER} unpaid not_bought rival counter intends cost"
NO_MONEY: Final = "no_cash ahead their_saying quotes not_won contact their_want asked_of_us"
BOUGHT: Final = f"{SAID} {DENIED} {LATER} not_bought rival counter quote_ask cost"
CLOSED: Final = f"{SAID} {DENIED} {LATER} not_bought conditional partly"
LOST: Final = f"{SAID} not_lost denial hedge their_will"
MOVED: Final = f"{SAID} negation denial not_yet hedge not_lost their_want"

QUESTIONS: Final = (
    Rule("check_quotes", "quote_ask", "remind polite paid_in"),
    Rule(
        "check_quotes",
        f"price_noun ours_given {ABOUT}",
        "remind polite would conditional paid_in deal ledger_ask",
    ),
)
CONDITIONALS: Final = (Rule("log_quote", f"quotes price|off|term {ABOUT}", f"{OFFERED} will future"),)
"""Told 15% off if she takes 200: the offer was made, whatever it hangs on."""
STATEMENTS: Final = (
    Rule(
        "check_quotes", f"quote_ask {ABOUT}|product_said", f"{SAID} money off perfect ahead not_yet negation"
    ),
    Rule("check_quotes", f"how_much {ABOUT}", SAID),
    Rule("deal_update", f"size money {ABOUT}", f"{SAID} {DENIED}"),
    Rule("deal_update", f"odds rate|price|deal|closing {ABOUT}|deal", f"{SAID} contact_past paid_in"),
    Rule("deal_update", f"reopens {ABOUT}|deal", f"{SAID} {DENIED} {LATER}"),
    Rule("deal_update", f"marked {ABOUT}", f"remind dont press forwarded irony unreal {DENIED} {LATER}"),
    Rule("log_quote", f"settles_terms price|off product_said|unit_price|term {ABOUT}", SETTLED),
    Rule("log_quote", f"quotes|told rough price {ABOUT}", ROUGHLY),
    Rule("log_quote", f"quotes price|off|term|rate {ABOUT}", PRICED),
    Rule("deal_update", f"vies {ABOUT}|deal", SAID),
    Rule("log_interaction", f"rival price|off|rate {ABOUT}", f"{SAID} lost"),
    Rule("deal_update", f"counter arrow deal {ABOUT}", SAID),
    Rule("log_interaction", f"counter price|off|rate|term {ABOUT}", f"{SAID} {LATER} agreed moves"),
    Rule("deal_update", f"lost {ABOUT}|deal", LOST),
    Rule("deal_update", f"moves {ABOUT}|deal", MOVED),
    Rule("deal_update", f"closing ahead {ABOUT}|deal", f"{SAID} denial not_yet {LATER} moved"),
    Rule("deal_update", "moved ahead deal", f"{SAID} negation denial not_yet {LATER}"),
    Rule("deal_update", "closing ahead deal", f"{SAID} denial not_yet {LATER}"),
    Rule("deal_update", f"arrow money {ABOUT}", f"{SAID} {DENIED} offers bought paid_in"),
    Rule("log_interaction", f"can_sign {ABOUT}", f"{SAID} ahead"),
    Rule("log_payment", f"paid_in {ABOUT}", f"{PAID} ahead their_saying"),
    Rule("log_payment", "paid_in perfect|past_deed", f"{PAID} ahead"),
    Rule("log_payment", f"paid_in perfect|past_deed {ABOUT}", f"{PAID} ordered_then their_saying"),
    Rule("log_payment", f"pays_out money {ABOUT}", f"{PAID} {NO_MONEY} bought"),
    Rule("log_payment", f"cash came {ABOUT}", f"{PAID} {NO_MONEY} offers"),
    Rule(
        "log_order", f"took count {ABOUT}", f"{SAID} {DENIED} not_bought rival counter quote_ask cost contact"
    ),
    Rule("log_order", f"bought {ABOUT}", f"{BOUGHT} ahead"),
    Rule("log_order", f"bought past_deed {ABOUT}", f"{BOUGHT} ordered_then their_saying"),
    Rule("log_order", f"bought count|price {ABOUT}", f"{BOUGHT} ordered_then"),
    Rule("log_order", f"orders count {ABOUT}", f"{BOUGHT} ahead quotes their_want contact"),
    Rule("log_order", f"bought perfect {ABOUT}", f"{BOUGHT} ahead"),
    Rule("deal_update", f"won {ABOUT}|deal", f"{CLOSED} not_won ahead"),
    Rule(
        "deal_update",
        f"deal money {ABOUT}",
        f"{SAID} negation denial not_yet counter contact_past cost quotes",
    ),
    Rule("log_quote", f"offers price|off|term {ABOUT}", OFFERED),
    Rule("log_quote", f"told price|off {ABOUT}", OFFERED),
    Rule("log_quote", f"product_said price {ABOUT}", f"{OFFERED} {TOLD} count"),
    Rule("log_quote", f"price {ABOUT} count|term|off|lead_time|taxed|valid", f"{OFFERED} {TOLD} our_deed"),
    Rule("log_quote", f"unit_price {ABOUT}", f"{OFFERED} {TOLD} our_deed"),
    Rule("log_quote", "off named", f"{OFFERED} {TOLD} will ahead"),
)
