"""Figures told together of one card, rows of holes with points, courses beside a date."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[tuple[int, int | None], str] = {
    (4, 2): """
Morradine had [43|44] points and a gross round of +14.
- Fezzelby, Vanthrip and [Morradine|Bram] each scored on all 18 holes.
Skerrow [Dunes|Old], Wednesday 3 October 2012
""",
    (9, 4): """
Bram went round in 80, [eight|six] over par.
""",
    (15, 3): """
Ned's 46 points were [third|second] of the day.
""",
    (10, None): """
Orsel Vanthrip won everything. His [155|151] points gave him the TEG Trophy.
Piers Dunthrawick finished [fifth|fourth] with 133 points.
""",
    (13, None): """
The tour returned to Nordheide for the first time since TEG [9|8].
The tour came to Nordheide for the [second time|first time].
Ned Quillock won the TEG Trophy with [155|153] points, two ahead of Orsel Vanthrip.
""",
    (8, None): """
Quinta da Lorva, [Monte Azinal|Ostermere] and Sarela Bay were the courses, and the record fell.
""",
    (14, 4): """
Vanthrip had points on all 18 holes; Piers Dunthrawick on [14|15] in a row from the 5th.
""",
    (6, 1): """
Bram scored points on all 18 holes; Vanthrip on the first [16|17].
""",
    (17, 2): """
Fezzelby had 47. It was no record as in TEG 6, but took him from [seventh|sixth] place to second.
""",
    (17, 3): """
Ned's six at the 16th ended a run of [15|17] holes with points.
""",
}
LINES = [(*where, line) for where, lines in SAID.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_only_the_false_one_of_two_is_called_false(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), teg, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), teg, rnd) != []
