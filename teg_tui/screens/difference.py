"""A report beside its version before, and the way back to that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui.outside_text import one_line, visible
from teg_tui.reports.difference import DifferentLine, Side
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.door import Door, answer
from teg_tui.widgets.figures import at
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.words import MUTED

if TYPE_CHECKING:
    from teg_tui.service.amend_views import Difference

_TONES = {Side.BEFORE: "$text-error", Side.AFTER: "$text-success"}


class DifferenceScreen(BaseScreen[bool]):
    """Dismissed with whether the version before was put back."""

    CSS_PATH = "difference.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,d", "dismiss(False)", "Back", id="difference.back"),
        Binding(
            "u",
            "put_back",
            "Put it back",
            id="difference.put_back",
            tooltip="Put the version before in place of this one",
        ),
        Binding("down,j", "scroll(1)", "Down", False, id="difference.down"),
        Binding("up,k", "scroll(-1)", "Up", False, id="difference.up"),
    ]

    def __init__(self, door: Door, shown: Difference, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._door, self._shown, self._now = door, shown, now

    def compose(self) -> ComposeResult:
        """What it is beside, the lines, the keys."""
        shown = self._shown
        yield Static(
            Content.assemble(
                (one_line(shown.path), "bold"),
                (f"  since {at(shown.at, self._now())}: {one_line(shown.subject)}", MUTED),
            ),
            id="difference-title",
            markup=False,
        )
        with VerticalScroll(id="difference-page", can_focus=True):
            yield Static(Content("\n").join([_line(line) for line in shown.lines]), markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one("#difference-page").focus()

    def action_scroll(self, step: int) -> None:
        """A line."""
        self.query_one("#difference-page").scroll_relative(y=step, animate=False)

    def action_put_back(self) -> None:
        """Put the version before in place."""
        self._put_back()

    @work(group="amend", exclusive=True, exit_on_error=False)
    async def _put_back(self) -> None:
        words = await answer(self, self._door.put_back(self._shown))
        if words is not None:
            self.notify(words, timeout=8, markup=False)
            self.dismiss(True)


def _line(line: DifferentLine) -> Content:
    """With a sign that tells without colour; what the other side lacks stands out."""
    tone = _TONES.get(line.side, MUTED)
    parts = [
        Content.styled(visible(text), f"bold {tone}" if changed else tone)
        for text, changed in line.parts
    ]
    return Content.assemble((f"{line.side.value} ", tone), *parts)
