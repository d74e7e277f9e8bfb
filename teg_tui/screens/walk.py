"""A walk through all that needs a person: the reader or the run, with a line on top that says why.

What is solved on the way is no stop any more; after the last one the walk is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Static

from teg_tui.outside_text import one_line
from teg_tui.screens.batch import RunScreen
from teg_tui.screens.question import TextScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.service.views import Attention, Need
from teg_tui.widgets.figures import plural
from teg_tui.widgets.words import MUTED

WORDS = {
    Need.UNCERTAIN: "Sent or not",
    Need.STOPPED: "Stopped",
    Need.UNCOLLECTED: "Not collected",
    Need.HELD: "Held",
    Need.FAILED: "Failed",
    Need.UNCOMMITTED: "Not committed",
}
NEXT = Binding(
    "exclamation_mark", "next_stop", "Next need", id="walk.next", tooltip="The next that needs you"
)


class Walk:
    """Where a walk has come to."""

    def __init__(
        self,
        needs: Callable[[], tuple[Attention, ...]],
        stop: Callable[[Attention, Walk], Screen[Any]],
        retry: Callable[[int], None],
    ) -> None:
        """`needs` gives what needs a person now, `stop` makes a stop's screen."""
        self._needs, self._stop, self._retry = needs, stop, retry
        self._item: Attention | None = None
        self._place = 0
        self._screen: Screen[Any] | None = None

    def begin(self, app: App[Any]) -> None:
        """Open the first stop."""
        self._go_to(app, 0, first=True)

    def step(self, app: App[Any]) -> None:
        """Open the next stop in place of this one; after the last one, go back."""
        self._go_to(app, self._place + self._is_there, first=False)

    def retry(self) -> None:
        """Send again what failed in this stop's run."""
        if self._item is not None and self._item.run is not None:
            self._retry(self._item.run)

    def renew(self) -> None:
        """Something has been solved or has come: say anew where we are."""
        needs = self._needs()
        if self._item is not None and self._item.key is not None:
            about = self._item.key  # the same report may need a person for another reason now
            self._item = next((need for need in needs if need.key == about), self._item)
        if self._item in needs:
            self._place = needs.index(self._item)
        if self._screen is not None and self._screen.is_mounted:
            for line in self._screen.query(StopLine):
                line.say(self)

    @property
    def why(self) -> str:
        """What happened to what this stop is about, in words."""
        return self._item.why if self._item else ""

    @property
    def _is_there(self) -> bool:
        return self._item in self._needs()

    def words(self) -> Content:
        """Where we are, what it is about and why, and what can be done."""
        item = self._item
        if item is None:
            return Content("")
        if not self._is_there:
            return Content.styled("Solved.", "bold $text-success") + _left(len(self._needs()))
        place = f"{self._place + 1} of {len(self._needs())}"
        return Content.assemble(
            (f"{place}  ", "bold $text-warning"),
            (f"{WORDS[item.need]}: {one_line(item.title)}", "bold"),
            ("   ! goes on", MUTED),
            f"\n{one_line(item.why)}. {one_line(item.way_out)}.",
        )

    def _go_to(self, app: App[Any], place: int, *, first: bool) -> None:
        needs = self._needs()
        if place >= len(needs):
            app.pop_screen()
            words = "That was the last one." if needs else "Nothing needs you any more."
            app.notify(words, markup=False)
            return
        self._place, self._item = place, needs[place]
        self._screen = self._stop(self._item, self)
        if first:
            app.push_screen(self._screen)
        else:
            app.switch_screen(self._screen)


def _left(count: int) -> Content:
    return Content(f" {plural(count, 'thing')} left: press !" if count else " Press ! to go back")


class StopLine(Static):
    """On top of a stop's screen."""

    DEFAULT_CSS = """
    StopLine {
        dock: top; height: auto; max-height: 5; padding: 0 2; background: $warning-muted;
    }
    """

    def __init__(self, walk: Walk) -> None:
        super().__init__(walk.words(), markup=False)

    def say(self, walk: Walk) -> None:
        """Another place or another state."""
        self.update(walk.words())


class ReaderOnWalk(ReaderScreen):
    """A report that needs a person."""

    SAYS_WHY: ClassVar = False  # the line on top does
    BINDINGS: ClassVar[list[BindingType]] = [
        NEXT,
        Binding(
            "R", "retry", "Send again", id="walk.retry", tooltip="Send again what failed in its run"
        ),
        Binding(  # as in the reader, but not in the footer: 80 columns hold the walk's own keys
            "space,pagedown",
            "page(1)",
            "Page down",
            False,
            id="reader.page_down",
            tooltip="A page down",
        ),
    ]

    def __init__(self, walk: Walk, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._walk = walk

    def compose(self) -> ComposeResult:
        """What it needs, then the report."""
        yield StopLine(self._walk)
        yield from super().compose()

    def action_next_stop(self) -> None:
        """On to the next."""
        self._walk.step(self.app)

    def action_retry(self) -> None:
        """Look at its run, and ask whether to send again."""
        self._walk.retry()


class RunOnWalk(RunScreen):
    """A run that needs a person."""

    BINDINGS: ClassVar[list[BindingType]] = [NEXT]

    def __init__(self, walk: Walk, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._walk = walk

    def compose(self) -> ComposeResult:
        """What it needs, then the run."""
        yield StopLine(self._walk)
        yield from super().compose()

    def on_mount(self) -> None:
        """Once the table is filled, begin at the first request that it is about."""
        self.call_after_refresh(self._go_to_trouble)

    def _go_to_trouble(self) -> None:
        for index, (_, request) in enumerate(self._requests()):
            if request.reason and request.reason == self._walk.why:
                self.query_one(DataTable).move_cursor(row=index)
                return

    def action_next_stop(self) -> None:
        """On to the next."""
        self._walk.step(self.app)


class WordsOnWalk(TextScreen):
    """Something that has neither report nor run to look at."""

    BINDINGS: ClassVar[list[BindingType]] = [NEXT]

    def __init__(self, walk: Walk, item: Attention) -> None:
        super().__init__(WORDS[item.need], walk.words())
        self._walk = walk

    def action_next_stop(self) -> None:
        """On to the next."""
        self._walk.step(self.app)
