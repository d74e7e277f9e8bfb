"""Drafts are for us, published copies for the players: how a copy stands to its draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Publication(StrEnum):
    """How a report's published copy stands to its draft."""

    NO_PATH = "no path"
    """The kind has no published path."""
    NOT_YET = "not yet"
    CURRENT = "current"
    """The copy is the draft, or there is no draft beside it."""
    OUTDATED = "outdated"
    """The copy is what was published last, and the draft has changed since."""
    EDITED = "edited"
    """The copy was changed by hand since it was published."""
    UNKNOWN = "unknown"
    """Another text than the draft, and nobody knows where it came from."""

    @property
    def differs(self) -> bool:
        """Whether readers have another text than the draft."""
        return self in (Publication.OUTDATED, Publication.EDITED, Publication.UNKNOWN)

    @property
    def words(self) -> str:
        """As a line about a report says it; empty where there is nothing to say."""
        return _WORDS[self]


_WORDS = {
    Publication.NO_PATH: "",
    Publication.NOT_YET: "",
    Publication.CURRENT: "published",
    Publication.OUTDATED: "published, draft is newer",
    Publication.EDITED: "published copy changed by hand",
    Publication.UNKNOWN: "published copy of unknown origin",
}


@dataclass(frozen=True)
class Published:
    """What was published last at a path, as git blob ids."""

    draft: str
    """Of the draft it was copied from."""
    copy: str
    """Of the copy; another one where a commit hook changed it."""


def publication_of(draft: str | None, copy: str | None, last: Published | None) -> Publication:
    """How a copy stands to its draft, given both blob ids as they are now; None for no file."""
    if copy is None:
        return Publication.NOT_YET
    if draft in (None, copy):
        return Publication.CURRENT
    if last is None:
        return Publication.UNKNOWN
    if copy != last.copy:
        return Publication.EDITED
    return Publication.CURRENT if draft == last.draft else Publication.OUTDATED
