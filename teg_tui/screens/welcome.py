"""No workspace here: what the program is, and two ways to begin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from teg_tui.outside_text import one_line
from teg_tui.screens.base import BaseScreen
from teg_tui.widgets.key_footer import KeyFooter


class Beginning(StrEnum):
    """What the user chose."""

    DEMO = "demo"
    INIT = "init"


class WelcomeScreen(BaseScreen[None]):
    """Offers the demonstration, or to take up the folder the program was started in."""

    CSS_PATH = "welcome.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d",
            "choose('demo')",
            "Demonstration",
            id="welcome.demo",
            tooltip="A made-up tour, no key needed",
        ),
        Binding(
            "i",
            "choose('init')",
            "Use this folder",
            id="welcome.init",
            tooltip="Write a teg.toml for this folder",
        ),
        Binding("j", "app.focus_next", show=False, id="welcome.down"),
        Binding("q,escape", "app.quit", "Quit", id="welcome.quit", tooltip="Leave"),
    ]

    @dataclass
    class Chosen(Message):
        """The user wants to begin; the screen stays until something is there to show."""

        welcome: WelcomeScreen
        beginning: Beginning

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = one_line(folder)
        self._chosen = False

    def compose(self) -> ComposeResult:
        """A few words and two choices."""
        with Vertical(id="welcome"):
            yield Static(
                Content.assemble(
                    ("teg-tui", "bold $text-success"),
                    "\n\nReports on a golf tour, written by Claude overnight at half price,"
                    " from your score files, filed and committed in your workspace.\n\n",
                    (f"There is no workspace in {self._folder} or above it.", "$foreground-muted"),
                ),
                markup=False,
            )
            yield OptionList(
                Option(
                    _option(
                        "d",
                        "Try the demonstration",
                        "A made-up tour with a simulated Claude: no key, no network, no money.",
                    ),
                    id=Beginning.DEMO.value,
                ),
                Option(
                    _option(
                        "i",
                        "Use this folder",
                        "Looks for score files here and writes down what it finds in teg.toml.",
                    ),
                    id=Beginning.INIT.value,
                ),
            )
            yield Static(id="welcome-words", markup=False)
        yield KeyFooter()

    def say(self, words: str) -> None:
        """What became of the choice, where it did not lead on: another may be made."""
        self._chosen = False
        self._tell(words)

    def _tell(self, words: str) -> None:
        self.query_one("#welcome-words", Static).update(Content(one_line(words)))

    def action_choose(self, choice: str) -> None:
        """Take one of the two; once is enough until it is told what became of it."""
        if self._chosen:
            return
        self._chosen = True
        self._tell("One moment…")
        self.post_message(self.Chosen(self, Beginning(choice)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one under the cursor."""
        if event.option.id:
            self.action_choose(event.option.id)


def _option(key: str, title: str, words: str) -> Content:
    return Content.assemble((key, "bold $text-warning"), (f"  {title}", "bold"), f"\n   {words}\n")
