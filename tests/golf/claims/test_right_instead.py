"""What is right, told beside what is false: short, even where it is of another form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

False_ = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("rnd", "sentence", "said", "right"),
    [
        (1, "The Jacket lead changed hands nine times over the front nine.", "nine", "three"),
        (2, "The lead passed for the ninth time.", "ninth", "only one"),
        (2, "Morradine took the lead at the tricky 12th.", "12th", "Piers Dunthrawick leads"),
        (2, "Dunthrawick took the Trophy lead.", "took the Trophy lead", "led already"),
        (2, "Ned never trailed.", "never", "behind after H1"),
        (2, "Ned led for 17 holes of the round.", "17", "0"),
        (2, "All seven players had nine points after six holes.", "nine", "7 to 15"),
        (2, "A course record was set by Vanthrip.", "was set", "equals it"),
        (4, "Vanthrip led the Trophy for all 72 holes.", "all 72 holes", "never"),
    ],
)
def test_a_false_one_comes_with_what_is_right(
    false: False_, rnd: int, sentence: str, said: str, right: str
) -> None:
    assert (said, right) in false(sentence, 14, rnd)
