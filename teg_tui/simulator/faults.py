"""What goes wrong on purpose: a fault is armed by name and strikes at its point, so many times.

Another fault is another entry in a table: here, in `broken_rows` where it is about the lines of
results, in `odd_answers` where it is about what becomes of a batch's requests. A place where faults
can strike is another `Point`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from teg_tui.errors import TegError
from teg_tui.simulator.broken_rows import BREAKS
from teg_tui.simulator.odd_answers import ODDITIES
from teg_tui.simulator.problems import ApiError, not_found, too_many


class Point(StrEnum):
    """A moment in the handling of a call."""

    ANY_CALL = "any call of the API comes in"
    BEFORE_READ = "a batch is to be created, nothing of it is read yet"
    BEFORE_CREATE = "a batch's requests are read, the batch does not exist yet"
    BESIDE_CREATE = "a batch is about to be created"
    CREATE = "a batch comes to be, and with it what will become of its requests"
    AFTER_CREATE = "the batch exists, nobody has been told"
    RETRIEVE = "a batch is asked after"
    RESULTS_URL = "a batch that has results is shown"
    LIST = "batches are to be listed"
    RESULTS = "results are asked for, none is sent yet"
    ROWS = "the lines of results are made"
    STREAM = "the lines of results are sent"
    BEFORE_ANSWER = "a call in real time is read, nothing is written yet"
    BEFORE_COUNT = "tokens are to be counted"
    WHILE_STREAMING = "half of an answer has been streamed"


class ConnectionDropped(Exception):  # noqa: N818 - an event to act on, not an error to report
    """The caller hears nothing more on this connection."""


@dataclass(frozen=True)
class Fault:
    """A way to fail."""

    point: Point
    about: str
    failure: Callable[[], Exception] | None = None
    """Makes what is raised there; None where the point knows by the name what to do."""


def _wait(seconds: int | None = 30) -> ApiError:
    return too_many("This would exceed the rate limit", retry_after=seconds)


def _wait_somehow() -> ApiError:
    return _wait(None)


def _fail() -> ApiError:
    return ApiError(500, "api_error", "Internal server error")


def _unavailable() -> ApiError:
    return ApiError(503, "api_error", "Service unavailable")


def _overloaded() -> ApiError:
    return ApiError(529, "overloaded_error", "Overloaded")


def _spent() -> ApiError:
    return ApiError(
        429,
        "rate_limit_error",
        "You have reached your specified API usage limits",
        details={"error_code": "enforced_spend_limit_reached"},
    )


def _unknown_key() -> ApiError:
    return ApiError(401, "authentication_error", "invalid x-api-key")


def _not_there() -> ApiError:
    return not_found("No message batch with that id")


_TO_CREATE = {
    "create-drop-unread": Fault(
        Point.BEFORE_READ, "the connection breaks before the request is read", ConnectionDropped
    ),
    "drop-before-create": Fault(
        Point.BEFORE_CREATE, "the connection breaks before the batch exists", ConnectionDropped
    ),
    "drop-after-create": Fault(
        Point.AFTER_CREATE,
        "the batch is created, the connection breaks before the reply",
        ConnectionDropped,
    ),
    "create-late": Fault(
        Point.AFTER_CREATE, "the batch is created, the reply comes later than anybody waits"
    ),
    "create-429": Fault(Point.BEFORE_CREATE, "a create is told to wait 30 seconds", _wait),
    "create-429-bare": Fault(
        Point.BEFORE_CREATE, "a create is told to wait, not how long", _wait_somehow
    ),
    "create-500": Fault(Point.BEFORE_CREATE, "a create fails at the server, no batch", _fail),
    "create-503": Fault(Point.BEFORE_CREATE, "a create finds the server away", _unavailable),
    "create-529": Fault(Point.BEFORE_CREATE, "a create finds the server overloaded", _overloaded),
    "create-spend-limit": Fault(
        Point.BEFORE_CREATE, "a create is beyond what the account may spend", _spent
    ),
    "create-401": Fault(Point.BEFORE_CREATE, "the key of a create is unknown", _unknown_key),
    "create-stranger": Fault(
        Point.BESIDE_CREATE,
        "somebody else creates a batch of the same size at the same moment",
    ),
}
_TO_ASK = {
    "retrieve-404": Fault(Point.RETRIEVE, "a batch is not there yet", _not_there),
    "retrieve-500": Fault(Point.RETRIEVE, "asking after a batch fails at the server", _fail),
    "retrieve-401": Fault(
        Point.RETRIEVE, "the key of whoever asks after a batch is unknown", _unknown_key
    ),
    "retrieve-drop": Fault(
        Point.RETRIEVE, "the connection breaks while a batch is asked after", ConnectionDropped
    ),
    "list-500": Fault(Point.LIST, "listing batches fails at the server", _fail),
    "list-lag": Fault(Point.LIST, "the list does not show the newest batch yet"),
    "any-500": Fault(Point.ANY_CALL, "any call fails at the server", _fail),
    "any-529": Fault(Point.ANY_CALL, "any call finds the server overloaded", _overloaded),
    "any-drop": Fault(Point.ANY_CALL, "the connection of any call breaks", ConnectionDropped),
}
_TO_COLLECT = {
    "results-404": Fault(Point.RESULTS, "results are not there yet", _not_there),
    "results-500": Fault(Point.RESULTS, "fetching results fails at the server", _fail),
    "results-slow": Fault(Point.STREAM, "results come in small pieces, each after a while"),
    "results-stall": Fault(Point.STREAM, "results stop coming in the middle of the last line"),
    "results-drop": Fault(
        Point.STREAM, "the connection breaks in the middle of the last line of results"
    ),
    "results-elsewhere": Fault(
        Point.RESULTS_URL, "the address of the results is on another host (caught in the books)"
    ),
}
_IN_REAL_TIME = {
    "messages-429": Fault(
        Point.BEFORE_ANSWER, "a call in real time is told to wait 30 seconds", _wait
    ),
    "messages-500": Fault(Point.BEFORE_ANSWER, "a call in real time fails at the server", _fail),
    "messages-drop": Fault(
        Point.BEFORE_ANSWER, "the connection breaks before a word is written", ConnectionDropped
    ),
    "count-429": Fault(
        Point.BEFORE_COUNT, "a call that counts tokens is told to wait 30 seconds", _wait
    ),
    "count-500": Fault(Point.BEFORE_COUNT, "a call that counts tokens fails at the server", _fail),
    "stream-cut": Fault(
        Point.WHILE_STREAMING,
        "the connection breaks in the middle of an answer",
        ConnectionDropped,
    ),
}
FAULTS = {
    **_TO_CREATE,
    **_TO_ASK,
    **_TO_COLLECT,
    **{name: Fault(Point.ROWS, its.about) for name, its in BREAKS.items()},
    **{name: Fault(Point.CREATE, its.about) for name, its in ODDITIES.items()},
    **_IN_REAL_TIME,
}
"""By name, all there are."""


class FaultBoard:
    """Which faults are armed."""

    def __init__(self) -> None:
        self._armed: dict[str, int] = {}
        self.struck: Counter[str] = Counter()
        """By name, how often each has struck since the process began."""

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

    def strike(self, point: Point) -> tuple[str, ...]:
        """Fail, if a fault that fails is armed for this moment.

        Else the names of the others that are, which all strike now: what they do is up to the
        caller.
        """
        here = [name for name in self.armed if FAULTS[name].point is point]
        for name in here:
            failure = FAULTS[name].failure
            if failure is not None:
                self._count(name)
                raise failure()
        for name in here:
            self._count(name)
        return tuple(here)

    def _count(self, name: str) -> None:
        self.arm(name, self._armed[name] - 1)
        self.struck[name] += 1
