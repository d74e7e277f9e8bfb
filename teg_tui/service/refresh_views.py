"""What the service tells of making tables anew: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim
    from teg_tui.reports.key import ReportKey


@dataclass(frozen=True)
class RefreshFile:
    """One report whose tables are not today's."""

    key: ReportKey
    title: str
    """The kind's."""
    path: str
    """Relative to the workspace."""
    blob: str
    """Git blob id of what stands there: only these bytes are replaced."""
    before: str
    after: str
    lines: tuple[int, ...]
    """Where a table, or a line of figures, has changed: from 1."""
    commits: bool
    """Whether it is committed: not where somebody's own change of it is not committed yet."""

    @property
    def data(self) -> bytes:
        """The bytes that are to stand there: whatever was no UTF-8 is as it was."""
        return self.after.encode("utf-8", errors="surrogateescape")

    @property
    def diff(self) -> tuple[str, ...]:
        """What changes, a line each, with the sign before it; places between "@@"."""
        from difflib import unified_diff

        old, new = (
            text.encode("utf-8", errors="replace").decode().splitlines()
            for text in (self.before, self.after)
        )
        return tuple(unified_diff(old, new, lineterm="", n=0))[2:]


@dataclass(frozen=True)
class FalseSentence:
    """What a report goes on claiming against the scores, once its tables are renewed."""

    key: ReportKey
    path: str
    claim: Claim

    @property
    def words(self) -> str:
        """For people: where, what is said, what is right, and the sentence."""
        its = self.claim
        right = f", right is {its.expected}" if its.expected else ""
        return f"{self.path}:{its.line}:{its.column}  false: {its.said}{right}  | {its.text}"


@dataclass(frozen=True)
class ScoreChange:
    """What was corrected since a tournament's reports were written."""

    teg: int
    round: int
    hole: int | None
    """None for a handicap, which is the whole round's."""
    code: str
    """The player's; empty for a hole's par or stroke index, which is everybody's."""
    what: str
    """`score`, `handicap`, `par` or `stroke index`."""
    was: int | None
    now: int | None

    @property
    def words(self) -> str:
        """For people: "17 R4 H9 WS, score 7 -> 6"."""
        hole = f" H{self.hole}" if self.hole else ""
        who = f" {self.code}" if self.code else ""
        was, now = ("none" if value is None else str(value) for value in (self.was, self.now))
        return f"{self.teg} R{self.round}{hole}{who}, {self.what} {was} -> {now}"


@dataclass(frozen=True)
class PrizeCheck:
    """Who has a prize after a correction, and who had it before."""

    teg: int
    award: str
    was: tuple[str, ...]
    """Full names."""
    now: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether it is somebody else's now."""
        return self.was != self.now

    @property
    def words(self) -> str:
        """For people: "Green Jacket of 17: Bea Trask, was Arn Vollmer"."""
        was = f", was {' and '.join(self.was)}" if self.changed else ", as before"
        return f"{self.award} of {self.teg}: {' and '.join(self.now)}{was}"


@dataclass(frozen=True)
class RefreshQuote:
    """What making tables anew would do. It costs nothing: no model is asked."""

    read: int
    """How many reports were looked through."""
    files: tuple[RefreshFile, ...]
    """By tournament and round."""
    false: tuple[FalseSentence, ...]
    """Of all reports that were looked through."""
    scores: tuple[ScoreChange, ...]
    """As far as git remembers the scores that the reports to be renewed were filed with."""
    prizes: tuple[PrizeCheck, ...]
    """Of tournaments with corrected scores."""
    left_out: tuple[tuple[str, str], ...]
    """Paths that can't be read, and why."""
    stale: tuple[str, ...] = ()
    """Paths of reports that were written from other scores: their prose may tell of them."""

    @property
    def tables(self) -> int:
        """How many tables and lines of figures change."""
        return sum(len(file.lines) for file in self.files)


@dataclass(frozen=True)
class RefreshResult:
    """What it did."""

    renewed: tuple[RefreshFile, ...]
    replaced: tuple[str, ...]
    """Where somebody's unseen text was put, relative to the workspace."""
    left_out: tuple[tuple[str, str], ...]
    """Paths that were agreed to and not renewed, and why."""
    uncommitted: tuple[str, ...]
    """Renewed, and left to be committed by whoever has changed them besides."""
    sha: str
    """The commit made; empty where none was."""
    trouble: str
    """Why it is not committed, in words."""
