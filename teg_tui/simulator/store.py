"""An account's batches on disk, so that they outlive the process; light however large they are.

    account.json                 what ids are made from, the clock's offset
    batches/ID.json              a batch's record; it exists once this file does
    batches/ID.requests.jsonl    its requests, one a line
    messages.jsonl               what was answered in real time, one a line

Files are replaced whole, so a kill leaves the old or the new. A deleted batch stays in the books.
"""

from __future__ import annotations

import json
import secrets
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import IO, Any

from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.ids import make_id
from teg_tui.simulator.params import error_in_batch


class Draft:
    """A batch's requests while they come in; nothing is created until `Store.create`."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.size = 0
        self.errors: dict[int, tuple[str, str]] = {}
        self._version = version
        self._file: IO[str] = path.open("w", encoding="utf-8")

    def add(self, request: dict[str, Any]) -> None:
        """Keep one request, and what will turn out to be wrong with it."""
        error = error_in_batch(request["params"], self._version)
        if error is not None:
            self.errors[self.size] = (error.kind, error.message)
        self._file.write(json.dumps(request, separators=(",", ":")) + "\n")
        self.size += 1

    def close(self) -> None:
        """Everything is in."""
        self._file.close()

    def discard(self) -> None:
        """Forget it; nothing happens where it has become a batch."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Store:
    """The account."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batches = folder / "batches"
        self._batches.mkdir(parents=True, exist_ok=True)
        self._messages = folder / "messages.jsonl"
        account = _read(folder / "account.json")
        self.clock_offset: float = account.get("clock_offset", 0.0)
        self.clock_skew: float = account.get("clock_skew", 0.0)
        self._seed: str = account.get("seed") or secrets.token_hex(8)
        records = [
            BatchRecord.from_json(_read(path)) for path in sorted(self._batches.glob("*.json"))
        ]
        self._records = {r.id: r for r in sorted(records, key=lambda r: r.sequence)}
        for left_over in self._batches.glob("*.incoming"):
            left_over.unlink()
        self.save_clock(self.clock_offset, self.clock_skew)

    def save_clock(self, offset: float, skew: float) -> None:
        """Remember how far the clock was driven, and how wrong it is."""
        self.clock_offset, self.clock_skew = offset, skew
        account = {"seed": self._seed, "clock_offset": offset, "clock_skew": skew}
        _write(self._folder / "account.json", account)

    def draft(self, version: str) -> Draft:
        """Room for the requests of a batch to come."""
        return Draft(self._batches / f"{secrets.token_hex(8)}.incoming", version)

    def create(
        self,
        draft: Draft,
        created: datetime,
        takes: float,
        lies: float = 0.0,
        *,
        odd: tuple[str, ...] = (),
        stranger: bool = False,
    ) -> BatchRecord:
        """Make a batch of a draft; its answers will lie at that rate, and be odd in those ways."""
        draft.close()
        sequence = max((r.sequence for r in self._records.values()), default=0) + 1
        record = BatchRecord(
            id=make_id("msgbatch", self._seed, sequence),
            sequence=sequence,
            created=created,
            takes=takes,
            size=draft.size,
            errors=draft.errors,
            lies=lies,
            odd=odd,
            stranger=stranger,
        )
        draft.path.replace(self._requests(record))
        self._save(record)
        return record

    def get(self, batch_id: str) -> BatchRecord | None:
        """The batch of that id, unless it was deleted."""
        record = self._records.get(batch_id)
        return record if record is not None and record.deleted is None else None

    def newest_first(self) -> list[BatchRecord]:
        """Every batch that was not deleted."""
        return [r for r in reversed(self._records.values()) if r.deleted is None]

    def ever_created(self) -> list[BatchRecord]:
        """Every batch, oldest first, deleted ones included."""
        return list(self._records.values())

    def cancel(self, record: BatchRecord, now: datetime, takes: float) -> BatchRecord:
        """Remember that a batch is being cancelled."""
        return self._save(replace(record, cancel_initiated=now, cancel_takes=takes))

    def delete(self, record: BatchRecord, now: datetime) -> None:
        """Show a batch no more."""
        self._save(replace(record, deleted=now))

    def requests(self, record: BatchRecord) -> Iterator[tuple[int, dict[str, Any]]]:
        """A batch's requests with their index, in the order of results: any but the sent one."""
        with self._requests(record).open("rb") as file:
            starts = array("Q")
            position = 0
            for line in file:
                starts.append(position)
                position += len(line)
            order = array("L", range(len(starts)))
            Random(record.id).shuffle(order)  # noqa: S311 - an order, not a secret
            for index in order:
                file.seek(starts[index])
                yield index, json.loads(file.readline())

    def add_message(self, entry: dict[str, Any]) -> None:
        """Note an answer given in real time."""
        with self._messages.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def messages(self) -> list[dict[str, Any]]:
        """Answers given in real time, oldest first."""
        if not self._messages.exists():
            return []
        lines = self._messages.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def message_id(self, *parts: object) -> str:
        """An id for an answer, the same again for the same parts."""
        return make_id("msg", self._seed, *parts)

    def _requests(self, record: BatchRecord) -> Path:
        return self._batches / f"{record.id}.requests.jsonl"

    def _save(self, record: BatchRecord) -> BatchRecord:
        _write(self._batches / f"{record.id}.json", record.to_json())
        self._records[record.id] = record
        return record


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def _write(path: Path, values: dict[str, Any]) -> None:
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(values), encoding="utf-8")
    temporary.replace(path)
