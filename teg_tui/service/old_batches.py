"""The files of batches as they lie in a folder: those of the old scripts, and our own.

    REQUESTS/STEM_YYYYMMDD_HHMMSS.jsonl    a request a line, as the API takes it
    RESULTS/batch_ID_info.json             what the batch is (old: local time)
    RESULTS/batch_ID_summary.json          what became of it
    RESULTS/ID_results.jsonl               a result a line, as the API gave it
    RESULTS/realtime_STAMP_N_results.jsonl the same of a wave in real time, which has no id

Nothing here decides or writes anything; what is damaged of them is told (`store/salvage.py`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from teg_tui.costs.request_file import chars
from teg_tui.service import results
from teg_tui.service.results import Result
from teg_tui.store import salvage
from teg_tui.store.salvage import Flaw, is_text

REQUESTS, RESULTS = "batch_requests", "batch_results"
"""What the folders are called, wherever they lie."""

_DEPTH = 4
"""Folders below the one named that are looked through: `streamlit/commentary/batch_results`."""
_ID = r"[A-Za-z0-9_-]{1,128}"
_REPORTED = re.compile(rf"batch_({_ID})_(info|summary)\.json")
_RAW = re.compile(rf"({_ID})_results\.jsonl")
_REAL_TIME = re.compile(r"realtime_(\d{8}_\d{6})_\d+")
_STAMP = re.compile(r"_(\d{8}_\d{6})(?:_\d+)?\.jsonl$")
_SOON = timedelta(minutes=10)
"""A batch whose requests nobody names is held to come of a file written no longer before it."""


@dataclass(frozen=True)
class Asked:
    """A line of a request file. Sizes in characters."""

    custom_id: str
    model: str
    max_tokens: int
    system_chars: int
    user_chars: int


@dataclass(frozen=True)
class RequestFile:
    """A request file, without its texts."""

    path: Path
    requests: Mapping[str, Asked]
    """By custom_id, in the order of lines."""

    @property
    def made_at(self) -> datetime | None:
        """When it was written, as its name says in local time."""
        stamp = _STAMP.search(self.path.name)
        return None if stamp is None else _moment(stamp[1])


@dataclass(frozen=True)
class FoundBatch:
    """A batch, as far as its files tell."""

    name: str
    """Anthropic's id; of a wave in real time, what its file is called."""
    info: Mapping[str, Any] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)
    raw: Path | None = None
    folder: Path | None = None
    """Where its first file lies."""
    seen_at: datetime | None = None
    """When its oldest file was written last, which is all that is left where nothing tells."""

    @property
    def realtime(self) -> bool:
        """Whether it was written in real time: such a wave has no id."""
        return _REAL_TIME.fullmatch(self.name) is not None

    @property
    def created_at(self) -> datetime | None:
        """When it was made; a time without a zone is local, as the old scripts wrote it."""
        stamp = _REAL_TIME.fullmatch(self.name)
        if stamp is not None:
            return _moment(stamp[1], "+00:00")
        return instant(self.info.get("created_at"))

    @property
    def total(self) -> int | None:
        """How many requests it holds; None where nothing tells."""
        counts = self.info.get("request_counts")
        values = counts.values() if isinstance(counts, dict) else ()
        numbers = [value for value in values if type(value) is int]
        given = self.summary.get("total_requests")
        return sum(numbers) or (given if type(given) is int else None)

    @property
    def custom_ids(self) -> tuple[str, ...]:
        """Of its requests, as the summary has them; each once."""
        given = self.summary.get("custom_ids")
        texts = [item for item in (given if isinstance(given, list) else []) if is_text(item)]
        return tuple(dict.fromkeys(texts))

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """What our own summaries say of each request, by custom_id."""
        given = self.summary.get("reports")
        rows = [row for row in (given if isinstance(given, list) else []) if isinstance(row, dict)]
        return {row["custom_id"]: row for row in rows if is_text(row.get("custom_id"))}


@dataclass
class Found:
    """All that lies in some folders."""

    folders: tuple[Path, ...] = ()
    batches: dict[str, FoundBatch] = field(default_factory=dict)
    """By name."""
    requests: list[RequestFile] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    def requests_of(self, batch: FoundBatch, ids: Sequence[str]) -> RequestFile | None:
        """The file that a batch was sent from, where that can be told.

        `ids` are the custom_ids known of it. Ids of old scripts repeat: of several files that
        hold them all it is the one written right before the batch was made.
        """
        named = batch.info.get("request_file")
        if is_text(named):
            wanted = PurePosixPath(named).name
            return next((file for file in self.requests if file.path.name == wanted), None)
        if ids:
            fitting = [file for file in self.requests if file.requests.keys() >= set(ids)]
        else:
            fitting = [file for file in self.requests if len(file.requests) == batch.total]
        made = batch.created_at
        if made is None:
            return fitting[0] if ids and len(fitting) == 1 else None
        aged = [(made - file.made_at, file) for file in fitting if file.made_at is not None]
        before = [pair for pair in aged if pair[0] >= timedelta(minutes=-1)]
        age, nearest = min(before, key=lambda pair: pair[0], default=(None, None))
        if age is not None and (ids or age <= _SOON):
            return nearest
        return fitting[0] if ids and len(fitting) == 1 else None


class Places(NamedTuple):
    """Folders to look through."""

    requests: tuple[Path, ...]
    results: tuple[Path, ...]

    def and_also(self, other: Places) -> Places:
        """These and others, each once."""
        both = zip(self, other, strict=True)
        return Places(*(tuple(dict.fromkeys(f.resolve() for f in a + b)) for a, b in both))


def places(base: Path) -> Places:
    """The folders of batch files in a folder, itself included; hidden ones are passed over."""
    requests, found = [], []
    for folder, names, _ in os.walk(base):
        here = Path(folder)
        depth = len(here.relative_to(base).parts)
        names[:] = [n for n in sorted(names) if depth < _DEPTH and not n.startswith((".", "__"))]
        if here.name == REQUESTS:
            requests.append(here)
        elif here.name == RESULTS:
            found.append(here)
    return Places(tuple(requests), tuple(found))


def look(where: Places) -> Found:
    """What lies in these folders; files of the same batch in several are put together."""
    found = Found(folders=tuple(f for f in (*where.requests, *where.results) if f.is_dir()))
    for folder in where.results:
        for path in _files(folder, found.flaws):
            _add(found, path)
    for folder in where.requests:
        for path in _files(folder, found.flaws):
            if path.suffix == ".jsonl":
                found.requests.append(read_requests(path, found.flaws))
    return found


def read_requests(path: Path, flaws: list[Flaw]) -> RequestFile:
    """A request file's whole lines, the first of each id."""
    asked: dict[str, Asked] = {}
    for row in salvage.read_rows(path, flaws):
        params = row.get("params")
        params = params if isinstance(params, dict) else {}
        messages, cap = params.get("messages"), params.get("max_tokens")
        asked.setdefault(
            row["custom_id"],
            Asked(
                custom_id=row["custom_id"],
                model=params["model"] if is_text(params.get("model")) else "",
                max_tokens=cap if type(cap) is int and 0 < cap < 10**9 else 0,
                system_chars=chars(params.get("system")),
                user_chars=sum(
                    chars(m.get("content"))
                    for m in (messages if isinstance(messages, list) else [])
                    if isinstance(m, dict)
                ),
            ),
        )
    return RequestFile(path, asked)


def read_results(path: Path, flaws: list[Flaw]) -> dict[str, Result]:
    """A results file's whole lines, the first of each id."""
    rows: dict[str, Result] = {}
    for row in salvage.read_rows(path, flaws):
        rows.setdefault(row["custom_id"], results.parse(row))
    return rows


def instant(text: object) -> datetime | None:
    """A time as ISO 8601 has it, in UTC; without a zone it is local. None for anything else."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) else None
    except (ValueError, OverflowError, OSError):
        return None


def _moment(stamp: str, zone: str = "") -> datetime | None:
    """A time as names of files have it; local where `zone` says nothing else."""
    return instant(f"{stamp.replace('_', 'T')}{zone}")


def _add(found: Found, path: Path) -> None:
    """A file of a results folder; one that is none of ours is left alone."""
    reported, raw = _REPORTED.fullmatch(path.name), _RAW.fullmatch(path.name)
    if reported is None and raw is None:
        return
    if reported is not None:
        fields, word = salvage.read_fields(path, found.flaws), reported[2]
        name = reported[1]
    else:
        fields, word, name = {}, "", raw[1] if raw else ""
    known = found.batches.get(name) or FoundBatch(name)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    found.batches[name] = FoundBatch(
        name=name,
        info=known.info or (fields if word == "info" else {}),
        summary=known.summary or (fields if word == "summary" else {}),
        raw=known.raw or (path if raw else None),
        folder=known.folder or path.parent,
        seen_at=min(known.seen_at or written, written),
    )


def _files(folder: Path, flaws: list[Flaw]) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except FileNotFoundError:
        return ()
    except OSError as error:
        flaws.append(Flaw(folder, None, f"can't be read: {error.strerror}"))
        return ()
