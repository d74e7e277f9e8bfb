"""No text stops the checker, whatever the scores lack; every claim stands where it says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from teg_tui.golf.claims import Subject, check
from teg_tui.golf.tour import Tour

WORDS = """
Ned Quillock Bram Morradine's Vanthrip he his and, with a an the 43 points 38-point strokes over
par +26 -2 at 13th 9th (T2 Trophy, Jacket Spoon) won by lead led took shared for 33 holes third
fourth from to in Round 2 final round front nine closing six birdies three consecutive blow-ups
no play-off TEG 13 since first behind eight level after: — | lost finished 11-11-12 2.29 averaging
best of day week rounds 41, 37 44 34 Sunday 01/10/2025 Sarela Bay H17: separated gap between
36pts gross of
"""
SPELT = [spelt for word in WORDS.split() for spelt in (word, word.capitalize())]
"""As in a sentence, as in a title."""


def without_handicaps(tour: Tour) -> Tour:
    """A tour that knows nothing but strokes."""
    return replace(
        tour,
        tournaments=tuple(
            replace(
                event,
                rounds=tuple(
                    replace(rnd, cards=tuple(replace(card, handicap=None) for card in rnd.cards))
                    for rnd in event.rounds
                ),
            )
            for event in tour.tournaments[-2:]
        ),
    )


@pytest.fixture(scope="module")
def tours(tour: Tour) -> tuple[Tour, ...]:
    return (tour, without_handicaps(tour), replace(tour, competitions=()))


@given(
    words=st.lists(st.sampled_from(SPELT), max_size=30),
    which=st.integers(0, 2),
    subject=st.sampled_from([Subject(17, 4), Subject(17, None), Subject(17, 1), Subject(18, 1)]),
)
@example(["Wire-to-Wire", "for", "Ned"], 0, Subject(17, 4))
@example(["Ned", "had", "42pts"], 0, Subject(17, 4))
@example(["Ned", "with", "a", "gross", "score", "of", "95"], 0, Subject(17, 4))
@settings(max_examples=150)
def test_any_words_are_read(
    tours: tuple[Tour, ...], words: list[str], which: int, subject: Subject
) -> None:
    text = " ".join(words)
    for claim in check(text, tours[which], subject):
        assert claim.line == 1
        assert claim.said
        assert text.startswith(claim.said, claim.column)


def test_of_a_tournament_nobody_knows_nothing_is_claimed(tour: Tour) -> None:
    assert check("Ned won by 3 points.", tour, Subject(99, None)) == ()
