"""What is told of the cell under the cursor."""

from __future__ import annotations

import specimens
from textual.app import App, ComposeResult

from teg_tui.reports.key import CellKey
from teg_tui.reports.state import State
from teg_tui.widgets.cell_detail import CellDetail


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield CellDetail()


async def test_where_not_all_fits_it_says_first_what_gives_the_cell_its_glyph() -> None:
    shown = specimens.catalogue()
    cell = CellKey(16, None)
    last = shown.cells[cell].reports[-1]
    false = specimens.false_report(last.key, last.title, 2, State.UNKNOWN_ORIGIN)
    app = Alone()
    async with app.run_test(size=(60, 10)):
        detail = app.query_one(CellDetail)
        detail.take_lines(2)
        detail.show(specimens.with_report(shown, false), cell)
        told = str(detail.content).split("\n")[1]
        assert told.startswith(f"≠ {last.title}  2 false figures")
        assert len(told) <= 60
