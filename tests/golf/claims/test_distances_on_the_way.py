"""Distances within a round: at most, at least, after some holes, until they were gone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

LINES: list[tuple[int, int | None, str]] = [
    (11, 3, "Dunthrawick was never fewer than [four|six] ahead in the TEG Trophy."),
    (10, 4, "At one stage Vanthrip led the Green Jacket by as many as [37|41]."),
    (16, 4, "Dunthrawick never got closer than [four|six] strokes in the Green Jacket."),
    (15, 4, "The lead in the Green Jacket did not drop below [15|17] strokes all day."),
    (16, 4, "Vanthrip led the Jacket by [seven|nine] on the first tee and by five after the 1st."),
    (
        12,
        3,
        "Fezzelby was four ahead in the Trophy after nine holes and [two|five] ahead after ten.",
    ),
    (
        16,
        3,
        "After the 11th Vanthrip led the Jacket by eight; three holes later he led by [11|14].",
    ),
]
"""Tournament, round, and a sentence: true with the first of each pair, false with the other."""
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_a_distance_is_held_against_the_holes_of_its_own_words(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), teg, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), teg, rnd) != []


TRUE = [
    (12, 3, "Dunthrawick's round was two short of his score the day before."),
    (12, 3, "Dunthrawick gave two back with a four at the 15th."),
    (12, 3, "The Wooden Spoon was moving. Quillock led by 33 after 16 holes."),
    (11, 4, "Vanthrip's lead of seven in the Green Jacket lasted until the eighth."),
    (11, 3, "Dunthrawick was never more than 20 points clear in the TEG Trophy."),
    (
        12,
        None,
        "In the second round Fezzelby took a six at the 7th. That put him four clear of Quillock"
        " in the TEG Trophy.",
    ),
]


@pytest.mark.parametrize(("teg", "rnd", "line"), TRUE, ids=lambda its: str(its)[:50])
def test_what_was_so_for_a_while_is_not_called_false(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(line, teg, rnd) == []
