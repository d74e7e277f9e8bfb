import pytest

from teg_tui.golf.tour import Measure, Player
from teg_tui.golf.wording import (
    amount,
    listed,
    ordinal,
    ordinal_word,
    place,
    score_name,
    short_names,
    to_par,
    unit,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th"), (113, "113th")),
    ],
)
def test_ordinals_mind_the_teens(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_small_ordinals_are_words_and_large_ones_figures() -> None:
    assert [ordinal_word(n) for n in (1, 3, 12, 20, 21)] == [
        *("first", "third", "twelfth", "twentieth", "21st")
    ]


def test_strokes_to_par_are_said_as_on_a_scoreboard() -> None:
    assert [to_par(n) for n in (5, 0, -2)] == ["+5", "E", "-2"]


def test_points_are_bare_and_strokes_signed() -> None:
    assert amount(36, Measure.STABLEFORD) == "36"
    assert amount(19, Measure.GROSS) == amount(19, Measure.NET) == "+19"


def test_a_unit_follows_its_number() -> None:
    assert (unit(Measure.STABLEFORD, 1), unit(Measure.NET, 2)) == ("point", "strokes")


def test_a_shared_place_says_so() -> None:
    assert (place(2, tied=True), place(2, tied=False)) == ("T2", "2")


def test_scores_on_a_hole_have_their_names() -> None:
    names = [score_name(n) for n in (-4, -2, -1, 0, 1, 3, 5)]
    assert names == ["4 under", "eagle", "birdie", "par", "bogey", "triple bogey", "5 over"]


def test_lists_read_as_in_a_sentence() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_surnames_are_used_until_two_share_one() -> None:
    arlo, bram, cleo = (
        Player("AV", "Arlo VENN"),
        Player("BV", "Bram VENN"),
        Player("CQ", "Cleo QUILL"),
    )
    assert short_names([arlo, cleo]) == {"AV": "Venn", "CQ": "Quill"}
    assert short_names([arlo, bram, cleo]) == {"AV": "Arlo", "BV": "Bram", "CQ": "Quill"}


def test_namesakes_keep_their_full_names() -> None:
    players = [Player("A1", "Arlo VENN"), Player("A2", "Arlo VENN"), Player("BV", "Bram VENN")]
    assert short_names(players) == {"A1": "Arlo Venn", "A2": "Arlo Venn", "BV": "Bram"}
