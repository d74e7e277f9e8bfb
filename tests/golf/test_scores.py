"""Scores from files: what is read, what is said, what is refused."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.errors import DataError
from teg_tui.golf.files import DataFiles
from teg_tui.golf.scores import LoadedTour, load_tour
from teg_tui.golf.standings import last_place, standings, winners
from teg_tui.golf.tour import AwardException, Competition, Measure

TROPHY = Competition("Trophy", Measure.STABLEFORD, high_wins=True)


def load(root: Path, files: DataFiles | None = None) -> LoadedTour:
    return load_tour(root, files or DataFiles(), [TROPHY])


def said(loaded: LoadedTour, *words: str) -> bool:
    """Whether one note has all the words."""
    return any(all(word in note for word in words) for note in loaded.notes)


def test_a_csv_becomes_a_tour(tour_folder):
    loaded = load(tour_folder.write())

    (tournament,) = loaded.tour.tournaments
    first, second = tournament.rounds
    assert (tournament.teg, tournament.name, first.par) == (3, "TEG 3", 72)
    assert [card.player.code for card in first.cards] == ["AV", "BT", "CO"]
    assert [card.strokes for card in second.cards] == [108, 108, 108]
    assert [card.handicap for card in first.cards] == [10, 18, 28]
    assert tournament.finished
    assert first.cards[0].holes is first.cards[2].holes
    assert loaded.notes == ()
    assert loaded.sources == (tour_folder.root / "data/all-scores.csv",)


def test_parquet_with_scores_as_floats_reads_the_same(tour_folder):
    from_csv = load(tour_folder.write()).tour
    (tour_folder.root / "data/all-scores.csv").unlink()
    root = tour_folder.write("data/all-scores.parquet")
    import polars as pl

    path = root / "data/all-scores.parquet"
    shuffled = pl.read_parquet(path).with_columns(pl.col("Sc", "HC").cast(pl.Float64))
    shuffled.sample(fraction=1, shuffle=True, seed=4).write_parquet(path)

    assert load(root).tour == from_csv


def test_of_parquet_and_csv_the_parquet_is_read_and_said(tour_folder):
    tour_folder.write("data/all-scores.parquet")
    tour_folder.row(3, 1, "AV", 1)["Sc"] = "9"
    root = tour_folder.write()

    loaded = load(root)
    assert said(loaded, "data/all-scores.parquet", "all-scores.csv", "is not")
    assert loaded.tour.tournaments[0].rounds[0].cards[0].scores[0] == 5
    by_csv = load(root, DataFiles(scores="data/all-scores.csv"))
    assert by_csv.tour.tournaments[0].rounds[0].cards[0].scores[0] == 9


def test_semicolons_a_byte_order_mark_and_latin_letters_are_read(tour_folder):
    root = tour_folder.write()
    path = root / "data/all-scores.csv"
    text = path.read_text().replace(",", ";").replace("Cyd ORMOND", "Cyd ØRMOND")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load(root).tour.tournaments[0].players[2].full_name == "Cyd Ørmond"
    path.write_bytes(text.encode("cp1252"))
    assert load(root).tour.tournaments[0].players[2].full_name == "Cyd Ørmond"


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("Sc", "four", "“four” is not a number"),
        ("Sc", "4.5", "4.5 is not a whole number"),
        ("Sc", "0", "must lie between 1 and 30"),
        ("Sc", "44", "must lie between 1 and 30"),
        ("Sc", "inf", "not a whole number"),
        ("Hole", "19", "must lie between 1 and 18"),
        ("Hole", "0", "must lie between 1 and 18"),
        ("Hole", "", "is blank"),
        ("SI", "21", "must lie between 1 and 18"),
        ("PAR", "13", "must lie between 3 and 6"),
        ("Round", "x", "“x” is not a number"),
        ("TEGNum", "", "is blank"),
        ("HC", "180", "must lie between -18 and 72"),
        ("HC", "ten", "“ten” is not a number"),
        ("Pl", "", "is blank"),
    ],
)
def test_an_impossible_value_is_refused_with_file_row_and_column(
    tour_folder, column, value, complaint
):
    row = tour_folder.row(3, 2, "BT", 7)
    line = tour_folder.line(row)
    row[column] = value
    with pytest.raises(DataError) as caught:
        load(tour_folder.write())
    assert caught.value.where == f"data/all-scores.csv, row {line}, column {column}"
    assert complaint in caught.value.what


def test_in_parquet_rows_count_from_one(tour_folder):
    row = tour_folder.row(3, 1, "AV", 2)
    row["Sc"] = "99"
    with pytest.raises(DataError, match=r"all-scores\.parquet, row 2, column Sc"):
        load(tour_folder.write("data/all-scores.parquet"))


def test_rows_are_counted_as_an_editor_does_past_blank_lines(tour_folder):
    tour_folder.row(3, 1, "AV", 3)["Sc"] = "x"
    root = tour_folder.write()
    path = root / "data/all-scores.csv"
    path.write_text(path.read_text().replace("\n", "\n\n,,,,,,,,,\n", 1))
    with pytest.raises(DataError, match="row 6, column Sc"):
        load(root)


def test_all_problems_are_told_at_once_and_many_are_counted(tour_folder):
    for row in tour_folder.scores[:14]:
        row["Sc"] = "?"
    tour_folder.row(3, 2, "CO", 18)["Hole"] = "99"
    with pytest.raises(DataError) as caught:
        load(tour_folder.write())
    told = str(caught.value)
    assert "15 problems" in told
    assert "and 5 more" in told
    assert told.count("column Sc") == 10
    assert told.index("row 2,") < told.index("row 3,") < told.index("row 11,")


def test_a_missing_file_says_what_was_looked_for(tmp_path):
    with pytest.raises(DataError, match=r"all-scores\.parquet and all-scores\.csv"):
        load(tmp_path)


def test_a_missing_column_names_it_and_the_way_out(tour_folder):
    for row in tour_folder.scores:
        row["Hits"] = row.pop("Sc")
    root = tour_folder.write()
    with pytest.raises(DataError, match=r"lacks the column Sc; it has .*Hits.*data\.columns"):
        load(root)
    loaded = load(root, DataFiles(columns={"Sc": "Hits"}))
    assert loaded.tour.tournaments[0].rounds[0].cards[0].strokes == 90


def test_columns_by_usual_other_names_are_recognised(tour_folder):
    other = {"Sc": "Score", "Pl": "Player Code", "HC": "handicap", "SI": "Stroke Index"}
    tour_folder.scores = [{other.get(k, k): v for k, v in r.items()} for r in tour_folder.scores]
    loaded = load(tour_folder.write())
    assert loaded.tour.tournaments[0].rounds[0].cards[2].total(Measure.STABLEFORD) == 46


def test_the_event_number_is_taken_from_its_label_where_it_has_no_column(tour_folder):
    for row in tour_folder.scores:
        del row["TEGNum"]
    assert load(tour_folder.write()).tour.tournaments[0].teg == 3


@pytest.mark.parametrize("content", [b"", b"PAR1 but not really"])
def test_a_broken_file_is_an_error_not_a_crash(tmp_path, content):
    (tmp_path / "data").mkdir()
    for name in ("all-scores.parquet", "all-scores.csv"):
        file = tmp_path / "data" / name
        file.write_bytes(content)
        with pytest.raises(DataError, match="all-scores"):
            load(tmp_path, DataFiles(scores=f"data/{name}"))
        file.unlink()


def test_a_row_with_too_many_values_is_refused(tour_folder):
    root = tour_folder.write()
    path = root / "data/all-scores.csv"
    lines = path.read_text().splitlines()
    lines[4] += ",stray"
    path.write_text("\n".join(lines))
    with pytest.raises(DataError, match=r"row 5: has 11 values, the header 10"):
        load(root)


def test_rows_that_stand_there_twice_count_once(tour_folder):
    expected = load(tour_folder.write()).tour
    tour_folder.scores += [dict(row) for row in tour_folder.scores[:18]]
    loaded = load(tour_folder.write())
    assert loaded.tour == expected
    assert said(loaded, "18 rows", "row 110", "counted once")


def test_rows_that_contradict_each_other_are_refused_naming_both(tour_folder):
    tour_folder.scores.append({**tour_folder.scores[0], "Sc": "8"})
    with pytest.raises(DataError) as caught:
        load(tour_folder.write())
    assert caught.value.where == "data/all-scores.csv, row 110, column Sc"
    assert "8 strokes here and 5 in row 2" in caught.value.what


def test_an_entered_score_counts_before_a_blank_copy_of_its_row(tour_folder):
    tour_folder.scores.insert(0, {**tour_folder.scores[0], "Sc": ""})
    tour_folder.scores.append({**tour_folder.row(3, 1, "BT", 2), "Sc": ""})
    rnd = load(tour_folder.write()).tour.tournaments[0].rounds[0]
    assert rnd.complete


def test_par_that_differs_between_players_is_refused_at_the_odd_one(tour_folder):
    row = tour_folder.row(3, 1, "AV", 4)
    row["PAR"] = "5"
    with pytest.raises(DataError) as caught:
        load(tour_folder.write())
    assert caught.value.where == f"data/all-scores.csv, row {tour_folder.line(row)}, column PAR"
    assert "2 of 3 cards say 4" in caught.value.what


def test_two_handicaps_in_one_round_are_refused(tour_folder):
    tour_folder.row(3, 1, "AV", 9)["HC"] = "11"
    with pytest.raises(DataError, match=r"row 10, column HC: AV has handicap 11 here and 10"):
        load(tour_folder.write())


def test_derived_columns_that_disagree_are_computed_anew_and_said(tour_folder):
    for row in tour_folder.scores:
        row["Stableford"] = "1" if row["Pl"] == "AV" else ""
        row["HoleID"] = f"T03|R0{row['Round']}|H{int(row['Hole']):02}"
    loaded = load(tour_folder.write())
    assert said(loaded, "column Stableford", "row 2", "18 rows", "1, not 2", "computed anew")
    assert not said(loaded, "HoleID")
    assert loaded.tour.tournaments[0].rounds[0].cards[0].points[0] == 2


def test_a_label_that_names_another_event_is_said(tour_folder):
    tour_folder.row(3, 1, "AV", 1)["TEG"] = "TEG 5"
    assert said(load(tour_folder.write()), "row 2, column TEG", "TEG 5, not 3")


def test_handicap_0_counts_as_scratch_and_is_said(tour_folder):
    for row in tour_folder.scores:
        row["HC"] = "0" if row["Pl"] == "AV" else row["HC"]
    loaded = load(tour_folder.write())
    assert said(loaded, "AV", "handicap 0", "scratch")
    assert loaded.tour.tournaments[0].rounds[0].cards[0].points == (1,) * 18


def test_a_handicap_with_a_fraction_gives_the_strokes_of_its_whole_part(tour_folder):
    for row in tour_folder.scores:
        row["HC"] = "10.7" if row["Pl"] == "AV" else row["HC"]
    loaded = load(tour_folder.write())
    assert loaded.tour.tournaments[0].rounds[0].cards[0].handicap == 10
    assert said(loaded, "fraction")


def test_handicaps_may_differ_by_round(tour_folder):
    for row in tour_folder.scores:
        if row["Round"] == "2" and row["Pl"] == "AV":
            row["HC"] = "12"
    rounds = load(tour_folder.write()).tour.tournaments[0].rounds
    assert [rnd.card_of["AV"].handicap for rnd in rounds] == [10, 12]


def test_without_handicaps_there_is_gross_only(tour_folder):
    for row in tour_folder.scores:
        del row["HC"]
    loaded = load_tour(tour_folder.write(), DataFiles())
    card = loaded.tour.tournaments[0].rounds[0].cards[0]
    assert (card.handicap, card.total(Measure.STABLEFORD), card.total(Measure.GROSS)) == (
        None,
        None,
        18,
    )
    assert said(loaded, "nobody has a handicap")
    assert [c.measure for c in loaded.tour.competitions] == [Measure.GROSS]


def test_a_handicap_lacking_in_the_scores_is_taken_from_the_list(tour_folder):
    for row in tour_folder.scores:
        row["HC"] = "" if row["Pl"] in {"AV", "BT"} else row["HC"]
    tour_folder.files["data/handicaps.csv"] = "TEG,AV,BT,CO\nTEG 3,14.0,0,99\nTEG 50,1,1,1\n"
    loaded = load(tour_folder.write())
    cards = loaded.tour.tournaments[0].rounds[0].cards
    assert [card.handicap for card in cards] == [14, None, 28]
    assert said(loaded, "TEG 3", "no handicap for BT", "gross only")


def test_a_player_nobody_listed_is_called_as_in_the_scores(tour_folder):
    tour_folder.files["data/players.csv"] = (
        "Code,Name\nAV,Arn VOLLMER\nBT,Bea TRASK\nZZ,Zed NEVER\n"
    )
    loaded = load(tour_folder.write())
    assert said(loaded, "data/players.csv", "no CO", "Cyd ORMOND")
    assert [p.code for p in loaded.tour.tournaments[0].players] == ["AV", "BT", "CO"]


def test_a_code_with_two_names_is_said_and_the_list_decides(tour_folder):
    tour_folder.row(3, 1, "BT", 5)["Player"] = "Beatrix TRASK"
    loaded = load(tour_folder.write())
    assert said(loaded, "BT", "Bea TRASK", "Beatrix TRASK")
    assert loaded.tour.tournaments[0].players[1].name == "Bea TRASK"
    tour_folder.files["data/players.csv"] = "Code,Name\nAV,A\nBT,Beatrix TRASK\nCO,C\n"
    assert load(tour_folder.write()).tour.tournaments[0].players[1].name == "Beatrix TRASK"


ROUNDS = """TEGNum,Round,Course,Date,TEGRd,TEG,Area,Year
3,1,Marram Bay,01/09/2011,TEG 3|1,TEG 3,"Fenmark, Osk",2011
3,2,Test course,32/09/2011,TEG 3|2,TEG 3,"Fenmark, Osk",2011
3,3,Holm,03/09/2011,TEG 3|3,TEG 3,"Fenmark, Osk",2011
4,1,Tarn,02/09/2012,TEG 4|1,TEG 4,Ulver,2012
"""


def test_rounds_announced_and_not_played_are_there_without_cards(tour_folder):
    tour_folder.files["data/round_info.csv"] = ROUNDS
    loaded = load(tour_folder.write())
    three, four = loaded.tour.tournaments
    assert [(r.number, r.played, r.course) for r in three.rounds] == [
        (1, True, "Marram Bay"),
        (2, True, "Test course"),
        (3, False, "Holm"),
    ]
    assert (three.year, three.area, three.rounds[0].date) == (
        2011,
        "Fenmark, Osk",
        date(2011, 9, 1),
    )
    assert (three.finished, three.complete_through) == (False, 2)
    assert loaded.tour.live is three
    assert not any(rnd.played for rnd in four.rounds)
    assert said(loaded, "data/round_info.csv, row 3, column Date", "32/09/2011")


def test_a_round_of_an_older_event_that_nobody_played_is_left_out(tour_folder):
    tour_folder.files["data/round_info.csv"] = ROUNDS
    tour_folder.play(4, 1, {"AV": 10, "BT": 18})
    loaded = load(tour_folder.write())
    assert loaded.tour.tournaments[0].finished
    assert said(loaded, "round 3 of TEG 3 was never played")


def test_a_round_that_was_washed_out_is_left_out_and_the_others_keep_their_numbers(tour_folder):
    handicaps = {"AV": 10, "BT": 18, "CO": 28}
    for rnd in (1, 3, 4):
        tour_folder.play(4, rnd, handicaps)
    tour_folder.play(5, 1, handicaps)
    tour_folder.play(5, 3, handicaps)
    loaded = load(tour_folder.write())
    four, five = loaded.tour.by_teg[4], loaded.tour.by_teg[5]
    assert [rnd.number for rnd in four.rounds] == [1, 3, 4]
    assert (four.never_played, four.last_round, four.complete_through) == ((2,), 4, 4)
    assert four.finished
    assert [rnd.number for rnd in four.through(3)] == [1, 3]
    assert [four.ready(number) for number in (0, 1, 2, 3, 4, 5, None)] == [
        *(False, True, False, True, True, False, True)
    ]
    assert (five.never_played, five.finished) == ((2,), True)
    assert said(loaded, "round 2 of TEG 4 was never played: left out")
    assert said(loaded, "round 2 of TEG 5 has no scores, but a later one has: left out")


def test_a_round_number_that_cant_be_announces_nothing(tour_folder):
    tour_folder.files["data/round_info.csv"] = ROUNDS + "3,100000,Holm,,,,,\n99999999,1,Holm,,,,,\n"
    loaded = load(tour_folder.write())
    assert [t.last_round for t in loaded.tour.tournaments] == [3, 1]
    assert said(loaded, "data/round_info.csv, row 6", "passed over")
    assert said(loaded, "data/round_info.csv, row 7", "passed over")


def test_an_event_that_the_list_of_rounds_lacks_is_used_and_said(tour_folder):
    tour_folder.files["data/round_info.csv"] = ROUNDS
    tour_folder.play(50, 1, {"AV": 10})
    loaded = load(tour_folder.write())
    assert loaded.tour.by_teg[50].rounds[0].course == ""
    assert said(loaded, "data/round_info.csv", "no TEG 50")


def test_an_older_list_of_rounds_lacks_area_and_year(tour_folder):
    tour_folder.files["data/round_info.csv"] = (
        "TEGNum,Round,Course,Date,Extra\n3,1,Holm,01/09/2011,x\n3,2,Holm,02/09/2011,y\n"
    )
    (tournament,) = load(tour_folder.write()).tour.tournaments
    assert (tournament.area, tournament.year) == ("", 2011)


def test_a_blank_score_is_a_hole_still_to_come(tour_folder):
    tour_folder.row(3, 2, "AV", 18)["Sc"] = ""
    loaded = load(tour_folder.write())
    first, second = loaded.tour.tournaments[0].rounds
    assert (first.complete, second.complete, second.played) == (True, False, True)
    assert second.card_of["AV"].scores[17] is None
    assert said(loaded, "round 2 of TEG 3 is incomplete", "AV 1")


def test_a_round_of_holes_entered_so_far_is_not_complete(tour_folder):
    tour_folder.scores = [
        row for row in tour_folder.scores if row["Round"] == "1" or int(row["Hole"]) <= 9
    ]
    second = load(tour_folder.write()).tour.tournaments[0].rounds[1]
    assert len(second.holes) == 9
    assert not second.complete


def test_a_card_is_awaited_from_who_played_the_earlier_rounds(tour_folder):
    tour_folder.play(4, 1, {"AV": 10, "BT": 18, "CO": 28})
    tour_folder.play(4, 2, {"AV": 10})
    loaded = load(tour_folder.write())
    assert loaded.tour.by_teg[4].rounds[1].missing == ("BT", "CO")
    assert not loaded.tour.by_teg[4].rounds[1].complete
    assert said(loaded, "round 2 of TEG 4 awaits the cards of BT, CO")


def test_who_has_handicap_0_this_year_is_not_awaited(tour_folder):
    tour_folder.play(4, 1, {"AV": 10, "BT": 18, "CO": 28})
    tour_folder.play(4, 2, {"AV": 10})
    tour_folder.files["data/handicaps.csv"] = "TEG,AV,BT,CO\nTEG 4,10,0,28\n"
    assert load(tour_folder.write()).tour.by_teg[4].rounds[1].missing == ("CO",)


def test_in_the_first_round_those_with_a_handicap_are_awaited(tour_folder):
    tour_folder.play(4, 1, {"AV": 10})
    tour_folder.files["data/handicaps.csv"] = "TEG,AV,BT,CO,DU\nTEG 4,10,18,,0\n"
    assert load(tour_folder.write()).tour.by_teg[4].rounds[0].missing == ("BT",)


def test_blank_rows_prepared_for_a_player_await_his_card(tour_folder):
    tour_folder.play(4, 1, {"AV": 10, "DU": 20})
    for hole in range(1, 19):
        tour_folder.row(4, 1, "DU", hole)["Sc"] = ""
    rnd = load(tour_folder.write()).tour.by_teg[4].rounds[0]
    assert (rnd.missing, list(rnd.card_of)) == (("DU",), ["AV"])


def test_in_an_older_round_who_is_absent_simply_missed_it(tour_folder):
    tour_folder.play(4, 1, {"AV": 10, "BT": 18})
    tour_folder.play(4, 2, {"AV": 10})
    tour_folder.play(4, 3, {"AV": 10, "BT": 18})
    tour_folder.play(3, 1, {"DU": 20})
    for hole in range(1, 19):
        tour_folder.row(3, 1, "DU", hole)["Sc"] = ""
    tour = load(tour_folder.write()).tour
    assert tour.by_teg[3].finished
    rounds = tour.by_teg[4].rounds
    assert [(rnd.missing, rnd.complete) for rnd in rounds] == [((), True)] * 3


def test_a_round_prepared_for_everybody_and_blank_is_not_played(tour_folder):
    tour_folder.play(4, 1, {"AV": 10})
    tour_folder.row(4, 1, "AV", 1)["Sc"] = ""
    for row in tour_folder.scores:
        row["Sc"] = "" if row["TEGNum"] == "4" else row["Sc"]
    tour = load(tour_folder.write()).tour
    assert not tour.by_teg[4].rounds[0].played
    assert tour.live is None


def test_stroke_indexes_there_twice_are_said(tour_folder):
    for row in tour_folder.scores:
        row["SI"] = "3" if row["Hole"] == "4" else row["SI"]
    assert said(load(tour_folder.write()), "round 1 of TEG 3", "stroke indexes")


def test_small_files_that_make_no_sense_are_passed_over_and_said(tour_folder):
    for name in ("players", "handicaps", "round_info", "course_info", "teg_winners"):
        tour_folder.files[f"data/{name}.csv"] = "<<<<<<< HEAD\nx\n"
    loaded = load(tour_folder.write())
    assert loaded.tour.tournaments[0].finished
    assert said(loaded, "data/players.csv", "passed over")
    assert said(loaded, "data/round_info.csv", "passed over")
    for name in ("players", "handicaps", "round_info", "course_info", "teg_winners"):
        (tour_folder.root / f"data/{name}.csv").write_bytes(b"")
    assert said(load(tour_folder.root), "data/handicaps.csv", "empty")


def test_courses_bring_their_colour(tour_folder):
    tour_folder.files["data/course_info.csv"] = (
        "Course,full_name,location,type,par,designer,description\n"
        'Holm,Holm Links,"Osk, Fen",Links,,,x\n'
    )
    course = load(tour_folder.write()).tour.courses["Holm"]
    assert (course.full_name, course.location, course.designer) == ("Holm Links", "Osk, Fen", "")


WINNERS = "TEG,Year,Area,Trophy\nTEG 3,2011,Fen,{}\n"


def test_a_published_winner_the_scores_do_not_give_is_said_unless_it_is_an_exception(tour_folder):
    root = tour_folder.write()
    winners_file = root / "data/teg_winners.csv"
    winners_file.write_text(WINNERS.format("Cyd ORMOND"))
    assert load(root).notes == ()
    winners_file.write_text(WINNERS.format("Bea TRASK"))
    note = "data/teg_winners.csv, row 2, column Trophy: Bea TRASK, but the scores give Cyd ORMOND"
    assert said(load(root), note)
    stated = AwardException(3, "Trophy", ("BT",), "Cyd gave it up")
    assert load_tour(root, DataFiles(), [TROPHY], [stated]).notes == ()


def test_an_exception_for_somebody_who_did_not_play_is_said(tour_folder):
    stated = AwardException(3, "Trophy", ("XX",), "a slip")
    assert said(load_tour(tour_folder.write(), DataFiles(), [TROPHY], [stated]), "XX", "not play")


@given(
    st.integers(0, 107),
    st.sampled_from(["TEGNum", "Round", "Hole", "PAR", "SI", "Pl", "Player", "Sc", "HC"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.integers(-5, 40).map(str)
    | st.floats().map(str),
)
def test_whatever_stands_in_a_cell_it_is_used_or_refused_with_its_place(
    new_tour_folder, row, column, text
):
    with TemporaryDirectory() as name:
        folder = new_tour_folder(Path(name))
        for rnd in (1, 2):
            folder.play(3, rnd, {"AV": 10, "BT": 18, "CO": 28})
        path = folder.write() / "data/all-scores.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rows[row][column] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        try:
            told, tournaments = "", load(folder.root).tour.tournaments
        except DataError as error:
            told, tournaments = str(error), ()
    cards = [card for t in tournaments for rnd in t.rounds for card in rnd.cards]
    assert "data/all-scores.csv, row " in told or len(cards) >= 6
    assert all(len(card.scores) == len(card.holes) for card in cards)


def test_every_derived_column_of_a_real_tour_is_reproduced(real_tour):
    """Also shown by the absence of notes: nothing disagrees, nothing is repeated."""
    import polars as pl

    loaded = load_tour(real_tour, DataFiles())
    assert loaded.notes == ()
    frame = pl.read_parquet(real_tour / "data/all-scores.parquet")
    columns = ("HCStrokes", "GrossVP", "Net", "NetVP", "Stableford")
    cards = {
        (t.teg, rnd.number, card.player.code): card
        for t in loaded.tour.tournaments
        for rnd in t.rounds
        for card in rnd.cards
    }
    for row in frame.iter_rows(named=True):
        card = cards[row["TEGNum"], row["Round"], row["Pl"]]
        hole = row["Hole"] - 1
        score, over, net = card.scores[hole], card.gross_to_par[hole], card.net_to_par[hole]
        assert None not in (score, over, net)
        ours = (over - net, over, net + row["PAR"], net, card.points[hole])
        assert ours == tuple(row[column] for column in columns)
        assert (score, card.handicap) == (row["Sc"], row["HC"])
    assert frame.height == 18 * len(cards)


def test_every_published_winner_of_a_real_tour_comes_out(real_tour):
    tour = load_tour(real_tour, DataFiles()).tour
    with (real_tour / "data/teg_winners.csv").open(encoding="utf-8-sig") as file:
        published = list(csv.DictReader(file))
    assert published
    exceptions = 0
    for row in published:
        tournament = tour.by_teg[int(row["TEG"].split()[1])]
        for competition in tour.competitions_of(tournament.teg):
            table = standings(tournament, competition, len(tournament.rounds))
            awards = [winners(tour, tournament, table), last_place(tour, tournament, table)]
            for award in filter(None, awards):
                names = [player.name for player in award.players]
                assert names == [row[award.name].rstrip("*")]
                assert bool(award.exception) == row[award.name].endswith("*")
                exceptions += bool(award.exception)
    assert exceptions == 1
    assert [(c.measure, c.first_teg, c.last_teg) for c in tour.competitions[:2]] == [
        (Measure.NET, None, 7),
        (Measure.STABLEFORD, 8, None),
    ]
