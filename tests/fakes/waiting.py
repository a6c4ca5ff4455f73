"""Wait for the bot, and say what there was instead when it does not come."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_STEP = 0.005


def wait_until(look: Callable[[], T | None], what: str, timeout: float, seen: Callable[[], object]) -> T:
    """The first truthy result of `look`; TimeoutError quotes `seen()`."""
    deadline = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"no {what} within {timeout} s; there is {seen()!r}")
        time.sleep(_STEP)
    return found
