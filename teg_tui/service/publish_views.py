"""What the service tells of publishing: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from teg_tui.reports.publication import Publication

if TYPE_CHECKING:
    from teg_tui.config import Push
    from teg_tui.reports.key import ReportKey
    from teg_tui.store.remote import Upstream


NO_PATH = "this kind has no published path (a line `published = ...` in its prompt file)"
"""Why a kind of report is published by nobody."""


@dataclass(frozen=True)
class PublishFile:
    """One copy to be made."""

    key: ReportKey
    title: str
    """The kind's."""
    draft: str
    """Path of the draft, relative to the workspace."""
    path: str
    """Path of the copy."""
    blob: str
    """Git blob id of the draft: these bytes are what is agreed to."""
    stands: Publication
    """How what stands there now differs; `NOT_YET` where nothing does."""
    stale: str
    """Why the draft is stale, in words; empty where it is not."""
    false: int = 0
    """Figures of it that the scores say are not so."""
    false_there: int = 0
    """Of the copy that stands there now."""

    @property
    def usual(self) -> str:
        """How it differs, where a person need not think twice."""
        if self.stands is Publication.NOT_YET:
            return "new"
        count = self.false_there
        wrong = f", {count} false figure{'s' if count > 1 else ''} in the copy" if count else ""
        return f"the draft is newer{wrong}"

    @property
    def oddity(self) -> str:
        """What a person should think of twice, in words; empty where there is nothing."""
        parts = [f"the draft is stale ({self.stale})"] if self.stale else []
        if self.false:
            parts.insert(0, f"{self.false} false figure{'s' if self.false > 1 else ''} in it")
        parts += [_ODD[self.stands]] if self.stands in _ODD else []
        return ", ".join(parts)


_ODD = {
    Publication.EDITED: "the published copy was changed by hand",
    Publication.UNKNOWN: "the published copy is another text, of unknown origin",
}


@dataclass(frozen=True)
class PublishQuote:
    """What publishing would do."""

    files: tuple[PublishFile, ...]
    """By tournament and round."""
    current: int
    """How many of those meant are published as they are."""
    uncommitted: tuple[PublishFile, ...]
    """Copies made before and not committed: they are committed with it."""
    left_out: tuple[tuple[ReportKey, str], ...]
    """What can't be published, and why."""
    commits: bool
    """Whether copies are committed at all (`git.commit`)."""
    commit_trouble: str
    """Why they can't be committed now, in words; empty where they can, or are not to be."""
    push: Push
    """What the configuration says of pushing."""
    upstream: Upstream | None
    """Where the branch stands to its origin; None where there is nowhere to push to."""

    @property
    def news(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.files or self.uncommitted)


@dataclass(frozen=True)
class PublishResult:
    """What publishing did."""

    copied: tuple[PublishFile, ...]
    replaced: tuple[str, ...]
    """Where somebody's unseen text was put, relative to the workspace."""
    left_out: tuple[tuple[ReportKey, str], ...]
    """What was agreed to and not copied, and why."""
    sha: str
    """The commit made; empty where none was."""
    trouble: str
    """Why it is not committed, in words."""
    upstream: Upstream | None
    """Where the branch stands now."""
