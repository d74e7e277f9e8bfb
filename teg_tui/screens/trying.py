"""What to try: a name, another prompt, another model."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from teg_tui.errors import TegError
from teg_tui.outside_text import one_line
from teg_tui.reports.trial import Trial, check_name
from teg_tui.screens.base import Dialog
from teg_tui.screens.door import Door, answer
from teg_tui.service.variant_views import PromptChoice

FIRST_NAME = "try1"


class TryScreen(Dialog[Trial | None]):
    """Asks what is to be tried; dismissed with it, or None."""

    CSS_PATH = "dialog.tcss"
    DEFAULT_CSS = """
    TryScreen {
        align: center middle;
        background: $background 60%;
        Input, Input:focus { border: none; height: 1; padding: 0; background: $panel; }
        .label { margin-top: 1; color: $foreground-muted; &:first-child { margin-top: 0; } }
        OptionList { max-height: 5; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Go on", id="try.accept", priority=True),
        Binding("escape", "dismiss(None)", "Back", id="try.back"),
    ]

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self._prompts: tuple[PromptChoice, ...] = ()
        self._models: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Name, prompts, models, keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Try beside what is there"
            yield Static("Name (small letters, digits, underscores)", classes="label", markup=False)
            yield Input(FIRST_NAME, id="try-name", max_length=16, compact=True)
            yield Static("Prompt", classes="label", markup=False)
            yield OptionList(Option(Content("each kind's own")), id="try-prompt")
            yield Static("Model", classes="label", markup=False)
            yield OptionList(Option(Content("as it is")), id="try-model")
            keys = Content.assemble(
                ("tab", "bold $text-warning"),
                " next field    ",
                ("enter", "bold $text-warning"),
                " what it would cost    ",
                ("esc", "bold $text-warning"),
                " back",
            )
            yield Static(keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Nothing is chosen but what is in use; what else there is comes in a moment."""
        for options in self.query(OptionList):
            options.highlighted = 0
        self._ask_prompts()
        self._ask_models()

    @work(group="prompts", exit_on_error=False)
    async def _ask_prompts(self) -> None:
        self._prompts = await answer(self, self._door.prompts()) or ()
        self.query_one("#try-prompt", OptionList).add_options(map(_prompt_line, self._prompts))

    @work(group="models", exit_on_error=False)
    async def _ask_models(self) -> None:
        found = await answer(self, self._door.models())
        if found is not None:
            self._models = tuple(model.name for model in found.models)
            options = self.query_one("#try-model", OptionList)
            options.replace_option_prompt_at_index(
                0, Content(f"as it is ({one_line(found.chosen)})")
            )
            options.add_options(Content(one_line(name)) for name in self._models)

    @on(OptionList.OptionHighlighted, "#try-prompt")
    def _propose_name(self, event: OptionList.OptionHighlighted) -> None:
        """A prompt's own name, where the user has not thought of one."""
        name = self.query_one("#try-name", Input)
        proposed = {FIRST_NAME, *(choice.name for choice in self._prompts)}
        if name.value in proposed:
            at = event.option_index
            name.value = self._prompts[at - 1].name if at else FIRST_NAME

    def action_accept(self) -> None:
        """That is it, if it may be called so."""
        name = self.query_one("#try-name", Input).value.strip()
        try:
            check_name(name)
        except TegError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
            return
        prompt, model = self._chosen("#try-prompt"), self._chosen("#try-model")
        self.dismiss(
            Trial(
                name,
                self._prompts[prompt - 1].path if prompt else "",
                self._models[model - 1] if model else "",
            )
        )

    def _chosen(self, options: str) -> int:
        return self.query_one(options, OptionList).highlighted or 0


def _prompt_line(choice: PromptChoice) -> Content:
    file = one_line(choice.path.rpartition("/")[2])
    return Content.assemble(file, (f"   {one_line(choice.title)} only", "$foreground-muted"))
