"""teg-tui by a clock that runs faster: `python benchmarks/fast.py`, then what `teg-tui` takes.

Everything is the program's own, but for its one source of time (`teg_tui.clock`), which this puts
another one into. How long it waits for the network is told by the wall, so that is made shorter:
three minutes for a reply would be hours of the night.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import time
from unittest.mock import patch

from teg_tui import clock
from teg_tui.__main__ import main
from teg_tui.service import gateway

_BEGAN, _SPEED = "TEG_FAST_BEGAN", "TEG_FAST_SPEED"
_SHORTEST = 3.0
"""Seconds by the wall that anybody has to answer: on a busy computer less would be a fault."""


@dataclass(frozen=True)
class FastClock:
    """The computer's clock until a moment, from then on so many times as fast."""

    began: float
    """Seconds since the epoch."""
    speed: float

    def now(self) -> datetime:
        """The time by this clock, in UTC."""
        return datetime.fromtimestamp(self.began + (time() - self.began) * self.speed, UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait so long by this clock."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)

    def hours(self) -> float:
        """How many have passed by it."""
        return (time() - self.began) * self.speed / 3600

    def environment(self) -> dict[str, str]:
        """What tells another process of it."""
        return {_BEGAN: str(self.began), _SPEED: str(self.speed)}

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> FastClock:
        """The clock that an environment tells of."""
        return cls(float(environment[_BEGAN]), float(environment[_SPEED]))


def patience(speed: float) -> gateway.Patience:
    """The program's own, by the fast clock; never too short for a busy computer."""
    usual = gateway.Patience()
    return gateway.Patience(
        *(
            max(_SHORTEST, seconds / speed)
            for seconds in (usual.connect, usual.read, usual.create, usual.write)
        )
    )


if __name__ == "__main__":
    ours = FastClock.of(os.environ)
    with (
        patch.object(clock, "SystemClock", lambda: ours),
        patch.object(gateway, "Gateway", partial(gateway.Gateway, patience=patience(ours.speed))),
    ):
        sys.exit(main())
