"""Which model writes: what each costs and can take, and until when it lives."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from teg_tui.costs.models import Model, ModelList
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line
from teg_tui.screens.base import Dialog
from teg_tui.screens.door import Door, answer
from teg_tui.widgets.figures import rate, tokens
from teg_tui.widgets.words import MUTED, Words

NAME, PRICE, SIZE, DAY = 27, 13, 8, 12
"""Columns."""


class ModelsScreen(Dialog[bool]):
    """A list to choose from; dismissed with whether another model was chosen."""

    CSS_PATH = "dialog.tcss"
    DEFAULT_CSS = """
    ModelsScreen {
        .dialog { width: 80; }
        OptionList { scrollbar-size-vertical: 1; max-height: 14; }
        #models-about { margin-top: 1; height: 2; }
        #models-source { color: $foreground-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", id="models.choose", priority=True),
        Binding("escape,q,n,M", "dismiss(False)", "Back", id="models.back"),
        Binding("j", "move(1)", "Down", False, id="models.down"),
        Binding("k", "move(-1)", "Up", False, id="models.up"),
    ]

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._list: ModelList | None = None

    def compose(self) -> ComposeResult:
        """The models, more about the one under the cursor, and who says so."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Model"
            yield Static("  Looking for the models…", id="models-head", markup=False)
            yield OptionList(markup=False)
            yield Words(id="models-about")
            yield Words(id="models-source")
            yield Static(
                Content.assemble(
                    ("enter", "bold $text-warning"),
                    " write with it    ",
                    ("esc", "bold $text-warning"),
                    " as it was",
                ),
                classes="keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Ask which there are."""
        self._ask()

    @work(group="models", exclusive=True, exit_on_error=False)
    async def _ask(self) -> None:
        found = await answer(self, self._door.models())
        if found is None:
            self.dismiss(False)
            return
        self._list = found
        self.query_one("#models-head", Static).update(_head())
        options = self.query_one(OptionList)
        options.add_options(
            Option(_row(model, chosen=model.name == found.chosen)) for model in found.models
        )
        names = [model.name for model in found.models]
        options.highlighted = names.index(found.chosen)
        said = [Content(one_line(found.source))]
        if found.warning:
            said.insert(0, Content.styled(one_line(found.warning), "$text-warning"))
        self.query_one("#models-source", Words).say(Content("\n").join(said))

    @property
    def _model(self) -> Model | None:
        """The one under the cursor."""
        place = self.query_one(OptionList).highlighted
        return None if self._list is None or place is None else self._list.models[place]

    def on_option_list_option_highlighted(self) -> None:
        """Tell more about it."""
        if (model := self._model) is not None:
            self.query_one("#models-about", Words).say(_about(model))

    def on_option_list_option_selected(self) -> None:
        """A click chooses too."""
        self.action_choose()

    def action_move(self, by: int) -> None:
        """One up or down."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_choose(self) -> None:
        """Write with it from now on."""
        if self._list is not None and (model := self._model) is not None:
            if model.name == self._list.chosen:
                self.dismiss(False)
            else:
                self._choose(model.name)

    @work(group="choose", exclusive=True, exit_on_error=False)
    async def _choose(self, name: str) -> None:
        try:
            await self._door.choose_model(name)
        except TegError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return
        self.dismiss(True)


def _head() -> Content:
    return Content.styled(
        f"  {'USD a million tokens:':<{NAME}}{'in / out':>{PRICE}}"
        f"{'context':>{SIZE}}{'answer':>{SIZE}}{'retires':>{DAY}}",
        MUTED,
    )


def _row(model: Model, *, chosen: bool) -> Content:
    name = one_line(model.name)
    shown = name if len(name) < NAME else f"{name[: NAME - 2]}…"
    price = f"{rate(model.rates.input)} / {rate(model.rates.output)}" if model.rates else "?"
    late = model.retires_at is not None or model.lifecycle in ("deprecated", "retired")
    return Content.assemble(
        ("● " if chosen else "  ", "bold $text-success"),
        (f"{shown:<{NAME}}", "bold" if chosen else ""),
        f"{price:>{PRICE}}",
        f"{_size(model.context):>{SIZE}}{_size(model.longest):>{SIZE}}",
        (f"{_day(model.retires_at):>{DAY}}", "$text-warning" if late else MUTED),
    )


def _size(count: int | None) -> str:
    return "?" if count is None else tokens(count).replace(".0", "")


def _day(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.day} {moment:%b %Y}"


def _about(model: Model) -> Content:
    """What did not find room in its line."""
    parts = [Content.styled(one_line(model.title), "bold")]
    if model.rates is None:
        parts.append(Content.styled("no price known", "$text-warning"))
    elif model.batch is not False:
        its = f"{rate(model.rates.batch_input)} / {rate(model.rates.batch_output)}"
        parts.append(Content(f"by batch {its} USD a million tokens"))
    if model.batch is False:
        parts.append(Content.styled("not by batch", "$text-warning"))
    if model.lifecycle in ("deprecated", "retired"):
        parts.append(Content.styled(model.lifecycle, "$text-warning"))
    return Content.styled(" · ", MUTED).join(parts)
