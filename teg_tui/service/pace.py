"""When to ask again: intervals with jitter, backoff, and what is known of the network."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

LONGEST = 600.0
"""Seconds between two tries while nothing answers."""
LONGEST_ASKED = 3600.0
"""Seconds a server can make us wait."""


def jittered(seconds: float) -> timedelta:
    """An interval, a tenth more or less, so that many computers do not ask in step."""
    return timedelta(seconds=seconds * (0.9 + secrets.randbelow(2001) / 10_000))


def backoff(seconds: float, tries: int, at_least: float | None = None) -> timedelta:
    """How long to wait after the `tries`-th failure in a row; doubles, up to ten minutes.

    `at_least` is what a server asked for: up to an hour then.
    """
    doubled = min(LONGEST, seconds * 2 ** min(tries - 1, 16))
    return (
        jittered(doubled)
        if at_least is None
        else timedelta(seconds=max(doubled, min(at_least, LONGEST_ASKED)))
    )


def is_due(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment has come; one further off than any wait means a clock that was set back."""
    too_far = timedelta(seconds=LONGEST_ASKED * 1.1)
    return moment is None or moment <= now or moment - now > too_far


def moments(since: datetime, then: datetime) -> tuple[str, str]:
    """Two moments in local time: "22:40", with the day where it is not the second's."""
    local, later = since.astimezone(), then.astimezone()
    day = "%a " if local.date() != later.date() else ""
    return f"{local:{day}%H:%M}", f"{later:%H:%M}"


class Network:
    """Whether the endpoint can be reached, since when not, and when to try again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: datetime | None = None
        self._tries = 0
        self._next: datetime | None = None
        self._reason = self._why = ""

    def may_ask(self, now: datetime) -> bool:
        """Whether a call may be tried now."""
        return is_due(self._next, now)

    def failed(self, now: datetime, reason: str, why: str = "") -> None:
        """Nobody answered; `why` in a few words, where that is known."""
        self._since = self._since or now
        self._tries += 1
        self._next = now + backoff(self._seconds, self._tries)
        self._reason, self._why = reason, f" ({why})" if why else ""

    def answered(self) -> None:
        """Somebody did."""
        self._since, self._tries, self._next = None, 0, None
        self._reason = self._why = ""

    def clock_set_back(self, now: datetime) -> None:
        """What was noted by a clock that was ahead is no reason to wait."""
        if self._since is not None:
            self._since, self._next = min(self._since, now), now

    @property
    def next_try(self) -> datetime | None:
        """When the next call is tried; None where nothing holds it back."""
        return self._next

    @property
    def complaint(self) -> str:
        """What is wrong, and since when; empty when all is well."""
        if self._since is None or self._next is None:
            return ""
        return f"{self._reason} since {moments(self._since, self._next)[0]}{self._why}"

    @property
    def trouble(self) -> str:
        """What is wrong, since when, and when it is tried next; empty when all is well."""
        if self._since is None or self._next is None:
            return ""
        return f"{self.complaint}; next try {moments(self._since, self._next)[1]}"
