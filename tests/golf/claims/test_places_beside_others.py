"""Places told beside other places: in two competitions, shared or alone, or another man's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
SAID: dict[int | None, str] = {
    2: """
**Green Jacket:** Vanthrip leads. Ned went from third to [fifth|fourth].
Vanthrip took over the Jacket. Morradine went from fourth to [third|second].
Strobbard fell from [T5th|3rd] to T6th.
Ned fell [two|four] positions.
Dunthrawick climbed [no|two] places in the Trophy.
""",
    3: """
Vanthrip already has [fourteen|eleven] Green Jackets, and he leads for another.
Ned shares the second place with Fezzelby and is [fifth|fourth] in the Green Jacket.
""",
    4: """
[Ned|Vanthrip] wins the round.
Dunthrawick was tied fifth with [Bram|Fezzelby] and second in the Jacket.
Fezzelby, [second|fifth] at the start of play, fell to fourth.
Vanthrip won the Jacket by 27 strokes from Dunthrawick, his [fifteenth|twelfth].
""",
    None: """
Dunthrawick has previous Wooden Spoons in TEG 8, TEG 10 and TEG [12|13].
Fezzelby turned [two|three] previous Wooden Spoons into fourth place.
[Dunthrawick|Morradine] was runner-up in the Jacket.
Ned won the Trophy, his fourth, after those of TEG 3, TEG 5 and TEG [13|12].
""",
}
"""Of TEG 17, by round: what is right, and what is wrong, in the place of it."""
PAIRS = [(number, line) for number, lines in SAID.items() for line in lines.strip().splitlines()]
TRUE = (
    (2, "Dunthrawick kept the ball in play from first to last, in both competitions."),
    (2, "The man who had started seventh was second."),
    (3, "The order is Morradine, then Vanthrip, Ned and Fezzelby tied second."),
    (4, "Sixth in the Jacket, and fourth on 149 in the other, Fezzelby had started second."),
    (4, "Fourth on 149 and sixth in the Jacket on +119, Fezzelby was not pleased."),
    (4, "Dunthrawick, who was fifth with Bram, was second in the Jacket."),
    (None, "Morradine was a point short of a fourth Trophy, and Vanthrip's Jacket never in doubt."),
    (None, "The Green Jacket had never been in question."),
)


@pytest.mark.parametrize(("number", "line"), PAIRS)
def test_what_is_wrong_is_found(false: False_, number: int | None, line: str) -> None:
    """Nothing is called false where it is right; something is where it is not."""
    assert false(_CHOICE.sub(r"\1", line), 17, number) == []
    assert false(_CHOICE.sub(r"\2", line), 17, number)


@pytest.mark.parametrize(("number", "line"), TRUE)
def test_what_is_right_is_left_alone(false: False_, number: int | None, line: str) -> None:
    """Places of others, of holes, of another competition are not held against him."""
    assert false(line, 17, number) == []
