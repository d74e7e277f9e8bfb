"""The tour as a table: a row a tournament, a column a round, a glyph a cell.

| who | what |
|---|---|
| a screen | `show(catalogue)` whenever it changes: only what differs is painted again |
| a screen | `narrow_to(filter)`, `marked`, `cursor_cell` |
| the grid | posts `CursorMoved`, `SelectionChanged`, `CellOpened` |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from teg_tui.outside_text import one_line
from teg_tui.reports.key import CellKey
from teg_tui.reports.state import Catalogue, Cell, Row, State
from teg_tui.widgets.glyphs import LOOKS, look_of
from teg_tui.widgets.grid_filter import GridFilter
from teg_tui.widgets.grid_keys import GRID_KEYS
from teg_tui.widgets.grid_layout import (
    ROUND_WIDTHS,
    TOURNAMENT_WIDTH,
    cells,
    column_of,
    fitting_widths,
    frame,
    place_in,
    placed,
    rounds_of,
)

NOTHING_TO_OFFER = (State.NOT_PLAYED, State.INCOMPLETE)
LABEL = "label"
"""The key of the column that names the tournaments."""

_TONES = {f"report-grid--{state.name.lower()}": look.tone for state, look in LOOKS.items()}


class ReportGrid(DataTable[Text], inherit_bindings=False):
    """Every tournament and round, with the state of its reports."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_TONES,
        "report-grid--marked",
        "report-grid--quiet",
        "report-grid--live",
    }
    DEFAULT_CSS = (
        """
    ReportGrid {
        background: $surface;
        scrollbar-size-vertical: 1;
        &:focus { background-tint: transparent; }
        & > .datatable--header, &:focus > .datatable--header {
            background: $surface; background-tint: transparent;
            color: $foreground; text-style: none;
        }
        & > .datatable--header-hover { background: $panel; }
        & > .datatable--fixed { background: $surface; color: $foreground; }
        & > .report-grid--marked { background: $primary-muted; text-style: bold; }
        & > .report-grid--quiet { color: $foreground-muted; }
        & > .report-grid--live { color: $text-warning; text-style: bold; }
"""
        + "".join(f"        & > .{name} {{ color: {tone}; }}\n" for name, tone in _TONES.items())
        + "    }"
    )
    BINDINGS: ClassVar[list[BindingType]] = list(GRID_KEYS)

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another cell; None where there is none."""

        cell: CellKey | None

    @dataclass
    class SelectionChanged(Message):
        """Other cells are marked."""

        cells: frozenset[CellKey]

    @dataclass
    class CellOpened(Message):
        """The user wants to read a cell's reports."""

        cell: CellKey

    def __init__(self, *, utf8: bool = True, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(cell_padding=0, cursor_background_priority="css", fixed_columns=1, id=id)
        self._utf8 = utf8
        self._catalogue: Catalogue | None = None
        self._filter = GridFilter()
        self._rows: tuple[Row, ...] = ()
        self._cells: dict[tuple[str, str], Cell] = {}
        self._expected_width = 80
        self._label_width = 0
        self._round_width = ROUND_WIDTHS[0]
        self._marked: frozenset[CellKey] = frozenset()
        self._anchor: Coordinate | None = None
        self._before_extending: frozenset[CellKey] = frozenset()

    # What a screen asks and tells.

    @property
    def marked(self) -> frozenset[CellKey]:
        """The cells marked, whether the filter shows them or not."""
        return self._marked

    @property
    def cursor_cell(self) -> Cell | None:
        """The cell under the cursor."""
        return self._cell_at(self.cursor_coordinate)

    def expect_width(self, columns: int) -> None:
        """How wide it will be: then its rows fit from the first paint on, and are made once."""
        self._expected_width = columns

    def show(self, catalogue: Catalogue) -> None:
        """Show another catalogue; the first one also places the cursor."""
        self._catalogue = catalogue
        self._keep_marks(self._marked & catalogue.cells.keys())
        self._lay_out()
        self.notify_style_update()  # else thousands of painted cells of before are kept

    def narrow_to(self, wanted: GridFilter) -> None:
        """Show only tournaments with a cell the filter admits; the others' cells are dimmed."""
        if wanted != self._filter:
            self._filter = wanted
            self._lay_out()
            admitted = self._shown()
            if admitted and self.cursor_cell not in admitted:
                self.go_to(admitted[0].key)

    def go_to(self, key: CellKey) -> None:
        """Put the cursor on a cell, where it is shown."""
        for (row, column), cell in self._cells.items():
            if cell.key == key:
                self.cursor_coordinate = self.get_cell_coordinate(row, column)

    # Laying out.

    def _lay_out(self) -> None:
        """Bring the table in line with catalogue and filter, touching only what differs."""
        if self._catalogue is None:
            return
        rows = tuple(row for row in self._catalogue.rows if any(map(self._admits(row), cells(row))))
        widths = self._widths()
        if [frame(row) for row in rows] != [frame(row) for row in self._rows] or (
            widths != self._shape
        ):
            self._rebuild(rows, widths)
        else:
            self._rows, self._cells = rows, {}
            for row in rows:
                self._cells.update(placed(row))
            self._repaint_cells()

    def _rebuild(self, rows: tuple[Row, ...], widths: tuple[int, int]) -> None:
        before, offset = self.cursor_cell, self.scroll_offset
        self._rows, self._cells = rows, {}
        self._label_width, self._round_width = widths
        self.clear(columns=True)
        self.add_column("", key=LABEL, width=self._label_width)
        names = [f"R{n + 1}" for n in range(rounds_of(self._catalogue_rows()))]
        for name in names:
            heading = self._heading(name, self._round_width)
            self.add_column(heading, key=name, width=self._round_width)
        self.add_column(
            self._heading("Tournament", TOURNAMENT_WIDTH), key="T", width=TOURNAMENT_WIDTH
        )
        for row in rows:
            self._cells.update(placed(row))
            texts = [self._text(row, name) for name in (*names, "T")]
            self.add_row(self._label(row), *texts, key=str(row.teg))
        if before:
            self.go_to(before.key)
            self.scroll_to(y=offset.y, animate=False, immediate=True)
        elif self._catalogue and self._catalogue.newest_lacking:
            self.go_to(self._catalogue.newest_lacking)

    def _catalogue_rows(self) -> tuple[Row, ...]:
        return self._catalogue.rows if self._catalogue else ()

    def _repaint_cells(self) -> None:
        for row in self._rows:
            for name in [str(column.value) for column in self.columns if column.value != LABEL]:
                text = self._text(row, name)
                shown = self.get_cell(str(row.teg), name)
                # Rich compares the letters alone.
                if (text, text.spans) != (shown, shown.spans):
                    self.update_cell(str(row.teg), name, text)

    def _widths(self) -> tuple[int, int]:
        """As all rows need it, so that a filter moves no column."""
        rows = self._catalogue_rows()
        room = (self.size.width or self._expected_width) - self.styles.scrollbar_size_vertical
        return fitting_widths(rows, rounds_of(rows), room)

    # Painting.

    def _style(self, name: str) -> Style:
        """A tone as the theme has it: mixed with what lies behind, since Rich knows no opacity."""
        style = self.get_component_rich_style(f"report-grid--{name}")
        return Style(color=style.color, bold=style.bold)

    def _heading(self, name: str, width: int) -> Text:
        return Text(name.center(width), self._style("quiet"))

    def _label(self, row: Row) -> Text:
        name_width = max(len(one_line(each.name)) for each in self._catalogue_rows())
        label = Text(f" {one_line(row.name):<{name_width}}", no_wrap=True)
        for words, tone in ((str(row.year or ""), "quiet"), ("live" if row.live else "", "live")):
            label.append(f"  {words}" if words else "", self._style(tone))
        area = place_in(one_line(row.area), self._label_width - label.cell_len - 3)
        label.append(f"  {area}" if area else "", self._style("quiet"))
        label.truncate(self._label_width - 1, overflow="ellipsis")
        label.pad_right(self._label_width - label.cell_len)
        return label

    def _text(self, row: Row, column: str) -> Text:
        cell = self._cells.get((str(row.teg), column))
        width = TOURNAMENT_WIDTH if column == "T" else self._round_width
        if cell is None:
            return Text(" " * width)
        glyph = look_of(cell).mark(self._utf8)
        marked = cell.key in self._marked
        left = (width - 3) // 2
        text = Text(" " * left + (f"[{glyph}]" if marked else f" {glyph} "), no_wrap=True)
        text.pad_right(width - text.cell_len)
        if not self._admits(row)(cell):
            text.stylize(self._style("not_played"))
            return text
        text.stylize(self._style(cell.state.name.lower()))
        if marked:
            text.stylize(self.get_component_rich_style("report-grid--marked", partial=True))
        return text

    def _admits(self, row: Row) -> Callable[[Cell], bool]:
        return lambda cell: self._filter.admits(row, cell)

    def on_mount(self) -> None:
        """Hear of other themes: the colours in the cells are of the old one."""
        self.app.theme_changed_signal.subscribe(
            self, lambda _: self.call_after_refresh(self._rebuild, self._rows, self._shape)
        )

    @property
    def _shape(self) -> tuple[int, int]:
        return self._label_width, self._round_width

    def on_resize(self) -> None:
        """Another width: labels and columns may fit otherwise."""
        self._lay_out()

    # Marking.

    def _keep_marks(self, marks: frozenset[CellKey]) -> None:
        if marks == self._marked:
            return
        changed, self._marked = marks ^ self._marked, marks
        if any(cell.key in changed for cell in self._cells.values()):
            self._repaint_cells()
        self.post_message(self.SelectionChanged(marks))

    def _toggle(self, wanted: Iterable[Cell]) -> None:
        """Mark the cells that can be marked; unmark them where all of them are marked."""
        self._anchor = None
        keys = {cell.key for cell in wanted if cell.state not in NOTHING_TO_OFFER}
        marked = self._marked - keys if keys <= self._marked else self._marked | keys
        self._keep_marks(frozenset(marked))

    def _shown(self) -> list[Cell]:
        return [cell for row in self._rows for cell in cells(row) if self._admits(row)(cell)]

    def _in_row(self, index: int) -> list[Cell]:
        return [cell for cell in self._shown() if cell.key.teg == self._rows[index].teg]

    def _in_column(self, index: int) -> list[Cell]:
        column = self.ordered_columns[index].key
        return [cell for cell in self._shown() if column_of(cell) == column]

    def action_mark(self) -> None:
        """Mark or unmark the cell under the cursor."""
        if cell := self.cursor_cell:
            self._toggle([cell])

    def action_mark_row(self) -> None:
        """Mark the tournament under the cursor, its rounds and itself."""
        if self._rows:
            self._toggle(self._in_row(self.cursor_row))

    def action_mark_column(self) -> None:
        """Mark the column under the cursor."""
        if self._rows:
            self._toggle(self._in_column(self.cursor_column))

    def action_mark_all(self) -> None:
        """Mark everything that is shown."""
        self._toggle(self._shown())

    def action_mark_state(self, name: str) -> None:
        """Mark, of what is shown, the cells with a report in that state."""
        state = State[name]
        found = [
            cell
            for cell in self._shown()
            if cell.state is state or any(report.is_in(state) for report in cell.reports)
        ]
        if found:
            self._anchor = None
            self._keep_marks(self._marked | {cell.key for cell in found})
        else:
            self.notify(f"Nothing shown here is {LOOKS[state].word}.", markup=False)

    def action_clear_marks(self) -> None:
        """Unmark everything."""
        self._anchor = None
        self._keep_marks(frozenset())

    def unmark(self, keys: Iterable[CellKey]) -> None:
        """Unmark some; other marks stay."""
        self._keep_marks(self._marked - frozenset(keys))

    def action_extend(self, direction: str) -> None:
        """Mark the rectangle from where extending began to where the cursor goes."""
        if not self._rows:
            return
        self._extend_to(getattr(self.cursor_coordinate, direction)())

    def _extend_to(self, target: Coordinate) -> None:
        if self._anchor is None:
            self._anchor, self._before_extending = self.cursor_coordinate, self._marked
        anchor = self._anchor
        self.cursor_coordinate = target
        reached = self.cursor_coordinate
        rows = range(min(anchor.row, reached.row), max(anchor.row, reached.row) + 1)
        columns = range(min(anchor.column, reached.column), max(anchor.column, reached.column) + 1)
        found = (self._cell_at(Coordinate(row, column)) for row in rows for column in columns)
        keys = {cell.key for cell in found if cell and cell.state not in NOTHING_TO_OFFER}
        self._anchor = anchor
        self._keep_marks(self._before_extending | keys)

    # Keys and mouse.

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """The cursor never stands on a label."""
        row, column = super().validate_cursor_coordinate(value)
        return Coordinate(row, max(1, column) if self.columns else 0)

    def _cell_at(self, coordinate: Coordinate) -> Cell | None:
        if not self.is_valid_coordinate(coordinate):
            return None
        row, column = self.coordinate_to_cell_key(coordinate)
        return self._cells.get((str(row.value), str(column.value)))

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Tell the screen where the cursor is."""
        event.stop()
        cell = self.cursor_cell
        self.post_message(self.CursorMoved(cell.key if cell else None))

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Open what is under the cursor."""
        event.stop()
        if cell := self.cursor_cell:
            self.post_message(self.CellOpened(cell.key))

    def on_key(self, event: events.Key) -> None:
        """Any key without shift ends an extension."""
        if not event.key.startswith("shift+") and not (event.character or "").isupper():
            self._anchor = None

    def on_click(self, event: events.Click) -> None:
        """A click marks, on a heading the column, on a label the row; a double click opens."""
        meta = event.style.meta
        if "row" not in meta or "column" not in meta or meta.get("out_of_bounds"):
            return
        event.prevent_default()
        event.stop()
        target = Coordinate(meta["row"], meta["column"])
        if target.row == -1:
            self._toggle(self._in_column(target.column))
        elif target.column == 0:
            self._toggle(self._in_row(target.row))
        elif event.shift:
            self._extend_to(target)
        else:
            self.cursor_coordinate = target
            self.action_mark()
            if event.chain == 2:
                self.action_select_cursor()
