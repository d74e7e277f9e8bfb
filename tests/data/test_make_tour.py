"""The demonstration's tour: made again it is the same, and it holds what it promises."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from teg_tui.golf.rules import stableford, strokes_received

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data"
CSVS = ("round_info", "players", "handicaps", "teg_winners", "course_info")


@pytest.fixture(scope="module")
def make_tour() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_tour", DATA / "make_tour.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_tour"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores() -> pl.DataFrame:
    return pl.read_parquet(DATA / "all-scores.parquet")


def winners() -> list[dict[str, str]]:
    with (DATA / "teg_winners.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(scores: pl.DataFrame, column: str, code: str, teg: int, rnd: int | None = None) -> int:
    rows = scores.filter(pl.col("Pl") == code, pl.col("TEGNum") == teg)
    if rnd is not None:
        rows = rows.filter(pl.col("Round") == rnd)
    return int(rows[column].sum())


def test_made_again_the_files_are_the_same(make_tour: ModuleType, tmp_path: Path) -> None:
    make_tour.make(tmp_path)
    for name in CSVS:
        assert (tmp_path / f"{name}.csv").read_bytes() == (DATA / f"{name}.csv").read_bytes()
    again, shipped = (pl.read_parquet(f / "all-scores.parquet") for f in (tmp_path, DATA))
    assert_frame_equal(again, shipped)


def test_every_row_follows_the_rules_of_scoring(scores: pl.DataFrame) -> None:
    assert scores.select("TEGNum", "Round", "Hole", "Pl").is_duplicated().sum() == 0
    for row in scores.iter_rows(named=True):
        strokes = strokes_received(int(row["HC"]), row["SI"])
        assert row["HCStrokes"] == strokes
        assert row["GrossVP"] == row["Sc"] - row["PAR"]
        assert row["NetVP"] == row["GrossVP"] - strokes
        assert row["Stableford"] == stableford(int(row["NetVP"]))


def test_the_last_tournament_is_live_with_two_rounds_announced(scores: pl.DataFrame) -> None:
    assert sorted(scores["TEGNum"].unique()) == list(range(1, 19))
    live = scores.filter(pl.col("TEGNum") == 18)
    assert sorted(live["Round"].unique()) == [1, 2]
    with (DATA / "round_info.csv").open(encoding="utf-8", newline="") as file:
        announced = [int(r["Round"]) for r in csv.DictReader(file) if r["TEGNum"] == "18"]
    assert announced == [1, 2, 3, 4]
    assert len(winners()) == 17


def test_four_to_seven_play_and_two_share_a_surname(scores: pl.DataFrame) -> None:
    fields = scores.group_by("TEGNum").agg(pl.col("Pl").n_unique())["Pl"]
    assert (fields.min(), fields.max()) == (4, 7)
    names = scores["Player"].unique().to_list()
    assert len({name.split()[-1] for name in names}) == len(names) - 1


def test_amateurs_play_like_amateurs(scores: pl.DataFrame) -> None:
    over = scores["GrossVP"]
    assert 0.005 < (over < 0).mean() < 0.03
    assert 0.08 < (over >= 3).mean() < 0.2
    a_round = scores.group_by("TEGNum", "Round", "Pl").agg(pl.col("Stableford").sum())
    assert 33 < a_round["Stableford"].mean() < 38


def test_one_award_broke_the_rule() -> None:
    marked = [(r["TEG"], k) for r in winners() for k, v in r.items() if v.endswith("*")]
    assert marked == [("TEG 6", "Green Jacket")]


def test_the_trophy_changes_hands_and_a_lead_is_shared(scores: pl.DataFrame) -> None:
    assert len({r["TEG Trophy"] for r in winners()}) == 7
    first = [total(scores, "Stableford", code, 18, 1) for code in ("TM", "WS")]
    assert first == [44, 44]


def test_planted_errors_are_where_the_list_says_and_are_wrong(scores: pl.DataFrame) -> None:
    trophies = sum(row["TEG Trophy"] == "Ned QUILLOCK" for row in winners())
    jackets = sorted(total(scores, "GrossVP", code, 17) for code in scores["Pl"].unique().to_list())
    ordinals = {3: "third", 4: "fourth", 5: "fifth"}
    truth = {
        "TM +26": f"TM +{total(scores, 'GrossVP', 'TM', 17, 4)}",
        "37 points": f"{total(scores, 'Stableford', 'LF', 17, 4)} points",
        "third Trophy": f"{ordinals[trophies]} Trophy",
        "28 strokes": f"{jackets[1] - jackets[0]} strokes",
    }
    planted = json.loads((DATA / "planted_errors.json").read_text(encoding="utf-8"))
    assert {p["said"]: p["right"] for p in planted} == truth
    assert len({p["file"] for p in planted}) == 2
    for error in planted:
        assert error["said"] != error["right"]
        line = (PROJECT / error["file"]).read_text(encoding="utf-8").splitlines()[error["line"] - 1]
        assert line.count(error["said"]) == 1


@pytest.mark.parametrize(
    ("report", "teg", "rnd"), [("TEG17_R4_report", 17, 4), ("TEG18_R1_report", 18, 1)]
)
def test_standings_lines_say_what_the_scores_say(
    scores: pl.DataFrame, report: str, teg: int, rnd: int
) -> None:
    wrong = []
    text = (DATA / f"commentary/round_reports/{report}.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith(("**Round", "**Tournament")) or "|" not in line:
            continue
        title, figures = line.removeprefix("**").split(":** ")
        column = "GrossVP" if title.endswith("Gross") else "Stableford"
        for figure in figures.split(" | "):
            code, said = figure.split()
            only = rnd if title.startswith("Round") else None
            if total(scores, column, code, teg, only) != int(said):
                wrong.append(figure)
    assert wrong == (["TM +26"] if teg == 17 else [])
