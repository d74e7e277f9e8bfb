"""What a round is said to have done to a record, and what had stood there before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]

TOLD = (
    (12, 4, "Orsel Vanthrip went round in +9, {} the course record.", "equalling", "beating"),
    (13, 3, "Vanthrip's +11 {} the course record, set in the first round.", "equalled", "broke"),
    (15, 3, "Nobody on this tour had gone round in fewer than {} strokes.", "74", "75"),
    (15, 3, "- Course record: the +1 again, replacing the {} of Dunthrawick.", "+6", "+5"),
    (4, 2, "- Tour record: 49 points by Fezzelby, against {} by Ned at TEG 3.", "46", "47"),
    (4, 2, "- Tour record: 49 points by Fezzelby, against 46 by Ned at TEG {}.", "3", "2"),
    (11, 2, "Fezzelby's 43 over par is the highest on the tour; it was {}.", "42", "41"),
    (18, 2, "Ned Quillock's 42 points {} Tavis Morradine's mark of TEG 9.", "equalled", "beat"),
    (14, 4, "- Ned Quillock's +41 is tied {} among the highest rounds on the tour.", "3rd", "2nd"),
    (14, 4, "- Course record: Vanthrip's +8; it had been {} by Dunthrawick.", "+12", "+11"),
    (17, None, "Strobbard's {} was a personal worst.", "+139", "+137"),
    (8, None, "Lorn Fezzelby's 171 points {} a tour record.", "were", "equalled"),
    (5, 3, "Bram's 23 points are the {} round among 80 on the tour.", "third-lowest", "lowest"),
    (8, 4, "Lorn Fezzelby's 49 was the {} round the tour had seen.", "second-highest", "highest"),
)


@pytest.mark.parametrize(("teg", "rnd", "sentence", "right", "wrong"), TOLD)
def test_what_became_of_a_record_is_judged(
    false: False_, teg: int, rnd: int | None, sentence: str, right: str, wrong: str
) -> None:
    assert false(sentence.format(right), teg, rnd) == []
    assert len(false(sentence.format(wrong), teg, rnd)) == 1


def test_records_of_a_part_of_a_round_are_left_alone(false: False_) -> None:
    assert false("Bram Quillock's +20 on the back nine broke the course record.", 9, 4) == []
    assert false("Ned's seven over par for the same nine is a personal best.", 5, 3) == []


def test_a_label_of_notes_is_of_the_player_behind_it(false: False_) -> None:
    note = (
        "- Personal best: Bram Quillock, 25 points on the back nine. Personal worst: {}, 28 points."
    )
    assert false(note.format("Lorn Fezzelby"), 6, 1) == []
