"""Reports that are there are held against the scores, in the background, the newest first.

    catalogue -> files not read yet -> `Checking`, one at a time in a thread -> the next catalogue

What was found is remembered file by file, as one value in the ledger: who comes again reads only
what is new. Until all is read again, because a score has changed say, what was found last holds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from teg_tui.errors import StoreError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import Catalogue, ReportStatus, State
from teg_tui.service.context import Context, log
from teg_tui.store.files import blob_id, decode, inside, read_bytes

_KEY = "proofread"
"""Under which the ledger keeps it."""
_BETWEEN = 0.02
"""Seconds between two reports: who is at the keys comes first."""
_BY_CODE = "standings"
"""The kind of claim that stands in a table or a line of standings: code can renew it."""


class Proof(NamedTuple):
    """What was found in a file."""

    blob: str
    false: int
    by_code: int
    """Of these, figures in tables and lines of standings."""


@dataclass(frozen=True)
class _Task:
    """What is to be read."""

    catalogue: Catalogue
    files: Mapping[str, str]
    """Blob ids by path."""
    generation: int
    """Of the scores."""
    accepted: object
    """What a person has let stand."""

    @property
    def seen(self) -> tuple[object, ...]:
        """Differs when something may have to be read."""
        return self.files, self.generation, self.accepted

    def reports(self) -> Iterator[tuple[ReportKey, str]]:
        """Every report that is there, newest first, with its path."""
        for status in self._statuses():
            if status.file_state is not State.MISSING and status.path in self.files:
                yield status.key, status.path

    def copies(self, path_of: Callable[[ReportKey], str | None]) -> Iterator[tuple[ReportKey, str]]:
        """What the players have and is another text than the draft, or the only one."""
        for status in self._statuses():
            path = path_of(status.key)
            another = status.publication.differs or status.path not in self.files
            if path is not None and path in self.files and another:
                yield status.key, path

    def _statuses(self) -> Iterator[ReportStatus]:
        for row in self.catalogue.rows:
            for cell in (row.tournament, *reversed(row.rounds)):
                yield from cell.reports


class Proofreader:
    """Knows what is false in which file, and reads on where it does not."""

    def __init__(self, context: Context) -> None:
        self._context = context
        kept = context.ledger.meta(_KEY)
        self._begun = kept is not None
        self._mark, self._proofs = ("", {}) if kept is None else _from_json(kept)
        self._task: _Task | None = None
        self._read: tuple[object, ...] | None = None
        self.generation = 0
        """Counts what has been found."""

    def false_claims(self, files: Mapping[str, str]) -> dict[str, int]:
        """How many claims are false, by path, as far as files have been read as they are."""
        return {
            path: proof.false
            for path, proof in self._proofs.items()
            if proof.false and files.get(path) == proof.blob
        }

    def expect(self, catalogue: Catalogue, files: Mapping[str, str]) -> None:
        """These are the reports there are now."""
        context = self._context
        accepted = context.checking.accepted_look()
        self._task = _Task(catalogue, files, context.material.generation, accepted)

    @property
    def is_behind(self) -> bool:
        """Whether something has yet to be read."""
        return self._task is not None and self._task.seen != self._read

    async def read(self) -> None:
        """Read what has not been read; the first time, say what came of it."""
        task = self._task
        if task is None:
            return
        self._read = task.seen  # what fails is tried again when something has changed
        mark = await asyncio.to_thread(self._context.checking.mark)
        known = self._proofs if mark == self._mark else {}
        fresh = [
            (key, path)
            for key, path in (*task.reports(), *task.copies(self._published_path))
            if path not in known or known[path].blob != task.files[path]
        ]
        for key, path in fresh:
            if (proof := await self._proof(key, path)) is not None:
                self._proofs = {**self._proofs, path: proof}
                self.generation += 1
            await asyncio.sleep(_BETWEEN)
        self._proofs = {path: its for path, its in self._proofs.items() if path in task.files}
        self._mark = mark
        if fresh:
            log.info("%d reports held against the scores", len(fresh))
            if not self._begun:
                self._context.tell(*self._words(task))
        self._begun = True
        self._context.ledger.set_meta(_KEY, _to_json(mark, self._proofs))

    def _published_path(self, key: ReportKey) -> str | None:
        kinds = self._context.material.kinds.by_name
        return self._context.material.published_path_of(key) if key.kind in kinds else None

    async def _proof(self, key: ReportKey, path: str) -> Proof | None:
        try:
            data = await asyncio.to_thread(read_bytes, inside(self._context.root, path))
        except StoreError as error:
            log.warning("not held against the scores: %s", error)
            return None
        if data is None:
            return None
        checked = (await self._context.checking.look({key: decode(data)}))[key]
        by_code = sum(claim.kind == _BY_CODE for claim in checked.false)
        return Proof(blob_id(data), len(checked.false), by_code)

    def _words(self, task: _Task) -> tuple[str, str]:
        """How loud, and what came of it: reports, what is false, what can be mended for nothing."""
        kinds = self._context.material.kinds.by_name
        paths = [path for key, path in task.reports() if not kinds[key.kind].notes]
        proofs = [self._proofs[path] for path in paths if path in self._proofs]
        false, by_code = sum(its.false for its in proofs), sum(its.by_code for its in proofs)
        read = f"{_count(len(proofs), 'report')} held against the scores: "
        if not false:
            return "information", f"{read}no false figure found"
        wrong = sum(its.false > 0 for its in proofs)
        said = f"{read}{_count(false, 'false figure')} in {wrong} of them"
        if not by_code:
            return "warning", said
        stand = "stands" if by_code == 1 else "stand"
        return "warning", (
            f"{said}; {by_code:,} {stand} in tables and lines of standings,"
            " which f, or teg-tui refresh, makes anew at $0"
        )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _to_json(mark: str, proofs: Mapping[str, Proof]) -> str:
    return json.dumps({"mark": mark, "files": dict(sorted(proofs.items()))})


def _from_json(text: str) -> tuple[str, dict[str, Proof]]:
    try:
        plain = json.loads(text)
        files = {path: Proof(*proof) for path, proof in plain["files"].items()}
        return str(plain["mark"]), files
    except (ValueError, TypeError, KeyError, AttributeError):
        return "", {}  # another version's: all is read again
