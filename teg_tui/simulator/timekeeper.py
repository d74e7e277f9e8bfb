"""The simulator's clock: the real one, moved ahead or back by whoever drives it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def system_now() -> datetime:
    """The real clock, in UTC."""
    return datetime.now(UTC)


class Timekeeper:
    """Tells the time, off from its source by as much as it was driven."""

    def __init__(self, source: Callable[[], datetime] = system_now, offset: float = 0.0) -> None:
        self._source = source
        self.offset = offset
        """Seconds ahead of the source."""

    def now(self) -> datetime:
        """The simulator's time, in UTC."""
        return self._source() + timedelta(seconds=self.offset)

    def advance(self, seconds: float) -> None:
        """Move the clock; behind where negative."""
        self.offset += seconds


def stamp(moment: datetime | None) -> str | None:
    """A moment as the API writes it (RFC 3339)."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
