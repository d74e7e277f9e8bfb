"""Counts of several men, of some of the rounds, and what looks like a row and is none.

A line begins with the round of the demonstration's TEG 17 (0: all of it), and holds in brackets
what is right and what is wrong; one without brackets is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

PAIRS = """
4 Ned and Bram had [two|three] blow-ups each.
4 There are [17|19] blow-ups on the day's cards.
0 Strobbard had [eight|ten] blow-ups in the first two rounds.
0 Strobbard had 16 blow-ups, including [four|six] in the final round.
0 Strobbard had 16 blow-ups, including [eight|nine] in the last two rounds.
4 Fezzelby played the 9th to the 13th, [five|seven] holes in a row for 3 points or more.
"""
RIGHT = """
4 Ned and Bram had blown up twice apiece; two zeros are all they had between them.
4 Fezzelby's best five holes in a row brought 16 points and one par.
4 No six holes in a row were worth more to anybody.
4 Bram took a second 7 in a row at the 8th, or so it felt, and scored nothing.
4 Fezzelby took two eights in a row and never failed to score.
4 It was Fezzelby's first run of blow-ups in a row, from the 4th.
0 Dunthrawick had gone two rounds without a blow-up by then.
0 Strobbard had six zeros or more, the most in the field.
"""
CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def _told(lines: str, choice: int) -> list[tuple[str, int | None]]:
    split = [line.split(" ", 1) for line in lines.split("\n") if line]
    return [
        (CHOICE.sub(lambda match: match[choice], words), int(rnd) or None) for rnd, words in split
    ]


@pytest.mark.parametrize(("text", "rnd"), [*_told(PAIRS, 1), *_told(RIGHT, 1)])
def test_a_right_count_is_no_false_alarm(false: False_, text: str, rnd: int | None) -> None:
    assert false(text, 17, rnd) == []


@pytest.mark.parametrize(("text", "rnd"), _told(PAIRS, 2))
def test_a_wrong_count_is_found(false: False_, text: str, rnd: int | None) -> None:
    assert false(text, 17, rnd)


def test_the_opening_two_rounds_are_not_taken_for_two_holes(false: False_) -> None:
    assert false("Vanthrip made two birdies over the opening two rounds.", 14, None) == [
        ("two", "one")
    ]
