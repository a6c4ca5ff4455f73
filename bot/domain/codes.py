"""One-time link codes: 8 characters that cannot be mixed up when read aloud or copied by hand."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 8
TRIES: Final = 5
"""Wrong codes allowed per identity within `TRIES_WITHIN`; then even the right one is refused."""
TRIES_WITHIN: Final = timedelta(minutes=15)
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def new_code() -> str:
    """A fresh code of 40 random bits; letters and digits in it tell it from a word and from a number."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not (code.isalpha() or code.isdigit()):
            return code


def digest_of(code: str) -> str:
    """What is kept of a code: the hash of its characters, however they were typed."""
    return hashlib.sha256(code.upper().translate(_LOOKALIKES).encode()).hexdigest()
