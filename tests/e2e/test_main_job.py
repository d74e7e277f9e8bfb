"""From nothing to committed reports, with keys only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from terminal import Terminal
from traces import books, commits, uncommitted, usage_at

from teg_tui import workspace
from teg_tui.widgets.figures import money

OpenApp = Callable[..., Terminal]
ROUND_2 = "data/commentary/round_reports/TEG18_R2"


def test_keys_alone_lead_from_a_grid_to_committed_reports(
    open_app: OpenApp, tmp_path: Path
) -> None:
    folder = tmp_path / "tour"
    app = open_app("demo", str(folder))
    app.wait_for("TEG 18, round 2")  # where the first report is lacking
    app.press("v")
    app.wait_for("[Batch]")
    app.press("g")
    app.wait_for("2 reports in 2 waves")
    app.press("y")
    app.wait_for("2 of 2 written", seconds=60)
    sent = [batch["custom_ids"] for batch in books(folder)["batches"]]
    assert [[custom_id.partition("-")[0] for custom_id in ids] for ids in sent] == [
        ["TEG18_R2_story_notes"],
        ["TEG18_R2_narrative"],
    ]
    app.press("enter", "tab")
    app.wait_for("TEG 18, Round 2:")
    app.press("escape")
    app.wait_for("Tournament")
    (tokens_in, tokens_out), _ = usage_at(workspace.load(folder).config.base_url)
    app.press("$")
    app.wait_for(f"{money(Decimal(tokens_in + 5 * tokens_out) / 1_000_000)} for 2 requests")
    app.press("escape")
    app.wait_for("Tournament")
    app.press("q")
    assert app.wait_exit() == 0
    assert len(commits(folder)) == 3
    assert not uncommitted(folder)
    report = (folder / f"{ROUND_2}_report.md").read_text(encoding="utf-8")
    assert "| Pos |" in report
    assert "{{" not in report


def test_a_killed_app_goes_on_where_it_was_and_pays_once(open_app: OpenApp, tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    killed = open_app("demo", str(folder), columns=160, lines=45)
    killed.wait_for("TEG 18, round 2")
    killed.press("v", "g")
    killed.wait_for("y send")
    killed.press("y")
    killed.wait_for("in progress")
    os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait_exit() == -signal.SIGKILL
    again = open_app("demo", str(folder))
    shown = again.wait_for(lambda text: "Since " in text or "2 of 2 written" in text, seconds=60)
    if "Since " in shown:  # what happened before the kill: it may hide the monitor
        again.press("escape")
    again.wait_for("2 of 2 written", seconds=60)
    billed = [custom_id for batch in books(folder)["batches"] for custom_id in batch["billed"]]
    assert len(billed) == 2
    assert len(commits(folder)) == 3
    again.press("q")
    assert again.wait_exit() == 0


def test_a_real_tour_is_set_up_and_written(
    real_tour: Path,
    open_app: OpenApp,
    run: Callable[..., str],
    simulator_url: str,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "real"
    shutil.copytree(real_tour, folder, copy_function=shutil.copyfile)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    git = ["git", "-C", str(folder)]
    for arguments in (
        ("init", "-q"),
        ("config", "user.name", "Somebody"),
        ("config", "user.email", "somebody@example.org"),
        ("add", "-A"),
        ("commit", "-qm", "As it was"),
    ):
        subprocess.run([*git, *arguments], check=True)
    found = run("init", str(folder))
    assert "11 tournaments, 43 rounds, 7 players" in found
    config = folder / "teg.toml"
    ours = f'base_url = "{simulator_url}"\npoll_seconds = 1\n'
    config.write_text(ours + config.read_text(encoding="utf-8"), encoding="utf-8")
    app = open_app("-C", str(folder))
    app.wait_for("TEG 12, round 4")
    app.press("v", "g")
    app.wait_for("y send")
    app.press("y")
    app.wait_for("2 of 2 written", seconds=60)
    app.press("q")
    assert app.wait_exit() == 0
    assert len(commits(folder)) == 3
