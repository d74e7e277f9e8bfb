"""The grid with what belongs to it: the filter's line, the legend, words on the cursor's cell."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.reports.state import Catalogue
from teg_tui.widgets.cell_detail import CellDetail, Legend
from teg_tui.widgets.filter_line import FilterLine
from teg_tui.widgets.grid_filter import complaint, parse_filter
from teg_tui.widgets.report_grid import ReportGrid


class GridPane(Vertical):
    """Shows a catalogue, and whatever of it a filter admits."""

    def __init__(self, *, utf8: bool = True, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._utf8 = utf8
        self._catalogue: Catalogue | None = None
        self.border_title = "Reports"

    def compose(self) -> ComposeResult:
        """From top to bottom; the filter's line comes when it is asked for."""
        yield ReportGrid(utf8=self._utf8, id="grid")
        yield Legend(utf8=self._utf8)
        yield CellDetail(utf8=self._utf8)

    def fit(self, columns: int, detail_lines: int) -> None:
        """Tell the grid its width beforehand, so that it is right from the first paint on."""
        self.styles.width = columns
        self.query_one(ReportGrid).expect_width(columns - self.gutter.width)
        self.query_one(CellDetail).take_lines(detail_lines)

    def show(self, catalogue: Catalogue) -> None:
        """Show the tour as it is now."""
        self._catalogue = catalogue
        self.query_one(ReportGrid).show(catalogue)
        self.query_one(Legend).show(catalogue)
        self._describe()

    def show_trouble(self, text: str) -> None:
        """Say, where the grid is still empty, why there is nothing to show."""
        if self._catalogue is None:
            self.query_one(CellDetail).say(Content.styled(one_line(text), "$text-error"))

    @on(ReportGrid.CursorMoved)
    def _describe(self) -> None:
        if self._catalogue is not None:
            cell = self.query_one(ReportGrid).cursor_cell
            self.query_one(CellDetail).show(self._catalogue, cell.key if cell else None)

    async def open_filter(self) -> None:
        """Let the user type one."""
        if not self.query(FilterLine):
            await self.mount(FilterLine(), before=self.query_one(Legend))
        self.query_one(FilterLine).begin()

    def drop_filter(self) -> bool:
        """Show everything again; whether there was a filter."""
        line = next((line for line in self.query(FilterLine) if line.display), None)
        if line is not None:
            line.clear()
        return line is not None

    @on(FilterLine.Typed)
    def _narrow(self, event: FilterLine.Typed) -> None:
        event.stop()
        wanted = parse_filter(event.text)
        self.query_one(ReportGrid).narrow_to(wanted)
        rows = self._catalogue.rows if self._catalogue else ()
        self.query_one(FilterLine).complain(complaint(wanted, rows))
        self._describe()

    @on(FilterLine.Kept)
    def _back_to_the_grid(self, event: FilterLine.Kept) -> None:
        event.stop()
        self.query_one(ReportGrid).focus()
