"""A real pseudo-terminal with a program in it: keys go in, the screen's text comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from canary import holds

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
}


class Terminal:
    """A program in a pseudo-terminal of a given size."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.output = bytearray()
        """Everything the program has written."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(cwd)
            own = {**(env or os.environ), "TERM": "xterm-256color"}
            for name in ("COLUMNS", "LINES"):  # a test runner's own would hide this terminal's
                own.pop(name, None)
            os.execvpe(command[0], list(command), own)
        self._status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)
        assert not holds(self.output), "the API key was on the screen"

    def press(self, *keys: str) -> None:
        """Type keys, by name or as they are, a moment apart as a hand does."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self.read(0.05)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes within `seconds`; False once it has gone."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                break
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.output += data
            self._stream.feed(data)
        return True

    @property
    def text(self) -> str:
        """The screen as it stands; spaces that must not break are plain ones here."""
        lines = (line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in self._screen.display)
        return "\n".join(lines)

    def wait_for(self, wanted: str | Callable[[str], bool], seconds: float = 20) -> str:
        """Wait until the screen shows a text or fits a test; the screen then."""
        fits = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + seconds
        while not fits(self.text):
            if not self.read(0.05) and not fits(self.text):
                raise AssertionError(f"the program ended without {wanted!r}:\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"no {wanted!r} within {seconds} s:\n{self.text}")
        return self.text

    def wait_exit(self, seconds: float = 20) -> int:
        """Wait until the program has gone; its exit code, negative for a signal."""
        end = time.monotonic() + seconds
        while self._status is None:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"still there after {seconds} s:\n{self.text}")
        return self._status
