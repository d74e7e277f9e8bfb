"""From a draft to the players: keys or a command line, a real repository, a real origin."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal
from traces import commits

from teg_tui.demo import workspace_in

PLANTED = Path(__file__).parents[2] / "data" / "planted_errors.json"
COPY = Path("data/commentary/teg_17_main_report.md")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """A demonstration tour with an origin that has all of it.

    One of its drafts is unpublished; the errors planted in that are put right.
    """
    root = workspace_in(tmp_path / "tour").root
    draft = root / COPY.parent / "drafts" / COPY.name
    lines = draft.read_text(encoding="utf-8").split("\n")
    for wrong in json.loads(PLANTED.read_text(encoding="utf-8")):
        if wrong["file"].endswith(f"drafts/{COPY.name}"):
            at = wrong["line"] - 1
            lines[at] = lines[at].replace(wrong["said"], wrong["right"])
    draft.write_text("\n".join(lines), encoding="utf-8")
    git(root, "commit", "-q", "-m", "Put right", "--", str(draft))
    git(root, "init", "-q", "--bare", "-b", "main", str(tmp_path / "origin.git"))
    git(root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    git(root, "push", "-q", "-u", "origin", "HEAD:main")
    return root


def origin_of(tour: Path) -> str:
    return git(tour, "ls-remote", "origin", "main").split()[0]


def test_keys_publish_a_report_and_push_it(open_app: Callable[..., Terminal], tour: Path) -> None:
    app = open_app("-C", str(tour))
    app.wait_for("TEG 18, round 2")
    app.press("down", "right", "right", "right")
    app.wait_for("TEG 17, tournament")
    app.press("p")
    app.wait_for("teg_17_main_report.md")
    assert origin_of(tour) == git(tour, "rev-parse", "HEAD")
    app.press("y")
    app.wait_for("Push 1 commit to origin/main?")
    assert (tour / COPY).read_bytes() == (tour / COPY.parent / "drafts" / COPY.name).read_bytes()
    assert commits(tour)[0] == "Publish TEG 17: Main report"
    app.wait_for("1 commit not pushed")
    assert origin_of(tour) != git(tour, "rev-parse", "HEAD")
    app.press("y")
    app.wait_for("Pushed 1 commit to origin/main.")
    assert origin_of(tour) == git(tour, "rev-parse", "HEAD")
    app.wait_for(lambda text: "not pushed" not in text)
    app.press("q")
    assert app.wait_exit() == 0


def test_the_command_asks_on_a_terminal_before_it_publishes_and_before_it_pushes(
    open_app: Callable[..., Terminal], tour: Path
) -> None:
    refused = open_app("-C", str(tour), "publish", columns=100)
    refused.wait_for("Publish? [y/N]")
    refused.press("n", "enter")
    assert refused.wait_exit() == 2
    assert not (tour / COPY).exists()
    agreed = open_app("-C", str(tour), "publish", columns=100)
    agreed.wait_for("Publish? [y/N]")
    agreed.press("y", "enter")
    agreed.wait_for("Push 1 commit to origin/main? [y/N]")
    assert (tour / COPY).exists()
    agreed.press("y", "enter")
    assert agreed.wait_exit() == 0
    assert origin_of(tour) == git(tour, "rev-parse", "HEAD")
