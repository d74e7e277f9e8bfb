"""How the overview is divided in a terminal of a given size."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size, clamp

from teg_tui.widgets.cost_panel import Room

NARROW_BELOW = 100
"""Columns from which on the panes stand side by side."""
SHORT_BELOW = 34
"""Lines from which on there is room for blank ones."""
GRID_COLUMNS = (55, 84)
"""Of the pane with the grid where another stands beside it, at least and at most."""


class Shape(NamedTuple):
    """What follows from a size."""

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


def shape_of(size: Size) -> Shape:
    """Half of the columns are the grid's, within limits; all of them where they are few."""
    narrow, short = size.width < NARROW_BELOW, size.height < SHORT_BELOW
    columns = size.width if narrow else clamp(size.width // 2, *GRID_COLUMNS)
    return Shape(narrow, short, columns)
