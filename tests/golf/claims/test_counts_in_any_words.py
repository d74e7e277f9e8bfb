"""Holes running, on how many holes, how many men, which of his: right and wrong in many words.

A line is about a round of the demonstration tour and holds in brackets what is right and what is
wrong. What is only of some holes is not called false.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[tuple[int, int | None], str] = {
    (17, 2): """
Fezzelby scored on the last [15|16] holes.
The points came for Fezzelby on [15|16] holes in a row from the 4th.
Dunthrawick had found a point at [nine|ten] straight holes when the 11th stopped him.
The 11th ended Dunthrawick's run of [nine|eight] scoring holes.
Fezzelby's bogey at the 10th was his [fifth|sixth] hole running worth three points or more.
Streak of the day in threes: Fezzelby, [five|six] holes of three points or more in a row.
From the 1st Vanthrip went [four|five] holes in succession in par or better.
Strobbard took points from [16|17] of the 18 holes.
Fezzelby scored on all but [one|two] of the holes.
Ned came away with nothing [four|five] times.
Bram was left pointless at [two|three] holes.
[Three|Four] of the seven blew up at the 3rd.
The 11th, a par three, caught [three|two] men.
The 3rd was parred by [one man|three men].
The 16th yielded [two|four] pars.
Vanthrip was one of only [two|three] men to make a birdie.
Vanthrip was one of [two|four] players without a blow-up.
Ned blew up for the [sixth|fifth] time at the 12th.
At the 9th Ned made his [third|second] blow-up of the round.
Vanthrip made six pars to Fezzelby's [five|seven].
Seven blow-ups were Ned's, [five|three] Bram's.
Blow-ups at the 3rd: [3|2].
[21|24] blow-ups disfigured the round.
Ned's blow-ups from the 9th were [four|five] in succession.
""",
}
LINES = [(*where, line) for where, lines in SAID.items() for line in lines.strip().splitlines()]

OF_SOME = """
Vanthrip began with a birdie and three pars.
Fezzelby followed his eight at the 3rd with two doubles.
Two doubles, at the 4th and the 5th, were all that Fezzelby had to show for it.
Fezzelby made three pars after the turn.
Ned had six blow-ups after 12 holes and one more at the last.
Strobbard scored on all six of the last six.
Fezzelby scored on every hole but the 3rd.
Vanthrip scored on all four par fives.
Vanthrip had made no bogey in four holes.
One birdie on each nine was all the field could manage.
Two men shared fourth place on 32 points.
Vanthrip scored on the first five holes, missed at the sixth and then scored on the other 12.
Three of the last four holes brought Fezzelby three points or more.
For the second day in a row Vanthrip was under 90.
Dunthrawick made two pars in the last three holes but one.
At the 3rd only three men made five or better.
"""


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_a_count_is_false_only_where_it_is_wrong(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), teg, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), teg, rnd) != []


@pytest.mark.parametrize("line", OF_SOME.strip().splitlines())
def test_what_is_of_some_holes_is_not_held_against_all(false: False_, line: str) -> None:
    assert false(line, 17, 2) == []
