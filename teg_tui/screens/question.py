"""A question with a yes and a no, or something to read and put away."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui.screens.base import Dialog


class QuestionScreen(Dialog[bool]):
    """Asks; `y` or enter is yes, `n` or escape is no."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "Yes", id="question.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", id="question.no"),
    ]

    def __init__(self, title: str, text: str | Content, yes: str, no: str = "no") -> None:
        super().__init__()
        self._title, self._text = title, text
        self._keys = Content.assemble(
            ("y", "bold $text-warning"), f" {yes}    ", ("n", "bold $text-warning"), f" {no}"
        )

    def compose(self) -> ComposeResult:
        """Text above, keys below."""
        with Vertical(classes="dialog small") as dialog:
            dialog.border_title = Content(self._title).markup
            yield Static(self._text, markup=False)
            yield Static(self._keys, classes="keys", markup=False)


class TextScreen(Dialog[None]):
    """Something to read: help, notes on the data."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,f1", "dismiss", "Back", id="text.back"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(classes="dialog page") as dialog:
            dialog.border_title = Content(self._title).markup
            dialog.border_subtitle = "esc back"
            yield Static(self._text, markup=False)
