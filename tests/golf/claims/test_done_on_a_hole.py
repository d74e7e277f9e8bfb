"""What was done on a hole, told over sentences, lists, and figures that belong together.

Each line is right; with one of its choices made wrong ("[right|wrong]") it is called false.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]
_EITHER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[tuple[int, int], str] = {
    # a score, its name and its points are of one hole
    (14, 3): """
On the short 5th Bram had a birdie two, good for [four|three].
At the par-five 17th Vanthrip made a birdie four that brought him [four|three].
Bram had a [two|three] at the 5th, a birdie.
A bogey at the 6th gave Bram [three|two] points.
The 16th was kind to Dunthrawick. He made a par three there for [three|two] points.
The 14th was long. Somehow Strobbard made a quadruple-bogey [nine|seven].
Morradine took [seven|six] at the 10th and no points.
The second hole was no good to Fezzelby. He ran up an [eight|nine] on the par five.
The second hole was no good to Fezzelby. He ran up an eight on the par [five|four].
Fezzelby took an eight at the 11th and a [six|seven] at the next.
""",
    # several holes, several players
    (17, 4): """
Strobbard made seven at the 12th. Vanthrip made [three|five].
Both Bram and Fezzelby ran up [eights|nines] at the 4th.
Eights at the 6th for [Fezzelby|Vanthrip] and Morradine.
[Fezzelby|Strobbard], Dunthrawick and Morradine each took eight at the 6th.
The 4th was unkind. Bram and Fezzelby both took [eights|nines].
Bram and Ned took seven and [six|five] at the 8th.
At the 8th Ned's [six|five] against Bram's seven told.
Ned closed with seven, five, eight and [six|five] at the 15th, 16th, 17th and 18th.
Fezzelby made seven and [eight|nine] at the 5th and 6th.
Strobbard wobbled at the 15th and 17th, taking seven and [seven|eight].
Strobbard finished seven and [six|seven] at the 17th and 18th.
The last two holes cost Ned eight and [six|five].
The hole was unkind to Morradine, who made [eight|seven] at the 8th.
The 8th, a par [four|five], played hardest of all.
""",
}
LINES = [
    (teg, rnd, line) for (teg, rnd), told in SAID.items() for line in told.strip().splitlines()
]


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_only_the_wrong_one_of_two_is_called_false(
    false: False_, teg: int, rnd: int, line: str
) -> None:
    assert false(_EITHER.sub(r"\1", line), teg, rnd) == []
    assert false(_EITHER.sub(r"\2", line), teg, rnd)


@pytest.mark.parametrize(
    ("text", "teg", "rnd"),
    [
        ("Morradine took 33 points, with sevens and eights at the tenth and 14th.", 14, 3),
        ("Vanthrip had two sevens and a seven, at the 1st and the 6th.", 14, 3),
        ("An eight at the 8th let Ned back in.", 17, 4),
        ("He took ten at the 5th and scored nothing.", 17, 4),
        ("It was hardest at the 8th. At the next Vanthrip made par there.", 17, 4),
        ("The two were level; Morradine, with 12, still led.", 17, 4),
        ("Strobbard shows two sevens on par threes, at the 12th and the 16th.", 17, 4),
    ],
)
def test_what_may_be_meant_otherwise_is_left_alone(
    false: False_, text: str, teg: int, rnd: int
) -> None:
    assert false(text, teg, rnd) == []
