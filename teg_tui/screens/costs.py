"""What was spent: by month, kind, model or run, with a small chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from teg_tui.costs.account import By, Line, Statement
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.door import Door, answer
from teg_tui.service.views import RunView
from teg_tui.widgets import statement as words
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.words import MUTED

_TABS = tuple(By)
_GAP = "  "
_LONGEST_BAR = 48
_SPENT = "$text-success"
_DOUBT = "$text-warning"


class CostsScreen(BaseScreen[None]):
    """A statement of account, grouped as asked."""

    CSS_PATH = "costs.tcss"
    AUTO_FOCUS = "#costs-page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,dollar_sign", "dismiss", "Back", id="costs.back", tooltip="To the overview"
        ),
        Binding(
            "tab",
            "by(1)",
            "By…",
            id="costs.by",
            priority=True,
            tooltip="By month, kind, model or run",
        ),
        Binding(
            "shift+tab",
            "by(-1)",
            "By the one before",
            False,
            id="costs.by_before",
            priority=True,
            tooltip="By what stands before it",
        ),
        Binding("down,j", "scroll(1)", "Down", False, id="costs.down", tooltip="A line down"),
        Binding("up,k", "scroll(-1)", "Up", False, id="costs.up", tooltip="A line up"),
    ]

    def __init__(self, door: Door, *, utf8: bool = True) -> None:
        super().__init__()
        self._door, self._utf8 = door, utf8
        self._by = By.MONTH
        self._statement: Statement | None = None

    def compose(self) -> ComposeResult:
        """What it is by, the sums, and whose figures these are."""
        yield Static(id="costs-tabs", markup=False)
        with VerticalScroll(id="costs-page", can_focus=True):
            yield Static("Adding up…", id="costs-sums", markup=False)
        yield Static("\n".join(words.SCOPE), id="costs-scope", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ask for the first sums."""
        self._ask()

    def on_resize(self) -> None:
        """Another width: the columns stand otherwise."""
        self._show()

    def show_runs(self, runs: tuple[RunView, ...]) -> None:  # noqa: ARG002 (what the app tells)
        """Something was sent, or has come back: add up again."""
        self._ask()

    @work(group="costs", exclusive=True, exit_on_error=False)
    async def _ask(self) -> None:
        self._show_tabs()
        found = await answer(self, self._door.costs(self._by))
        if found is not None:
            self._statement = found
            self._show()
        elif self._statement is None:
            self.query_one("#costs-sums", Static).update("")

    def _show_tabs(self) -> None:
        tabs = [
            Content.assemble("[", (words.HEADINGS[by], f"bold {_SPENT}"), "]")
            if by is self._by
            else Content.styled(f" {words.HEADINGS[by]} ", MUTED)
            for by in _TABS
        ]
        self.query_one("#costs-tabs", Static).update(
            Content.assemble(("Costs by  ", "bold"), Content(" ").join(tabs))
        )

    def _show(self) -> None:
        if self._statement is not None:
            width = self.query_one("#costs-page").scrollable_content_region.width - 4
            sums = statement_content(self._statement, width, utf8=self._utf8)
            self.query_one("#costs-sums", Static).update(sums)

    def action_by(self, step: int) -> None:
        """Group otherwise."""
        self._by = _TABS[(_TABS.index(self._by) + step) % len(_TABS)]
        self.query_one("#costs-page").scroll_home(animate=False)
        self._ask()

    def action_scroll(self, step: int) -> None:
        """A line."""
        self.query_one("#costs-page").scroll_relative(y=step, animate=False)


def statement_content(statement: Statement, width: int, *, utf8: bool) -> Content:
    """Totals first, then the lines, then pretend money; `width` columns wide."""
    parts = [
        Content.styled(words.summary(statement.total), "bold"),
        *_sentences(words.left_out(statement.total)),
        *_lines(statement.by, statement.lines, width, utf8=utf8),
    ]
    if statement.pretend:
        total = statement.pretend_total
        parts += [
            Content(""),
            Content.styled(words.PRETEND, f"bold {_DOUBT}"),
            Content(words.summary(total)),
            *_sentences(words.left_out(total)),
            *_lines(statement.by, statement.pretend, width, utf8=utf8),
        ]
    return Content("\n").join(parts)


def _sentences(sentences: Iterable[str]) -> list[Content]:
    return [Content.styled(sentence, _DOUBT) for sentence in sentences]


def _lines(by: By, lines: Sequence[Line], width: int, *, utf8: bool) -> list[Content]:
    """A heading, a line each, and what the bars mean; nothing where there are none."""
    if not lines:
        return []
    titles = [words.title(by, line) for line in lines]
    figures = [words.cells(line.account) for line in lines]
    widths = [
        max(len(text) for text in column) for column in zip(words.COLUMNS, *figures, strict=True)
    ]
    left = width - sum(widths) - len(_GAP) * (len(widths) + 1)
    room, bars = words.divide(left, titles, _LONGEST_BAR)
    most = words.dearest(lines)

    def row(title: str, cells: Sequence[str], style: str = "") -> Content:
        figures = _GAP.join(c.rjust(w) for c, w in zip(cells, widths, strict=True))
        named = set_cell_size(words.cut(title, room, utf8=utf8), room)
        return Content.styled(f"{named}{_GAP}{figures}{_GAP}", style)

    return [
        Content(""),
        row(words.HEADINGS[by], words.COLUMNS, MUTED),
        *(
            row(title, cells) + _bar(words.bar(line.account, most, bars, utf8=utf8))
            for title, cells, line in zip(titles, figures, lines, strict=True)
        ),
        *(
            Content.styled(sentence, MUTED)
            for sentence in words.legend(lines, bars=bars > 0, utf8=utf8)
        ),
    ]


def _bar(text: str) -> Content:
    """Solid and light in colours of their own."""
    light = text.lstrip("█▏▎▍▌▋▊▉#")
    return Content.assemble((text.removesuffix(light), _SPENT), (light, MUTED))
