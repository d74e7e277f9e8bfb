"""The grid's keys: moving as in any table or in vi, marking as in any file manager."""

from __future__ import annotations

from textual.binding import Binding


def _move(key: str, direction: str) -> tuple[Binding, Binding]:
    arrow, letter = key.split(",")
    return (
        Binding(
            key,
            f"cursor_{direction}",
            direction.capitalize(),
            show=False,
            id=f"grid.{direction}",
            tooltip=f"Move the cursor {direction}",
        ),
        Binding(
            f"shift+{arrow},{letter.upper()}",
            f"extend('{direction}')",
            f"Extend {direction}",
            show=False,
            id=f"grid.extend_{direction}",
            tooltip=f"Mark from where you are {direction}wards"
            if direction in ("up", "down")
            else f"Mark from where you are to the {direction}",
        ),
    )


GRID_KEYS: list[Binding] = [
    Binding(
        "enter",
        "select_cursor",
        "Read",
        key_display="enter",
        id="grid.open",
        tooltip="Read the reports of this cell",
    ),
    Binding("space", "mark", "Mark", id="grid.mark", tooltip="Mark or unmark this cell"),
    *_move("up,k", "up"),
    *_move("down,j", "down"),
    *_move("left,h", "left"),
    *_move("right,l", "right"),
    Binding("r", "mark_row", "Row", False, id="grid.row", tooltip="Mark the whole tournament"),
    Binding(
        "c",
        "mark_column",
        "Column",
        False,
        id="grid.column",
        tooltip="Mark this round of every tournament",
    ),
    Binding("a", "mark_all", "All", False, id="grid.all", tooltip="Mark every cell shown"),
    Binding(
        "m",
        "mark_state('MISSING')",
        "Missing",
        False,
        id="grid.missing",
        tooltip="Mark every cell shown that lacks a report",
    ),
    Binding(
        "s",
        "mark_state('STALE')",
        "Stale",
        False,
        id="grid.stale",
        tooltip="Mark every cell shown that is stale",
    ),
    Binding(
        "F",
        "mark_state('FALSE')",
        "False",
        False,
        id="grid.false",
        tooltip="Mark every cell shown with a report that has false figures",
    ),
    Binding("u", "clear_marks", "Clear", False, id="grid.clear", tooltip="Unmark everything"),
    Binding("home", "scroll_home", "First round", False, id="grid.home"),
    Binding("end", "scroll_end", "Tournament", False, id="grid.end"),
    Binding("pageup", "page_up", "Page up", False, id="grid.page_up"),
    Binding("pagedown", "page_down", "Page down", False, id="grid.page_down"),
    Binding("ctrl+home", "scroll_top", "Newest", False, id="grid.top"),
    Binding("ctrl+end", "scroll_bottom", "Oldest", False, id="grid.bottom"),
]
