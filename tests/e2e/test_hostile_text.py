"""A tour that means harm, in a real terminal; and what git gets to see of our secrets."""

from __future__ import annotations

import base64
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hostile
import pytest
from canary import KEY
from online import online_tour
from phone import SECRET
from terminal import Terminal

from teg_tui.simulator.server import running

OpenApp = Callable[..., Terminal]
REPORT = "data/commentary/round_reports/TEG17_R4_report.md"
TEXTUAL = {"CSI m", "CSI H", "CSI ?h", "CSI ?l", "CSI ?u", "CSI ?$p", "]22"}
"""What Textual itself tells a terminal: colours, places, modes, the pointer's shape."""


@pytest.fixture
def tour(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Path]:
    """Course, area and texts are hostile, and so is what the model writes."""
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        surroundings.pop(name, None)
    with running(faults=("text-escapes=4", "text-markup=4")) as simulator:
        root = online_tour(tmp_path / "tour", simulator.url)
        info = root / "data/round_info.csv"
        nasty = hostile.NASTY.replace("\r", "")
        info.write_text(info.read_text().replace("18,2,", f"18,2,{nasty}").replace("Isle", nasty))
        (root / REPORT).write_text(
            f"# TEG 17, Round 4\n\n{hostile.NASTY}\n\n" + "\n\n".join(hostile.WORDS[:10])
        )
        yield root


def test_the_terminal_obeys_nobody_but_us(open_app: OpenApp, tour: Path) -> None:
    app = open_app("-C", str(tour), columns=120, lines=40)
    app.wait_for("TEG 18, round 2")
    app.press("down", "right", "right")
    app.wait_for("TEG 17, round 4")
    app.press("enter")
    app.wait_for("TEG 17, Round 4")
    app.wait_for("[@click")
    app.press("}")
    assert "]52" not in hostile.sequences(app.output.decode())
    app.press("y")
    app.wait_for("Copied")
    app.press("escape")
    app.wait_for("Tournament")
    app.press("g")
    app.wait_for("y send")
    app.press("y")
    app.wait_for(lambda _: b"\x1b]9;" in app.output, seconds=60)
    app.press("ctrl+q")
    app.wait_exit()
    told = app.output.decode()
    assert hostile.sequences(told) - TEXTUAL == {"]9", "]52"}
    assert hostile.left_over(told) == {"\a"}  # our own bell
    (copied,) = re.findall(r"\x1b\]52;c;([\w+/=]*)\x07", told)
    text = base64.b64decode(copied).decode()
    assert "title" in text
    assert not hostile.obeyed(text)


def test_git_and_its_hooks_see_no_secret(
    run: Callable[..., str], tour: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    """What git and the hooks are given is written into the test's folder, which is searched."""
    heard = tmp_path / "heard"
    # GitPython asks for the version with an environment that nobody can change.
    recording = f'[ "$1" = version ] || {{ printf "%s\\n" "$0" "$@"; env; }} >> "{heard}"\n'
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    hook = tour / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    for script, then in ((fake, f'exec {shutil.which("git")} "$@"\n'), (hook, "")):
        script.write_text(f"#!/bin/sh\n{recording}{then}")
        script.chmod(0o755)
    surroundings |= {
        "PATH": f"{fake.parent}:{os.environ['PATH']}",
        "ANTHROPIC_AUTH_TOKEN": KEY,
        "ANTHROPIC_CUSTOM_HEADERS": f"X-Other: {KEY}",
        "TEG_NOTIFY_URLS": f"json://keeper:{SECRET}@127.0.0.1:9/{KEY}",
    }
    run("-C", str(tour), "rounds", "18", "2", "--yes", "--use-batch")
    said = heard.read_text()
    assert f"{hook.name}\n" in said
    assert "commit\n" in said
    assert not re.search(r"ANTHROPIC_\w+=.", said)
    assert SECRET not in said
