"""`init` writes down what lies in a tour's folder, and breaks nothing that is there."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from teg_tui import workspace
from teg_tui.errors import ConfigError, DataError
from teg_tui.golf.tour import AwardException, Competition, Measure
from teg_tui.init import init

WINNERS = """TEG,Year,Area,TEG Trophy,Green Jacket,HMM Wooden Spoon
TEG 3,2011,Fen,Cyd ORMOND,Bea TRASK*,Arn VOLLMER
TEG 9,2017,Osk,Cyd ORMOND,Arn VOLLMER,Arn VOLLMER
"""


@pytest.fixture
def tree(tour_folder):
    """A tour as it lies about in real life: reports, published ones, leftovers, strange prompts."""
    folder = tour_folder
    for teg in (3, 9):
        folder.scores = [row for row in folder.scores if row["TEGNum"] != str(teg)]
        for rnd in (1, 2):
            folder.play(teg, rnd, {"AV": 4, "BT": 18, "CO": 28})
            folder.row(teg, rnd, "AV", 1)["Sc"] = "3"
            folder.row(teg, rnd, "CO", 1)["Sc"] = "7"
    folder.files = {
        "data/players.csv": "Code,Name\nAV,Arn VOLLMER\nBT,Bea TRASK\nCO,Cyd ORMOND\n",
        "data/teg_winners.csv": WINNERS,
        "data/handicaps.csv": "TEG,AV,BT,CO\nTEG 3,4,18,28\nTEG 9,4,18,28\nTEG 50,1,1,1\n",
        "data/round_info.csv": "TEGNum,Round,Course,Date,TEG\n"
        + "".join(f"{t},{r},Holm,0{r}/09/20{t:02},TEG {t}\n" for t in (3, 9) for r in (1, 2))
        + "10,1,Tarn,01/09/2018,TEG 10\n",
        "data/commentary/round_reports/TEG3_R1_story_notes.md": "notes",
        "data/commentary/round_reports/TEG3_R1_report.md": "report",
        "data/commentary/round_reports/teg_3_round_1_report.md": "a leftover",
        "data/commentary/drafts/teg_3_main_report.md": "draft",
        "data/commentary/teg_3_main_report.md": "published",
        "data/commentary/teg_9_brief_summary.md": "published only",
        "prompts/ideas.md": "Write it like a pirate.\n",
        ".gitignore": "*.pyc",
    }
    folder.write("data/all-scores.parquet")
    return folder


def test_a_tours_folder_becomes_a_workspace(tree):
    report = init(tree.root)
    assert report.summary == ("3 tournaments, 4 rounds, 3 players; 4 reports, 4 of unknown origin")
    assert report.written == ("teg.toml", ".gitignore")
    config = workspace.load(tree.root).config
    trophy = [("TEG Trophy", Measure.NET, None, 7), ("TEG Trophy", Measure.STABLEFORD, 8, None)]
    assert [(c.name, c.measure, c.first_teg, c.last_teg) for c in config.competitions] == [
        *trophy,
        ("Green Jacket", Measure.GROSS, None, None),
    ]
    assert [c.last_place for c in config.competitions] == ["HMM Wooden Spoon"] * 2 + [""]
    reason = "published with an asterisk in data/teg_winners.csv"
    assert config.exceptions == (AwardException(3, "Green Jacket", ("BT",), reason),)
    assert workspace.load_tour(workspace.load(tree.root)).notes == ()


def test_what_it_wrote_means_the_same_as_what_holds_without_it(tree):
    before = workspace.load_tour(workspace.load(tree.root)).tour
    init(tree.root)
    assert workspace.load_tour(workspace.load(tree.root)).tour == before


def test_foreign_prompts_are_passed_over_and_said(tree):
    report = init(tree.root)
    assert any(note.startswith("prompts/ideas.md") for note in report.notes)
    assert (tree.root / "prompts/ideas.md").read_text() == "Write it like a pirate.\n"


def test_nothing_that_was_there_is_changed_but_the_ignore_list(tree):
    before = {p: p.read_bytes() for p in tree.root.rglob("*") if p.is_file()}
    init(tree.root)
    after = {p: p.read_bytes() for p in tree.root.rglob("*") if p.is_file()}
    changed = {p.relative_to(tree.root).as_posix() for p in after if before.get(p) != after[p]}
    assert changed == {"teg.toml", ".gitignore", ".teg-tui/.gitignore"}
    assert not before.keys() - after.keys()


def test_an_existing_config_is_never_overwritten(tree):
    (tree.root / "teg.toml").write_text("# mine\n")
    with pytest.raises(ConfigError, match="is there already"):
        init(tree.root)
    assert (tree.root / "teg.toml").read_text() == "# mine\n"
    assert (tree.root / ".gitignore").read_text() == "*.pyc"


def test_ignore_lines_are_added_once_and_below_the_users_own(tree):
    lines = "*.pyc\ndata/batch_requests/\ndata/batch_results/\n.teg-tui/\n"
    init(tree.root)
    assert (tree.root / ".gitignore").read_text() == lines
    (tree.root / "teg.toml").unlink()
    assert init(tree.root).written == ("teg.toml",)
    assert (tree.root / ".gitignore").read_text() == lines
    assert (tree.root / ".teg-tui/.gitignore").read_text() == "*\n"


def test_an_ignore_list_of_another_line_ending_keeps_it(tree):
    (tree.root / ".gitignore").write_bytes(b"/.teg-tui\r\n*.pyc\r\n")
    init(tree.root)
    assert (tree.root / ".gitignore").read_bytes() == (
        b"/.teg-tui\r\n*.pyc\r\ndata/batch_requests/\r\ndata/batch_results/\r\n"
    )


def test_csv_scores_and_columns_of_other_names_are_written_down(tour_folder):
    other = {"Sc": "Score", "HC": "Handicap"}
    tour_folder.scores = [{other.get(k, k): v for k, v in r.items()} for r in tour_folder.scores]
    init(tour_folder.write())
    config = workspace.load(tour_folder.root).config
    assert config.data.scores == "data/all-scores.csv"
    assert config.data.columns == other


def test_scores_and_reports_in_other_folders_are_found(tour_folder):
    tour_folder.files = {
        "site/data/players.csv": "Code,Name\nAV,Arnold VOLLMER\nBT,B\nCO,C\n",
        "texts/rounds/TEG3_R1_report.md": "report",
        "texts/drafts/teg_3_main_report.md": "draft",
    }
    report = init(tour_folder.write("site/data/all-scores.csv"))
    config = workspace.load(tour_folder.root).config
    assert config.data.scores == "site/data/all-scores.csv"
    assert config.data.players == "site/data/players.csv"
    assert (config.folders.rounds, config.folders.drafts, config.folders.published) == (
        "texts/rounds",
        "texts/drafts",
        "texts",
    )
    assert report.reports == 2


def test_of_several_tours_none_is_guessed(tour_folder):
    tour_folder.write("one/data/all-scores.csv")
    tour_folder.write("two/data/all-scores.csv")
    with pytest.raises(DataError, match=r"several tours here: one/data, two/data"):
        init(tour_folder.root)
    assert not (tour_folder.root / "teg.toml").exists()


def test_another_tours_word_for_an_event_is_taken_from_its_files(tour_folder):
    tour_folder.files["data/teg_winners.csv"] = "TEG,Plate\nCup 3,Arn VOLLMER\n"
    init(tour_folder.write())
    found = workspace.load(tour_folder.root)
    assert found.config.event == "Cup"
    assert workspace.load_tour(found).tour.tournaments[0].name == "Cup 3"


def test_a_tour_without_published_winners_gets_plain_prizes(tour_folder):
    init(tour_folder.write())
    assert workspace.load(tour_folder.root).config.competitions == (
        Competition("Trophy", Measure.STABLEFORD, high_wins=True),
        Competition("Gross", Measure.GROSS, high_wins=False),
    )


def test_broken_scores_are_said_and_do_not_stop_it(tour_folder):
    tour_folder.row(3, 1, "AV", 1)["Sc"] = "x"
    report = init(tour_folder.write())
    assert any("row 2, column Sc" in note for note in report.notes)
    assert report.summary == "no tournament yet that can be read"
    tour_folder.row(3, 1, "AV", 1)["Sc"] = "5"
    tour = workspace.load_tour(workspace.load(tour_folder.write())).tour
    assert [c.name for c in tour.competitions] == ["Trophy", "Gross"]


def test_a_folder_without_scores_stays_as_it_is(tmp_path):
    with pytest.raises(DataError, match=r"no scores here.*data/all-scores\.parquet"):
        init(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_real_tour_becomes_a_workspace(real_tour, tmp_path):
    root = tmp_path / "tour"
    shutil.copytree(real_tour, root)
    subprocess.run(["git", "init", "-q", root], check=True)
    report = init(root)
    files = len(list((root / "data/commentary").rglob("*.md")))
    assert (report.tournaments, report.rounds, report.players) == (11, 43, 7)
    assert (report.reports, report.unknown_origin, report.notes) == (files, files, ())
