"""Figures and places in words of many kinds: what is wrong is found, what is right is not."""

from __future__ import annotations

import pytest

from teg_tui.golf.claims import Subject, Verdict, check
from teg_tui.golf.tour import Tour

SENTENCES = """
14 3 Ned came away with [44|47], which nobody matched.
14 3 That takes Dunthrawick to [120|124] in the Trophy.
14 3 The scorer had [44|46] against the name of Ned.
14 3 I make it [42|39] for Dunthrawick by my pencil.
14 3 Only [14|22] of Strobbard's 29 points came after the turn.
14 3 Fezzelby had [31|45] yesterday and 34 today.
14 3 With six holes left, Ned stood at [31|28] for the round.
14 3 Ned put together halves of [23|26] and 21.
14 3 - Vanthrip: [14|17] + 19 = 33
14 3 Morradine's splits by six: 13, [12|15], 8
14 3 Dunthrawick had 17 points from the 13th to the last.
14 3 Ned leads Bram by a single point, [110|112] to 109.
14 3 Closing sixes of 17 from Dunthrawick, 13 from Ned, [10|14] from Bram and 7 from Strobbard.
14 3 Dunthrawick has 120, Ned 110, Bram [109|106] and Strobbard 99.
14 3 He is third: Bram, content with [third|fifth] tonight.
14 3 A poor day cost Bram [second|fourth] place.
14 3 Up from [fourth|sixth] goes Ned.
14 3 Bram, [second|fifth] overnight, had a quiet day.
14 3 - Ned QUILLOCK: 2nd (was [4th|3rd])
14 3 [Morradine|Ned] props up the table.
14 3 The foot of the table belongs to [Morradine|Bram].
14 3 Nobody is below [Morradine|Bram].
14 3 [Morradine|Strobbard] has the Wooden Spoon in his hands for now.
14 3 Right behind Dunthrawick comes [Ned|Vanthrip].
14 3 Bram is one place behind [Ned|Vanthrip].
14 2 Vanthrip and [Fezzelby|Bram] are tied for fifth.
14 2 Joint fifth are [Vanthrip|Ned] and Fezzelby.
6 4 Bram Quillock won the TEG Trophy at [-7|-9].
"""


def _cases(right: bool) -> list[tuple[int, int, str]]:
    found = []
    for line in SENTENCES.strip().splitlines():
        teg, number, text = line.split(" ", 2)
        if not right and "|" not in text:
            continue
        while "|" in text:
            before, _, rest = text.partition("[")
            pair, _, after = rest.partition("]")
            text = before + pair.split("|")[0 if right else 1] + after
        found.append((int(teg), int(number), text))
    return found


@pytest.mark.parametrize(("teg", "number", "text"), _cases(right=True))
def test_what_is_right_is_not_called_false(tour: Tour, teg: int, number: int, text: str) -> None:
    claims = check(text, tour, Subject(teg, number))
    assert [c.said for c in claims if c.verdict is Verdict.FALSE] == []


@pytest.mark.parametrize(("teg", "number", "text"), _cases(right=False))
def test_what_is_wrong_is_called_false(tour: Tour, teg: int, number: int, text: str) -> None:
    claims = check(text, tour, Subject(teg, number))
    assert [c.said for c in claims if c.verdict is Verdict.FALSE] != []


def test_holes_of_several_rounds_are_not_those_of_one(tour: Tour) -> None:
    text = "Strobbard scored 82 points on the inward nines."
    claims = check(text, tour, Subject(15, None))
    assert not [c for c in claims if c.verdict is Verdict.FALSE]


def test_what_must_be_made_up_is_no_score(tour: Tour) -> None:
    text = "To finish ahead of him Ned must make up 11 points, Bram 12 and Strobbard 22."
    claims = check(text, tour, Subject(14, 3))
    assert not [c for c in claims if c.verdict is Verdict.FALSE]


def test_scores_on_a_hole_are_no_list_of_rounds(tour: Tour) -> None:
    text = "At the 1st Bram took an eight, Vanthrip made seven and Ned holed out in four."
    claims = check(text, tour, Subject(14, 3))
    assert not [c for c in claims if c.verdict is Verdict.FALSE]
