"""Batch or real time, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Via(StrEnum):
    """How requests are sent."""

    BATCH = "batch"
    REALTIME = "realtime"


@dataclass(frozen=True)
class Advice:
    """Which way is the better one, and why."""

    via: Via
    reason: str
    """A sentence for the user, money included where it is known."""
    batch_when: str
    """When a batch will be done, and until when this computer must be awake for next waves."""
    realtime_when: str
    """When it would be done in real time."""
