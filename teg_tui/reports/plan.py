"""From what the user selected to the reports to write, in waves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from teg_tui.reports.key import CellKey, ReportKey


class Mode(StrEnum):
    """Which kinds of the selected cells are meant."""

    NOTES = "notes"
    """Story notes only: the kinds that other kinds are written from."""
    REPORTS = "reports"
    """Reports only: the kinds that readers see; the notes must be there."""
    FULL = "full"
    """Full pipeline: notes, then reports."""


@dataclass(frozen=True)
class Selection:
    """What the user chose."""

    cells: frozenset[CellKey]
    mode: Mode = Mode.FULL
    kinds: frozenset[str] | None = None
    """Kinds switched on; None for those switched on by default."""
    with_missing_notes: bool = False
    """Whether notes that "reports only" lacks are written too."""


@dataclass(frozen=True)
class Plan:
    """The reports to write, in waves: a wave needs only what earlier waves wrote."""

    selection: Selection
    waves: tuple[tuple[ReportKey, ...], ...]
    """Each by kind, then tournament, then round."""
    missing_needs: tuple[ReportKey, ...] = ()
    """What must be written first and is neither there nor in the plan: nothing can start."""
    waits_for: tuple[tuple[ReportKey, int], ...] = ()
    """Needs or reports that an open run (its number) is writing: the plan waits for it."""
    skipped: tuple[tuple[CellKey, str], ...] = ()
    """Cells without a report to write, and why ("round 4 is not played yet")."""
    fresh: tuple[ReportKey, ...] = ()
    """Would be written again although nothing changed."""
    unknown_origin: tuple[ReportKey, ...] = ()
    edited: tuple[ReportKey, ...] = ()
    """Would replace what somebody changed by hand (kept in `.teg-tui/replaced/`)."""

    @property
    def reports(self) -> tuple[ReportKey, ...]:
        """All reports of all waves, in order."""
        return tuple(key for wave in self.waves for key in wave)
