"""What is different between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from teg_tui.reports.difference import Side, difference

LINES = st.lists(st.text("ab c.", max_size=8), max_size=8).map("\n".join)


def test_a_changed_figure_is_told_from_the_words_around_it() -> None:
    before = "# Title\n\nNed had 37 points.\n\nBea slept.\n\nThe end."
    _, _, old, new, _, rest = difference(before, before.replace("37", "35"))
    assert (old.side, old.parts) == (
        Side.BEFORE,
        (("Ned had ", False), ("37", True), (" points.", False)),
    )
    assert (new.side, new.text) == (Side.AFTER, "Ned had 35 points.")
    assert rest.side is Side.LEFT_OUT


def test_a_line_that_came_or_went_is_new_or_gone_as_a_whole() -> None:
    [here, came] = difference("One.", "One.\nTwo.")
    assert (here.side, came.side, came.parts) == (Side.BOTH, Side.AFTER, (("Two.", True),))


@given(LINES, LINES)
def test_it_is_empty_only_for_equal_lines_and_invents_nothing(one: str, other: str) -> None:
    lines = difference(one, other)
    assert bool(lines) == (one.splitlines() != other.splitlines())
    for side, text in ((Side.BEFORE, one), (Side.AFTER, other)):
        left = iter(text.splitlines())
        shown = [line.text for line in lines if line.side in (side, Side.BOTH)]
        assert all(line in left for line in shown), "in order, and from that text"


@given(LINES, LINES)
def test_what_one_side_lacks_is_on_the_other(one: str, other: str) -> None:
    lines = difference(one, other)
    gone = [line.text for line in lines if line.side is Side.BEFORE]
    came = [line.text for line in lines if line.side is Side.AFTER]
    assert len(one.splitlines()) - len(gone) == len(other.splitlines()) - len(came)
