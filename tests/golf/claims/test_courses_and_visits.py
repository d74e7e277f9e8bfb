"""Which rounds were on which course, what somebody had there, and how often the tour has been.

A line begins with the tournament and the round that the report is about (0: all of it), and holds
in brackets what is right and what is wrong; one without brackets is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

PAIRS = """
15 0 The second and third rounds were at [Skerrow Dunes|Skerrow Old].
15 0 Skerrow Old had rounds one and [four|three].
15 0 The Dunes hosted the second and [third|closing] rounds.
15 0 Skerrow Old, hosting both the opening and [closing|third] rounds, gave up little.
15 0 Strobbard's 47 points at [Skerrow Dunes|Skerrow Old] made him a champion.
17 0 [Two rounds|Three rounds] at Quinta da Lorva, one at Monte Azinal and one at Sarela Bay.
17 0 With Quinta da Lorva played [twice|once], two courses were left for the other days.
17 0 Monday at [Monte Azinal|Sarela Bay] was Fezzelby's.
18 0 The tour has come back to Nordheide after TEG 9 and [TEG 13|TEG 12].
18 0 The tour, last here for [TEG 13|TEG 9], is back.
18 0 It is the tour's [third|fourth] visit to Nordheide.
18 0 [Five|Three] years after it last came to Nordheide, the tour is back there.
15 0 Skerrow had been visited before, in TEG 2, TEG 4 and [TEG 10|TEG 11].
15 0 - Skerrow, Kerrowmark (2023): first visit since [TEG 10|TEG 4]
"""
RIGHT = """
15 0 The 1st and 3rd at Skerrow Dunes played hard in both rounds.
15 0 After the first round at Skerrow Old the tour moved to Skerrow Dunes.
15 0 After the third round the tour moved back to Skerrow Old.
15 0 They left Skerrow Old on Monday evening.
17 0 Before the final round at Sarela Bay they had been at Quinta da Lorva.
17 0 Ned left Monte Azinal in third, after two rounds.
17 0 It was level for the third time, and it came back to Ned.
17 0 Back in TEG 12 nobody was here to see it.
17 0 Ned was back at Monte Azinal for the second time that week, to look for a club.
17 3 It was the second visit to Quinta da Lorva in three days.
"""
CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def _told(lines: str, choice: int) -> list[tuple[str, int, int | None]]:
    split = [line.split(" ", 2) for line in lines.split("\n") if line]
    return [
        (CHOICE.sub(lambda match: match[choice], words), int(teg), int(rnd) or None)
        for teg, rnd, words in split
    ]


@pytest.mark.parametrize(("text", "teg", "rnd"), [*_told(PAIRS, 1), *_told(RIGHT, 1)])
def test_a_place_told_rightly_is_no_false_alarm(
    false: False_, text: str, teg: int, rnd: int | None
) -> None:
    assert false(text, teg, rnd) == []


@pytest.mark.parametrize(("text", "teg", "rnd"), _told(PAIRS, 2))
def test_a_place_told_wrongly_is_found(false: False_, text: str, teg: int, rnd: int | None) -> None:
    assert false(text, teg, rnd)
