"""The simulator's clock: the real one, moved ahead or back by whoever drives it.

It may be wrong as well: then things take the time they take, but the times told are off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


def system_now() -> datetime:
    """The real clock, in UTC."""
    return datetime.now(UTC)


class Timekeeper:
    """Tells the time, off from its source by as much as it was driven."""

    def __init__(
        self,
        source: Callable[[], datetime] = system_now,
        offset: float = 0.0,
        skew: float = 0.0,
    ) -> None:
        self._source = source
        self.offset = offset
        """Seconds ahead of the source."""
        self.skew = skew
        """Seconds by which the times told are wrong."""

    def now(self) -> datetime:
        """The simulator's time, in UTC."""
        return self._source() + timedelta(seconds=self.offset)

    def advance(self, seconds: float) -> None:
        """Move the clock; behind where negative."""
        self.offset += seconds

    def date(self) -> str:
        """The `Date` of an answer: by this computer's clock, however the time of batches was
        driven, and as wrong as all times told.
        """
        return format_datetime(system_now() + timedelta(seconds=self.skew), usegmt=True)

    def told(self, moment: datetime | None) -> str | None:
        """A moment of this clock as callers hear of it."""
        return None if moment is None else stamp(moment + timedelta(seconds=self.skew))


def stamp(moment: datetime | None) -> str | None:
    """A moment as the API writes it (RFC 3339)."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
