"""How fast the bot sends: measured always, enforced when asked."""

import math
import time
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass

_SLACK = 0.05  # timers are never exact


@dataclass(frozen=True)
class Limits:
    """Sends a second to one chat, sends a second altogether, sends a minute to one group."""

    chat: int = 1
    bot: int = 30
    group: int = 20


class Pace:
    """Sends accepted so far; `hush` is the platform's retry-after for one chat (or method)."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._sent: deque[tuple[float, Hashable]] = deque(maxlen=100_000)
        self._hushed: dict[Hashable, float] = {}

    def hush(self, key: Hashable, seconds: float) -> None:
        self._hushed[key] = time.monotonic() + seconds

    def early(self, key: Hashable) -> str | None:
        """What to say of a send that did not wait as it was told."""
        left = self._hushed.pop(key, 0) - time.monotonic()
        return f"sent {left:.2f} s before the retry-after was over" if left > _SLACK else None

    def wait(self, key: Hashable, *, group: bool = False) -> int:
        """Whole seconds to wait; 0 accepts the send and counts it."""
        pause = math.ceil(self._longest(self.limits, key, group)) if self.limits else 0
        if pause:
            self.hush(key, pause)
        else:
            self._sent.append((time.monotonic(), key))
        return pause

    def busiest(self, key: Hashable = None, seconds: float = 1.0) -> int:
        """The most sends in any window of `seconds`, to one chat or altogether."""
        window: deque[float] = deque()
        most = 0
        for at in (at for at, chat in self._sent if key in {None, chat}):
            window.append(at)
            while window[0] <= at - seconds:
                window.popleft()
            most = max(most, len(window))
        return most

    def _longest(self, limits: Limits, key: Hashable, group: bool) -> float:
        pauses = [self._pause(key, limits.chat, 1.0), self._pause(None, limits.bot, 1.0)]
        return max(*pauses, self._pause(key, limits.group, 60.0) if group else 0.0)

    def _pause(self, key: Hashable, count: int, window: float) -> float:
        since = time.monotonic() - window + _SLACK
        recent = [at for at, chat in self._sent if at > since and key in {None, chat}]
        return recent[-count] - since if len(recent) >= count else 0.0
