"""Which cells stand where in the grid, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Sequence

from teg_tui.outside_text import one_line
from teg_tui.reports.state import Cell, Row

TOURNAMENT_WIDTH = 10
ROUND_WIDTHS = (7, 6, 5, 4)
LABEL_WIDTHS = range(20, 45)


def cells(row: Row) -> tuple[Cell, ...]:
    """A tournament's cells, from left to right."""
    return (*row.rounds, row.tournament)


def placed(row: Row) -> dict[tuple[str, str], Cell]:
    """A tournament's cells by the keys of row and column in the table."""
    return {(str(row.teg), column_of(cell)): cell for cell in cells(row)}


def column_of(cell: Cell) -> str:
    """The key of the column a cell stands in: "R1", "T"."""
    return "T" if cell.key.round is None else f"R{cell.key.round}"


def frame(row: Row) -> tuple[object, ...]:
    """Of a row, what asks for the whole table to be built anew when it differs."""
    return (row.teg, row.name, row.year, row.area, row.live, len(row.rounds))


def rounds_of(rows: Sequence[Row]) -> int:
    """How many columns for rounds there are."""
    return max((len(row.rounds) for row in rows), default=0)


def fitting_widths(rows: Sequence[Row], rounds: int, room: int) -> tuple[int, int]:
    """Of the labels and of a round's column, so that everything fits into `room` if it can."""
    room -= TOURNAMENT_WIDTH
    wanted = min(max((len(_words(row)) for row in rows), default=0) + 3, LABEL_WIDTHS[-1])
    for width in ROUND_WIDTHS:
        if room - rounds * width >= wanted:
            return wanted, width
    width = ROUND_WIDTHS[-1]
    return max(LABEL_WIDTHS[0], min(wanted, room - rounds * width)), width


def place_in(area: str, width: int) -> str:
    """ "Costa Serena, Portugal", without the country where there is no room for it."""
    town, comma, _ = area.rpartition(", ")
    return town if comma and len(area) > width else area


def _words(row: Row) -> str:
    year = str(row.year) if row.year else ""
    live = "live" if row.live else ""
    return "  ".join(filter(None, (one_line(row.name), year, live, one_line(row.area))))
