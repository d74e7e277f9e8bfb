"""Prompts that count as today's, in `data/prompts_alike.toml`: a person's word, and git keeps it.

    [[alike]]
    kind = "round_report"
    prompt = "9f2c..."             # sha256 of the prompt file that they count as
    older = ["41aa...", "77d0..."] # of those that reports were written by

It holds as long as the prompt is that one; a prompt that is changed again is another.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomli_w

from teg_tui.errors import TegError
from teg_tui.reports.kind import Kind
from teg_tui.reports.kinds import Kinds
from teg_tui.store.files import inside, read_bytes, write_atomically

FILE = "data/prompts_alike.toml"
"""Relative to the workspace."""


class AlikeError(TegError):
    """The file of prompts that count as today's can't be used."""


def add_to(kinds: Kinds, root: Path) -> Kinds:
    """The kinds, each with the digests that count as its own. Raises AlikeError, StoreError."""
    older: dict[tuple[str, str], frozenset[str]] = {}
    for entry in _entries(root):
        place = entry["kind"], entry["prompt"]
        older[place] = older.get(place, frozenset()) | frozenset(entry["older"])
    if not older:
        return kinds
    known = tuple(
        replace(kind, alike=older.get((kind.name, kind.digest), frozenset())) for kind in kinds
    )
    return replace(kinds, all=known)


def put(root: Path, kind: Kind, older: frozenset[str]) -> None:
    """From now on these count as a kind's prompt as it is. Raises AlikeError, StoreError."""
    entries = _entries(root)
    entries.append({"kind": kind.name, "prompt": kind.digest, "older": sorted(older)})
    write_atomically(inside(root, FILE), tomli_w.dumps({"alike": entries}).encode())


def _entries(root: Path) -> list[dict[str, Any]]:
    data = read_bytes(inside(root, FILE))
    if data is None:
        return []
    try:
        entries = tomllib.loads(data.decode())["alike"]
        return [
            {
                "kind": str(entry["kind"]),
                "prompt": str(entry["prompt"]),
                "older": [str(digest) for digest in entry["older"]],
            }
            for entry in entries
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise AlikeError(
            f"can't be understood ({error})",
            where=str(root / FILE),
            way_out="Mend it, or delete the file: then every older prompt is an older recipe",
        ) from error
