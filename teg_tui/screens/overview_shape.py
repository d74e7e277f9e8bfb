"""How the overview is divided in a terminal of a given size."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size, clamp

from teg_tui.reports.state import Catalogue
from teg_tui.widgets.cost_panel import Room

NARROW_BELOW = 100
"""Columns from which on the panes stand side by side."""
SHORT_BELOW = 34
"""Lines from which on there is room for blank ones."""
GRID_COLUMNS = (55, 84)
"""Of the pane with the grid where another stands beside it, at least and at most."""

FRAME_LINES = 5
"""Masthead, footer, the pane's border, and the grid's heading."""
FEW_LINES = 2
"""For the cell under the cursor, where there are no others."""


class Shape(NamedTuple):
    """What follows from a size."""

    lines: int
    """Of the terminal."""
    narrow: bool
    """Whether the panes stand one above the other."""
    short: bool
    """Whether lines are few."""
    grid_columns: int
    """Of the pane with the grid."""

    @property
    def classes(self) -> dict[str, bool]:
        """For the stylesheet."""
        return {"-narrow": self.narrow, "-short": self.short, "-tall": not self.short}

    @property
    def room(self) -> Room:
        """For the cost panel."""
        return Room.UNDER_THE_GRID if self.narrow else Room.LOW if self.short else Room.AMPLE

    def detail_lines(self, catalogue: Catalogue | None) -> int:
        """For the cell under the cursor: what it wants at the most, if the grid can spare it."""
        counts = [len(cell.reports) for cell in catalogue.cells.values()] if catalogue else [3]
        wanted = 1 + max(counts, default=0)
        if self.narrow:
            return FEW_LINES if self.short else wanted
        around = FRAME_LINES + (1 if self.short else 3)  # legend, and a rule where there is room
        rows = len(catalogue.rows) if catalogue else 0
        return clamp(self.lines - around - rows, FEW_LINES, max(wanted, FEW_LINES))


def shape_of(size: Size) -> Shape:
    """Half of the columns are the grid's, within limits; all of them where they are few."""
    narrow, short = size.width < NARROW_BELOW, size.height < SHORT_BELOW
    columns = size.width if narrow else clamp(size.width // 2, *GRID_COLUMNS)
    return Shape(size.height, narrow, short, columns)
