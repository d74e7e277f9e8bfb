"""Reading provenance back from the commits.

Reading is GitPython's; only committing, where hooks may hang, is done by hand (`git.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from teg_tui.errors import StoreError
from teg_tui.reports.provenance import Provenance
from teg_tui.store.git import blanks
from teg_tui.store.trailers import NAME, from_line

if TYPE_CHECKING:
    import git


def read_provenance(root: Path, since: str | None = None) -> Iterator[Provenance]:
    """What the trailers of the commits that touched the folder `root` say, newest first.

    With `since`, only of those that this commit does not have in its past.

    A hook may have committed another blob than was filed: the commit's own is taken.

    Raises:
        StoreError: git broke off; what came until then is incomplete.
    """
    import git

    try:
        with git.Repo(root, search_parent_directories=True) as repository:
            repository.git.update_environment(**blanks())
            folder = PurePosixPath(root.resolve().relative_to(_top(repository)).as_posix())
            for commit in repository.iter_commits(
                f"{since}..HEAD" if since else None,
                paths=[str(folder)],
                full_history=True,
                basic_regexp=True,
                grep=f"^{NAME}: ",
            ):
                yield from _entries(commit, folder)
    except (git.GitCommandError, git.exc.ODBError, ValueError) as error:
        raise StoreError(
            "git broke off",
            where=str(root),
            way_out="Look with git fsck whether the repository is sound",
        ) from error


def _top(repository: git.Repo) -> Path:
    return Path(repository.working_tree_dir or repository.git_dir).resolve()


def _entries(commit: git.Commit, folder: PurePosixPath) -> Iterator[Provenance]:
    """The last line first: commits squashed into one stand in it oldest first."""
    text = commit.message
    lines = (text if isinstance(text, str) else text.decode(errors="replace")).split("\n")
    for line in reversed(lines):
        entry = from_line(line)
        if entry is not None:
            blob = _blob(commit, folder / entry.path) or entry.provenance.blob
            yield replace(entry.provenance, blob=blob)


def _blob(commit: git.Commit, path: PurePosixPath) -> str | None:
    try:
        return commit.tree.join(str(path)).hexsha
    except KeyError:
        return None
