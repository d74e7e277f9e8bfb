"""What is typed after `/`."""

from __future__ import annotations

import pytest
import specimens
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import State
from teg_tui.widgets.grid_filter import GridFilter, parse_filter
from teg_tui.widgets.grid_layout import cells


def admitted(text: str) -> set[CellKey]:
    wanted = parse_filter(text)
    return {
        cell.key
        for row in specimens.catalogue().rows
        for cell in cells(row)
        if wanted.admits(row, cell)
    }


def test_nothing_typed_admits_everything() -> None:
    assert admitted("  ") == set(specimens.catalogue().cells)


def test_a_range_and_a_state_admit_the_cells_with_such_a_report() -> None:
    assert admitted("16-17 stale") == {CellKey(16, 2), CellKey(16, None)}
    assert CellKey(17, 4) in admitted("10-17 missing"), "one of its two reports is missing"
    assert CellKey(18, 2) not in admitted("10-17 missing")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("17-16 r2", CellKey(16, 2)),
        ("2024 tournament", CellKey(16, None)),
        ("kerrymore edited", CellKey(14, 2)),
        ("in flight", CellKey(17, 1)),
        ("held", CellKey(15, 1)),
        ("failed", CellKey(15, 3)),
        ("incomplete", CellKey(18, 3)),
    ],
)
def test_words_of_every_sort_find_their_cell(text: str, cell: CellKey) -> None:
    assert cell in admitted(text)
    assert admitted(text) != set(specimens.catalogue().cells)


def test_false_finds_what_says_what_is_not_so() -> None:
    key = ReportKey(14, 3, "round_report")
    shown = specimens.with_report(
        specimens.catalogue(), specimens.false_report(key, "Round report", 1)
    )
    wanted = parse_filter("false")
    found = {c.key for row in shown.rows for c in cells(row) if wanted.admits(row, c)}
    assert found == {key.cell}


def test_several_words_must_all_hold() -> None:
    assert admitted("17 kerrymore") == set()


def test_states_and_numbers_are_told_apart_from_years_and_places() -> None:
    assert parse_filter("3-1, 2019 r1-2 unknown dunes") == GridFilter(
        frozenset({1, 2, 3}),
        frozenset({2019}),
        frozenset({1, 2}),
        False,
        frozenset({State.UNKNOWN_ORIGIN}),
        ("dunes",),
    )


@given(st.text(max_size=40))
def test_whatever_is_typed_is_understood_as_some_filter(text: str) -> None:
    admitted(text)
