"""Tables of existing reports made anew from today's scores; no model is asked, nothing is spent.

Nothing is written that has not been quoted before, and only over the bytes that were looked at.
A report keeps its origin: what it was written from is what it was, and so it stays stale where
the scores behind its prose have changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from teg_tui.errors import StoreError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.state import Catalogue, ReportStatus, State
from teg_tui.service.committing import commit_patiently
from teg_tui.service.context import Context, log
from teg_tui.service.corrected import Corrected
from teg_tui.service.library import Library
from teg_tui.service.refresh_views import (
    FalseSentence,
    RefreshFile,
    RefreshQuote,
    RefreshResult,
)
from teg_tui.store import trailers
from teg_tui.store.commits import CommitResult, Commits
from teg_tui.store.files import FileScanner, blob_id, decode, inside, read_bytes
from teg_tui.store.filing import REPLACED, Filed, file_report
from teg_tui.store.gittrouble import TroubleKind

_NO_REPOSITORY = (TroubleKind.NO_GIT, TroubleKind.NO_REPOSITORY)


class Refresher:
    """Makes the tables of one workspace's reports anew."""

    def __init__(self, context: Context, library: Library) -> None:
        self._context = context
        self._library = library
        self._reads = Commits(context.root)  # one of its own: it may read while the other writes
        self._corrected = Corrected(context)
        self._refreshing = asyncio.Lock()

    # what would be done

    async def quote(
        self, cells: frozenset[CellKey] | None = None, kinds: frozenset[str] | None = None
    ) -> RefreshQuote:
        """What it would do; `cells` None: everywhere, `kinds` None: whatever is there.

        Raises TegError where the scores can't be used.
        """
        catalogue = await self._library.catalogue()
        files: list[RefreshFile] = []
        left_out: list[tuple[str, str]] = []
        texts: dict[ReportKey, str] = {}
        paths: dict[ReportKey, str] = {}
        meant = list(_meant(catalogue, cells, kinds))
        heads = await asyncio.to_thread(self._reads.head_blobs, [s.path for s in meant])
        commits = await asyncio.to_thread(self._commits_at_all)
        for status in meant:
            try:
                file = await asyncio.to_thread(self._look, status, heads.get(status.path))
            except StoreError as error:
                left_out.append((status.path, str(error)))
                continue
            if file is not None:
                texts[status.key], paths[status.key] = decode(file.data), file.path
                its = file if commits else replace(file, commits=True)  # nothing to warn of
                files += [its] if its.lines else []
        checked = await self._context.checking.look(texts)
        scores, prizes = await asyncio.to_thread(self._corrected.since, files)
        return RefreshQuote(
            read=len(texts),
            files=tuple(files),
            false=tuple(
                FalseSentence(key, paths[key], claim)
                for key, found in checked.items()
                for claim in found.false
            ),
            scores=scores,
            prizes=prizes,
            left_out=tuple(left_out),
            stale=tuple(status.path for status in meant if self._has_other_scores(status)),
        )

    def _has_other_scores(self, status: ReportStatus) -> bool:
        """Whether a report of ours was written from scores that have been corrected since."""
        material = self._context.material
        tournament = material.tour.by_teg.get(status.key.teg)
        if status.provenance is None or tournament is None:
            return False
        facts = status.provenance.recipe.facts
        known = bool(facts) and tournament.ready(status.key.round)
        return known and facts != material.fingerprint(status.key)

    def _commits_at_all(self) -> bool:
        """Whether reports are committed here: wanted, and there is a repository."""
        if not self._context.workspace.config.git.commit:
            return False
        trouble = self._reads.state()
        return trouble is None or trouble.kind not in _NO_REPOSITORY

    def _look(self, status: ReportStatus, head: str | None) -> RefreshFile | None:
        """A report as it is and as it would be; None where there is nothing to read."""
        data = read_bytes(inside(self._context.root, status.path))
        if data is None:
            return None
        text = data.decode("utf-8", errors="surrogateescape")
        renewed = self._context.material.renew(text, status.key)
        blob = blob_id(data)
        return RefreshFile(
            key=status.key,
            title=status.title,
            path=status.path,
            blob=blob,
            before=text,
            after=renewed.text,
            lines=renewed.lines,
            commits=blob == head or blob == _origin_blob(status),
        )

    # doing it

    async def refresh(self, quote: RefreshQuote) -> RefreshResult:
        """Renew what a quote names, and commit it; what has changed since is left out."""
        async with self._refreshing:
            renewed: list[RefreshFile] = []
            replaced: list[str] = []
            left_out: list[tuple[str, str]] = []
            origins: dict[ReportKey, Provenance] = {}
            known = self._context.ledger.provenance()
            heads = await asyncio.to_thread(self._reads.head_blobs, [f.path for f in quote.files])
            for file in quote.files:
                try:
                    filed = await self._file(file, heads.get(file.path))
                except StoreError as error:
                    left_out.append((file.path, str(error)))
                    continue
                renewed.append(file)
                if filed.replaced is not None:
                    replaced.append(str(filed.replaced.relative_to(self._context.root)))
                origin = known.get(file.key)
                if origin is not None and origin.blob == file.blob:
                    origins[file.key] = self._keep_origin(file, origin, filed)
            result = await self._commit(renewed, origins)
        log.info("tables of %d reports renewed, commit %s", len(renewed), result.sha or "none")
        return RefreshResult(
            renewed=tuple(renewed),
            replaced=tuple(replaced),
            left_out=tuple(left_out),
            uncommitted=tuple(file.path for file in renewed if not file.commits),
            sha=result.sha or "",
            trouble="" if result.trouble is None else str(result.trouble),
        )

    async def _file(self, file: RefreshFile, head: str | None) -> Filed:
        context = self._context
        data = file.data
        there = read_bytes(inside(context.root, file.path))
        if there is None or blob_id(there) != file.blob:
            raise StoreError(f"{file.path} has changed meanwhile", way_out="Look at it again")
        known = context.ledger.known_blobs(file.path)
        context.ledger.know_blob(file.path, blob_id(data))
        aside = context.workspace.private / REPLACED
        return await asyncio.to_thread(
            file_report, context.root, file.path, data, known, head, aside
        )

    def _keep_origin(self, file: RefreshFile, origin: Provenance, filed: Filed) -> Provenance:
        """A report with other tables comes from where it came from."""
        tally = self._context.checking.check(file.key, decode(file.data)).tally
        corrected = origin.claims.corrected if origin.claims else 0
        now = replace(origin, blob=filed.blob, claims=replace(tally, corrected=corrected))
        self._context.ledger.put_provenance([now])
        return now

    async def _commit(
        self, renewed: Sequence[RefreshFile], origins: dict[ReportKey, Provenance]
    ) -> CommitResult:
        """One commit of what was renewed, unless none is wanted; asked again while git is busy."""
        context = self._context
        files = [file for file in renewed if file.commits]
        if not files or not await asyncio.to_thread(self._commits_at_all):
            return CommitResult()
        paths = [file.path for file in files]
        filed = await asyncio.to_thread(FileScanner(context.root).scan, paths)
        lines = [trailers.to_line(origins[f.key], f.path) for f in files if f.key in origins]
        message = _message(files, context.workspace.config.event)
        result = await commit_patiently(context, paths, message, lines, filed)
        with context.ledger.transaction():
            for file in files:
                blob = result.blobs.get(file.path, filed.get(file.path, ""))
                if blob and blob != filed.get(file.path):  # a hook made other bytes of it
                    context.ledger.know_blob(file.path, blob)
                    context.ledger.reformatted(file.key, filed.get(file.path, ""), blob)
        return result


def _meant(
    catalogue: Catalogue, cells: frozenset[CellKey] | None, kinds: frozenset[str] | None
) -> Iterator[ReportStatus]:
    """The reports that are there, by tournament and round, the tournament's own last."""
    for row in reversed(catalogue.rows):
        for cell in (*row.rounds, row.tournament):
            if cells is not None and cell.key not in cells:
                continue
            for report in cell.reports:
                there = report.file_state is not State.MISSING
                if there and (kinds is None or report.key.kind in kinds):
                    yield report


def _origin_blob(status: ReportStatus) -> str | None:
    return None if status.provenance is None else status.provenance.blob


def _message(files: Sequence[RefreshFile], event: str) -> str:
    """ "Tables of TEG 17 R4: Round report", or of how many reports of which tournaments."""
    cells = {file.key.cell for file in files}
    tegs = sorted({file.key.teg for file in files})
    if len(cells) > 1:
        span = f"{tegs[0]}-{tegs[-1]}" if len(tegs) > 1 else f"{tegs[0]}"
        return f"Tables of {event} {span} made anew ({len(files)} reports)"
    cell = files[0].key.cell
    rnd = "" if cell.round is None else f" R{cell.round}"
    return f"Tables of {event} {cell.teg}{rnd} made anew: {', '.join(f.title for f in files)}"
