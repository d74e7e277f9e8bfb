"""Why a false claim may stand: asked in a line, remembered in a file that others read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from teg_tui.outside_text import one_line
from teg_tui.screens.base import Dialog
from teg_tui.widgets.words import MUTED

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim


class ReasonScreen(Dialog[str | None]):
    """Asks for a reason; None where there is none."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="reason.back"),
    ]

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim

    def compose(self) -> ComposeResult:
        """The claim, the line to type in, the keys."""
        right = one_line(self._claim.expected) or "?"
        with Vertical(classes="dialog small") as dialog:
            dialog.border_title = "Let it stand"
            yield Static(
                Content.assemble(
                    (one_line(self._claim.text), MUTED),
                    f"\n\nIt says {one_line(self._claim.said)}, the scores say {right}."
                    "\nWhy may it stand?",
                ),
                markup=False,
            )
            yield Input(placeholder="the card was corrected at dinner", max_length=200)
            yield Static(
                Content.assemble(
                    ("enter", "bold $text-warning"),
                    " let it stand    ",
                    ("esc", "bold $text-warning"),
                    " back",
                ),
                classes="keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Nothing typed is no reason."""
        if reason := event.value.strip():
            self.dismiss(reason)
        else:
            self.notify("A reason is asked for: others will want to know.", markup=False)
