"""How states look: a glyph that reads without colour, a word, and a tone that the theme colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from teg_tui.reports.state import Cell, State


@dataclass(frozen=True)
class Look:
    """What a state looks like."""

    glyph: str
    """One column wide."""
    ascii: str
    """Where the terminal speaks no UTF-8; one column wide, distinct from all others."""
    word: str
    """In the legend and in sentences."""
    tone: str
    """A theme variable that Textual's content styles understand."""
    meaning: str
    """In the help."""

    def mark(self, utf8: bool) -> str:
        """The glyph this terminal can show."""
        return self.glyph if utf8 else self.ascii


LOOKS: Mapping[State, Look] = {
    State.PRESENT: Look(
        "●", "*", "written", "$text-success", "Written from today's scores and texts"
    ),
    State.MISSING: Look("○", "o", "missing", "$foreground", "Not written yet"),
    State.STALE: Look(
        "↻",
        "~",
        "stale",
        "$text-warning",
        "The scores, or a report it rests on, have changed since",
    ),
    State.IN_FLIGHT: Look("»", ">", "in flight", "$text-secondary", "A run is going to write it"),
    State.HELD: Look("!", "!", "held", "$text-warning", "A result waits for you"),
    State.FALSE: Look("≠", "#", "false", "$text-error", "It says what the scores say is not so"),
    State.FAILED: Look("✗", "x", "failed", "$text-error", "The last attempt came to nothing"),
    State.EDITED: Look(
        "✎", "e", "edited by hand", "$text-accent", "Somebody changed the file by hand"
    ),
    State.UNKNOWN_ORIGIN: Look(
        "◆", "+", "origin unknown", "$foreground-muted", "There, but not written by this program"
    ),
    State.INCOMPLETE: Look(
        "…", ":", "scores missing", "$foreground-muted", "Some of the scores are still missing"
    ),
    State.NOT_PLAYED: Look("·", ".", "not played", "$foreground-disabled", "Not played yet"),
}
"""In the order of the legend."""

PARTLY = Look("◐", "%", "partly", "$foreground", "Some of its reports are there, some missing")
"""A cell some of whose reports are there and some missing."""

ORDER = (LOOKS[State.PRESENT], LOOKS[State.MISSING], PARTLY, *list(LOOKS.values())[2:])
"""All of them as a legend tells them."""


def look_of(cell: Cell) -> Look:
    """What a cell shows: its state's look, told apart where only some reports are missing."""
    if cell.state is State.MISSING and any(
        report.state in (State.PRESENT, State.UNKNOWN_ORIGIN) for report in cell.reports
    ):
        return PARTLY
    return LOOKS[cell.state]
