"""Time, in one place that tests can drive: UTC now, sleep, and a moment as people say it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
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


_A_MINUTE = timedelta(seconds=59)


def at(when: datetime, now: datetime) -> str:
    """A moment in the local time of this computer: "14:05", "Tue 14:05", "3 Nov 14:05".

    Of another year it is the day: "3 Nov 2025".
    """
    local, today = when.astimezone(), now.astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == today.date():
        return clock
    if abs(local.date() - today.date()) < timedelta(days=7):
        return f"{local:%a} {clock}"
    if local.year != today.year:
        return f"{local.day} {local:%b} {local.year}"
    return f"{local.day} {local:%b} {clock}"


def by(when: datetime, now: datetime) -> str:
    """The same of a moment by which something is over: never a minute that it may outlast."""
    return at(when + _A_MINUTE, now)
