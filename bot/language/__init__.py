"""Chinese and English: what people say becomes commands, results become cards."""

from bot.language.speak import Say, speak
from bot.language.understand import Hearing, Understand, Understood

__all__ = ["Hearing", "Say", "Understand", "Understood", "speak"]
