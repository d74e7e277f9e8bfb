"""What the ledger remembers of published copies."""

from __future__ import annotations

from teg_tui.reports.publication import Published
from teg_tui.store.ledger import Ledger


class Publications:
    """What was published last, by path (relative to the workspace)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> dict[str, Published]:
        """Of every path that was published to."""
        rows = self._ledger.rows("SELECT path, draft, copy FROM publications")
        return {row["path"]: Published(row["draft"], row["copy"]) for row in rows}

    def put(self, path: str, published: Published) -> None:
        """Remember what stands there now."""
        self._ledger.write(
            "INSERT OR REPLACE INTO publications VALUES (?, ?, ?)",
            path,
            published.draft,
            published.copy,
        )
