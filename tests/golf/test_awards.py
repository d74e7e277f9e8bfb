"""Prizes and eras, as far as published winners tell of them."""

from __future__ import annotations

import pytest

from teg_tui.golf.files import DataFiles
from teg_tui.golf.scores import load_tour
from teg_tui.golf.standings import last_place, standings, winners
from teg_tui.golf.tour import Measure

STROKES = {"AV": (1, 2), "BT": (36, 2), "CO": (36, 1), "DU": (1, 1)}
"""Player -> handicap, and strokes over par on each hole but for CO's three ruinous ones: by
points CO is first and AV last, net BT and CO, gross DU and CO."""


def play(folder, tegs):
    """Every event the same: what wins depends on the measure alone."""
    folder.scores.clear()
    for teg in tegs:
        for code, (handicap, over) in STROKES.items():
            folder.play(teg, 1, {code: handicap}, over=over)
        for hole in (1, 2, 3):
            folder.row(teg, 1, "CO", hole)["Sc"] = "30"


def told(folder, header, rows):
    folder.files["data/teg_winners.csv"] = "\n".join([header, *rows]) + "\n"
    loaded = load_tour(folder.write(), DataFiles())
    spans = [
        (c.name, c.measure, c.first_teg, c.last_teg, c.last_place) for c in loaded.tour.competitions
    ]
    return loaded, spans


@pytest.fixture
def by_measure():
    """Measure -> names of the first and of the last."""
    return {
        Measure.STABLEFORD: ("Cyd ORMOND", "Arn VOLLMER"),
        Measure.NET: ("Bea TRASK", "Cyd ORMOND"),
        Measure.GROSS: ("Dov URQUIL", "Cyd ORMOND"),
    }


def test_a_change_of_measure_is_found_where_the_winners_change(tour_folder, by_measure):
    play(tour_folder, range(1, 9))
    rows = [
        f"TEG {teg},{by_measure[Measure.NET if teg < 5 else Measure.STABLEFORD][0]},"
        f"{by_measure[Measure.GROSS][0]},"
        f"{by_measure[Measure.NET if teg < 5 else Measure.STABLEFORD][1]}"
        for teg in range(1, 9)
    ]
    loaded, spans = told(tour_folder, "TEG,Cup,Plate,Ladle", rows)
    assert spans == [
        ("Cup", Measure.NET, None, 4, "Ladle"),
        ("Cup", Measure.STABLEFORD, 5, None, "Ladle"),
        ("Plate", Measure.GROSS, None, None, ""),
    ]
    assert loaded.notes == ()


def test_one_slip_in_the_published_winners_is_said_and_makes_no_era(tour_folder, by_measure):
    play(tour_folder, range(1, 7))
    winner, wrong = by_measure[Measure.STABLEFORD][0], by_measure[Measure.NET][0]
    rows = [f"TEG {teg},{wrong if teg == 6 else winner}" for teg in range(1, 7)]
    loaded, spans = told(tour_folder, "TEG,Cup", rows)
    assert spans == [("Cup", Measure.STABLEFORD, None, None, "")]
    (note,) = loaded.notes
    assert note.startswith(f"data/teg_winners.csv, row 7, column Cup: {wrong}, but the scores")


def test_the_tours_own_history_is_taken_unless_the_winners_speak_against_it(
    tour_folder, by_measure
):
    play(tour_folder, range(6, 10))
    rows = [
        f"TEG {teg},{by_measure[Measure.NET if teg < 8 else Measure.STABLEFORD][0]}"
        for teg in range(6, 10)
    ]
    _, spans = told(tour_folder, "TEG,TEG Trophy", rows)
    assert [(measure, first) for _, measure, first, _, _ in spans] == [
        (Measure.NET, None),
        (Measure.STABLEFORD, 8),
    ]
    always = [f"TEG {teg},{by_measure[Measure.STABLEFORD][0]}" for teg in range(6, 10)]
    _, spans = told(tour_folder, "TEG,TEG Trophy", always)
    assert spans == [("TEG Trophy", Measure.STABLEFORD, None, None, "")]


def test_an_asterisk_becomes_an_exception_that_standings_follow(tour_folder, by_measure):
    play(tour_folder, range(1, 5))
    winner = by_measure[Measure.STABLEFORD][0]
    rows = [f"TEG {teg},{'Dov URQUIL*' if teg == 3 else winner}" for teg in range(1, 5)]
    loaded, _ = told(tour_folder, "TEG,Cup", rows)
    (exception,) = loaded.tour.exceptions
    assert (exception.teg, exception.award, exception.players) == (3, "Cup", ("DU",))
    assert "data/teg_winners.csv" in exception.reason
    tournament = loaded.tour.by_teg[3]
    table = standings(tournament, loaded.tour.competitions[0], 1)
    assert [p.code for p in winners(loaded.tour, tournament, table).players] == ["DU"]
    assert last_place(loaded.tour, tournament, table) is None
    assert loaded.notes == ()


def test_a_prize_that_no_measure_explains_is_left_out_and_said(tour_folder, by_measure):
    play(tour_folder, range(1, 5))
    rows = [
        f"TEG {teg},{by_measure[Measure.GROSS][0]},{name}"
        for teg, name in enumerate(["Arn VOLLMER", "Bea TRASK", "Nobody KNOWN", "Cyd ORMOND"], 1)
    ]
    loaded, spans = told(tour_folder, "TEG,Plate,Longest Drive", rows)
    assert [name for name, *_ in spans] == ["Plate"]
    assert any("Longest Drive" in note and "left out" in note for note in loaded.notes)


def test_without_published_winners_there_is_a_trophy_and_a_gross_prize(tour_folder):
    competitions = load_tour(tour_folder.write(), DataFiles()).tour.competitions
    assert [(c.name, c.measure, c.high_wins) for c in competitions] == [
        ("Trophy", Measure.STABLEFORD, True),
        ("Gross", Measure.GROSS, False),
    ]
