"""A mistake of ours that nobody foresaw: written down for a bug report, and told in one message.

The traceback is written without the values of variables, in which texts and keys may stand, and
without secrets in what the error says.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from teg_tui import __version__
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line, visible
from teg_tui.redaction import without_secrets
from teg_tui.store.files import write_atomically
from teg_tui.store.filing import private_folder
from teg_tui.store.glance import PRIVATE
from teg_tui.workspace import root_of

EXIT_CODE = 70
"""As sysexits.h has it: a mistake in the program itself."""
FOLDER = "crashes"
KEPT = 10
"""Crash files in a folder; the oldest go."""
_MOST_WORDS = 200
_MOST = 200_000
"""Characters of a traceback."""
_PREFIX = "crash-"
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Crash:
    """A mistake, written down."""

    what: str
    """Error and place: "KeyError: 'x' in teg_tui/service/waves.py, line 40"."""
    file: Path | None
    """Where it is written down; None where no disk took it."""

    def __str__(self) -> str:
        kept = f"How it came about is in {self.file}" if self.file else "No disk took the details"
        return (
            f"a mistake in teg-tui itself: {self.what}. Your batches are safe: what was sent goes"
            f" on, and is collected by teg-tui watch. {kept}; for a bug report:"
            " teg-tui doctor --report"
        )


def keep(error: BaseException, start: Path, command: str) -> Crash:
    """Write an error down, in the workspace that `start` lies in where there is one; never raises.

    `command` is what was being done, without its arguments.
    """
    with suppress(Exception):  # whatever is wrong besides must not hide what went wrong first
        text = _text(error, command)
        for folder in _folders(start):
            with suppress(OSError, TegError):
                return Crash(_what(error), _write(folder(), text))
    return Crash(_what(error), None)


def files(root: Path | None) -> tuple[Path, ...]:
    """The crash files there are of a workspace and of this user, oldest first."""
    folders = [_state(), *([root / PRIVATE / FOLDER] if root else [])]
    found = (path for folder in folders for path in folder.glob(f"{_PREFIX}*.txt"))
    return tuple(sorted(found, key=lambda path: path.name))


def _folders(start: Path) -> Iterator[Callable[[], Path]]:
    """Where a crash file may lie, the best place first; each is made only when it is its turn."""
    with suppress(OSError):
        root = root_of(start)
        if root is not None:
            yield lambda: private_folder(root) / FOLDER
    yield _state
    yield lambda: Path(tempfile.mkdtemp(prefix="teg-tui-"))


def _state() -> Path:
    """The user's own folder for what a program leaves behind."""
    named = os.environ.get("XDG_STATE_HOME")
    return (Path(named) if named else Path.home() / ".local" / "state") / "teg-tui"


def _write(folder: Path, text: str) -> Path:
    now = datetime.now(UTC)
    path = folder / f"{_PREFIX}{now:%Y%m%dT%H%M%S%f}Z-{os.getpid()}.txt"
    write_atomically(path, text.encode("utf-8", "replace"))
    for old in sorted(folder.glob(f"{_PREFIX}*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def _text(error: BaseException, command: str) -> str:
    trace = "".join(traceback.TracebackException.from_exception(error).format())
    if len(trace) > _MOST:
        trace = f"{trace[: _MOST // 2]}\n[...]\n{trace[-_MOST // 2 :]}"
    version = f"teg-tui {__version__}, Python {platform.python_version()}, {platform.platform()}"
    when = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}, {command}"
    return visible(without_secrets(f"{version}\n{when}\n\n{trace}"))


def _what(error: BaseException) -> str:
    name = type(error).__name__
    try:
        said = one_line(without_secrets(str(error)))[:_MOST_WORDS]
    except Exception:  # an error that can't even say what it is
        said = ""
    return f"{name}{': ' if said else ''}{said}{_place(error)}"


def _place(error: BaseException) -> str:
    """The innermost line of ours that it came through."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            return f" in {path.relative_to(_PACKAGE.parent)}, line {frame.lineno}"
    return ""
