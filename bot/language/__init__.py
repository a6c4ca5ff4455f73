"""Chinese and English: what people say becomes commands, results become cards."""

from bot.language import layouts
from bot.language.answers import choice_in, code_in
from bot.language.filled import from_contact, from_form
from bot.language.forms import form_of
from bot.language.hearing import Hearing, Understand, Understood
from bot.language.names import keys_of
from bot.language.parse import parsed
from bot.language.replies import ask, fault, refuse, sent_privately, undo_button, welcome
from bot.language.speak import Say, speak, spoken
from bot.language.understand import understand

__all__ = [
    "Hearing",
    "Say",
    "Understand",
    "Understood",
    "ask",
    "choice_in",
    "code_in",
    "fault",
    "form_of",
    "from_contact",
    "from_form",
    "keys_of",
    "layouts",
    "parsed",
    "refuse",
    "sent_privately",
    "speak",
    "spoken",
    "understand",
    "undo_button",
    "welcome",
]
