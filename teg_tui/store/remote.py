"""The branch's counterpart at its origin: how far apart they are, asking for news, pushing.

Nothing is forced, merged or rebased: a push goes from the branch to its upstream and nowhere
else, and a fetch moves that upstream's remote-tracking ref and nothing else, `FETCH_HEAD` included.
Nobody is asked for a password: what ssh-agent or a credential helper knows has to do.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from teg_tui.store.git import STOPPED, Answer, Git
from teg_tui.store.gitstatus import find_place
from teg_tui.store.gittrouble import Trouble, TroubleKind, trouble_of
from teg_tui.store.remotetrouble import remote_trouble

_SUBJECTS = 5
_ASKS_NOBODY = {"GCM_INTERACTIVE": "never"}
_OWN_SSH = ("GIT_SSH_COMMAND", "GIT_SSH")
_ASKED_FOR = "%00".join(
    f"%(upstream{part})" for part in ("", ":short", ":remotename", ":remoteref", ":track,nobracket")
)


@dataclass(frozen=True)
class Upstream:
    """The branch that is checked out and its counterpart, as far as is known here."""

    branch: str
    """The local one's full name: "refs/heads/main"."""
    name: str
    """The counterpart as people say it: "origin/main"."""
    tracking: str
    """The full name of the ref that remembers it: "refs/remotes/origin/main"."""
    remote: str
    """As `git remote` calls it: "origin"."""
    ref: str
    """Its full name there: "refs/heads/main"."""
    ahead: int
    """Commits that are here and not there."""
    behind: int
    """Commits that are there and not here, when it was last asked."""
    subjects: tuple[str, ...] = ()
    """What the first of those ahead are called, newest first; as somebody wrote them."""


class Remote:
    """The workspace's repository and its origin. One call at a time; `stop` from any thread."""

    def __init__(self, root: Path, *, patience: float = 120.0) -> None:
        """Nothing is run yet. `patience`: seconds a fetch or push may take, hooks included."""
        self._root = root
        self._patience = patience
        self._git = Git(root)
        self._over = False
        self._folders: tuple[Path, Path] | None = None
        """The work tree's own git folder, and the one that all work trees share."""
        self._refs: tuple[str, ...] = ()

    def stop(self) -> None:
        """End what is running, for good: nothing is fetched or pushed any more."""
        self._over = True
        self._git.stop()

    def mark(self) -> object:
        """Differs when `upstream` may say something else than before; asks no git."""
        return tuple(map(_mark, self._watched()))

    def upstream(self) -> Upstream | Trouble:
        """Where the branch stands; a `Trouble` where it has no counterpart, with what to do."""
        place = find_place(self._git)
        if isinstance(place, Trouble):
            return place
        self._find_folders()
        head = self._git.ask("symbolic-ref", "--quiet", "HEAD")
        if head.code:
            return _no_upstream(
                "no branch is checked out", "Check one out (git switch BRANCH), then push"
            )
        branch = _text(head)
        self._refs = (branch,)
        answer = self._git.ask("for-each-ref", f"--format={_ASKED_FOR}", branch)
        if answer.code:
            return trouble_of(answer)
        tracking, name, remote, ref, track = (_text(answer) + "\0\0\0\0").split("\0")[:5]
        short = branch.removeprefix("refs/heads/")
        if not tracking or remote in ("", "."):
            return _no_upstream(
                f"the branch {short} has no upstream to push to", self._how_to_begin(short)
            )
        self._refs = (branch, tracking)
        if track == "gone":
            return _no_upstream(
                f"{name} is not there", f"Push the branch once: git push -u {remote} {short}"
            )
        ahead, behind = _count("ahead", track), _count("behind", track)
        subjects = self._subjects(tracking, branch) if ahead else ()
        return Upstream(branch, name, tracking, remote, ref, ahead, behind, subjects)

    def fetch(self, upstream: Upstream) -> Trouble | None:
        """Ask the origin what its branch holds; why that can't be known, where it can't."""
        answer = self._tell_online(
            *("-c", "gc.auto=0", "-c", "maintenance.auto=false"),
            *("fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules"),
            *("--no-write-fetch-head", "--", upstream.remote, upstream.ref),
        )
        return remote_trouble(answer, upstream.name) if answer.code else None

    def push(self, upstream: Upstream) -> Trouble | None:
        """Push the branch to its counterpart, hooks included; why not, where git would not."""
        answer = self._tell_online(
            *("push", "--porcelain", "--no-follow-tags", "--"),
            *(upstream.remote, f"{upstream.branch}:{upstream.ref}"),
        )
        return remote_trouble(answer, upstream.name) if answer.code else None

    def _tell_online(self, *arguments: str) -> Answer:
        """What a git says that asks nobody, and is what `stop` ends."""
        more = dict(_ASKS_NOBODY)
        own = any(os.environ.get(name) for name in _OWN_SSH)
        if not own and self._git.ask("config", "--get", "core.sshCommand").code:
            more["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
        self._git = Git(self._root, more)
        if self._over:
            return Answer(STOPPED)
        return self._git.tell(*arguments, timeout=self._patience)

    def _subjects(self, tracking: str, branch: str) -> tuple[str, ...]:
        span = f"{tracking}..{branch}"
        answer = self._git.ask("log", f"--max-count={_SUBJECTS}", "--format=%s", span, "--")
        return tuple(_text(answer).splitlines()) if not answer.code else ()

    def _how_to_begin(self, branch: str) -> str:
        remotes = _text(self._git.ask("remote")).split()
        if not remotes:
            add = "git remote add origin URL"
            return f"Name a repository to push to: {add}, then git push -u origin {branch}"
        remote = "origin" if "origin" in remotes else remotes[0]
        return f"Push the branch once: git push -u {remote} {branch}"

    def _find_folders(self) -> None:
        if self._folders is None:
            answer = self._git.ask("rev-parse", "--absolute-git-dir", "--git-common-dir")
            own, common = (os.fsdecode(answer.out) + "\n\n").split("\n")[:2]
            self._folders = (Path(own), self._root / common) if own else None

    def _watched(self) -> list[Path]:
        if self._folders is None:
            return [self._root / ".git"]
        own, common = self._folders
        names = ("config", "packed-refs", "reftable/tables.list", *self._refs)
        return [own / "HEAD", *(common / name for name in names)]


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _text(answer: Answer) -> str:
    return answer.out.decode("utf-8", errors="replace").rstrip("\n")


def _count(word: str, track: str) -> int:
    """From git's "ahead 3, behind 2"."""
    found = re.search(rf"{word} (\d+)", track)
    return int(found[1]) if found else 0


def _no_upstream(what: str, way_out: str) -> Trouble:
    return Trouble(TroubleKind.NO_UPSTREAM, what, way_out)
