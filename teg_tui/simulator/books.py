"""The books: what was created, and what would have been billed. Only what succeeded is."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.results import lies, results
from teg_tui.simulator.store import Store
from teg_tui.simulator.timekeeper import stamp
from teg_tui.simulator.tokens import Truth


class Books:
    """Reads the account, and counts the calls since the process began."""

    def __init__(self, store: Store, truth: Truth) -> None:
        self._store = store
        self._truth = truth
        self.calls: Counter[str] = Counter()
        """Calls that came in, by method and path, failed ones included."""

    def read(self, now: datetime, *, tokens: bool) -> dict[str, Any]:
        """All of it; counting `tokens` means writing every text once more.

        Batches that somebody else made in the same account stand apart, as `strangers`.
        """
        created = self._store.ever_created()
        return {
            "batches": [self._batch(r, now, tokens=tokens) for r in created if not r.stranger],
            "strangers": [self._batch(r, now, tokens=tokens) for r in created if r.stranger],
            "messages": self._store.messages(),
            "calls": dict(self.calls),
        }

    def lies(self, now: datetime) -> list[dict[str, str]]:
        """Every lie that was told so far, by custom_id, in real time by the answer's id."""
        ended = [record for record in self._store.ever_created() if record.status(now) == "ended"]
        told = [lie for record in ended for lie in lies(self._store, record)]
        spoken = (entry.get("lies", []) for entry in self._store.messages())
        return told + [lie for its in spoken for lie in its]

    def _batch(self, record: BatchRecord, now: datetime, *, tokens: bool) -> dict[str, Any]:
        outcomes = {
            request["custom_id"]: record.outcome(index)
            for index, request in self._store.requests(record)
        }
        ended = record.status(now) == "ended"
        entry: dict[str, Any] = {
            "id": record.id,
            "created_at": stamp(record.created),
            "deleted_at": stamp(record.deleted),
            "processing_status": record.status(now),
            "request_counts": record.counts(now),
            "custom_ids": sorted(outcomes),
            "billed": sorted(c for c, o in outcomes.items() if ended and o == "succeeded"),
        }
        if tokens:
            entry["usage"] = self._usage(record) if ended else {}
        return entry

    def _usage(self, record: BatchRecord) -> dict[str, int]:
        usages = [
            row["result"]["message"]["usage"]
            for row in results(self._store, record, self._truth)
            if row["result"]["type"] == "succeeded"
        ]
        return {
            name: sum(usage[name] for usage in usages) for name in ("input_tokens", "output_tokens")
        }
