"""What a report is called: which kind, of which tournament or round."""

from __future__ import annotations

from typing import NamedTuple

VARIANT = "~"
"""Parts a kind from the name of a variant; no name of a kind or variant holds it."""


class CellKey(NamedTuple):
    """A cell of the grid: a round, or (round None) a tournament."""

    teg: int
    round: int | None


class ReportKey(NamedTuple):
    """One report: one kind of text for one round or tournament; or a variant's text of it.

    A variant's kind is the report's with the variant's name after it ("round_report~warm"): so it
    is nobody's report wherever reports are looked up by their key.
    """

    teg: int
    round: int | None
    kind: str

    @property
    def cell(self) -> CellKey:
        """The cell it stands in."""
        return CellKey(self.teg, self.round)

    @property
    def variant(self) -> str:
        """The name of the variant it is a text of; empty for the report itself."""
        return self.kind.partition(VARIANT)[2]

    @property
    def report(self) -> ReportKey:
        """The report itself."""
        return self._replace(kind=self.kind.partition(VARIANT)[0])

    def as_variant(self, name: str) -> ReportKey:
        """The text of that variant."""
        return self._replace(kind=f"{self.report.kind}{VARIANT}{name}")
