"""What a git of ours leaves behind when the power goes while it commits: lock files, and an index
that does not know of the commit.

No git commits until the locks are gone, and they do not say whose they are. So a mark, locked by
our process, lies in the private folder while a git of ours writes. A mark that nobody holds says
that it was broken off; lock files no older than that mark are then what it left, once no git is at
work in the repository. All others are left to whoever made them.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from teg_tui.errors import StoreError
from teg_tui.store.files import write_atomically
from teg_tui.store.git import Git
from teg_tui.store.gitstatus import pathspec_options
from teg_tui.store.glance import PRIVATE

_MARKS = "git-*.mark"
_ROUNDED = 2.0
"""Seconds by which a disk may round times down."""
_LOCKED = ("index", "HEAD", "objects/maintenance")
"""What a commit locks by `NAME.lock`, besides the branch and, by number, the index to come."""

_PATHS_OF = ("diff-tree", "--root", "--no-commit-id", "--name-only", "--relative", "-r", "-z")


@contextmanager
def at_work(root: Path, head: str | None) -> Iterator[None]:
    """While the block lasts a git of ours writes to the repository, which is at `head` so far; a
    crash is told by the mark."""
    private = root / PRIVATE
    if not private.is_dir():  # then there is nothing of ours to commit
        yield
        return
    mark = private / _MARKS.replace("*", secrets.token_hex(4))
    try:
        write_atomically(mark, (head or "").encode())
        descriptor = os.open(mark, os.O_RDONLY)
    except (StoreError, OSError):  # no room for it: git has to go without
        yield
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        mark.unlink(missing_ok=True)
        os.close(descriptor)


def clear(root: Path, git: Git) -> None:
    """Remove the lock files of a git of ours that was broken off; costs nothing if none was."""
    for mark in (root / PRIVATE).glob(_MARKS):
        with suppress(OSError):
            since = mark.stat().st_mtime - _ROUNDED
            if not _is_held(mark) and not git_runs(root):
                locks = [lock for lock in _locks(root, git) if _is_younger(lock, since)]
                for lock in locks:
                    lock.unlink()
                if any(lock.name == "index.lock" for lock in locks):
                    _complete_index(git, mark.read_text())
                mark.unlink()


def _is_younger(lock: Path, since: float) -> bool:
    return lock.is_file() and lock.stat().st_mtime >= since


def _complete_index(git: Git, before: str) -> None:
    """Where the commit was made already, let the index know; nobody else could write to it since.

    Otherwise it says that what was committed is to be deleted, or to be as it was.
    """
    head = os.fsdecode(git.ask("rev-parse", "--verify", "--quiet", "HEAD").out).strip()
    if head == before:
        return
    listed = git.ask(*_PATHS_OF, "HEAD").out
    paths = [os.fsdecode(path) for path in listed.split(b"\0") if path]
    if paths:
        with pathspec_options(paths) as options:
            git.tell("reset", "--quiet", *options)


def _is_held(mark: Path) -> bool:
    descriptor = os.open(mark, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _locks(root: Path, git: Git) -> list[Path]:
    """Whatever a commit may have locked, there or not; of a linked work tree its own."""
    branch = os.fsdecode(git.ask("symbolic-ref", "--quiet", "HEAD").out).strip()
    names = [*_LOCKED, *filter(None, [branch])]
    asked = [word for name in names for word in ("--git-path", f"{name}.lock")]
    answer = git.ask("rev-parse", *asked)
    found = [root / line for line in os.fsdecode(answer.out).splitlines()]
    return [*found, *(each for lock in found[:1] for each in lock.parent.glob("next-index-*.lock"))]


def git_runs(root: Path) -> bool:
    """Whether any git is at work in the repository; where that can't be told, it is."""
    if Path("/proc/self/comm").exists():
        return any(_is_git_in(process, root) for process in Path("/proc").glob("[0-9]*"))
    try:
        names = subprocess.run(
            ["/bin/ps", "-A", "-o", "comm="], capture_output=True, text=True, timeout=10, check=True
        ).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        return True
    return any(Path(name.strip()).name.startswith("git") for name in names)


def _is_git_in(process: Path, root: Path) -> bool:
    """Git works from its work tree's top, which the workspace lies in, or is."""
    try:
        if not (process / "comm").read_text().startswith("git"):
            return False
        folder = (process / "cwd").readlink()
    except (FileNotFoundError, ProcessLookupError):  # gone before, or while, it was read
        return False
    except OSError:
        return True
    return folder.is_relative_to(root.resolve()) or root.resolve().is_relative_to(folder)
