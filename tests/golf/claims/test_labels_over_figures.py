"""What a label over figures says they are of; one that nobody knows makes no figure false."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teg_tui.golf.claims import Claim, Verdict
from teg_tui.golf.claims.boxes.labels import is_known, rounds_gone
from teg_tui.golf.claims.scorebook import Scorebook
from teg_tui.golf.history import history_of
from teg_tui.golf.tour import Measure, Tour

Check = Callable[..., tuple[Claim, ...]]
False_ = Callable[..., list[tuple[str, str]]]
CODES = ("NQ", "TM", "OV", "BQ")


@pytest.fixture(scope="module")
def book(tour: Tour) -> Scorebook:
    return Scorebook(history_of(tour), 17)


def _line(label: str, values: list[int | None]) -> str:
    figures = ", ".join(f"{code} {value}" for code, value in zip(CODES, values, strict=True))
    return f"{label}: {figures}"


def _points(book: Scorebook, rnd: int, first: int = 1, last: int = 18) -> list[int | None]:
    return [book.stretch(code, rnd, Measure.STABLEFORD, first, last) for code in CODES]


def _totals(book: Scorebook, through: int) -> list[int | None]:
    return [book.total(code, through, Measure.STABLEFORD) for code in CODES]


UNKNOWN = (
    *("Putts", "Age", "Money", "Best round of the week", "Trophies so far", "Spoons"),
    *("On the 17th", "Holes led", "Friday", "Change on yesterday", "In the end"),
)


@pytest.mark.parametrize("label", UNKNOWN)
def test_figures_under_a_label_that_nobody_knows_are_not_called_false(
    claims: Check, label: str
) -> None:
    found = claims(f"{label}: NQ 31, TM 35, OV 29, BQ 3", 17, 4)
    assert [claim.verdict for claim in found] == [Verdict.UNCHECKED] * 4


def test_under_an_unknown_label_the_odd_one_out_is_false(book: Scorebook, false: False_) -> None:
    values = _totals(book, 4)
    assert false(_line("In the end", values), 17, 4) == []
    right, wrong = values[1] or 0, (values[1] or 0) + 4
    assert false(_line("In the end", [values[0], wrong, *values[2:]]), 17, 4) == [
        (str(wrong), str(right))
    ]


PARTS = [
    ("First six", 1, 6),
    ("Middle six", 7, 12),
    ("Last six", 13, 18),
    ("Closing stretch (13-18)", 13, 18),
    ("Going out", 1, 9),
    ("Out", 1, 9),
    ("Coming in", 10, 18),
    ("Back nine", 10, 18),
]


@pytest.mark.parametrize(("label", "first", "last"), PARTS)
def test_a_part_of_the_round_is_known_by_its_label(
    book: Scorebook, false: False_, label: str, first: int, last: int
) -> None:
    values = _points(book, 4, first, last)
    assert false(_line(label, values), 17, 4) == []
    changed = [(values[0] or 0) + 2, *values[1:]]
    assert false(_line(label, changed), 17, 4) == [(str(changed[0]), str(values[0]))]


ENDS = [
    ("After three", 3),
    ("Through three rounds", 3),
    ("At halfway", 2),
    ("After 36 holes", 2),
    ("Going into the last day", 3),
    ("Overnight", 3),
]


@pytest.mark.parametrize(("label", "through"), ENDS)
def test_a_label_says_after_which_round_figures_stood(
    book: Scorebook, false: False_, label: str, through: int
) -> None:
    values = _totals(book, through)
    assert false(_line(label, values), 17, 4) == []
    changed = [(values[0] or 0) + 2, *values[1:]]
    assert false(_line(label, changed), 17, 4) == [(str(changed[0]), str(values[0]))]


def test_after_a_hole_is_after_no_round() -> None:
    assert rounds_gone("after three", 4) == 3
    assert rounds_gone("after 36 holes", 4) == 2
    assert rounds_gone("after 40 holes", 4) == 0
    assert rounds_gone("after nine", 4) is None
    assert rounds_gone("points", 4) is None


def test_a_prize_and_the_event_are_words_of_standings(book: Scorebook) -> None:
    assert is_known("teg trophy after round 2", book)
    assert is_known("teg 17 final standings", book)
    assert not is_known("trophies so far", book)
    assert not is_known("teg 16 final standings", book)


def test_a_row_of_holes_is_a_card(book: Scorebook, false: False_) -> None:
    card = book.card("NQ", 4)
    scores = [score or 0 for score in card.scores] if card else []
    head = "| Hole | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | Out |\n" + "|---" * 11 + "|\n"
    row = f"| Ned | {' | '.join(map(str, scores[:9]))} | {sum(scores[:9])} |\n"
    points = book.values("NQ", 4, Measure.STABLEFORD)[:9]
    more = f"| NQ pts | {' | '.join(map(str, points))} | {sum(points)} |\n"
    assert false(head + row + more, 17, 4) == []
    wrong = row.replace(f"| {sum(scores[:9])} |\n", f"| {sum(scores[:9]) + 2} |\n")
    assert false(head + wrong, 17, 4) == [(str(sum(scores[:9]) + 2), str(sum(scores[:9])))]


def test_a_column_that_nobody_knows_is_not_held_against_the_points(false: False_) -> None:
    table = "| Player | Putts | Fairways |\n|---|---|---|\n| Ned | 31 | 7 |\n| Tavis | 29 | 9 |\n"
    assert false(table, 17, 4) == []


def test_a_table_that_follows_on_another_has_a_header_of_its_own(
    book: Scorebook, false: False_
) -> None:
    out, home = book.strokes("NQ", 4, 1, 9), book.strokes("NQ", 4, 10, 18)
    totals = "| Player | Total |\n|---|---|\n| Ned | 157 |\n"
    nines = f"| Player | Out | In |\n|---|---|---|\n| Ned | {out} | {home} |\n"
    assert false(f"{totals}\n{nines}", 17, 4) == []
