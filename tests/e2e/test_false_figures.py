"""What is false in the reports that are there: found, shown, and mended with keys alone."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

REPORT = "data/commentary/round_reports/TEG17_R4_report.md"
ACCEPTED = "data/accepted_claims.toml"


def git(tour: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=tour, check=True, capture_output=True, text=True)
    return done.stdout


def test_planted_errors_are_found_put_right_let_stand_edited_and_put_back(
    open_app: Callable[..., Terminal], tmp_path: Path, surroundings: dict[str, str]
) -> None:
    tour = tmp_path / "tour"
    editor = tmp_path / "an-editor"
    editor.write_text("#!/bin/sh\nsed -i 's/How It Was Won/How It Was Lost/' \"$1\"\n")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    surroundings["EDITOR"] = str(editor)
    app = open_app("demo", str(tour))
    app.wait_for(lambda screen: screen.count("≠") == 3, 60)  # two cells and the legend
    app.press("F")
    app.wait_for("2 cells marked")
    app.press("u", "down", "right", "right", "enter")
    app.wait_for(" claims: 2 false")
    app.press("}")
    app.wait_for("TM +26 → +28")
    app.press("=")
    app.wait_for("+26 is +28 now")
    app.press("}")
    app.wait_for("37 → 35")
    app.press("A")
    app.wait_for("Why may it stand?")
    app.press(*"agreed", "enter")
    app.wait_for("accepted total  agreed")
    app.wait_for("◆ Round report")
    subjects = git(tour, "log", "-2", "--format=%s").splitlines()
    assert subjects[0].startswith("Accept a claim: line 50")
    assert subjects[1] == "Correct figures: TEG 17 R4, Round report"
    assert "agreed" in (tour / ACCEPTED).read_text()
    changed = git(tour, "show", "--format=", "--unified=0", "HEAD~1", "--", REPORT)
    assert "| TM +28 |" in changed
    app.press("E")
    app.wait_for("Nothing in it is false.")
    assert "How It Was Lost" in (tour / REPORT).read_text()
    app.press("d")
    app.wait_for("+ ## How It Was Lost")
    app.press("u")
    app.wait_for("The version before is back.")
    assert git(tour, "status", "--porcelain", REPORT) == ""
    app.press("escape")
    app.wait_for("Tournament")
    app.press("q")
    assert app.wait_exit() == 0
