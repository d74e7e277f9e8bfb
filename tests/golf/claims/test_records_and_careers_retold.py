"""Records and prizes of careers, told in many ways: each sentence is true with one word of two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

RECORDS = (
    (
        9,
        4,
        "Bram came home in level par, and {} over had been the record for a nine.",
        "one",
        "two",
    ),
    (9, 3, "Morradine's 46 wiped out the old course best of {}.", "38", "39"),
    (11, 2, "Fezzelby's eleven at the 12th {} the tour record for one hole.", "tied", "broke"),
    (14, 4, "Vanthrip's +8 lowered the course record by {} strokes.", "four", "three"),
    (16, 2, "Strobbard's +43 {} Fezzelby's tour record of TEG 11.", "equals", "beats"),
    (16, 2, "Ten blow-ups by Strobbard: it was {}, the tour record before.", "eight", "nine"),
    (13, 2, "For Strobbard 28 points was a new low: never had he had fewer than {}.", "32", "31"),
    (10, 1, "- **OV:** 47 pts, course record (was {}, TM at TEG 4)", "44", "43"),
    (12, 1, "With +9 Vanthrip beat his own course record from TEG {}.", "3", "2"),
    (
        8,
        4,
        "Ned went out in 28 points, one better than {} record for a nine.",
        "Fezzelby's",
        "Bram's",
    ),
    (8, 4, "Fezzelby's 49 is tied {} of 152 rounds on the tour.", "second", "third"),
    (5, 3, "- Personal {}: Bram Quillock, 23 points.", "worst", "best"),
    (9, None, "Fezzelby's 120 points {} the lowest total over four rounds.", "equalled", "broke"),
    (
        17,
        None,
        "Vanthrip won on +46, the {} lowest total that the tour has seen.",
        "second",
        "third",
    ),
    (17, None, "Strobbard's +139 was the {} highest gross total on the tour.", "third", "fourth"),
    (
        17,
        None,
        "Ned's 157 points were a personal best, {} more than he had before.",
        "two",
        "three",
    ),
)
CAREERS = (
    (8, 1, "Vanthrip, who has won {} Green Jackets, is two strokes behind.", "six", "five"),
    (8, 1, "In the Green Jacket Bram leads Vanthrip, who has {} of them.", "six", "seven"),
    (10, 3, "The Green Jacket would be Vanthrip's {}.", "eighth", "ninth"),
    (18, 2, "In the TEG Trophy Ned, who has won it {} times, is second.", "four", "three"),
    (
        8,
        4,
        "- **TEG Trophy:** Lorn Fezzelby's {}, by 4 points over Bram Quillock.",
        "first",
        "second",
    ),
    (16, 2, "Morradine, Trophy winner at TEG 4 and TEG {}, is third.", "9", "10"),
    (7, 4, "The Trophy was Vanthrip's second, {} years after his first.", "six", "five"),
    (17, None, "Ned adds TEG 17 to his Trophy wins at TEG 3, TEG {} and TEG 13.", "5", "6"),
    (
        12,
        3,
        "No winner has made up more from here than two, and {} did so at TEG 8.",
        "Fezzelby",
        "Ned",
    ),
    (16, 4, "Morradine took the Trophy for a {} time and Vanthrip the Jacket.", "third", "fourth"),
    (10, None, "The Trophy's new owner is {}.", "Vanthrip", "Ned"),
)


@pytest.mark.parametrize(("teg", "rnd", "sentence", "right", "wrong"), [*RECORDS, *CAREERS])
def test_what_is_told_of_records_and_careers_is_judged(
    false: False_, teg: int, rnd: int | None, sentence: str, right: str, wrong: str
) -> None:
    assert false(sentence.format(right), teg, rnd) == []
    assert len(false(sentence.format(wrong), teg, rnd)) == 1


@pytest.mark.parametrize(
    ("teg", "rnd", "text"),
    [
        (13, 4, "The eight years between Ned's second Trophy and his third were long ones."),
        (9, 4, "Bram set a record for the longest run of pars, and nobody had more than four."),
        (13, 4, "Ned had 40 points over the four back nines, the best of anyone."),
        (15, 3, "Dunthrawick fell four strokes short of the course record before the turn."),
    ],
)
def test_what_may_be_of_something_else_is_left_alone(
    false: False_, teg: int, rnd: int, text: str
) -> None:
    assert false(text, teg, rnd) == []


def test_the_sentence_before_tells_whose_record_it_was(false: False_) -> None:
    told = "Morradine's 43 points are a course record. The old mark was {}."
    assert false(told.format("39"), 16, 2) == []
    assert [said for said, _ in false(told.format("40"), 16, 2)] == ["40"]
