"""Totals whose holes or days other words name than those beside them, of the demonstration.

A line begins with the round that the report is about (0: the tournament), and holds in brackets
what is right and what is wrong; a `/` begins a new line of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

LINES = """
4 **How it began (holes 1 to 6)**/Ned had [18|16] points here.
4 - **1 to 6:** Ned made [18|16] points of them.
4 Ned's [26-17|24-19] front-back split was a lopsided one.
4 Ned went round with a [26|24]-front, 17-back split.
4 It was settled early: [18|30] points across the opening six, and that was that.
4 **Ned QUILLOCK:** 43 points after [39|41] the day before.
4 Ned had 43 points, where yesterday it was [39|37].
4 Ned's card was good, for [26|24] points on the front nine suggest better rounds ahead.
0 Ned's first two rounds brought [75|77] points.
4 Ned had rounds of +20, +36, [+26|+25] and +22.
4 Ned posted [45|44], 30, 39 and 43, and that was enough.
4 Ned's 157 held [14|13] blow-ups.
""".strip().splitlines()
TRUE = """
0 Ned's first two rounds brought 75 points and his last two 82.
0 Over the last two rounds Ned took 82 points.
4 Four of his pars were worth three points apiece, and Ned came in with 43 points.
4 Ned was a single point from being caught, a point of some pride.
4 **Bram Quillock:** His first nine was his own affair. His second was worth only so much.
0 Ned's first two rounds brought 75 points. Of the 72 holes he was ahead on 59.
4 Ned's +22 was the best gross round of his 67 on the tour. For Bram the figure is 31.
4 Ned made 15 pars and six zeros, all of the zeros but one before the fourth round.
4 Ned's 43, joint fifth on the list of the tour's highest rounds
4 Ned had gone two rounds without a blow-up.
4 Ned led by a point, having dropped only eight to par.
0 Of all the rounds of the tour, Ned's is the third highest of 68, which is 1 of 101.
""".strip().splitlines()


def _text(line: str, which: int) -> tuple[str, int | None]:
    """The report with what is right (1) or wrong (2) of a line, and its round."""
    number, words = line.split(" ", 1)
    told = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", rf"\{which}", words).replace("/", "\n\n")
    return told, int(number) or None


@pytest.mark.parametrize("line", [*LINES, *TRUE])
def test_what_is_right_raises_no_alarm(false: False_, line: str) -> None:
    text, rnd = _text(line, 1)
    assert not false(text, 17, rnd)


@pytest.mark.parametrize("line", LINES)
def test_what_is_wrong_is_found(false: False_, line: str) -> None:
    text, rnd = _text(line, 2)
    assert false(text, 17, rnd)
