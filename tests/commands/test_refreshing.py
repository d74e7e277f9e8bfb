"""`teg-tui refresh`, as the scorekeeper meets it after correcting a score."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

REPORT = "data/commentary/round_reports/TEG3_R1_report.md"
TEXT = """\
# Day one {.report-title}

Cyd Ormond had 46 points and won the round.

<section class="callout standings-box">
<p class="standings"><span class="header">Trophy Standings:</span> CO 46 | BT 36 | AV 28</p>
</section>
"""
Call = Callable[..., Any]


@pytest.fixture
def tour(tour_folder: Any) -> Path:
    """A tour in git with one old report, right until BT's first hole is corrected."""
    tour_folder.files[REPORT] = TEXT
    root: Path = tour_folder.write()
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "Keeper"),
        ("config", "user.email", "keeper@localhost"),
        ("config", "commit.gpgsign", "false"),
        ("add", "."),
        ("commit", "-q", "-m", "as it was"),
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


@pytest.fixture
def corrected(tour: Path, tour_folder: Any) -> Path:
    for hole in range(1, 7):
        tour_folder.row(3, 1, "BT", hole)["Sc"] = "2"
    del tour_folder.files[REPORT]
    tour_folder.write()
    return tour


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_report_that_is_right_stays_as_it_is(teg_tui: Call, tour: Path) -> None:
    done = teg_tui("-C", tour, "refresh", "--teg", "3")
    assert done.code == 0
    assert done.out == "1 report read, 0 tables renewed, 0 false claims left, cost $0.\n"
    assert git(tour, "log", "--format=%s").split("\n")[0] == "as it was"


def test_a_dry_run_says_what_would_change_and_touches_nothing(
    teg_tui: Call, corrected: Path
) -> None:
    done = teg_tui("-C", corrected, "refresh", "--dry-run")
    assert "Corrected since: 3 R1 H1 BT, score 5 -> 2" in done.out
    assert f"{REPORT}: 1 table (line 6)" in done.out
    assert "Standings:</span> BT 54 | CO 46 | AV 28</p>" in done.out
    assert "1 table to renew" in done.out
    assert (corrected / REPORT).read_text() == TEXT
    assert not (corrected / ".teg-tui").exists()


def test_the_box_stays_a_box_and_the_prose_is_left_to_people(
    teg_tui: Call, corrected: Path
) -> None:
    done = teg_tui("-C", corrected, "refresh", "--teg", "3", "--round", "1")
    told = TEXT.replace("CO 46 | BT 36 | AV 28", "BT 54 | CO 46 | AV 28")
    assert (corrected / REPORT).read_text() == told
    assert done.code == 1, "Ormond did not win the round"
    assert f"{REPORT}:3:" in done.out
    assert git(corrected, "show", "--format=%s", "--name-only").split("\n")[::2] == [
        "Tables of TEG 3 R1 made anew: Round report",
        REPORT,
    ]
    again = teg_tui("-C", corrected, "refresh")
    assert "0 tables renewed" in again.out


def test_its_json_is_the_documented_shape(teg_tui: Call, corrected: Path) -> None:
    told = teg_tui("-C", corrected, "refresh", "--json").json
    assert told["read"] == 1
    assert told["renewed"] == [
        {"teg": 3, "round": 1, "kind": "round_report", "file": REPORT, "lines": [6]}
    ]
    assert len(told["corrected"]) == 6
    assert told["corrected"][0] == {
        "teg": 3,
        "round": 1,
        "hole": 1,
        "player": "BT",
        "what": "score",
        "was": 5,
        "now": 2,
    }
    assert {prize["teg"] for prize in told["prizes"]} == {3}
    assert {claim["verdict"] for claim in told["false"]} == {"false"}
    assert told["commit"] == git(corrected, "rev-parse", "HEAD").strip()
    assert told["usd"] == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--teg", "9"), "there is no tournament 9"),
        (("--round", "1"), "Name the tournament"),
        (("--kind", "poem"), "there is no kind 'poem'"),
        (("--teg", "3", "--round", "2"), "there is no report here to renew"),
    ],
)
def test_what_can_not_be_meant_is_said(
    teg_tui: Call, tour: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    done = teg_tui("-C", tour, "refresh", *arguments)
    assert done.code == 2
    assert complaint in done.err
