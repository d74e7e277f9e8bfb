"""Files as they were when others were committed: what git remembers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from teg_tui.store.git import Git

_PATIENCE = 60.0
_MOST = 50
"""Commits of a file that are looked at."""


@dataclass(frozen=True)
class Version:
    """A file as it was committed."""

    commit: str
    blob: str
    at: datetime
    subject: str
    """The first line of the commit's message."""


class Earlier:
    """The past of a workspace's files. Without a repository, or where git fails, it is empty."""

    def __init__(self, root: Path) -> None:
        self._git = Git(root)

    def last_commits(self, folders: Iterable[str]) -> dict[str, tuple[int, str]]:
        """For every file below some folders the commit that changed it last, with its age.

        The age counts commits, from 0 for the newest that changed anything here.
        """
        named = sorted(set(folders))
        answer = self._git.ask(
            *("-c", "core.quotePath=false", "log", "--format=%x01%H", "--name-only"),
            *("--no-renames", "--relative", "--", *named),
            timeout=_PATIENCE,
        )
        found: dict[str, tuple[int, str]] = {}
        age, commit = -1, ""
        for line in os.fsdecode(answer.out).splitlines() if answer.code == 0 else ():
            if line.startswith("\x01"):
                age, commit = age + 1, line[1:]
            elif line:
                found.setdefault(line, (age, commit))
        return found

    def blobs(self, path: str, commits: Sequence[str]) -> Mapping[str, str]:
        """The blob ids that a file had in some commits; those without it are left out."""
        asked = "".join(f"{commit}:./{path}\n" for commit in commits)
        answer = self._git.ask(
            "cat-file", "--batch-check=%(objecttype) %(objectname)", given=os.fsencode(asked)
        )
        lines = os.fsdecode(answer.out).splitlines()
        return {
            commit: line.removeprefix("blob ")
            for commit, line in zip(commits, lines, strict=False)
            if line.startswith("blob ")
        }

    def versions(self, path: str) -> list[Version]:
        """What a file was in the commits that changed it, newest first."""
        answer = self._git.ask(
            *("log", f"--max-count={_MOST}", "--format=%H %ct %s", "--no-renames", "--", path),
            timeout=_PATIENCE,
        )
        found = [line.split(" ", 2) for line in os.fsdecode(answer.out).splitlines()]
        if answer.code or not found:
            return []
        blobs = self.blobs(path, [commit for commit, *_ in found])
        return [
            Version(commit, blobs[commit], datetime.fromtimestamp(int(when), UTC), subject)
            for commit, when, subject in found
            if commit in blobs
        ]

    def content(self, blob: str) -> bytes | None:
        """The bytes of a blob."""
        answer = self._git.ask("cat-file", "blob", blob)
        return answer.out if answer.code == 0 else None
