"""Distances told together: man by man, before and after, day by day, beside a figure, gained."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

LINES: list[tuple[int, int | None, str]] = [
    (14, 3, "The deficits read ten for Ned, 11 for Bram and [21|25] for Strobbard."),
    (
        14,
        3,
        "Dunthrawick must find [eight|five] strokes on Vanthrip if he is to snatch the Jacket.",
    ),
    (14, 3, "In the Jacket, Bram slipped from nine back to [20|15]."),
    (14, 3, "Twelve behind when he teed off, Ned is now [ten|seven] behind."),
    (14, 3, "Bram is 11 points off the pace, Strobbard [21|17] and Fezzelby 22."),
    (14, 3, "Ned took [two|14] points out of the leader on the day."),
    (14, 3, "Strobbard lost [13|9] points to the leader in a single afternoon."),
    (14, 3, "Dunthrawick leads the Trophy by ten, Vanthrip the Jacket by [seven|16]."),
    (16, 4, "It was an [11|eight]-point swing between Morradine and Fezzelby in one round."),
    (16, None, "Morradine took the Trophy with 158 points, [three|six] more than Dunthrawick."),
    (16, None, "The Jacket went to Vanthrip, [eight|11] strokes to the good, Dunthrawick second."),
    (12, None, "His 158 points won Fezzelby the Trophy by [one|four] from Strobbard."),
    (
        12,
        None,
        "Fezzelby's lead stood at two points after the first round, [one|three] after the second,"
        " four after the third and one at the end.",
    ),
    (17, 2, "Morradine leads Fezzelby by one, Ned by [three|five] and Vanthrip by seven."),
    (17, 3, "Strobbard and Bram, level overnight, are now [two|five] apart."),
    (17, 4, "Ned's front nine of 26 was [ten|seven] better than Morradine's 16."),
]
"""Tournament, round, and a sentence: true with the first of each pair, false with the other."""
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_what_does_not_fit_the_rest_is_called_false(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), teg, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), teg, rnd) != []


TRUE = [
    (17, 4, "Ned won it by one, having trailed by eight."),
    (16, 3, "Fezzelby opened with a par good for four points, which doubled his lead to four."),
    (14, 3, "Where once three points separated first from second, there now yawns a gap of ten."),
    (14, 3, "Piers Dunthrawick, three ahead of Bram when the day began, finished it ten clear."),
]


@pytest.mark.parametrize(("teg", "rnd", "line"), TRUE, ids=lambda its: str(its)[:50])
def test_what_may_be_of_another_moment_is_not_called_false(
    false: False_, teg: int, rnd: int, line: str
) -> None:
    assert false(line, teg, rnd) == []
