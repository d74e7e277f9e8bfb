"""Why git did not do it, in words a user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from teg_tui.store.git import ABSENT, Answer


class TroubleKind(StrEnum):
    """What sort of trouble it is."""

    NO_GIT = "no git"
    NO_REPOSITORY = "no repository"
    NO_IDENTITY = "no identity"
    BUSY = "busy"
    """A merge, rebase or the like is under way."""
    DETACHED = "detached"
    """No branch is checked out."""
    NOT_OURS = "not ours"
    """The repository is another user's, and git does not trust it."""
    LOCKED = "locked"
    IGNORED = "ignored"
    EDITED = "edited"
    VANISHED = "vanished"
    HOOK = "hook"
    SIGNING = "signing"
    NO_UPSTREAM = "no upstream"
    BEHIND = "behind"
    """The origin has commits that are not here."""
    DENIED = "denied"
    """The origin does not know who we are, or does not let us."""
    AWAY = "away"
    """The origin can't be reached."""
    REFUSED = "refused"
    """The origin took a look and said no."""
    DISK = "disk"
    """It is full, or read-only."""
    TIMEOUT = "timeout"
    STOPPED = "stopped"
    """We are leaving ourselves."""
    OTHER = "other"


@dataclass(frozen=True)
class Trouble:
    """Why git did not do what it was to do. Safe to show."""

    kind: TroubleKind
    what: str
    """A sentence without a full stop."""
    way_out: str
    """What the user can do, a sentence without a full stop."""

    def __str__(self) -> str:
        return f"{self.what}. {self.way_out}"


_BY_WORDS = (
    (
        ("not a git repository", "must be run in a work tree"),
        TroubleKind.NO_REPOSITORY,
        "the workspace is in no git repository",
        "Run git init there, or set git.commit = false in teg.toml",
    ),
    (
        ("dubious ownership",),
        TroubleKind.NOT_OURS,
        "the repository belongs to another user, so that git does not work in it",
        "If you trust it: git config --global --add safe.directory FOLDER",
    ),
    (
        ("ident name", "auto-detect", "identity unknown", "useconfigonly", "no email was given"),
        TroubleKind.NO_IDENTITY,
        "git does not know who you are",
        "Set user.name and user.email with git config",
    ),
    (
        ("no space left on device", "disk quota exceeded", "read-only file system"),
        TroubleKind.DISK,
        "the disk refuses to be written by git",
        "Free some space, or make it writable",
    ),
    (
        ("failed to sign", "signing failed", "failed to write commit object", "gpg.ssh"),
        TroubleKind.SIGNING,
        "the commit could not be signed",
        "Unlock the signing key once by hand",
    ),
    (
        (".lock': file exists", "cannot lock ref"),
        TroubleKind.LOCKED,
        "another git is at work in the repository",
        "Wait for it; if no git runs, remove the lock file it names",
    ),
    (
        ("during a merge", "during a cherry-pick", "during a rebase", "unmerged"),
        TroubleKind.BUSY,
        "a merge or the like is under way",
        "Finish or abort it",
    ),
)


def trouble_of(answer: Answer, *, committing: bool = False) -> Trouble:
    """What a failed answer of git means; `committing` where hooks may have spoken."""
    if answer.code == ABSENT:
        return Trouble(
            TroubleKind.NO_GIT,
            "git is not installed, or not on the PATH",
            "Install git, or set git.commit = false in teg.toml",
        )
    if answer.timed_out:
        return Trouble(
            TroubleKind.TIMEOUT,
            _with("git, or a hook or signing program of it, took too long and was stopped", answer),
            "See what it waits for by committing by hand",
        )
    if answer.code < 0:
        return Trouble(TroubleKind.STOPPED, "git was stopped", "Try again")
    said = answer.err.decode("utf-8", errors="replace").lower()
    for marks, kind, what, way_out in _BY_WORDS:
        if any(mark in said for mark in marks):
            return Trouble(kind, _with(what, answer), way_out)
    if committing and answer.code == 1:  # git's own refusals end with 128
        return Trouble(
            TroubleKind.HOOK,
            _with("a git hook refused the commit", answer),
            "Mend what it complains of",
        )
    return Trouble(
        TroubleKind.OTHER,
        _with("git refused", answer),
        "Try git status there",
    )


def _with(what: str, answer: Answer) -> str:
    return f"{what} ({answer.words})" if answer.words else what
