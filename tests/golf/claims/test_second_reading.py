"""What another reading of its sentence makes right is not called false; the rest is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[[str, int, int | None], list[tuple[str, str]]]

MISREAD = (
    # "became" divides two moments, "after one hole" names the second
    (14, 3, "Bram's three-point deficit to Dunthrawick had become six after one hole."),
    # the hole stands in the sentence before
    (14, 3, "At the sixth Vanthrip took seven. His lead in the Jacket was three."),
    (14, 3, "Dunthrawick was two ahead after the eighth, and four ahead at the turn."),
    (16, 4, "Morradine was four ahead with one to play and won by three."),
    (16, 4, "Morradine finished six points ahead of Fezzelby, who had led overnight."),
    # "with a bogey five" is told of whoever stands before it, not of the subject
    (16, 4, "At the sixth Dunthrawick dropped back and Morradine, with a bogey five, drew level."),
    # the Trophy went by net then; by points, which reports reckon with, it was two places
    (7, 3, "Ned Quillock tumbled two places."),
    # so few points are of a hole, whatever takes them for those of all five
    (14, 3, "Bram made two pars from the 1st to the 5th, each of them for three points or four."),
)


@pytest.mark.parametrize(("teg", "rnd", "sentence"), MISREAD)
def test_what_is_right_of_somebody_or_some_moment_it_names_is_not_called_false(
    false: False_, teg: int, rnd: int, sentence: str
) -> None:
    assert false(sentence, teg, rnd) == []


WRONG = (
    (16, 4, "Morradine was [four|eight] ahead with one to play."),
    (16, 4, "Morradine's [42|44] was enough."),
    (14, 3, "Vanthrip had [14|16] points on the front nine."),
    (14, 3, "Vanthrip had [14|4] points on the front nine."),
    (7, 3, "Ned Quillock tumbled [two|three] places."),
    (14, 3, "Bram's [birdie|eagle] at the par-three fifth was worth four points."),
    (16, 4, "Dunthrawick finished three points [ahead of Fezzelby|ahead of Bram]."),
    (14, 3, "Dunthrawick, nine ahead of Ned at the turn, was [ten|thirteen] ahead at the end."),
)


@pytest.mark.parametrize(("teg", "rnd", "sentence"), WRONG)
def test_what_is_right_in_no_reading_is_called_false(
    false: False_, teg: int, rnd: int, sentence: str
) -> None:
    before, _, rest = sentence.partition("[")
    choice, _, after = rest.partition("]")
    right, wrong = choice.split("|")
    assert false(before + right + after, teg, rnd) == []
    assert false(before + wrong + after, teg, rnd)
