"""Text for the clipboard of the computer that the program runs on, where it has a tool for it.

A terminal is told by the app itself (OSC 52), and never says whether it obeys: not all do, and
tmux passes nothing on by default. So a tool is asked besides, where one can reach a clipboard.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

PATIENCE = 3.0
"""Seconds for a tool to take the text."""


def hand_over(text: str) -> str:
    """Give `text` to the first tool that takes it; the tool's name, empty where none does.

    Blocks for as long as that takes.
    """
    for command in tools(os.environ, sys.platform):
        if shutil.which(command[0]) and _takes(command, text):
            return command[0]
    return ""


def tools(environment: Mapping[str, str], platform: str) -> Iterator[tuple[str, ...]]:
    """Commands that may reach the clipboard of whoever sits before this terminal."""
    if environment.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")
    if environment.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if environment.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")
    # Over a network it would be the clipboard of another desk.
    if platform == "darwin" and not environment.get("SSH_CONNECTION"):
        yield ("pbcopy",)


def _takes(command: tuple[str, ...], text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - one of the commands above, without a shell
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,  # some stay behind to serve the text, and would hold a pipe
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
