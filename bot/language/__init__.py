"""Chinese and English: what people say becomes commands, results become cards."""

from bot.language.answers import choice_in, code_in
from bot.language.filled import from_contact, from_form
from bot.language.hearing import Hearing, Understand, Understood
from bot.language.names import keys_of
from bot.language.parse import parsed
from bot.language.speak import Say, speak
from bot.language.understand import understand

__all__ = [
    "Hearing",
    "Say",
    "Understand",
    "Understood",
    "choice_in",
    "code_in",
    "from_contact",
    "from_form",
    "keys_of",
    "parsed",
    "speak",
    "understand",
]
