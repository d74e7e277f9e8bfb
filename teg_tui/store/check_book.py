"""Verdicts in the ledger, so that a text is checked once for the same scores."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from teg_tui.reports.key import ReportKey
from teg_tui.store.ledger import Ledger, key_columns

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim


class CheckBook:
    """Claims by report and text; of each text the newest verdicts only."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, key: ReportKey, blob: str, mark: str) -> tuple[Claim, ...] | None:
        """The claims of a text; None where it was not checked against what `mark` stands for."""
        row = self._ledger.one(
            "SELECT claims FROM checks"
            " WHERE teg = ? AND round = ? AND kind = ? AND blob = ? AND mark = ?",
            *key_columns(key),
            blob,
            mark,
        )
        return None if row is None else tuple(map(_claim, json.loads(row["claims"])))

    def put(self, key: ReportKey, blob: str, mark: str, claims: tuple[Claim, ...]) -> None:
        """Remember the claims of a text."""
        self._ledger.write(
            "INSERT OR REPLACE INTO checks (teg, round, kind, blob, mark, claims)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            *key_columns(key),
            blob,
            mark,
            json.dumps([_columns(claim) for claim in claims], separators=(",", ":")),
        )


def _columns(claim: Claim) -> list[object]:
    return [
        claim.line,
        claim.column,
        claim.text,
        claim.kind,
        claim.verdict,
        claim.said,
        claim.expected,
    ]


def _claim(columns: list[object]) -> Claim:
    from teg_tui.golf.claims import Claim, Kind, Verdict

    line, column, text, kind, verdict, said, expected = columns
    return Claim(
        int(str(line)),
        int(str(column)),
        str(text),
        Kind(str(kind)),
        Verdict(str(verdict)),
        str(said),
        str(expected),
    )
