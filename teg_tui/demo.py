"""The demonstration: an invented tour in a folder of its own, and its own simulator.

Whoever speaks to the API of a demonstration does it inside `ensure_simulator`: a simulator
answers at the workspace's `base_url` for as long as any process needs one. It keeps its batches
in `.teg-tui/simulator` and ends when the process that started it does.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from teg_tui import workspace
from teg_tui.errors import TegError
from teg_tui.store.files import make_folder, write_atomically
from teg_tui.store.filing import private_folder
from teg_tui.store.git import ABSENT, Git, last_words
from teg_tui.workspace import CONFIG_FILE, Workspace

NOT_DATA = ("make_tour.py", "planted_errors.json", "__pycache__", CONFIG_FILE)
"""What lies beside the shipped data without being the tour's."""
LOOK_AGAIN = 2.0
"""Seconds between looks at a simulator that another process runs."""
PATIENCE = 20.0
"""Seconds for a simulator to answer after it was started."""


def workspace_in(folder: Path) -> Workspace:
    """The demonstration in a folder, made where there is none. Never touches what is not ours."""
    folder = folder.absolute()
    if (folder / CONFIG_FILE).is_file():
        found = workspace.load(folder)
        if found.config.demo:
            return found
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TegError(
            "is there already and is no demonstration",
            where=str(folder),
            way_out="Name another folder: teg-tui demo FOLDER",
        )
    _make(folder)
    return workspace.load(folder)


def _make(folder: Path) -> None:
    """Build it beside its place and move it there whole: half a demonstration helps nobody."""
    shipped = workspace.shipped("data")
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        shutil.copytree(shipped, beside / "data", ignore=shutil.ignore_patterns(*NOT_DATA))
        config = (shipped / CONFIG_FILE).read_text(encoding="utf-8")
        ours = f'demo = true\nbase_url = "http://127.0.0.1:{_free_port()}"\n'
        write_atomically(beside / CONFIG_FILE, (ours + config).encode())
        ignored = (".teg-tui/", "data/batch_requests/", "data/batch_results/")
        write_atomically(beside / ".gitignore", "".join(f"{path}\n" for path in ignored).encode())
        _commit_all(beside)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise TegError(f"can't be made: {error.strerror}", where=str(folder)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _commit_all(folder: Path) -> None:
    """A repository whose commits need nobody's name, key or hooks; none where there is no git."""
    git = Git(folder)
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "teg-tui demonstration"),
        ("config", "user.email", "demonstration@localhost"),
        ("config", "commit.gpgsign", "false"),
        ("config", "core.hooksPath", ".git/hooks"),
        ("add", "--all"),
        ("commit", "--quiet", "--message=The demonstration tour"),
    ):
        answer = git.tell(*arguments)
        if answer.code == ABSENT:
            return
        if answer.code:
            raise TegError(f"git {arguments[0]} failed: {answer.words}", where=str(folder))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def ensure_simulator(found: Workspace, *, wait: bool = True) -> Iterator[None]:
    """While the block lasts, the demonstration's simulator answers; no other workspace has one.

    Without `wait` it is started in the background. Raises TegError where it won't start.
    """
    if not found.config.demo:
        yield
        return
    keeper = _Keeper(found)
    if wait:
        keeper.look()
    watcher = threading.Thread(target=keeper.keep, name="simulator", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        keeper.over.set()
        keeper.stop()
        watcher.join()


class _Keeper:
    """Starts a simulator when there is none: at first, and when another process took its away."""

    def __init__(self, found: Workspace) -> None:
        self.over = threading.Event()
        self._root = found.root
        self._state = found.private / "simulator"
        self._port = urlsplit(found.config.base_url).port or 0
        self._ours: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Look again and again until it is over; costs nothing while the simulator is ours."""
        while not self.over.is_set():
            # Where it fails, whoever waits for an answer says in words that there is none.
            with suppress(TegError):
                self.look()
            if self._ours is not None:
                self._ours.wait()
            self.over.wait(LOOK_AGAIN)
        self.stop()

    def look(self) -> None:
        """Start a simulator unless one answers. Raises TegError where it won't start."""
        if self._answers():
            return
        private_folder(self._root)
        make_folder(self._state)
        log = self._state.with_suffix(".log")
        with log.open("wb") as errors:
            started = self._ours = self._start(errors)
        late = threading.Timer(PATIENCE, started.kill)
        late.start()
        try:
            said = started.stdout.readline() if started.stdout else b""
        finally:
            late.cancel()
        if not said and not self._answers():
            reason = last_words(log.read_bytes()) or "it does not answer"
            raise TegError(f"the simulator won't start: {reason}", where=str(log))

    def stop(self) -> None:
        """End ours, if there is one: it goes when its standard input closes."""
        if self._ours is None or self._ours.stdin is None:
            return
        self._ours.stdin.close()
        try:
            self._ours.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._ours.kill()
            self._ours.wait()

    def _start(self, errors: BinaryIO) -> subprocess.Popen[bytes]:
        """In a session of its own, so that Ctrl-C does not end it before our last call."""
        options = ["--port", str(self._port), "--state", str(self._state), "--exit-with-stdin"]
        return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-P", "-m", "teg_tui", "simulator", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={k: v for k, v in os.environ.items() if not k.startswith("ANTHROPIC_")},
            start_new_session=True,
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1):
                return True
        except OSError:
            return False
