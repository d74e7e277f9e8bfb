"""Words for the cell under the cursor, and what the glyphs mean."""

from __future__ import annotations

from textual.content import Content

from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, Row, State
from teg_tui.widgets.figures import plural
from teg_tui.widgets.glyphs import LOOKS, ORDER, look_of
from teg_tui.widgets.words import MUTED, Words, flow


def heading(row: Row, cell: Cell, width: int = 200) -> str:
    """ "TEG 17, round 4 · Castle Hills · 12 October 2024", with a shorter date to fit `width`."""
    what = "tournament" if cell.key.round is None else f"round {cell.key.round}"
    place = one_line(cell.course)
    long, short = (f"%{month} %Y" for month in "Bb")
    for form in (long, short, "%b"):
        when = f"{cell.date.day} {cell.date:{form}}" if cell.date else str(row.year or "")
        words = " · ".join(filter(None, (f"{one_line(row.name)}, {what}", place, when)))
        if len(words) <= width:
            break
    return words


def find_row(catalogue: Catalogue, key: CellKey) -> Row | None:
    """The tournament a cell belongs to."""
    return next((row for row in catalogue.rows if row.teg == key.teg), None)


class CellDetail(Words):
    """One line for the cell, one for each of its reports; where lines are few, few words."""

    DEFAULT_CSS = "CellDetail { height: 5; padding: 0 1; }"

    def __init__(self, *, utf8: bool = True, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._utf8 = utf8
        self._shown: tuple[Row, Cell] | None = None
        self._lines = 4

    def show(self, catalogue: Catalogue, key: CellKey | None) -> None:
        """Describe a cell of the catalogue."""
        row = find_row(catalogue, key) if key else None
        cell = catalogue.cells.get(key) if key else None
        self._shown = (row, cell) if row and cell else None
        self._refill()

    def take_lines(self, lines: int) -> None:
        """How many there are for it, its border apart."""
        if lines != self._lines:
            self._lines = lines
            self.styles.height = lines + self.gutter.height
            self._refill()

    def on_resize(self) -> None:
        """Another width: lines break otherwise."""
        self._refill()

    def _refill(self) -> None:
        self.say(self._content() if self._shown else Content(""))

    def _content(self) -> Content:
        if self._shown is None:
            return Content("")
        row, cell = self._shown
        width = self.content_size.width or 76
        title = Content.styled(heading(row, cell, width), "bold")
        if cell.note or cell.state in (State.NOT_PLAYED, State.INCOMPLETE):
            note = one_line(cell.note) or LOOKS[cell.state].word
            title = Content.assemble(title, ("  " + note, MUTED))
        lines = [title, *self._reports(cell, width)]
        return Content("\n").join([line.truncate(width, ellipsis=True) for line in lines])

    def _reports(self, cell: Cell, width: int) -> list[Content]:
        """A line each where there are as many; else side by side, with as much as fits.

        Where not all fits, what gives the cell its glyph is told first.
        """
        room = self._lines - 1
        if len(cell.reports) <= room:
            return [self._report(report) for report in cell.reports]
        for reasons, copies in ((True, True), (False, True), (False, False)):
            parts = [
                self._report(report, reasons=reasons, copies=copies, few=True)
                for report in cell.reports
            ]
            lines = flow(parts, "   ", width).split("\n")
            if len(lines) <= room:
                break
        else:
            telling = [report.state is cell.state for report in cell.reports]
            first = sorted(range(len(parts)), key=lambda index: not telling[index])
            lines = flow([parts[index] for index in first], "   ", width).split("\n")
        return [*lines[: room - 1], Content("   ").join(lines[room - 1 :])]

    def _report(
        self,
        report: ReportStatus,
        *,
        reasons: bool = True,
        copies: bool = True,
        few: bool = False,
    ) -> Content:
        look = LOOKS[report.state]
        shown = report.file_state if report.state is State.FALSE else report.state
        note = one_line(report.note) if reasons and shown is not State.EDITED else ""
        false = plural(report.false_claims, "false figure") if report.false_claims else ""
        extras = [
            false,
            "" if shown is State.PRESENT and (note or few or false) else LOOKS[shown].word,
            report.published_words if copies else "",
            "older recipe" if report.older_recipe else "",
            note,
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
