"""What two or three sentences tell together is not false one by one; lies in it still are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]
PAIRS = (
    (16, 1, "Key shifts: {} (Green Jacket lead change), H4 (double bogeys)", "H8", "H7"),
    (8, 2, "Bram Quillock stood on the last tee with {} points.", "31", "29"),
    (
        8,
        1,
        "Lorn Fezzelby was then {} in front in the TEG Trophy. That was after the twelfth.",
        "four",
        "fourteen",
    ),
    (8, 1, "Orsel Vanthrip had led Lorn Fezzelby by {} in the TEG Trophy.", "one", "eleven"),
    (
        18,
        2,
        "It was a bad day for Strobbard in the Green Jacket. He had been {}; he is sixth.",
        "fifth",
        "second",
    ),
    (
        18,
        1,
        "There were {} points for Dunthrawick on the way out and 12 on the way back, 37 in all.",
        "25",
        "28",
    ),
    (8, 4, "{} the TEG Trophy was Bram Quillock's.", "Up to the 13th", "In the end"),
    (
        13,
        2,
        "Strobbard slept on the lead of the TEG Trophy and lost it. Vanthrip, who had been seven"
        " behind him, is {} in front.",
        "six",
        "four",
    ),
    (12, 4, "{} second, 13th and 18th.", "Pars for Tavis Morradine:", "Morradine is"),
    (15, 3, "Sevens at the 2nd and the 7th {}.", "gave Bram hope", "gave Bram two points"),
)
"""TEG, round, words, and what is right and what is wrong in their place."""
TRUE = (
    (15, 3, "They came to the par-five last, and neither Bram nor Ned made five."),
    (15, 3, "Strobbard and Fezzelby had the eights of the 9th. The two shared nothing else."),
    (15, 3, "Vanthrip had begun with a five and followed a six with a three at the 3rd."),
    (15, 3, "A nine at the par-five 13th gave Bram the day."),
    (15, 3, "Fezzelby took eight at the 9th, seven at the 11th and nine at the 13th, 11 over."),
    (8, 2, "Morradine opened with a nine and closed with a five. In between he made 39 points."),
    (8, 4, "Fezzelby beat everybody. His 49 points were six more than anybody else had."),
    (8, 2, "The best of the day was Fezzelby's 42. Ned Quillock fell 14 short of it with 28."),
    (17, 4, "Bram took one off Vanthrip in the TEG Trophy at the 16th and two at the 17th."),
    (17, 3, "Strobbard fell apart at the 14th. A nine represented his worst score of the day."),
    (14, 3, "Strobbard blew up at the 8th and the 9th. Two holes, no points, and 7 wasted shots."),
    (14, 3, "Ned's 44 points and steady closing stretch made him the man to catch."),
    (
        9,
        2,
        "Dunthrawick, who was in front for most of the afternoon and by as many as seven points,"
        " ended it level with Morradine, and Vanthrip, who began level, is three behind.",
    ),
    (
        10,
        3,
        "Dunthrawick met the 11th with 22 to make up in the Green Jacket. Vanthrip's five was"
        " enough to make it 24.",
    ),
    (15, 1, "Dunthrawick led the Trophy alone at nine holes, the Jacket at 3."),
    (15, 1, "One point between each of the first five: 36, 35, 34, 33, 32, and then 27."),
)
"""Texts of which nothing is wrong."""


@pytest.mark.parametrize(("teg", "rnd", "words", "right", "wrong"), PAIRS)
def test_it_is_false_only_where_nothing_told_with_it_makes_it_right(
    false: False_, teg: int, rnd: int, words: str, right: str, wrong: str
) -> None:
    assert false(words.format(right), teg, rnd) == []
    assert false(words.format(wrong), teg, rnd) != []


@pytest.mark.parametrize(("teg", "rnd", "words"), TRUE)
def test_what_sentences_tell_together_is_not_false_one_by_one(
    false: False_, teg: int, rnd: int, words: str
) -> None:
    assert false(words, teg, rnd) == []
