"""The line in which a filter is typed: named, with its keys, and with an answer."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from teg_tui.widgets.words import MUTED, Words

_KEYS = Content.styled("enter keep  esc all", MUTED)


class FilterLine(Horizontal):
    """Posts `Typed` with every letter, and `Kept` when it is to stay as it is."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1; background: $panel; padding: 0 1;
        & > Words { width: auto; }
        & > Input { width: 1fr; margin: 0 1; background: $panel; }
    }
    """

    @dataclass
    class Typed(Message):
        """The filter is another one."""

        text: str

    class Kept(Message):
        """The user is done with it."""

    def compose(self) -> ComposeResult:
        """Its name, what is typed, what is to be said of it."""
        name = Words()
        name.say(Content.styled("filter", MUTED))
        yield name
        yield Input(placeholder="10-17 missing  2024  r4  algarve", id="filter", compact=True)
        answer = Words(id="filter-answer")
        answer.say(_KEYS)
        yield answer

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def begin(self) -> None:
        """Show it, ready to be typed into."""
        self.display = True
        self.query_one(Input).focus()

    def clear(self) -> None:
        """Forget what is typed, and go."""
        self.query_one(Input).value = ""
        self.display = False

    def complain(self, words: str) -> None:
        """Say what is wrong with the filter; with nothing, which keys it takes."""
        self.query_one("#filter-answer", Words).say(
            Content.styled(words, "$text-warning") if words else _KEYS
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.display = bool(self.text.strip())
        self.post_message(self.Kept())
