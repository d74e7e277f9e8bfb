"""The evening after a round: scores come in while the program is open; read and copied in a minute.

The real program in a real terminal, a simulator that streams, a real repository; no mouse, and
every key counted.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from online import online_tour
from terminal import Terminal
from traces import books_at, commits, uncommitted

OpenApp = Callable[..., Terminal]
SCORES = "data/all-scores.parquet"
ROUNDS = "data/commentary/round_reports"
LAST_CARD_HOLES = 14
"""As far as the cards of round 3 have got before the evening."""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def enter_cards(root: Path, holes: int) -> None:
    """Round 3 of TEG 18 as far as `holes`, with the scores of round 1, written in one go."""
    scores = pl.read_parquet(root / SCORES)
    others = scores.filter(~((pl.col("TEGNum") == 18) & (pl.col("Round") == 3)))
    cards = others.filter(
        (pl.col("TEGNum") == 18) & (pl.col("Round") == 1) & (pl.col("Hole") <= holes)
    ).with_columns(
        Round=pl.lit(3, scores["Round"].dtype), HoleID=pl.col("HoleID").str.replace("R01", "R03")
    )
    pl.concat([others, cards]).write_parquet(root / SCORES)


@pytest.fixture
def tour(tmp_path: Path, simulator_url: str, surroundings: dict[str, str]) -> Path:
    """TEG 18 after its second round, which is written up; cards of the third come in."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        surroundings.pop(name, None)
    surroundings["SSH_CONNECTION"] = "so that no clipboard here is touched"
    root = online_tour(tmp_path / "tour", simulator_url)
    for name in ("story_notes", "report"):
        shutil.copy(root / ROUNDS / f"TEG18_R1_{name}.md", root / ROUNDS / f"TEG18_R2_{name}.md")
    enter_cards(root, LAST_CARD_HOLES)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Round 3, until the rain")
    return root


def row_of(text: str, name: str) -> str:
    """A tournament's cells in the grid."""
    panes = [pane.strip() for line in text.splitlines() for pane in line.split("│")]
    row = next((pane for pane in panes if pane.startswith(f"{name} ")), "")
    return " ".join(re.findall(r"(?<= )[^\w\s](?= |$)", row))


def pull_the_last_cards(root: Path) -> None:
    """Somebody else enters them, and we pull."""
    elsewhere = root.parent / "elsewhere"
    git(root.parent, "clone", "-q", str(root), str(elsewhere))
    enter_cards(elsewhere, 18)
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    git(elsewhere, *who, "commit", "-qam", "Round 3, the last cards")
    git(root, "pull", "-q", str(elsewhere), "main")


def copied(terminal: Terminal) -> str:
    """What the terminal was told to put into its clipboard."""
    (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", bytes(terminal.output))
    return base64.b64decode(sent).decode()


def test_from_the_last_card_to_the_group_chat(
    open_app: OpenApp, tour: Path, simulator_url: str
) -> None:
    app = open_app("-C", str(tour), columns=160, lines=45)
    app.wait_for(lambda text: row_of(text, "TEG 18") == "◆ ◆ … · …")
    pull_the_last_cards(tour)
    app.wait_for(lambda text: row_of(text, "TEG 18") == "◆ ◆ ○ · …")
    before = git(tour, "rev-parse", "HEAD").strip()

    app.press("w")
    asked = app.wait_for("y send")
    assert "2 reports in 2 waves" in asked
    assert "in real time" in asked
    app.press("y")
    app.wait_for("Round report, being written")
    app.wait_for("2 of 2 written", seconds=60)
    app.press("enter")
    app.wait_for("TEG 18, Round 3:")
    app.press("y")
    app.wait_for("Copied")

    report = (tour / ROUNDS / "TEG18_R3_report.md").read_text(encoding="utf-8")
    assert copied(app) == report
    app.press("escape", "escape")
    app.wait_for(lambda text: row_of(text, "TEG 18") == "◆ ◆ ● · …")
    app.press("w")
    app.wait_for("TEG 18 lacks nothing")
    app.press("q")
    assert app.wait_exit() == 0

    written = git(tour, "diff", "--name-only", f"{before}..HEAD").splitlines()
    assert written == [f"{ROUNDS}/TEG18_R3_report.md", f"{ROUNDS}/TEG18_R3_story_notes.md"]
    assert len(commits(tour)) == len(git(tour, "rev-list", before).split()) + 2
    assert not uncommitted(tour)
    assert len(books_at(simulator_url)["messages"]) == 2
    assert not books_at(simulator_url)["batches"]


def test_files_that_break_under_the_open_program_are_said_and_survived(
    open_app: OpenApp, tour: Path
) -> None:
    grid = "◆ ◆ … · …"
    scores, config, kept = tour / SCORES, tour / "teg.toml", tour / "kept"
    app = open_app("-C", str(tour), columns=120, lines=30)
    app.wait_for(lambda text: row_of(text, "TEG 18") == grid)
    for path, broken, said in (
        (scores, None, "there are no scores"),
        (scores, b"PAR1 and then nothing", "can't be read as Parquet"),
        (config, b"model = ", "not valid TOML"),
    ):
        path.rename(kept)
        if broken is not None:
            path.write_bytes(broken)
        assert row_of(app.wait_for("trouble: press n"), "TEG 18") == grid, "what was read stays"
        app.press("n")
        app.wait_for(said)
        app.press("escape")
        kept.rename(path)
        app.wait_for(lambda text: "trouble" not in text)
        assert row_of(app.text, "TEG 18") == grid
    app.press("q")
    assert app.wait_exit() == 0
