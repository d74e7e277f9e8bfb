"""A pseudo-terminal with a stopwatch."""

from __future__ import annotations

import os
import select
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from measures import PROJECT  # noqa: F401 (makes the next import possible)
from terminal import KEYS, Terminal

COLUMNS, LINES = 120, 40
PATIENCE = 30.0


class Screen(Terminal):
    """A program in a terminal of a usual size, timed from its start."""

    def __init__(self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> None:
        self.begun = perf_counter()
        super().__init__(command, cwd=cwd, env=env, columns=COLUMNS, lines=LINES)

    def seconds_until(self, wanted: str) -> float:
        """From the start to the bytes that show a text."""
        seen, mark = b"", wanted.encode()
        while mark not in seen:
            seen += self._next(PATIENCE)
        return perf_counter() - self.begun

    def answer(self, key: str) -> float:
        """Seconds from a key to the first byte that comes of it."""
        begun = perf_counter()
        os.write(self._fd, KEYS[key].encode())
        self._next(PATIENCE)
        return perf_counter() - begun

    def drain(self, seconds: float) -> None:
        """Take in whatever comes for so long."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                os.read(self._fd, 65536)

    def _next(self, seconds: float) -> bytes:
        if not select.select([self._fd], [], [], seconds)[0]:
            raise TimeoutError(f"nothing was painted within {seconds} s")
        return os.read(self._fd, 65536)
