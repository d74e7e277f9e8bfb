"""Where a workspace stands in its repository, and how its files differ from HEAD."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from teg_tui.store.git import Git
from teg_tui.store.gittrouble import Trouble, TroubleKind, trouble_of

_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
    "sequencer": "a series of cherry-picks",
    "BISECT_LOG": "a bisect",
}
_AT_ONCE = 500
"""Paths a call: the length of a command line is limited."""


@dataclass(frozen=True)
class Place:
    """The workspace in its repository."""

    prefix: str
    """The workspace's path in the repository, with a slash at its end; empty for its root."""
    trouble: Trouble | None
    """What is under way there that no commit should come between."""


@dataclass(frozen=True)
class Status:
    """How given paths (relative to the workspace) differ from HEAD."""

    head: str | None
    """The newest commit; None before the first."""
    heads: Mapping[str, str]
    """HEAD's blob ids of known paths that differ, all zeros where it has none."""
    new: frozenset[str]
    """Not in the index, or there only by an intent to add."""
    ignored: frozenset[str]


def find_place(git: Git) -> Place | Trouble:
    """Where the workspace stands; a `Trouble` where git can't work there at all."""
    answer = git.ask("rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix")
    if answer.code:
        return trouble_of(answer)
    inside, folder, prefix = (os.fsdecode(answer.out) + "\n\n").split("\n")[:3]
    if inside != "true":
        return Trouble(
            TroubleKind.NO_REPOSITORY,
            "the workspace lies in git's own folder or in a bare repository",
            "Work in a checkout of it",
        )
    return Place(prefix, _under_way(Path(folder)) or _detached(git))


def _detached(git: Git) -> Trouble | None:
    """No branch would hold a commit made now: the next checkout would leave it behind."""
    if git.ask("symbolic-ref", "--quiet", "HEAD").code != 1:
        return None
    return Trouble(
        TroubleKind.DETACHED,
        "no branch is checked out (detached HEAD), so that a commit would be left behind",
        "Check out the branch it belongs on: git switch NAME",
    )


def _under_way(folder: Path) -> Trouble | None:
    for name, what in _UNDER_WAY.items():
        if (folder / name).exists():
            return Trouble(
                TroubleKind.BUSY,
                f"{what} is under way in the repository",
                "Finish or abort it",
            )
    lock = folder / "index.lock"
    if lock.exists():
        return Trouble(
            TroubleKind.LOCKED,
            f"another git is at work in the repository ({lock} is there)",
            "Wait for it; if no git runs, remove that file",
        )
    return None


def status(git: Git, place: Place, paths: Sequence[str]) -> Status | Trouble:
    """How `paths` differ from HEAD, as git sees it: filters and line ends included."""
    head: str | None = None
    heads: dict[str, str] = {}
    new: set[str] = set()
    ignored: set[str] = set()
    for start in range(0, len(paths), _AT_ONCE):
        answer = git.ask(*_STATUS, *map(literal, paths[start : start + _AT_ONCE]))
        if answer.code:
            return trouble_of(answer)
        for record in os.fsdecode(answer.out).split("\0"):
            sort, _, rest = record.partition(" ")
            if sort == "#" and rest.startswith("branch.oid ") and "(initial)" not in rest:
                head = rest.removeprefix("branch.oid ")
            elif sort == "?":
                new.add(rest.removeprefix(place.prefix))
            elif sort == "!":
                ignored.add(rest.removeprefix(place.prefix))
            elif sort == "1":
                state, *_, blob, _, path = rest.split(" ", 7)
                heads[path.removeprefix(place.prefix)] = blob
                if state == ".A":
                    new.add(path.removeprefix(place.prefix))
            elif sort == "u":
                return Trouble(
                    TroubleKind.BUSY,
                    "a report is in conflict between two versions",
                    "Resolve the conflict",
                )
    return Status(head, heads, frozenset(new), frozenset(ignored))


_STATUS = (
    "status",
    "--porcelain=v2",
    "-z",
    "--branch",
    "--no-ahead-behind",
    "--no-renames",
    "--untracked-files=all",
    "--ignored=traditional",
    "--",
)


def literal(path: str) -> str:
    """A path as a pathspec that is no pattern.

    By prefix and not by GIT_LITERAL_PATHSPECS, which hooks would inherit.
    """
    return f":(literal){path}"


@contextmanager
def pathspec_options(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Options that name `paths`, however many, while the block lasts."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"\0".join(os.fsencode(literal(path)) for path in paths))
        file.flush()
        yield f"--pathspec-from-file={file.name}", "--pathspec-file-nul"
