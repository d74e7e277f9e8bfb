"""Holes that a sentence before names, and stretches told by one end: read where they point."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]
PAIRS = (
    ("Then came the sixth. Vanthrip had {} there.", "a nine", "an eight"),
    ("After the first hole {} never failed to score.", "Morradine", "Vanthrip"),
    ("Dunthrawick made {} points from the 13th to the last.", "11", "13"),
    (
        "Dunthrawick was {} in the Green Jacket before the round and is first after it.",
        "third",
        "fifth",
    ),
    ("Dunthrawick, who had made {} points the day before, made 34.", "38", "37"),
    ("Morradine had {} pars from the 7th to the 12th.", "three", "five"),
    ("Through sixteen holes the gap in the Green Jacket was {}.", "two", "seven"),
)
"""Of the second round of TEG 9: words with what is right and what is wrong."""
TRUE = (
    "The ninth was the hardest hole. Three of the six men blew up on it.",
    "The sixth made the difference. Vanthrip's nine there gave him nothing.",
    "Fezzelby scored at every hole from the 14th to the last.",
    "The nine at the ninth apart, Dunthrawick had no blow-up.",
    "Dunthrawick took 11 of his 34 points from the 13th on.",
    "Vanthrip led the Green Jacket alone at five of the 18 holes.",
    "Morradine went in front at the 14th. He held that one-point lead for four holes.",
    "Nobody had more than 39 points, and those were Morradine's; the next best was 34.",
    "Dunthrawick led the TEG Trophy by as many as seven points at one stage.",
    "Dunthrawick led the TEG Trophy by seven points after the eighth. His nine at the next made"
    " it four.",
)
"""Of which none is wrong, though parts of it would be of the whole round."""


@pytest.mark.parametrize(("words", "right", "wrong"), PAIRS)
def test_it_is_false_only_where_it_is_wrong(
    false: False_, words: str, right: str, wrong: str
) -> None:
    assert false(words.format(right), 9, 2) == []
    assert false(words.format(wrong), 9, 2) != []


@pytest.mark.parametrize("words", TRUE)
def test_what_is_of_some_holes_is_not_held_against_the_round(false: False_, words: str) -> None:
    assert false(words, 9, 2) == []
