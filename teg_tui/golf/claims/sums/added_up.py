"""What a player had over some holes, or so far, as a unit counts it."""

from __future__ import annotations

from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.claims.sums.amounts import Unit
from teg_tui.golf.tour import HOLES, Measure

Values = list[int | None]
"""None where something is not known."""


def over(
    book: Scorebook, code: str, number: int, unit: Unit, first: int = 1, last: int = HOLES
) -> Values:
    """What a player had over some holes of a round, as the unit may count it."""
    if unit is Unit.POINTS:
        return [book.stretch(code, number, Measure.STABLEFORD, first, last)]
    gross = book.stretch(code, number, Measure.GROSS, first, last)
    if unit is Unit.TO_PAR:
        return [gross, book.stretch(code, number, Measure.NET, first, last)]
    return [book.strokes(code, number, first, last), gross]


def sum_so_far(book: Scorebook, code: str, through: int, unit: Unit) -> Values:
    """What a player had over all rounds up to one, as the unit may count it."""
    if unit is Unit.POINTS:
        return [book.total(code, through, Measure.STABLEFORD)]
    gross = book.total(code, through, Measure.GROSS)
    if unit is Unit.TO_PAR:
        return [gross, book.total(code, through, Measure.NET)]
    return [book.strokes_total(code, through), gross]


def windows(book: Scorebook, code: str, number: int, unit: Unit, size: int) -> Values:
    """Every run of so many holes."""
    starts = range(1, HOLES - size + 2)
    return [v for s in starts for v in over(book, code, number, unit, s, s + size - 1)]
