"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey
from teg_tui.reports.ranges import cells, parse_range


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("17", (17,)),
        ("10-13", (10, 11, 12, 13)),
        ("13-10", (10, 11, 12, 13)),
        ("10–12", (10, 11, 12)),
        ("3,5-7", (3, 5, 6, 7)),
        (" 7 , 3 - 4,3", (3, 4, 7)),
    ],
)
def test_ranges_are_read_as_they_are_meant(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_range(text) == numbers


@pytest.mark.parametrize(
    "text",
    ["", "x", "1-", "-1", "0", "1-2-3", "1,,2", "99999", "1-999999999", "1.5", "²", "9" * 5000],
)
def test_anything_else_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(TegError) as caught:
        parse_range(text)
    assert caught.value.what.startswith(repr(text))


@settings(deadline=None)
@given(st.sets(st.integers(1, 9999), min_size=1, max_size=20))
def test_a_list_of_numbers_comes_back_in_order(numbers: set[int]) -> None:
    assert parse_range(",".join(map(str, numbers))) == tuple(sorted(numbers))


def test_cells_are_rounds_of_tournaments_or_the_tournaments_themselves() -> None:
    assert cells([3, 4], [1]) == {CellKey(3, 1), CellKey(4, 1)}
    assert cells([3], None) == {CellKey(3, None)}
