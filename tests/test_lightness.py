"""What a start loads: looked for in the modules of real processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"anthropic", "asyncio", "genai_prices", "git", "polars", "rich", "sqlite3", "textual"}
SPY = """
import sys
from teg_tui.cli import main
sys.argv = ["teg-tui", *sys.argv[1:]]
try:
    main()
finally:
    names = {name.partition(".")[0] for name in sys.modules}
    names |= {"the checker" for name in sys.modules if name.startswith("teg_tui.golf.claims")}
    print("loaded:", *sorted(names), sep="|", file=sys.stderr)
"""


def loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The top packages that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", SPY, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.rpartition("loaded:")[2].strip().split("|"))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_saying_what_we_are_loads_nothing_heavy(option: str, tmp_path: Path) -> None:
    loaded = loaded_by(option, folder=tmp_path)
    assert "click" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "command", [("standings", "--teg", "17"), ("facts", "--teg", "17"), ("prompts",)]
)
def test_what_scores_say_needs_no_screen_and_no_client(
    command: tuple[str, ...], demonstration: Path
) -> None:
    loaded = loaded_by(*command, folder=demonstration)
    assert not loaded & {"textual", "anthropic", "git", "genai_prices", "sqlite3"}


@pytest.mark.parametrize("command", [("estimate", "--teg", "17"), ("batches",), ("costs",)])
def test_what_files_no_text_waits_for_no_rules_of_the_checker(
    command: tuple[str, ...], demonstration: Path
) -> None:
    assert "the checker" not in loaded_by(*command, folder=demonstration)


@pytest.mark.parametrize(
    "command", [("estimate", "--teg", "17"), ("batches",), ("watch", "--once")]
)
def test_headless_commands_load_no_screen(command: tuple[str, ...], demonstration: Path) -> None:
    assert "textual" not in loaded_by(*command, folder=demonstration)
