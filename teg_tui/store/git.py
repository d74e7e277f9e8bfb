"""Running git: no stdin of ours, no questions, no pager, a timeout, and the whole group killed.

A plain subprocess and not GitPython, which reads history for us (`history.py`): a hook that hangs
must go with its children, and a hook's background job that keeps the pipes open must not be waited
for.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from teg_tui import leaving

ABSENT = 127
"""`Answer.code` where there is no git."""
BROKEN = 126
"""`Answer.code` where git could not be started."""
STOPPED = -signal.SIGTERM
"""`Answer.code` where it was ended by `Git.stop`."""

_SLICE = 0.25
"""Seconds between looks whether git itself has gone while somebody else holds its pipes."""
_GRACE = 0.7
"""Seconds from asking to killing: git removes its lock files when asked."""
_MOMENT = 0.02
"""Seconds between two looks whether all have gone."""
_PRIVATE = r"ANTHROPIC_.*|TEG_NOTIFY_URLS"
_DROPPED = re.compile(
    rf"{_PRIVATE}|LANGUAGE|LC_ALL|LC_MESSAGES|GPG_TTY"
    # what would point git at another repository than the workspace's, or reread our paths
    r"|GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|PREFIX|NAMESPACE|OBJECT_DIRECTORY"
    r"|ALTERNATE_OBJECT_DIRECTORIES|\w+_PATHSPECS|EDITOR|SEQUENCE_EDITOR)"
)
_ESCAPE = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)")


@dataclass(frozen=True)
class Answer:
    """What git said."""

    code: int
    out: bytes = b""
    err: bytes = b""
    timed_out: bool = False
    """Whether it was stopped for taking too long."""

    @property
    def words(self) -> str:
        """The last lines it wrote, safe to show."""
        return last_words(self.err + b"\n" + self.out)


def last_words(output: bytes, lines: int = 3) -> str:
    """The last lines of a program's output, in one, with nothing in it that a terminal obeys."""
    text = _ESCAPE.sub("", output.decode("utf-8", errors="replace"))
    said = [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]
    joined = " / ".join(line[:200] for line in said[-lines:])
    return "".join(char if char.isprintable() else "\ufffd" for char in joined)


def environment(*, reads: bool) -> dict[str, str]:
    """Git's environment, and its hooks': ours without its secrets, and nobody is asked anything.

    Messages are untranslated, while the characters of the user's locale stay for the hooks.
    """
    kept = {name: value for name, value in os.environ.items() if not _DROPPED.fullmatch(name)}
    if everything := os.environ.get("LC_ALL"):
        kept["LANG"] = kept["LC_CTYPE"] = everything
    kept |= {
        "LC_MESSAGES": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "false",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_EDITOR": "true",
        "GIT_PAGER": "cat",
    }
    if reads:
        kept["GIT_OPTIONAL_LOCKS"] = "0"
    return kept


def blanks() -> dict[str, str]:
    """The secrets of our environment, each of them empty: for what can add to it and not take."""
    return {name: "" for name in os.environ if re.fullmatch(_PRIVATE, name)}


class Git:
    """Git in one folder. One call at a time; `stop` may come from any thread."""

    def __init__(self, folder: Path, more: Mapping[str, str] | None = None) -> None:
        """`more` is set in the environment besides."""
        self._folder = folder
        self._more = dict(more or {})
        self._running: _Running | None = None

    def ask(self, *arguments: str, given: bytes = b"", timeout: float = 30.0) -> Answer:
        """Run a git command that only reads."""
        return self._run(arguments, given, timeout, reads=True)

    def tell(self, *arguments: str, given: bytes = b"", timeout: float = 30.0) -> Answer:
        """Run a git command that writes."""
        return self._run(arguments, given, timeout, reads=False)

    def stop(self) -> None:
        """End what is running, hooks included; its caller gets a failed answer."""
        running = self._running
        if running is not None:
            running.stopped.set()
            _signal(running.process, signal.SIGTERM)

    def _run(
        self, arguments: tuple[str, ...], given: bytes, timeout: float, *, reads: bool
    ) -> Answer:
        program = shutil.which("git")
        if program is None:
            return Answer(ABSENT, err=b"git: not found")
        try:
            # From a file: a pipe would have to be fed while git's own output is read.
            with tempfile.TemporaryFile() as source:
                source.write(given)
                source.seek(0)
                process = self._start([program, *arguments], reads=reads, source=source.fileno())
        except OSError as error:
            return Answer(BROKEN, err=str(error).encode())
        running = self._running = _Running(process)
        try:
            with leaving.looking_after(partial(_signal, process)):
                return _finish(running, timeout)
        finally:
            self._running = None

    def _start(
        self,
        command: list[str],
        *,
        reads: bool,
        source: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - no shell, and every argument is ours
            command,
            cwd=self._folder,
            env=environment(reads=reads) | self._more,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )


@dataclass(frozen=True)
class _Running:
    """A git at work."""

    process: subprocess.Popen[bytes]
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set when nobody wants it any more: a hook that won't end is ended then."""


def _finish(running: _Running, timeout: float) -> Answer:
    """Wait for git, not for those to whom a hook has lent the pipes."""
    process, deadline = running.process, time.monotonic() + timeout
    gone = False
    with _closing(process):
        while True:
            try:
                out, err = process.communicate(timeout=_SLICE)
                if running.stopped.is_set():
                    _end(process)
                return Answer(process.returncode, out, err)
            except subprocess.TimeoutExpired as waiting:
                out, err = waiting.output or b"", waiting.stderr or b""
            if running.stopped.is_set():
                _end(process)
                return Answer(STOPPED, out, err)
            if gone:
                return Answer(process.returncode, out, err)
            gone = process.poll() is not None
            if not gone and time.monotonic() > deadline:
                _end(process)
                return Answer(process.returncode, out, err, timed_out=True)


@contextmanager
def _closing(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _end(process)
        raise
    finally:
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to end, then make it: git goes when asked, and a hook may stay."""
    _signal(process, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE
    while (process.poll() is None or _has_group(process)) and time.monotonic() < deadline:
        time.sleep(_MOMENT)
    _signal(process, signal.SIGKILL)
    process.wait()


def _has_group(process: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
