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
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
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

MODES = (b"1049", b"1000", b"1003", b"1006", b"1004", b"2004", b"2048", b"1016")
"""Alternate screen, mouse, focus, paste, size: what a program switches on and must switch off."""
MARK = "TEG_TEST_STARTED_BY"


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
        self._mark = uuid.uuid4().hex
        self.pid, self._fd = pty.fork()
        self._found = termios.tcgetattr(0 if self.pid == 0 else self._fd)
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.chdir(cwd)
            own = {**(env or os.environ), "TERM": "xterm-256color", MARK: self._mark}
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

    def hang_up(self) -> None:
        """Take the terminal away, as when its window is closed."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def not_restored(self) -> list[str]:
        """What is left of the program's ways with the terminal."""
        left = [
            mode.decode()
            for mode in MODES
            if self.output.rfind(b"\x1b[?%sh" % mode) > self.output.rfind(b"\x1b[?%sl" % mode)
        ]
        if self.output.rfind(b"\x1b[?25l") > self.output.rfind(b"\x1b[?25h"):
            left.append("no cursor")
        if termios.tcgetattr(self._fd) != self._found:
            left.append("termios")
        return left

    def left_running(self, seconds: float = 5) -> list[str]:
        """The programs that it has started and that do not end, by their command lines."""
        end = time.monotonic() + seconds
        while (running := list(self._children())) and time.monotonic() < end:
            time.sleep(0.1)
        return running

    def _children(self) -> Iterator[str]:
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"{MARK}={self._mark}".encode() in (place / "environ").read_bytes():
                    yield (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()

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
                code = self.wait_exit()
                raise AssertionError(f"ended with {code}, without {wanted!r}:\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"no {wanted!r} within {seconds} s:\n{self.text}")
        return self.text

    def wait_exit(self, seconds: float = 20) -> int:
        """Wait until the program has gone; its exit code, negative for a signal."""
        end = time.monotonic() + seconds
        while self._status is None:
            if not self.read(0.05):
                time.sleep(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
                self.read(0.5)  # what it wrote last, which may have come since we looked
            elif time.monotonic() > end:
                raise AssertionError(f"still there after {seconds} s:\n{self.text}")
        return self._status
