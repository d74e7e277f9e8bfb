"""Which kinds of report are written."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from teg_tui.outside_text import one_line
from teg_tui.screens.base import Dialog


class KindsScreen(Dialog[frozenset[str] | None]):
    """A list to tick; dismissed with the kinds switched on, or None for "as it was"."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "switch", "Switch", id="kinds.switch", tooltip="Switch this kind"),
        Binding("enter,y", "accept", "Accept", id="kinds.accept", priority=True),
        Binding("escape,n,q", "dismiss(None)", "Back", id="kinds.back"),
        Binding("j", "down", "Down", False, id="kinds.down"),
        Binding("k", "up", "Up", False, id="kinds.up"),
    ]

    def __init__(self, kinds: tuple[tuple[str, str, bool], ...]) -> None:
        super().__init__()
        self._titles = {kind: one_line(title) for kind, title, _ in kinds}
        self._on = {kind for kind, _, on in kinds if on}

    def compose(self) -> ComposeResult:
        """The kinds in the order they are written."""
        with Vertical(classes="dialog small") as dialog:
            dialog.border_title = "Kinds of report"
            yield OptionList(*(Option(self._prompt(kind), id=kind) for kind in self._titles))
            yield Static(
                Content.assemble(
                    ("space", "bold $text-warning"),
                    " switch    ",
                    ("enter", "bold $text-warning"),
                    " accept    ",
                    ("esc", "bold $text-warning"),
                    " as it was",
                ),
                classes="keys",
                markup=False,
            )

    def _prompt(self, kind: str) -> Content:
        on = kind in self._on
        return Content.assemble(
            ("[x] " if on else "[ ] ", "bold $text-success" if on else "$foreground-muted"),
            (self._titles[kind], "" if on else "$foreground-muted"),
        )

    def action_switch(self) -> None:
        """Tick or untick the kind under the cursor."""
        kinds = self.query_one(OptionList)
        if kinds.highlighted is not None and (
            kind := kinds.get_option_at_index(kinds.highlighted).id
        ):
            self._on ^= {kind}
            kinds.replace_option_prompt(kind, self._prompt(kind))

    def on_option_list_option_selected(self) -> None:
        """A click switches too."""
        self.action_switch()

    def action_accept(self) -> None:
        """Take what is ticked."""
        self.dismiss(frozenset(self._on))

    def action_down(self) -> None:
        """The next kind."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The kind before."""
        self.query_one(OptionList).action_cursor_up()
