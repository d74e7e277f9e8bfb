"""Publishing: drafts are copied for the readers, byte for byte, and committed.

Nothing is written that has not been quoted before: what a quote names, and those very bytes, is
what is copied. Each step can be repeated; what an interruption left uncommitted is committed by
the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from teg_tui.errors import StoreError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.publication import Publication, Published
from teg_tui.reports.state import Catalogue, ReportStatus, State
from teg_tui.service.committing import commit_patiently
from teg_tui.service.context import Context, log
from teg_tui.service.library import Library
from teg_tui.service.origin import Origin
from teg_tui.service.publish_views import NO_PATH, PublishFile, PublishQuote, PublishResult
from teg_tui.store.commits import CommitResult, Commits
from teg_tui.store.files import UNREADABLE, FileScanner, blob_id, decode, inside, read_bytes
from teg_tui.store.filing import REPLACED, Filed, file_report
from teg_tui.store.gittrouble import TroubleKind
from teg_tui.store.publications import Publications

_NO_REPOSITORY = (TroubleKind.NO_GIT, TroubleKind.NO_REPOSITORY)


class Publisher:
    """Publishes the reports of one workspace."""

    def __init__(self, context: Context, library: Library) -> None:
        self._context = context
        self._library = library
        self.origin = Origin(context)
        """How the branch stands to its origin, and pushing."""
        self._reads = Commits(context.root)  # one of its own: it may read while the other writes
        self._scanner = FileScanner(context.root)
        self._publications = Publications(context.ledger)
        self._publishing = asyncio.Lock()

    # what would be done

    async def quote(
        self, cells: frozenset[CellKey] | None = None, kinds: frozenset[str] | None = None
    ) -> PublishQuote:
        """What publishing would do.

        `cells` None means every one: then what a person should look at first (stale drafts, copies
        changed by hand) is left out, because it was not named. `kinds` None: those switched on.
        """
        catalogue = await self._library.catalogue()
        meant = list(_meant(catalogue, cells, kinds))
        false = await self._false_claims(meant)
        files: list[PublishFile] = []
        current: list[PublishFile] = []
        left_out: list[tuple[ReportKey, str]] = []
        for status in meant:
            if status.publication is Publication.NO_PATH:
                continue
            file, reason = self._judge(status, false, named=cells is not None)
            if file is None:
                left_out += [(status.key, reason)] if reason else []
            elif status.publication is Publication.CURRENT:
                current.append(file)
            else:
                files.append(file)
        if cells is not None and not (files or current or left_out):
            left_out = [(status.key, NO_PATH) for status in meant]
        uncommitted, trouble = await asyncio.to_thread(self._look_at_git, current)
        await self.origin.look()
        git = self._context.workspace.config.git
        return PublishQuote(
            files=tuple(files),
            current=len(current),
            uncommitted=uncommitted,
            left_out=tuple(left_out),
            commits=git.commit,
            commit_trouble=trouble,
            push=git.push,
            upstream=self.origin.upstream,
        )

    async def _false_claims(self, meant: Sequence[ReportStatus]) -> dict[ReportKey, int]:
        """How much is false in what would be copied now."""
        texts: dict[ReportKey, str] = {}
        for status in meant:
            if status.publication not in (Publication.NO_PATH, Publication.CURRENT):
                with suppress(StoreError):  # it is said of what would be copied
                    data = read_bytes(inside(self._context.root, status.path))
                    texts |= {} if data is None else {status.key: decode(data)}
        checked = await self._context.checking.look(texts)
        return {key: len(found.false) for key, found in checked.items()}

    def _judge(
        self, status: ReportStatus, false: Mapping[ReportKey, int], *, named: bool
    ) -> tuple[PublishFile | None, str]:
        """The copy to make of a report; else why not, which may not be worth a word."""
        if status.file_state is State.MISSING and not named:
            return None, ""
        if reason := _why_not(status):
            return None, reason
        path = self._context.material.published_path_of(status.key)
        blob = self._scanner.scan([status.path]).get(status.path, UNREADABLE)
        if path is None or blob == UNREADABLE:
            return None, f"{status.path} can't be read"
        stale = status.note if status.file_state is State.STALE else ""
        file = PublishFile(
            *(status.key, status.title, status.path, path, blob),
            *(status.publication, stale, false.get(status.key, 0)),
            status.published_false,
        )
        if file.oddity and not named and status.publication is not Publication.CURRENT:
            return None, f"{file.oddity}: name it to publish it all the same"
        return file, ""

    def _look_at_git(self, current: Sequence[PublishFile]) -> tuple[tuple[PublishFile, ...], str]:
        """Of what is published already what is not committed; and why it can't be now."""
        if not self._context.workspace.config.git.commit:
            return (), ""
        trouble = self._reads.state()
        if trouble is not None and trouble.kind in _NO_REPOSITORY:
            return (), str(trouble)
        paths = [file.path for file in current]
        heads, disk = self._reads.head_blobs(paths), FileScanner(self._context.root).scan(paths)
        uncommitted = (f for f in current if heads.get(f.path) != disk.get(f.path))
        return tuple(uncommitted), "" if trouble is None else str(trouble)

    # doing it

    async def publish(self, quote: PublishQuote) -> PublishResult:
        """Copy what a quote names, and commit it; what has changed since is left out."""
        async with self._publishing:
            copied: list[PublishFile] = []
            replaced: list[str] = []
            left_out: list[tuple[ReportKey, str]] = []
            last = self._publications.all()
            paths = [file.path for file in quote.files]
            heads = await asyncio.to_thread(self._reads.head_blobs, paths)
            for file in quote.files:
                known = last.get(file.path)
                ours = {known.copy} if known else set()
                try:
                    filed = await asyncio.to_thread(self._copy, file, ours, heads.get(file.path))
                except StoreError as error:
                    left_out.append((file.key, str(error)))
                    continue
                self._publications.put(file.path, Published(file.blob, filed.blob))
                copied.append(file)
                if filed.replaced is not None:
                    replaced.append(str(filed.replaced.relative_to(self._context.root)))
            result = await self._commit((*copied, *quote.uncommitted))
            await self.origin.look()
        log.info("%d reports published, commit %s", len(copied), result.sha or "none")
        return PublishResult(
            copied=tuple(copied),
            replaced=tuple(replaced),
            left_out=tuple(left_out),
            sha=result.sha or "",
            trouble="" if result.trouble is None else str(result.trouble),
            upstream=self.origin.upstream,
        )

    def _copy(self, file: PublishFile, ours: set[str], head: str | None) -> Filed:
        root = self._context.root
        data = read_bytes(inside(root, file.draft))
        if data is None or blob_id(data) != file.blob:
            raise StoreError(f"{file.draft} has changed meanwhile", way_out="Look at it again")
        replaced = self._context.workspace.private / REPLACED
        return file_report(root, file.path, data, ours, head, replaced)

    async def _commit(self, files: Sequence[PublishFile]) -> CommitResult:
        """One commit of these copies, unless none is wanted; asked again while git is busy."""
        if not files or not self._context.workspace.config.git.commit:
            return CommitResult()
        paths = [file.path for file in files]
        message = _message(files, self._context.workspace.config.event)
        filed = await asyncio.to_thread(FileScanner(self._context.root).scan, paths)
        result = await commit_patiently(self._context, paths, message, (), filed)
        for file in files:
            copy = result.blobs.get(file.path)
            if copy is not None and copy != filed.get(file.path):  # a hook made other bytes of it
                self._publications.put(file.path, Published(file.blob, copy))
        return result


def _meant(
    catalogue: Catalogue, cells: frozenset[CellKey] | None, kinds: frozenset[str] | None
) -> Iterator[ReportStatus]:
    """The reports meant, by tournament and round, the tournament's own last."""
    if kinds is None:
        kinds = frozenset(kind for kind, _, on in catalogue.kinds if on)
    for row in reversed(catalogue.rows):
        for cell in (*row.rounds, row.tournament):
            if cells is None or cell.key in cells:
                yield from (report for report in cell.reports if report.key.kind in kinds)


def _why_not(status: ReportStatus) -> str:
    """Why a report can't be published as it is; empty where it can."""
    if status.state is State.IN_FLIGHT:
        return "it is being written"
    if status.state is State.HELD:
        return f"a result of it is held ({status.note})"
    if status.state is State.FAILED:
        return f"it failed ({status.note})"
    return "it is not written yet" if status.file_state is State.MISSING else ""


def _message(files: Sequence[PublishFile], event: str) -> str:
    """ "Publish TEG 17: Main report, Brief summary", or how many of which tournaments."""
    cells = {file.key.cell for file in files}
    tegs = sorted({file.key.teg for file in files})
    if len(cells) > 1:
        span = f"{tegs[0]}-{tegs[-1]}" if len(tegs) > 1 else f"{tegs[0]}"
        return f"Publish {event} {span} ({len(files)} reports)"
    cell = files[0].key.cell
    rnd = "" if cell.round is None else f" R{cell.round}"
    return f"Publish {event} {cell.teg}{rnd}: {', '.join(file.title for file in files)}"
