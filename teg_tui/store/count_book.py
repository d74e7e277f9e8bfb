"""What the API counted of prompts, in the ledger, by what is in them."""

from __future__ import annotations

import hashlib
import json

from teg_tui import __version__
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe
from teg_tui.store import records
from teg_tui.store.ledger import Ledger, key_columns


class CountBook:
    """Tokens by mark."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known = {
            row["mark"]: row["input_tokens"] for row in ledger.rows("SELECT * FROM counts")
        }

    def __bool__(self) -> bool:
        """Whether anything was counted ever."""
        return bool(self._known)

    def get(self, mark: str) -> int | None:
        """Tokens of a prompt; None where it was not counted."""
        return self._known.get(mark)

    def add(self, mark: str, input_tokens: int) -> None:
        """Remember what a prompt counts."""
        self._ledger.write("INSERT OR REPLACE INTO counts VALUES (?, ?)", mark, input_tokens)
        self._known[mark] = input_tokens


def mark_of(key: ReportKey, recipe: Recipe) -> str:
    """What identifies a report's prompt: all that it is made of, this program included."""
    content = [__version__, *key_columns(key), records.recipe_text(recipe)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
