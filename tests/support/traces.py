"""What a run leaves behind: commits, files, and the simulator's books."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

from teg_tui import workspace


def commits(folder: Path) -> list[str]:
    """The subjects of a repository's commits, newest first."""
    log = ["git", "-C", str(folder), "log", "--format=%s"]
    return subprocess.run(log, capture_output=True, text=True, check=True).stdout.splitlines()


def uncommitted(folder: Path) -> str:
    """What git status says, empty for a clean tree."""
    status = ["git", "-C", str(folder), "status", "--porcelain"]
    return subprocess.run(status, capture_output=True, text=True, check=True).stdout


def books(folder: Path) -> dict[str, Any]:
    """What a workspace's simulator has on its books; it must be running."""
    return books_at(workspace.load(folder).config.base_url)


def books_at(url: str) -> dict[str, Any]:
    """What the simulator at an address has on its books."""
    with urllib.request.urlopen(f"{url}/_simulator/books", timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def usage_at(url: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Tokens in and out on a simulator's books: of batches, then of calls in real time."""
    with urllib.request.urlopen(f"{url}/_simulator/books?tokens=1", timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return _added_up(found["batches"]), _added_up(found["messages"])


def _added_up(entries: list[dict[str, Any]]) -> tuple[int, int]:
    usages = [entry["usage"] for entry in entries]
    return (
        sum(usage.get("input_tokens", 0) for usage in usages),
        sum(usage.get("output_tokens", 0) for usage in usages),
    )
