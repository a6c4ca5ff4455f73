"""Chinese and English: what people say becomes commands, results become cards."""

from bot.language import layouts
from bot.language.forms import form_of
from bot.language.replies import ask, fault, refuse, sent_privately, undo_button, welcome
from bot.language.speak import Say, speak, spoken
from bot.language.understand import Hearing, Understand, Understood

__all__ = [
    "Hearing",
    "Say",
    "Understand",
    "Understood",
    "ask",
    "fault",
    "form_of",
    "layouts",
    "refuse",
    "sent_privately",
    "speak",
    "spoken",
    "undo_button",
    "welcome",
]
