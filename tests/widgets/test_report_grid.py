"""The grid under keys, mouse and news."""

from __future__ import annotations

from dataclasses import replace

import specimens
from textual.app import App, ComposeResult
from textual.message import Message

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import Catalogue, State
from teg_tui.widgets.grid_filter import parse_filter
from teg_tui.widgets.report_grid import ReportGrid


class Host(App[None]):
    """A grid alone; remembers what it posts."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = ReportGrid()
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.show(specimens.catalogue())

    def on_report_grid_selection_changed(self, event: ReportGrid.SelectionChanged) -> None:
        self.heard.append(event)

    def on_report_grid_cell_opened(self, event: ReportGrid.CellOpened) -> None:
        self.heard.append(event)

    @property
    def here(self) -> CellKey | None:
        cell = self.grid.cursor_cell
        return cell.key if cell else None

    def text(self, row: int, column: str) -> str:
        return self.grid.get_cell(str(row), column).plain.strip()


def with_state(catalogue: Catalogue, key: CellKey, state: State) -> Catalogue:
    cells = {
        old: replace(cell, state=state, reports=()) if old == key else cell
        for old, cell in catalogue.cells.items()
    }
    rows = tuple(
        replace(
            row,
            rounds=tuple(cells[cell.key] for cell in row.rounds),
            tournament=cells[row.tournament.key],
        )
        for row in catalogue.rows
    )
    return replace(catalogue, rows=rows)


async def test_the_cursor_starts_where_a_report_is_lacking() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)):
        assert app.here == CellKey(18, 2)


async def test_arrows_and_vi_keys_move_within_the_cells() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "right", "l", "l", "l", "l")
        assert app.here == CellKey(17, None)
        await pilot.press("k", *["h"] * 7)
        assert app.here == CellKey(18, 1)


async def test_marks_are_seen_without_colour_and_told_once() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert app.text(18, "R2") == "[○]"
        await pilot.press("space")
        assert app.text(18, "R2") == "○"
        told = [m.cells for m in app.heard if isinstance(m, ReportGrid.SelectionChanged)]
        assert told == [frozenset({CellKey(18, 2)}), frozenset()]


async def test_rows_columns_and_all_leave_out_what_is_not_played() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        assert app.grid.marked == {CellKey(18, 1), CellKey(18, 2)}
        await pilot.press("u", "c")
        assert app.grid.marked == {CellKey(teg, 2) for teg in range(1, 19)}
        await pilot.press("u", "a")
        assert len(app.grid.marked) == 17 * 5 + 2
        await pilot.press("a")
        assert not app.grid.marked


async def test_missing_and_stale_mark_what_has_such_a_report() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        assert app.grid.marked == {CellKey(16, 2), CellKey(16, None)}
        await pilot.press("u", "m")
        assert CellKey(17, 4) in app.grid.marked, "half of it is missing"
        assert CellKey(16, 1) not in app.grid.marked


async def test_false_marks_what_says_what_is_not_so_and_stale_finds_it_still() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F")
        assert not app.grid.marked, "nothing is false"
        key = ReportKey(16, 2, "round_report")
        false = specimens.false_report(key, "Round report", 2, State.STALE)
        app.grid.show(specimens.with_report(specimens.catalogue(), false))
        await pilot.press("F")
        assert app.grid.marked == {CellKey(16, 2)}
        await pilot.press("u", "s")
        assert app.grid.marked == {CellKey(16, 2), CellKey(16, None)}


async def test_shift_and_arrows_stretch_and_shrink_a_rectangle() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "shift+down", "shift+right")
        assert app.grid.marked == {CellKey(t, r) for t in (15, 16) for r in (2, 3)}
        await pilot.press("K")
        assert app.grid.marked == {CellKey(16, 2), CellKey(16, 3)}
        await pilot.press("down", "shift+down")
        assert CellKey(14, 3) in app.grid.marked
        assert CellKey(16, 2) in app.grid.marked, "an earlier rectangle stays"


async def test_a_filter_hides_rows_and_all_marks_only_what_it_admits() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.narrow_to(parse_filter("14-16 stale"))
        assert [str(key.value) for key in app.grid.rows] == ["16"]
        assert app.here == CellKey(16, 2)
        await pilot.press("a")
        assert app.grid.marked == {CellKey(16, 2), CellKey(16, None)}
        app.grid.narrow_to(parse_filter(""))
        assert app.grid.row_count == 18
        assert app.here == CellKey(16, 2), "the cursor stays where it was"


async def test_news_change_the_cell_in_place_and_nothing_else() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "space", "pagedown")
        before, here = app.grid.scroll_offset, app.here
        app.grid.show(with_state(specimens.catalogue(), CellKey(12, 1), State.IN_FLIGHT))
        await pilot.pause()
        assert app.text(12, "R1") == "»"
        assert (app.grid.scroll_offset, app.here) == (before, here)
        assert app.grid.marked == {CellKey(17, 2)}


async def test_the_same_news_paint_nothing() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        texts = [app.grid.get_cell(str(teg), "R1") for teg in range(1, 19)]
        app.grid.show(specimens.catalogue())
        await pilot.pause()
        again = [app.grid.get_cell(str(teg), "R1") for teg in range(1, 19)]
        assert all(new is old for new, old in zip(again, texts, strict=True))


async def test_a_new_tournament_comes_on_top_and_the_cursor_stays_on_its_cell() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "space")
        whole = specimens.catalogue()
        newest = replace(whole.rows[0], teg=19, name="TEG 19", rounds=(), live=False)
        newest = replace(newest, tournament=replace(newest.tournament, key=CellKey(19, None)))
        app.grid.show(replace(whole, rows=(newest, *whole.rows)))
        await pilot.pause()
        assert app.here == CellKey(17, 2)
        assert app.text(17, "R2") == "[»]"


async def test_a_click_marks_and_a_double_click_opens() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        label, width = app.grid._label_width, app.grid._round_width
        await pilot.click(ReportGrid, offset=(label + width // 2, 3))
        assert app.grid.marked == {CellKey(16, 1)}
        await pilot.click(ReportGrid, offset=(label + 2 * width + 2, 4), shift=True)
        assert app.grid.marked == {CellKey(t, r) for t in (15, 16) for r in (1, 2, 3)}
        await pilot.click(ReportGrid, offset=(2, 2))
        assert {CellKey(17, n) for n in (1, 2, 3, 4)} <= app.grid.marked, "a label is its row"
        await pilot.click(ReportGrid, offset=(label + 1, 6), times=2)
        opened = [m.cell for m in app.heard if isinstance(m, ReportGrid.CellOpened)]
        assert opened == [CellKey(13, 1)]


async def test_where_names_do_not_fit_the_country_goes_first() -> None:
    app = Host()
    async with app.run_test(size=(58, 24)):
        label = app.grid.get_cell("17", "label").plain
        assert label.rstrip() == " TEG 17  2025  Costa Serena"


async def test_labels_and_headings_stay_when_it_is_narrow() -> None:
    app = Host()
    async with app.run_test(size=(50, 24)):
        assert app.grid.virtual_size.width <= 50
