"""Words for the cell under the cursor, and what the glyphs mean."""

from __future__ import annotations

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, Row, State
from teg_tui.widgets.glyphs import LOOKS, ORDER, look_of
from teg_tui.widgets.words import MUTED, Words, flow


def heading(row: Row, cell: Cell) -> str:
    """ "TEG 17, round 4 · Castle Hills · 12 October 2024"."""
    what = "tournament" if cell.key.round is None else f"round {cell.key.round}"
    when = f"{cell.date.day} {cell.date:%B %Y}" if cell.date else str(row.year or "")
    return " · ".join(filter(None, (f"{one_line(row.name)}, {what}", one_line(cell.course), when)))


def find_row(catalogue: Catalogue, key: CellKey) -> Row | None:
    """The tournament a cell belongs to."""
    return next((row for row in catalogue.rows if row.teg == key.teg), None)


class CellDetail(Words):
    """One line for the cell, one for each of its reports; on a low screen all on two lines."""

    DEFAULT_CSS = "CellDetail { height: 5; padding: 0 1; }"

    def __init__(self, *, utf8: bool = True, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._utf8 = utf8
        self._shown: tuple[Row, Cell] | None = None
        self._brief = False

    def show(self, catalogue: Catalogue, key: CellKey | None) -> None:
        """Describe a cell of the catalogue."""
        row = find_row(catalogue, key) if key else None
        cell = catalogue.cells.get(key) if key else None
        self._shown = (row, cell) if row and cell else None
        self._refill()

    def be_brief(self, brief: bool) -> None:
        """Whether there is room for two lines only."""
        if brief != self._brief:
            self._brief = brief
            self._refill()

    def _refill(self) -> None:
        self.say(self._content() if self._shown else Content(""))

    def _content(self) -> Content:
        if self._shown is None:
            return Content("")
        row, cell = self._shown
        title = Content.styled(heading(row, cell), "bold")
        if cell.note or cell.state in (State.NOT_PLAYED, State.INCOMPLETE):
            note = one_line(cell.note) or LOOKS[cell.state].word
            title = Content.assemble(title, ("  " + note, MUTED))
        reports = [self._report(report) for report in cell.reports]
        if self._brief:
            return Content("\n").join([title, Content("   ").join(reports)])
        return Content("\n").join([title, *reports])

    def _report(self, report: ReportStatus) -> Content:
        look = LOOKS[report.state]
        note = one_line(report.note)
        extras = [
            "" if report.state is State.PRESENT and (note or self._brief) else look.word,
            "" if self._brief and report.state is State.PRESENT else note,
            "published" if report.published else "",
            "older recipe" if report.older_recipe else "",
        ]
        words = ", ".join(dict.fromkeys(filter(None, extras)))
        return Content.assemble(
            (look.mark(self._utf8), look.tone),
            " " + one_line(report.title),
            (f"  {words}" if words else "", MUTED),
        )


class Legend(Words):
    """The glyphs that occur in the grid, each with its word."""

    DEFAULT_CSS = """
    Legend { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *, utf8: bool = True, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._utf8 = utf8
        self._parts: list[Content] = []

    def show(self, catalogue: Catalogue) -> None:
        """Explain what this catalogue shows."""
        found = {look_of(cell) for cell in catalogue.cells.values()}
        self._parts = [
            Content.assemble((look.mark(self._utf8), look.tone), (f" {look.word}", MUTED))
            for look in ORDER
            if look in found
        ]
        self._refill()

    def on_resize(self) -> None:
        """Another width: lines break otherwise."""
        self._refill()

    def _refill(self) -> None:
        self.say(flow(self._parts, "  ", self.content_size.width or 76))
