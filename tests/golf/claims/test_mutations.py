"""A true sentence is never called false; with one word made wrong it nearly always is.

How often is measured by `make claims`; here the least that must hold, family by family.
"""

from __future__ import annotations

from collections import Counter

import mutations
import pytest
from mutations import Specimen

from teg_tui.golf.claims import Claim, Subject, Verdict, check
from teg_tui.golf.tour import Tour

BY_HAND = list(mutations.by_hand())
TRUE = [*BY_HAND, *mutations.long_and_true()]
LEAST_FOUND = 0.85


def wrong(tour: Tour, specimen: Specimen, text: str) -> list[Claim]:
    claims = check(text, tour, Subject(specimen.teg, specimen.round))
    return [claim for claim in claims if claim.verdict is Verdict.FALSE]


@pytest.mark.parametrize("specimen", TRUE, ids=lambda specimen: specimen.true[:60])
def test_a_true_sentence_is_not_called_false(tour: Tour, specimen: Specimen) -> None:
    assert wrong(tour, specimen, specimen.true) == []


@pytest.mark.parametrize("kind", sorted({specimen.kind for specimen in BY_HAND}))
def test_most_sentences_with_a_wrong_word_are_called_false(tour: Tour, kind: str) -> None:
    made = [
        (text, bool(wrong(tour, specimen, text)))
        for specimen in BY_HAND
        if specimen.kind == kind
        for text, _ in specimen.false()
    ]
    missed = [text for text, found in made if not found]
    assert len(missed) <= (1 - LEAST_FOUND) * len(made), missed


def test_sentences_made_of_every_tournament_are_judged_as_they_are(tour: Tour) -> None:
    said, missed, alarms = Counter[str](), Counter[str](), []
    for specimen in list(mutations.generated(tour))[::7]:
        if wrong(tour, specimen, specimen.true):
            alarms.append(specimen.true)
        for text, _ in specimen.false():
            said[specimen.kind] += 1
            missed[specimen.kind] += not wrong(tour, specimen, text)
    assert alarms == []
    assert {kind: missed[kind] / said[kind] < 1 - LEAST_FOUND for kind in said} == dict.fromkeys(
        said, True
    )
