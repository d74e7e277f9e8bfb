"""Notes: figures in brackets and lists that are differences, gaps and running totals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.history import history_of
from teg_tui.golf.tour import Measure, Tour

False_ = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="module")
def book(tour: Tour) -> Scorebook:
    return Scorebook(history_of(tour), 17)


def _points(book: Scorebook, first: int = 1, last: int = 18) -> int:
    return book.stretch("NQ", 4, Measure.STABLEFORD, first, last) or 0


NO_TOTALS = (
    "- **Ned QUILLOCK:** 43 pts (+4 vs Round 3)",
    "- **Ned QUILLOCK:** 43 pts, +4 from prev round",
    "- **Best individual performance:** Ned QUILLOCK (43 pts, -2 pts vs Round 1)",
    "- **Ned QUILLOCK:** 43 pts, up 4 pts from Round 3",
    "- **Ned QUILLOCK:** 43 pts, strong finish, down 2 pts from R1",
    "- **Ned QUILLOCK:** 43 pts, gap to leader now 10 pts",
    "- **Ned QUILLOCK:** strong finisher (diff: -13)",
    "- 3. Orsel VANTHRIP (38 pts, -7)",
    "- **End of round:** 1st Ned QUILLOCK (157 pts, +11)",
    "- **Orsel VANTHRIP:** finished 3rd (-7 pts), struggled",
    "- H9: Ned QUILLOCK takes lead from Tavis MORRADINE (140 pts total)",
    "- H9: Ned QUILLOCK takes lead (26 pts, jumps 2 positions)",
    "- Ned QUILLOCK led at H8 with 17 pts",
    "- Ned QUILLOCK holes 10-15: steady, plus 4 points on H15",
)


@pytest.mark.parametrize("note", NO_TOTALS)
def test_a_difference_or_a_running_total_is_not_held_against_the_round(
    false: False_, note: str
) -> None:
    assert false(note, 17, 4) == []


def test_the_points_beside_a_difference_are_still_judged(false: False_) -> None:
    assert false("- **Ned QUILLOCK:** 45 pts (+4 vs Round 3)", 17, 4) == [("45", "43")]


def test_gross_after_points_is_still_judged(false: False_) -> None:
    assert false("- **Ned QUILLOCK:** 43 pts, +22 gross", 17, 4) == []
    assert false("- **Ned QUILLOCK:** 43 pts, +29 gross", 17, 4) == [("+29", "+22")]


def test_at_the_start_of_a_round_it_stood_as_after_the_one_before(false: False_) -> None:
    note = "- **Start of round:** 1st Tavis MORRADINE (122 pts), 2nd Ned QUILLOCK (114 pts) then"
    assert false(note, 17, 4) == []
    assert ("43", "114") in false(note.replace("(114", "(43"), 17, 4)


def test_the_stretch_in_the_bracket_is_what_its_figure_is_of(
    book: Scorebook, false: False_
) -> None:
    six, nine = _points(book, 13, 18), _points(book, 10, 18)
    note = f"- Ned QUILLOCK's dominant back nine ({six} pts in final six holes)"
    assert false(note, 17, 4) == []
    both = f"- Ned QUILLOCK surges home ({six} pts in final six holes, {nine} pts on back nine)"
    assert false(both, 17, 4) == []
    wrong = both.replace(f"{nine} pts on", f"{nine + 2} pts on")
    assert false(wrong, 17, 4) == [(str(nine + 2), str(nine))]


def test_a_figure_belongs_to_the_nine_before_its_colon(book: Scorebook, false: False_) -> None:
    front, back = _points(book, 1, 9), _points(book, 10, 18)
    note = f"- Ned QUILLOCK collapses (back nine: {back} pts vs front nine: {front} pts)"
    assert false(note, 17, 4) == []


def test_nines_by_their_short_names(book: Scorebook, false: False_) -> None:
    front, back = _points(book, 1, 9), _points(book, 10, 18)
    apart = abs(front - back)
    note = f"- Ned QUILLOCK: strong finisher - F9: {front} pts, B9: {back} pts (diff: {apart})"
    assert false(note, 17, 4) == []
    wrong = note.replace(f"B9: {back}", f"B9: {back + 3}")
    assert false(wrong, 17, 4) == [(str(back + 3), str(back))]


def test_points_back_beside_a_nine_are_no_distance(book: Scorebook, false: False_) -> None:
    back = _points(book, 10, 18)
    assert false(f"- Ned QUILLOCK: 43 pts, clutch closing nine ({back} pts back)", 17, 4) == []


PLACES_NOT_PRIZES = (
    "- H1 (Par 4): Tavis MORRADINE blow-up, fell to 5th Trophy",
    "- Orsel VANTHRIP moved to 2nd Trophy",
    "- Orsel VANTHRIP: consistent net play (4th Trophy)",
    "- Tavis MORRADINE took Trophy and Jacket leads",
    "- H10: Tavis MORRADINE takes lead from Ned QUILLOCK (first lead change of the round)",
)


@pytest.mark.parametrize("note", PLACES_NOT_PRIZES)
def test_a_place_or_a_lead_in_a_competition_is_no_prize_won(
    claims: Callable[..., tuple[Claim, ...]], note: str
) -> None:
    wrong = {claim.kind for claim in claims(note, 17) if claim.verdict is Verdict.FALSE}
    assert not wrong & {Kind.CAREER, Kind.RESULT, Kind.POSITION}


def test_a_prize_taken_is_still_judged(false: False_) -> None:
    assert false("Tavis Morradine took the Trophy.", 17) == [("Tavis Morradine", "Ned Quillock")]


def test_a_place_in_a_ranking_is_of_that_ranking(book: Scorebook, false: False_) -> None:
    row = book.place("OV", Measure.STABLEFORD, 4)
    places = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    right = places[(row.position if row else 0) - 1]
    text = "Vanthrip won the Green Jacket despite finishing {} in Stableford."
    assert false(text.format(right), 17) == []
    assert false(text.format("sixth"), 17) == [("sixth", right)]


def test_a_nine_after_a_rounds_gross_may_be_points(book: Scorebook, false: False_) -> None:
    front, back = _points(book, 1, 9), _points(book, 10, 18)
    nines = f"({front} front nine, {back} back nine)"
    note = f"- **Ned QUILLOCK:** 43 pts (22 gross), front-loaded {nines}"
    assert false(note, 17, 4) == []


def test_a_par_in_brackets_after_a_hole_compared_with_is_left_alone(false: False_) -> None:
    note = "- H10 carnage - hardest hole alongside H1 (Par {})"
    assert not [said for par in (3, 4, 5) for said, _ in false(note.format(par), 17, 4)]


def test_holes_after_holes_are_no_scores(tour: Tour, false: False_) -> None:
    book = Scorebook(history_of(tour), 17)
    over = book.values("NQ", 4, Measure.GROSS)
    pars = [hole for hole in range(10, 19) if over[hole - 1] == 0][:2]
    text = f"- Ned QUILLOCK holes 10-18: pars on holes {pars[0]}, {pars[1]}"
    assert len(pars) == 2
    assert false(text, 17, 4) == []


def test_leading_the_field_over_a_stretch_is_no_lead_of_the_tournament(false: False_) -> None:
    found = false("- Wystan STROBBARD leads field with 15 pts in opening six", 17, 2)
    assert "leads" not in {said for said, _ in found}


def test_a_tied_stretch_is_no_distance(false: False_) -> None:
    note = "- H6: Opening six tied 15-15 between Ned QUILLOCK and Tavis MORRADINE"
    assert false(note, 17, 4) == []


def test_what_may_be_points_or_strokes_gets_no_right_value(false: False_) -> None:
    assert false("- H18: Ned QUILLOCK scores 3", 17, 4) == [("3", "")]
    assert false("- H18: Ned QUILLOCK scores 9", 17, 4) == [("9", "6")]
