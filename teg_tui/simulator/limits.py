"""How many calls in real time the account may make, told in the headers of every answer.

A window of a minute, full again when it is over: simpler than the API's bucket that fills up
steadily, and the same to a caller who minds the headers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from teg_tui.simulator.problems import too_many
from teg_tui.simulator.timekeeper import stamp

WINDOW = timedelta(minutes=1)
TOKENS_A_MINUTE = 2_000_000


class Limits:
    """Calls and tokens that are left in this minute."""

    def __init__(self, requests_a_minute: int) -> None:
        self._limits = {"requests": requests_a_minute, "tokens": TOKENS_A_MINUTE}
        self._left = dict(self._limits)
        self._until: datetime | None = None

    def take(self, now: datetime, tokens: int) -> None:
        """Count a call; refuses it where none is left."""
        self._turn_over(now)
        if self._until is not None and min(self._left.values()) < 1:
            wait = ceil((self._until - now).total_seconds())
            raise too_many("This request would exceed your rate limit", retry_after=wait)
        self._until = self._until or now + WINDOW
        self._left["requests"] -= 1
        self._left["tokens"] = max(0, self._left["tokens"] - tokens)

    def headers(self, now: datetime) -> dict[str, str]:
        """What is left, as the API tells it."""
        self._turn_over(now)
        told = {}
        for name, limit in self._limits.items():
            told[f"anthropic-ratelimit-{name}-limit"] = str(limit)
            told[f"anthropic-ratelimit-{name}-remaining"] = str(self._left[name])
            told[f"anthropic-ratelimit-{name}-reset"] = str(stamp(self._until or now))
        return told

    def _turn_over(self, now: datetime) -> None:
        if self._until is not None and now >= self._until:
            self._until, self._left = None, dict(self._limits)
