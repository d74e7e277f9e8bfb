"""What a user should know of the score files."""

from __future__ import annotations

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.reports.state import Catalogue
from teg_tui.screens.question import TextScreen


def notes_on_the_data(catalogue: Catalogue | None) -> TextScreen:
    """A page with one paragraph a note."""
    notes = catalogue.notes if catalogue else ()
    text = "\n\n".join(one_line(note) for note in notes)
    return TextScreen("Notes on the score files", Content(text or "Nothing is odd in them."))
