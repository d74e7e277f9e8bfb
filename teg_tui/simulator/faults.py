"""What goes wrong on purpose: a fault is armed by name and strikes at its point, so many times.

Another fault is another entry in `FAULTS`; a place where faults can strike is another `Point`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from teg_tui.errors import TegError
from teg_tui.simulator.problems import ApiError, too_many


class Point(StrEnum):
    """A moment in the handling of a call."""

    BEFORE_CREATE = "a batch's requests are read, the batch does not exist yet"
    AFTER_CREATE = "the batch exists, nobody has been told"
    BEFORE_ANSWER = "a call in real time is read, nothing is written yet"
    BEFORE_COUNT = "tokens are to be counted"
    WHILE_STREAMING = "half of an answer has been streamed"


class ConnectionDropped(Exception):  # noqa: N818 - an event to act on, not an error to report
    """The caller hears nothing more on this connection."""


@dataclass(frozen=True)
class Fault:
    """A way to fail."""

    point: Point
    strike: Callable[[], NoReturn]
    """Raises what the gate turns into the failure."""
    about: str


def _drop() -> NoReturn:
    raise ConnectionDropped


def _refuse_for_now() -> NoReturn:
    raise too_many("This would exceed the rate limit", retry_after=30)


def _fail() -> NoReturn:
    raise ApiError(500, "api_error", "Internal server error")


FAULTS = {
    "drop-before-create": Fault(
        Point.BEFORE_CREATE, _drop, "the connection breaks before the batch exists"
    ),
    "drop-after-create": Fault(
        Point.AFTER_CREATE, _drop, "the batch is created, the connection breaks before the reply"
    ),
    "messages-429": Fault(
        Point.BEFORE_ANSWER, _refuse_for_now, "a call in real time is told to wait 30 seconds"
    ),
    "messages-500": Fault(Point.BEFORE_ANSWER, _fail, "a call in real time fails at the server"),
    "messages-drop": Fault(
        Point.BEFORE_ANSWER, _drop, "the connection breaks before a word is written"
    ),
    "count-429": Fault(
        Point.BEFORE_COUNT, _refuse_for_now, "a call that counts tokens is told to wait 30 seconds"
    ),
    "count-500": Fault(Point.BEFORE_COUNT, _fail, "a call that counts tokens fails at the server"),
    "stream-cut": Fault(
        Point.WHILE_STREAMING, _drop, "the connection breaks in the middle of an answer"
    ),
}


class FaultBoard:
    """Which faults are armed."""

    def __init__(self) -> None:
        self._armed: dict[str, int] = {}

    @property
    def armed(self) -> dict[str, int]:
        """By name, how often each will still strike."""
        return dict(self._armed)

    def arm(self, name: str, times: int = 1) -> None:
        """Let a fault strike the next so many times; zero disarms it."""
        if name not in FAULTS:
            known = ", ".join(FAULTS)
            raise TegError(f"There is no fault {name!r}", way_out=f"Faults are: {known}")
        if times < 0:
            raise TegError(f"Fault {name!r} can't strike {times} times")
        self._armed[name] = times
        if times == 0:
            del self._armed[name]

    def arm_all(self, flags: Sequence[str]) -> None:
        """Arm what flags say: "NAME" or "NAME=TIMES"."""
        for flag in flags:
            name, _, times = flag.partition("=")
            if times and not times.isdecimal():
                raise TegError(f"Fault {flag!r}: {times!r} is no number of times")
            self.arm(name, int(times) if times else 1)

    def clear(self) -> None:
        """Disarm all."""
        self._armed.clear()

    def strike(self, point: Point) -> None:
        """Fail, if a fault is armed for this moment."""
        for name in self._armed:
            fault = FAULTS[name]
            if fault.point is point:
                self.arm(name, self._armed[name] - 1)
                fault.strike()
