"""Shell completion: the scripts, and what they ask the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "teg-tui"
Command = Callable[..., Any]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(teg_tui: Command, shell: str) -> None:
    said = teg_tui("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert f"_TEG_TUI_COMPLETE={shell}_complete" in said.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_with_it(teg_tui: Command) -> None:
    tab = """
        COMP_WORDS=(teg-tui rounds --submit) COMP_CWORD=2
        "$(complete -p teg-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')" teg-tui --submit rounds
        echo "${COMPREPLY[@]}"
    """
    asked = subprocess.run(
        ["bash", "--norc", "-c", teg_tui("completion", "bash").out + tab],
        env=os.environ | {"PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.split() == ["--submit-only"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("teg-tui to", "plain,tournaments"),
        ("teg-tui rounds --story", "plain,--story-notes-only"),
        ("teg-tui rounds --list-batches --retrieve-batch x --dry", "plain,--dry-run"),
        ("teg-tui estimate --mode f", "plain,full"),
    ],
)
def test_what_is_begun_is_completed(typed: str, offered: str, tmp_path: Path) -> None:
    asked = subprocess.run(
        [str(PROGRAM)],
        env=os.environ
        | {
            "_TEG_TUI_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (asked.stdout.split(), asked.stderr) == ([offered], "")
