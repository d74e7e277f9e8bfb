"""Committing reports: exactly the files written, and nothing else that the user has in hand.

`git add -N` makes new files known, `git commit --only` commits the given paths and leaves what
is staged alone; when that fails, the intent to add is taken back. Nothing is forced, no hook is
skipped. Whatever git can't do now is said in words, and is to be asked for again later.

Paths are relative to the workspace, which may be a folder of a larger repository.
Needs git 2.26 or newer.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from teg_tui.outside_text import visible
from teg_tui.reports.provenance import Provenance
from teg_tui.store import gitleftovers
from teg_tui.store.files import FileScanner
from teg_tui.store.git import BROKEN, Answer, Git, last_words
from teg_tui.store.gitstatus import Status, find_place, pathspec_options, status
from teg_tui.store.gittrouble import Trouble, TroubleKind, trouble_of
from teg_tui.store.history import read_provenance


@dataclass(frozen=True)
class CommitResult:
    """What became of a commit."""

    sha: str | None = None
    """The commit made now; None where none was."""
    blobs: Mapping[str, str] = field(default_factory=dict)
    """Git blob ids, by path, of what HEAD now holds: what was filed, or what a hook made of it."""
    trouble: Trouble | None = None
    """Why some or all of the paths are not committed; ask again later."""
    left_out: tuple[str, ...] = ()
    """The paths that `trouble` is about."""

    @property
    def done(self) -> bool:
        """Whether HEAD holds every path, by this commit or an earlier one."""
        return self.trouble is None


class Commits:
    """The git history of a workspace."""

    def __init__(self, root: Path, *, patience: float = 120.0) -> None:
        """Nothing is run yet. `patience`: seconds a commit with its hooks may take."""
        self._root = root
        self._git = Git(root)
        self._patience = patience
        self._turn = threading.Lock()

    def state(self) -> Trouble | None:
        """What would keep a commit from being made now, as far as can be seen beforehand."""
        place = find_place(self._git)
        if isinstance(place, Trouble):
            return place
        if place.trouble is not None:
            return place.trouble
        answer = self._git.ask("var", "GIT_COMMITTER_IDENT")
        return trouble_of(answer) if answer.code else None

    def head(self) -> str | None:
        """The newest commit; None where there is none, or no repository."""
        return self._look(())[0]

    def head_blobs(self, paths: Iterable[str]) -> dict[str, str]:
        """The blob ids that HEAD has for those of `paths` it knows."""
        return self._look(tuple(paths))[1]

    def reflog(self) -> Path | None:
        """The file that grows whenever HEAD moves, there or not; None without a repository."""
        answer = self._git.ask("rev-parse", "--git-path", "logs/HEAD")
        return None if answer.code else self._root / os.fsdecode(answer.out).strip()

    def provenance_log(self, since: str | None = None) -> Iterator[Provenance]:
        """What the commits' trailers say, newest first, as it is read; nothing without commits.

        Each has the blob that its commit holds, where a hook made it another than was filed.
        `since` is a commit whose own past is known already.

        Raises:
            StoreError: git broke off; what came until then is incomplete.
        """
        return read_provenance(self._root, since) if self.head() else iter(())

    def stop(self) -> None:
        """From any thread: end the git that is running; what it was to do remains to be done."""
        self._git.stop()

    def commit(
        self,
        paths: Iterable[str],
        message: str,
        trailers: Sequence[str] = (),
        *,
        filed: Mapping[str, str] | None = None,
    ) -> CommitResult:
        """Commit `paths` as they are on disk.

        Asking again is safe: what HEAD holds already is not committed twice. Left out, and said
        in `trouble`, while the rest is committed: vanished and ignored files, and files whose blob
        id is not that in `filed`, because somebody has edited them since. From several threads
        they are made one after the other.
        """
        with self._turn:
            return self._commit(paths, message, trailers, filed or {})

    def _commit(
        self,
        paths: Iterable[str],
        message: str,
        trailers: Sequence[str],
        filed: Mapping[str, str],
    ) -> CommitResult:
        wanted = tuple(dict.fromkeys(paths))
        gitleftovers.clear(self._root, self._git)
        place = find_place(self._git)
        if isinstance(place, Trouble):
            return CommitResult(trouble=place, left_out=wanted)
        found = status(self._git, place, wanted)
        if isinstance(found, Trouble):
            return CommitResult(trouble=found, left_out=wanted)
        choice = _choose(wanted, found, FileScanner(self._root).scan(wanted), filed)
        if not choice.take:
            return _settled(wanted, choice, None, self.head_blobs(wanted))
        if place.trouble is not None:
            out = (*choice.take, *choice.left)
            return CommitResult(trouble=place.trouble, left_out=out)
        with gitleftovers.at_work(self._root, found.head):
            return self._carry_out(wanted, choice, found, _message(message, trailers))

    def _carry_out(
        self, wanted: Sequence[str], choice: _Choice, found: Status, message: bytes
    ) -> CommitResult:
        scanner = FileScanner(self._root)
        new = [path for path in choice.take if path in found.new]
        for last in (False, True):
            before = scanner.scan(choice.take)
            answer = self._add_and_commit(choice.take, new, message)
            head, blobs = self._look(wanted)
            as_before = before == {path: blobs.get(path) for path in choice.take}
            # A hook that hangs after the commit fails it in vain: the commit is there.
            if answer.code == 0 or (head != found.head and as_before):
                if answer.code or not as_before:
                    # Git was stopped before the index knew of the commit; or a hook's own
                    # `git add` went into the commit, not into the user's index.
                    self._reset(choice.take)
                return _settled(wanted, choice, head, blobs)
            self._reset(new)
            mended = answer.code == 1 and scanner.scan(choice.take) != before
            if last or not mended:
                break
            # Hooks that mend files refuse the first time and want to be asked again.
        trouble = trouble_of(answer, committing=True)
        return CommitResult(trouble=trouble, left_out=(*choice.take, *choice.left))

    def _add_and_commit(self, take: Sequence[str], new: Sequence[str], message: bytes) -> Answer:
        try:
            if new:
                with pathspec_options(new) as options:
                    added = self._git.tell("add", "--intent-to-add", *options)
                if added.code:
                    return added
            with pathspec_options(take) as options:
                return self._git.tell(*_COMMIT, *options, given=message, timeout=self._patience)
        except OSError as error:  # no room for the list of paths
            return Answer(BROKEN, err=str(error).encode())

    def _reset(self, paths: Sequence[str]) -> None:
        """Let the index say what HEAD says of `paths`; at worst it is done the next time."""
        if paths:
            with suppress(OSError), pathspec_options(paths) as options:
                self._git.tell("reset", "--quiet", *options)

    def _look(self, paths: Sequence[str]) -> tuple[str | None, dict[str, str]]:
        """HEAD, and its blobs for those of `paths` it knows, in one go."""
        names = [path for path in paths if "\n" not in path]
        asked = "\n".join(["HEAD", *(f"HEAD:./{path}" for path in names)]) + "\n"
        form = "--batch-check=%(objecttype) %(objectname)"
        answer = self._git.ask("cat-file", form, given=os.fsencode(asked))
        head, *found = os.fsdecode(answer.out).split("\n")
        blobs = {
            path: line.removeprefix("blob ")
            for path, line in zip(names, found, strict=False)
            if line.startswith("blob ")
        }
        return (head.removeprefix("commit ") if head.startswith("commit ") else None), blobs


_COMMIT = (
    *("-c", "i18n.commitEncoding=UTF-8"),
    "commit",
    "--only",
    "--quiet",
    "--cleanup=whitespace",
    "--file=-",
)


@dataclass(frozen=True)
class _Choice:
    """Which paths to commit, and which to leave."""

    take: tuple[str, ...]
    left: tuple[str, ...]
    trouble: Trouble | None
    """Why some are left."""


def _settled(
    wanted: Sequence[str], choice: _Choice, sha: str | None, blobs: Mapping[str, str]
) -> CommitResult:
    """The result, where git refused nothing; what it passed over in silence is told of here."""
    silent = tuple(path for path in wanted if path not in blobs and path not in choice.left)
    if not silent:
        return CommitResult(sha, blobs, choice.trouble, choice.left)
    trouble = Trouble(
        TroubleKind.OTHER,
        f"git does not take {_named(silent)}",
        "A symbolic link or another repository may be on its way",
    )
    return CommitResult(sha, blobs, trouble, (*silent, *choice.left))


def _choose(
    wanted: Sequence[str], found: Status, disk: Mapping[str, str], filed: Mapping[str, str]
) -> _Choice:
    take: list[str] = []
    left: dict[TroubleKind, list[str]] = {}
    for path in wanted:
        blob = disk.get(path)
        if blob is None:
            left.setdefault(TroubleKind.VANISHED, []).append(path)
        elif path in found.ignored:
            left.setdefault(TroubleKind.IGNORED, []).append(path)
        elif found.heads.get(path, blob) == blob and (path in found.heads or path not in found.new):
            continue  # HEAD has it
        elif filed.get(path, blob) != blob:
            left.setdefault(TroubleKind.EDITED, []).append(path)
        else:
            take.append(path)
    out = tuple(path for paths in left.values() for path in paths)
    return _Choice(tuple(take), out, _left_trouble(left))


_WHY_LEFT = {
    TroubleKind.VANISHED: ("gone from the disk", "Write again what you need"),
    TroubleKind.IGNORED: (
        "ignored by git",
        "Take the path out of .gitignore, or set git.commit = false in teg.toml",
    ),
    TroubleKind.EDITED: ("edited since it was filed", "Look it over and commit it yourself"),
}


def _left_trouble(left: Mapping[TroubleKind, Sequence[str]]) -> Trouble | None:
    """All reasons in one; the kind is that of the first."""
    if not left:
        return None
    what = "; ".join(f"{_named(paths)}: {_WHY_LEFT[kind][0]}" for kind, paths in left.items())
    way_out = ". ".join(_WHY_LEFT[kind][1] for kind in left)
    return Trouble(next(iter(left)), f"not committed: {what}", way_out)


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return last_words(os.fsencode(paths[0])) + more


def _message(message: str, trailers: Sequence[str]) -> bytes:
    blocks = [visible(message).strip(), "\n".join(trailers)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode(errors="replace")
