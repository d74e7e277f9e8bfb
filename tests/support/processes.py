"""Whether processes have gone."""

from __future__ import annotations

import time
from pathlib import Path


def ends(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends within so long; one that nobody reaps has ended."""
    patience = time.monotonic() + seconds
    while not (ended := _ended(pid)) and time.monotonic() < patience:
        time.sleep(0.02)
    return ended


def _ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True
