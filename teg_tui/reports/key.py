"""What a report is called: which kind, of which tournament or round."""

from __future__ import annotations

from typing import NamedTuple


class CellKey(NamedTuple):
    """A cell of the grid: a round, or (round None) a tournament."""

    teg: int
    round: int | None


class ReportKey(NamedTuple):
    """One report: one kind of text for one round or tournament."""

    teg: int
    round: int | None
    kind: str

    @property
    def cell(self) -> CellKey:
        """The cell it stands in."""
        return CellKey(self.teg, self.round)
