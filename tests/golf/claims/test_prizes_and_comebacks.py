"""Which of a winner's a prize was that "it" stands for, and the comebacks of other years."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[tuple[int, int | None], str] = {
    (16, None): """
Morradine won the TEG Trophy by three. It was his [third|second], and his first since TEG [9|7].
The Green Jacket went to Orsel Vanthrip at +58; he has [fourteen|twelve] of them now.
The Green Jacket went to Vanthrip; he has fourteen of them, the last [eight|nine] in a row.
""",
    (15, None): """
The Green Jacket went to Vanthrip. It was his thirteenth, and his [seventh|sixth] in a row.
The TEG Trophy was won by a point. Strobbard [had never won it|had won it once] before.
""",
    (12, 4): """
The Wooden Spoon went to Dunthrawick: it is his third, after TEG 8 and TEG [10|11].
""",
    (13, None): """
Vanthrip took the Green Jacket. That made it eleven Green Jackets, [five|seven] of them in a row.
""",
    (13, 3): """
The most that a winner has made up from here is two points, by [Fezzelby|Ned] in TEG 8.
The biggest deficit a winner has overcome from here is two points, by Fezzelby in TEG [8|9].
""",
}
LINES = [(*where, line) for where, lines in SAID.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("teg", "rnd", "line"), LINES, ids=lambda its: str(its)[:50])
def test_only_the_false_one_of_two_is_called_false(
    false: False_, teg: int, rnd: int | None, line: str
) -> None:
    assert false(_CHOICE.sub(r"\1", line), teg, rnd) == []
    assert false(_CHOICE.sub(r"\2", line), teg, rnd) != []


def test_an_ordinal_of_something_else_is_no_prize(false: False_) -> None:
    found = false("Ned won the TEG Trophy with a birdie there. It was his ninth.", 17)
    assert "ninth" not in dict(found)
