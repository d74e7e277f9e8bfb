"""The user's own editor, on a file."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from teg_tui import leaving
from teg_tui.errors import TegError

_WAY_OUT = "Name one in the environment: EDITOR=nano teg-tui"


def command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor's command with its options: `$VISUAL`, `$EDITOR`, else vi.

    Raises TegError where it can't be understood.
    """
    named = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    try:
        return shlex.split(named)
    except ValueError as error:
        raise TegError(f"$EDITOR can't be understood ({error})", way_out=_WAY_OUT) from error


def edit(path: Path) -> None:
    """Let the user edit a file; comes back when the editor has ended.

    Raises TegError where there is no such editor, or it gave up.
    """
    words = command()
    try:
        process = subprocess.Popen([*words, str(path)])  # noqa: S603 - the user's own choice
    except OSError as error:
        raise TegError(f"{words[0]} can't be started", way_out=_WAY_OUT) from error
    if code := leaving.end_of(process):
        raise TegError(f"{words[0]} ended with {code}: nothing was taken over")
