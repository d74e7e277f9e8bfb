"""The line on top: where we are, and what is out of the ordinary."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.service.views import Status
from teg_tui.widgets.words import Words


class Masthead(Horizontal):
    """Name and workspace on the left; endpoint, pretend money and trouble on the right."""

    DEFAULT_CSS = """
    Masthead {
        height: 1; background: $panel; padding: 0 1;
        & > Words { text-wrap: nowrap; text-overflow: ellipsis; }
        & > #masthead-place { width: auto; max-width: 50%; }
        & > #masthead-state { width: 1fr; text-align: right; padding-left: 2; }
    }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = one_line(place)

    def compose(self) -> ComposeResult:
        """Two halves."""
        place = Content.assemble(("teg-tui", "bold $text-success"), f"  {self._place}")
        words = Words(id="masthead-place")
        words.say(place)
        yield words
        yield Words(id="masthead-state")

    def show(self, status: Status) -> None:
        """Say what is out of the ordinary; nothing where all is as it should be."""
        parts = []
        if status.trouble:
            parts.append(Content.styled(one_line(status.trouble), "$text-error"))
        if not status.holder:
            parts.append(
                Content.styled("another teg-tui is watching the batches", "$foreground-muted")
            )
        if not status.has_key:
            parts.append(Content.styled("no API key", "$text-warning"))
        if status.endpoint:
            parts.append(Content.styled(f"sends to {one_line(status.endpoint)}", "$text-warning"))
        if status.pretend:
            parts.append(Content.styled("pretend money", "$text-warning"))
        self.query_one("#masthead-state", Words).say(Content(" · ").join(parts))
