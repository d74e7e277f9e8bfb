"""What commands print of a workspace in which every name and text means harm."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hostile
import pytest
import tomli_w

from teg_tui.simulator.server import Running, running

Command = Callable[..., Any]
NAME = f"Bea TRASK {hostile.NASTY.replace(chr(13), '')} {hostile.UNSEEN[0]}"
ODD_FILE = os.fsdecode(b"\xff\x1b]0;owned\x07\x9b2J\nx.md")
CLAIMS = "# TEG 3, Round 1\n\nRound 1 Stableford: AV 1 | BT 99 {0}\n\n{0} won by 41.\n"
HOOK = f"#!/bin/sh\nprintf '%s' '{hostile.TERMINAL[1]}{hostile.UNSEEN[0]}' >&2\nexit 1\n"


def written(rows: list[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


@pytest.fixture
def server() -> Iterator[Running]:
    """Its models escape and mark up what they write."""
    with running() as simulator:
        for fault in ("text-escapes", "text-markup"):
            simulator.account.faults.arm(fault, 9)
        yield simulator


@pytest.fixture
def tour(tour_folder: Any, server: Running) -> Path:
    """Hostile players, courses, prizes, files, folders, branch, author and hook."""
    tour_folder.files = {
        "data/round_info.csv": written(
            [
                ["TEGNum", "Round", "Course", "Date", "TEG", "Area", "Year"],
                *(["3", n, NAME, "01/10/2010", "TEG 3", NAME, "2010"] for n in ("1", "2")),
            ]
        ),
        "data/players.csv": written([["Code", "Name"], ["BT", NAME]]),
        "data/teg_winners.csv": written([["TEG", NAME], ["TEG 3", NAME]]),
        "data/course_info.csv": written([["Course", "type"], [NAME, NAME]]),
    }
    root: Path = tour_folder.write()
    prize = {"name": NAME, "measure": "stableford", "last_place": NAME}
    (root / "teg.toml").write_text(
        tomli_w.dumps({"base_url": server.url, "poll_seconds": 1, "competitions": [prize]})
    )
    words = " ".join(hostile.WORDS).encode("utf-8", "replace").decode()
    for path in ("round_reports/TEG3_R1_report.md", "drafts/teg_3_main_report.md"):
        (root / "data/commentary" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "data/commentary" / path).write_text(CLAIMS.format(words))
    (root / "prompts").mkdir()
    for folder in ("prompts", "data/commentary/drafts", "."):
        (root / folder / ODD_FILE).write_text("# no prompt")
    old_batch(root / "old/batch_results")
    git("init", "-q", "-b", "m\u202eain\x9b2J", cwd=root)
    git("config", "user.name", NAME, cwd=root)
    git("config", "user.email", "keeper@localhost", cwd=root)
    git("init", "-q", "--bare", ".git/origin.git", cwd=root)
    git("remote", "add", "or\u202eigin\x9b2J", ".git/origin.git", cwd=root)
    git("add", "data/all-scores.csv", cwd=root)
    git("commit", "-q", "-m", NAME, cwd=root)
    git("push", "-q", "-u", "or\u202eigin\x9b2J", "HEAD", cwd=root)
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    return root


def old_batch(folder: Path) -> None:
    """What an old script left: ids, states, models, texts and errors are hostile, a name too."""
    folder.mkdir(parents=True)
    error = {"type": "error", "error": {"type": NAME, "message": NAME}}
    message = {
        "model": NAME,
        "content": [{"type": "text", "text": NAME}],
        "stop_reason": NAME,
        "usage": {"input_tokens": 9, "output_tokens": 9},
    }
    results = {
        "TEG3_R1_story_notes": {"type": "errored", "error": error},
        "TEG3_R2_story_notes": {"type": "succeeded", "message": message},
        "TEG3_R2_narrative": {"type": NAME},
        f"../../outside{hostile.NASTY}": {"type": "succeeded", "message": message},
    }
    rows = [json.dumps({"custom_id": id_, "result": its}) for id_, its in results.items()]
    info = {"batch_id": NAME, "batch_type": NAME, "status": NAME, "created_at": NAME}
    for name in ("msgbatch_01Old", f"msgbatch_01{hostile.NASTY.replace('/', '')}"):
        (folder / f"{name}_results.jsonl").write_text("\n".join([*rows, NAME]))
        (folder / f"batch_{name}_info.json").write_text(json.dumps(info))
        (folder / f"batch_{name}_summary.json").write_text(NAME)


def git(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)
    return done.stdout.decode()


LINES = (
    ("standings", "--teg", "3"),
    ("facts", "--teg", "3"),
    ("check",),
    ("check", "--json"),
    ("check", "--teg", "3", "--round", "1", ODD_FILE),
    ("check", ODD_FILE),
    ("prompts",),
    ("estimate", "--teg", "3"),
    ("models",),
    ("publish", "--teg", "3", "--yes"),
    ("refresh", "--teg", "3", "--yes"),
    ("rounds", "3", "1", "--yes", "--use-batch"),
    ("batches",),
    ("batches", "--json"),
    ("retry", hostile.NASTY),
    ("retrieve", hostile.NASTY),
    ("import", "old"),
    ("batches",),
    ("costs", "--by", "model"),
    ("import", hostile.NASTY),
    ("doctor",),
    (hostile.NASTY,),
)
OURS = {"CSI m", "CSI ?l", "CSI ?h", "CSI K", "CSI A", "]9"}
"""What we tell a terminal outside of the app: colours, a bar that moves, a note for the desktop."""


@pytest.mark.parametrize("terminal", [False, True])
def test_no_command_lets_anything_be_obeyed(
    teg_tui: Command, tour: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tour)
    wrong, said = {}, ""
    for line in LINES:
        done = teg_tui(*line)
        assert done.code in (0, 1, 2), done.err
        said += done.out
        if terminal:
            told = hostile.sequences(done.out)
            found = (told - OURS) | hostile.left_over(done.out) - {"\a"}
        else:
            found = hostile.obeyed(done.out)
        if found | hostile.obeyed(done.err):
            wrong[line] = (found, hostile.obeyed(done.err))
    assert not wrong
    assert "[@click=app.quit()]owned[/][/]" in said


def test_commits_log_and_files_are_what_they_would_be(teg_tui: Command, tour: Path) -> None:
    before = listing(tour.parent)
    (tour / ".git/hooks/pre-commit").unlink()
    assert teg_tui("-C", tour, "rounds", "3", "1", "--yes", "--use-batch").code == 0
    taken = teg_tui("-C", tour, "import", tour / "old")
    assert "Batches taken in: 1" in taken.out, taken.err
    message = git("log", "-2", "--format=%B", cwd=tour)
    lines = [line for line in message.splitlines() if line]
    assert not hostile.obeyed(message)
    assert [line.partition(":")[0] for line in lines if ": {" in line] == ["Teg-Report"] * 2
    log = (tour / ".teg-tui/teg-tui.log").read_text()
    assert not hostile.obeyed(log)
    assert all(re.match(r"20\d\d-|    ", line) for line in log.splitlines())
    made = listing(tour.parent) - before
    assert all(re.fullmatch(r"[\w./-]+", name) for name in made), made
    assert {Path(name).parts[1] for name in made} <= {".git", ".teg-tui", "data"}


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_prompt_is_copied_through_no_link(teg_tui: Command, tmp_path: Path) -> None:
    tour, outside = tmp_path / "tour", tmp_path / "outside"
    for folder in (tour, outside):
        folder.mkdir()
    (tour / "teg.toml").touch()
    (tour / "prompts").symlink_to(outside)
    refused = teg_tui("-C", tour, "prompts", "--copy", "round_report")
    assert (refused.code, "symbolic link" in refused.err) == (2, True)
    assert not list(outside.iterdir())
