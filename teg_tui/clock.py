"""Time, in one place that tests can drive: UTC now, and sleep."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the service knows of time."""

    def now(self) -> datetime:
        """The wall clock, in UTC: deadlines survive a laptop's sleep only in it."""

    async def sleep(self, seconds: float) -> None:
        """Wait; never negative."""


class SystemClock:
    """The real clock."""

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait `seconds`, nothing where that is negative."""
        await asyncio.sleep(max(0.0, seconds))
