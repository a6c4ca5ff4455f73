"""Chinese and English: what people say becomes commands, results become cards."""

from bot.language import layouts
from bot.language.answers import choice_in, code_in
from bot.language.consulting import ASKABLE, Inquire, inquiry
from bot.language.filled import from_contact, from_form
from bot.language.finding import Matches, find
from bot.language.forms import form_of
from bot.language.hearing import Hearing, Understand, Understood
from bot.language.manual import menu
from bot.language.matching.forms import forms_of
from bot.language.names import keys_of
from bot.language.parse import parsed
from bot.language.phrases import phrases, questions, words
from bot.language.replies import ask, fault, refuse, sent_privately, undo_button, welcome
from bot.language.speak import Say, speak, spoken
from bot.language.spotting import Asker
from bot.language.understand import sign, understand
from bot.language.words import slashes

__all__ = [
    "ASKABLE",
    "Asker",
    "Hearing",
    "Inquire",
    "Matches",
    "Say",
    "Understand",
    "Understood",
    "ask",
    "choice_in",
    "code_in",
    "fault",
    "find",
    "form_of",
    "forms_of",
    "from_contact",
    "from_form",
    "inquiry",
    "keys_of",
    "layouts",
    "menu",
    "parsed",
    "phrases",
    "questions",
    "refuse",
    "sent_privately",
    "sign",
    "slashes",
    "speak",
    "spoken",
    "understand",
    "undo_button",
    "welcome",
    "words",
]
