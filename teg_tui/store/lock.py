"""The workspace's lock: one process at a time talks to the Batches API."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from teg_tui.store.files import disk_trouble

_BEAT_SECONDS = 10.0
"""Between two signs of life."""


class WorkspaceLock:
    """An OS lock on a file; the kernel releases it when the process dies, however it dies.

    Child processes do not inherit it: Python opens files close-on-exec.
    """

    def __init__(self, path: Path, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._monotonic = monotonic
        self._descriptor: int | None = None
        self._beaten: float | None = None
        self._seen = 0
        self._seen_at: float | None = None

    def try_acquire(self) -> bool:
        """Take the lock, or keep it; False while another process has it.

        Raises:
            StoreError: the lock file can't be made.
        """
        if self.held:
            return True
        self.release()  # of a file that somebody has removed meanwhile
        with disk_trouble(self._path):
            self._path.parent.mkdir(exist_ok=True)  # not those above: a workspace that is gone
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._sign(descriptor)
            except BlockingIOError:
                os.close(descriptor)
                return False
            except BaseException:
                os.close(descriptor)
                raise
        self._descriptor = descriptor
        return self.held

    @property
    def held(self) -> bool:
        """Whether we have it, and the file is still the one that others would lock."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Give it up. The file stays: removing it would let two processes lock two files."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def beat(self) -> None:
        """As its holder: give a sign of life. Cheap; to be called often."""
        now = self._monotonic()
        late = self._beaten is None or now - self._beaten >= _BEAT_SECONDS
        if self._descriptor is not None and late:
            self._beaten = now
            with suppress(OSError):
                os.utime(self._descriptor)

    def silence(self) -> float:
        """As one who waits for it: for how many seconds its holder has given no sign of life.

        As far as we have been looking ourselves, by a clock that stands while the computer sleeps.
        """
        try:
            sign = self._path.stat().st_mtime_ns
        except OSError:
            sign = 0
        now = self._monotonic()
        if self._seen_at is None or sign != self._seen:
            self._seen, self._seen_at = sign, now
        return now - self._seen_at

    def holder(self) -> int | None:
        """The process id written by whoever took the lock last; for people to read, no proof."""
        try:
            return int(self._path.read_bytes()[:20])
        except (OSError, ValueError):
            return None

    @staticmethod
    def _sign(descriptor: int) -> None:
        with suppress(OSError):  # a full disk must not keep anybody from collecting
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
