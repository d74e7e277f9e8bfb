"""A report as it is being written, in real time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui.outside_text import one_line
from teg_tui.service.views import Writing
from teg_tui.widgets.figures import cell_words, money, tokens


class LivePage(VerticalScroll):
    """The text so far; it stays at its end unless somebody scrolls up."""

    DEFAULT_CSS = """
    LivePage {
        display: none; height: 2fr; padding: 0 2; background: $surface; scrollbar-size-vertical: 1;
        border-top: solid $border; border-title-color: $foreground;
        &.-open { display: block; }
        &:focus { background-tint: transparent; }
    }
    """

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield Static(id="live-text", markup=False)

    def on_mount(self) -> None:
        """Keep to the end."""
        self.anchor()

    def show(self, page: Writing, title: str, end: str = "written") -> None:
        """Show a text as far as it has come; `title` is its kind's, `end` what it came to."""
        what = end if page.over else "being written"
        parts = [
            f"{cell_words(page.key)} {one_line(title)}, {what}",
            f"{tokens(page.output_tokens)} tokens",
        ]
        if page.cost_usd is not None:
            parts.append(f"{money(page.cost_usd)} so far in all")
        self.border_title = Content(" · ".join(parts)).markup
        self.query_one(Static).update(Content(page.text))
