"""One-time link codes: 8 characters of 5 bits that cannot be mixed up when read aloud or copied by hand."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 8
TRIES: Final = 5
"""Wrong codes allowed per identity within `TRIES_WITHIN`; then even the right one is refused."""
TRIES_WITHIN: Final = timedelta(minutes=15)
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def new_code() -> str:
    """A fresh code of 40 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def digest_of(code: str) -> str:
    """What is kept of a code: the hash of its characters, however they were typed."""
    return hashlib.sha256(code.upper().translate(_LOOKALIKES).encode()).hexdigest()
