"""A kind of report: what it is called, what it is written from, where it is filed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from teg_tui.reports.key import CellKey
from teg_tui.reports.template import Template


class Scope(StrEnum):
    """What one report of a kind is about."""

    ROUND = "round"
    TOURNAMENT = "tournament"
    PARTIAL = "partial"
    """A tournament as of one of its rounds, which the report's key names; never of the last."""


class ReportFolders(Protocol):
    """Where reports lie, relative to the workspace (`workspace.Folders` is one)."""

    @property
    def rounds(self) -> str:
        """Reports of rounds."""

    @property
    def drafts(self) -> str:
        """Reports of tournaments, not for the readers yet."""

    @property
    def published(self) -> str:
        """Reports as the readers get them."""


@dataclass(frozen=True)
class Kind:
    """One sort of text, as its prompt file defines it."""

    name: str
    """The key: "round_report"."""
    title: str
    """As people say it: "Round report"."""
    scope: Scope
    needs: tuple[str, ...]
    """Kinds it is written from: a round's of the same round, a tournament's of every round (so
    far)."""
    facts: bool
    """Whether the facts go with the request."""
    max_tokens: int
    """Cap on the answer."""
    words: int
    """Usual length of the answer, for the estimate."""
    output: str
    """Path template; may use {rounds} {drafts} {published} {event} {EVENT} {teg} {round}."""
    published: str | None
    """Path template of the copy for readers."""
    model: str | None
    """Otherwise the workspace's model."""
    suffix: str
    """How custom_ids name the kind, unique: "narrative"."""
    stem: str
    """How request files name the kind, unique: "narrative_reports"."""
    notes: bool
    """Whether it is a text that others are written from, not one for readers."""
    enabled: bool
    """Whether it is written when nobody says otherwise."""
    places: tuple[str, ...]
    """Places the text must hold (see `places`)."""
    system: str
    """The system prompt: the same for every request of the kind, so that it can be cached."""
    digest: str
    """sha256 of the prompt file's text, in hex."""
    source: str
    """The prompt file's path, for messages."""
    markup: str = ""
    """The name of the template that its places are written with; empty for Markdown."""
    template: Template | None = None
    """That template, where there is one, once it has been read."""
    variant: str = ""
    """Of a prompt beside a kind's own: the name that its texts go by when it is tried."""
    alike: frozenset[str] = frozenset()
    """Digests of older prompts that somebody has said count as this one."""

    def path(self, cell: CellKey, folders: ReportFolders, event: str) -> str:
        """Where a cell's report is filed, relative to the workspace; `event` is the tour's word."""
        return expand(self.output, cell, folders, event)

    def published_path(self, cell: CellKey, folders: ReportFolders, event: str) -> str | None:
        """Where the readers' copy lies; None where the kind has none."""
        if self.published is None:
            return None
        return expand(self.published, cell, folders, event)


def expand(template: str, cell: CellKey, folders: ReportFolders, event: str) -> str:
    """A path from its template."""
    word = event_word(event)
    return template.format(
        rounds=folders.rounds,
        drafts=folders.drafts,
        published=folders.published,
        event=word.lower(),
        EVENT=word.upper(),
        teg=cell.teg,
        round=cell.round,
    )


def event_word(event: str) -> str:
    """The word for an event as file names and custom_ids can hold it: ASCII, 16 characters."""
    plain = unicodedata.normalize("NFKD", event).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")[:16] or "EVENT"
