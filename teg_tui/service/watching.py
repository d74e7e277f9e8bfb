"""Hears of changed files from the operating system, so that nobody has to look for them.

Only folders are watched, each for itself: a workspace may hold a whole repository, and systems
limit how much may be watched. Where one won't tell (a network's drive, a limit that is reached),
the poller looks by itself.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui.service.context import log

if TYPE_CHECKING:
    from watchfiles import Change

SETTLED_MS = 200
"""Without another change for so long, a file counts as saved; looked at as often."""
PATIENCE_MS = 1500
"""After so long it is told all the same."""


class FileWatcher:
    """Tells that something has changed, from a thread of its own; never what."""

    def __init__(self, folders: Callable[[], Iterable[Path]], changed: Callable[[], None]) -> None:
        """`folders` may be asked from the thread at any time; some of them may not be there."""
        self._folders = folders
        self._changed = changed
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file watcher", daemon=True)
        self.working = False
        """Whether every change is told now."""

    def start(self) -> None:
        """Begin; returns at once."""
        atexit.register(self.stop)  # an interpreter that ends under the library's feet crashes
        self._thread.start()

    def stop(self) -> None:
        """End it, and wait a fifth of a second for that; fine before `start`, and twice."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        atexit.unregister(self.stop)

    def _run(self) -> None:
        try:
            while not self._over.is_set():
                self._watch()
        except Exception as error:  # OSError, or whatever the library makes of one
            log.warning("changed files are not told, so they are looked for: %s", error)
        finally:
            self.working = False

    def _watch(self) -> None:
        """Until the folders to watch are others than they were."""
        from watchfiles import watch

        watched = there(self._folders())
        news = watch(
            *watched,
            watch_filter=_matters,
            step=SETTLED_MS,
            debounce=PATIENCE_MS,
            rust_timeout=0,
            stop_event=self._over,
            raise_interrupt=False,
            force_polling=False,
            recursive=False,
        )
        self.working = True
        for changes in news:
            gone = {Path(path) for _, path in changes} & watched
            if gone or there(self._folders()) != watched:
                self.working = False  # until it listens anew, something may go unheard
            self._changed()
            if not self.working:
                return


def there(folders: Iterable[Path]) -> frozenset[Path]:
    """The folders that are there; for another one the nearest above it, where it would appear."""
    return frozenset(
        next(place for place in (folder, *folder.parents) if place.is_dir()) for folder in folders
    )


def _matters(change: Change, path: str) -> bool:
    """Whether it is more than what we write ourselves on the way to a file."""
    del change
    return not Path(path).name.startswith(".teg-")
