"""A look at one value of the ledger, for the first paint: never waits, writes or complains.

It imports next to nothing, unlike `ledger`, which is opened right after it and says what is wrong.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

PRIVATE = ".teg-tui"
"""The workspace's folder for what is ours alone."""
NAME = "ledger.db"
"""The ledger's file in it."""


def meta(folder: Path, key: str) -> str | None:
    """A single value of the ledger in `folder`; None where it is not there or can't be read."""
    import sqlite3

    try:
        connection = sqlite3.connect(
            f"file:{quote(str(folder / NAME))}?mode=ro", uri=True, timeout=0
        )
    except sqlite3.Error:
        return None
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return None if row is None else str(row[0])
