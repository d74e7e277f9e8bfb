"""Keeps the catalogue up to date: scores, prompts, report files, provenance, requests."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from teg_tui.costs import prices
from teg_tui.errors import StoreError, TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.publication import Published
from teg_tui.reports.state import Catalogue, ReportStatus, State
from teg_tui.service import importing, snapshot, viewing
from teg_tui.service.context import Context, log
from teg_tui.service.importing import Imported
from teg_tui.service.material import Mark, mark_of
from teg_tui.service.old_batches import places
from teg_tui.service.proofreading import Proofreader
from teg_tui.service.recovery import Recovery, own_places
from teg_tui.service.views import ReportText
from teg_tui.store.commits import Commits
from teg_tui.store.files import FileScanner, decode, inside, read_bytes, sweep
from teg_tui.store.filing import HELD, REPLACED
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.publications import Publications
from teg_tui.workspace import CONFIG_FILE

_HEAD = "git head read"
_BEING_SAVED = timedelta(seconds=2)
"""For how long files that can't be read are taken for half written: nobody is told."""
_AT_START = ("base_url", "keys", "realtime", "demo")
"""What `teg.toml` says of these holds from the next start on."""


class Library:
    """The catalogue and what it is made of."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scanner = FileScanner(context.root)
        self._commits = Commits(context.root)  # one of its own: it may read while the other writes
        self._building = asyncio.Lock()
        self._seen: object = None
        self._reflog: Path | None = None
        self._head_moved: tuple[Mark | None] | None = None
        self._failing_since: datetime | None = None
        self._recovery = Recovery(context)
        self.proofs = Proofreader(context)
        """What is false in which report."""
        self.known: Catalogue | None = None
        """The catalogue as it was built last; None before the first time."""
        self.trouble = ""
        """Why the scores can't be read now, in words; the last good ones stay in use."""

    def last_known(self) -> Catalogue | None:
        """The catalogue that this or another process saw last, from the ledger alone."""
        if self.known is not None:
            return self.known
        text = self._context.ledger.meta(snapshot.KEY)
        return None if text is None else snapshot.from_json(text)

    @property
    def failing(self) -> bool:
        """Whether the files can't be read now, told yet or not."""
        return self._failing_since is not None

    async def read(self, key: ReportKey) -> ReportText:
        """A report's text: the held one where it is held, else the file's."""
        try:
            catalogue = await self.catalogue()
        except TegError:  # the scores can't be used just now; the reports can still be read
            known = self.last_known()
            if known is None:
                raise
            catalogue = known
        status = catalogue.reports.get(key)
        if status is None:
            raise TegError(f"there is no such report: {key.kind} of {key.teg}")
        held = self._held_text(status)
        if held is not None:
            return await self._with_claims(ReportText(status, held, held=True))
        data = read_bytes(inside(self._context.root, status.path)) or b""
        return await self._with_claims(ReportText(status, decode(data), held=False))

    async def _with_claims(self, report: ReportText) -> ReportText:
        """A report's text with what it claims; without, while nothing can be known of scores."""
        if not self._context.material.has_loaded:
            return report
        key = report.status.key
        checked = (await self._context.checking.look({key: report.text}))[key]
        return replace(report, claims=checked.claims, accepted=checked.accepted)

    def _held_text(self, status: ReportStatus) -> str | None:
        if status.state is not State.HELD:
            return None
        request = self._context.batches.newest_request(status.key)
        if request is None or not request.path:
            return None
        data = read_bytes(inside(self._context.root, request.path))
        return None if data is None else decode(data)

    async def load(self) -> None:
        """Have configuration, scores and prompts in memory, as they are now."""
        material = self._context.material
        try:
            if material.changed() and await asyncio.to_thread(self._read):
                log.info("scores and prompts read")
                self._take_configuration()
            self._failing_since, self.trouble = None, ""
        except TegError as error:
            if not material.has_loaded:
                raise
            self._has_failed(error)

    def _has_failed(self, error: TegError) -> None:
        now = self._context.now()
        since = self._failing_since = self._failing_since or now
        if now - since >= _BEING_SAVED and self.trouble != str(error):
            self.trouble = str(error)
            log.warning("what was read before stays in use: %s", error)

    def _take_configuration(self) -> None:
        """What has been read holds from now on, but for what the program was begun with."""
        context = self._context
        before, context.workspace = context.workspace, context.material.workspace
        old, new = before.config, context.workspace.config
        late = [name for name in _AT_START if getattr(old, name) != getattr(new, name)]
        if late:
            words = f"What {CONFIG_FILE} now says of {', '.join(late)} holds from the next start on"
            context.tell("information", words)

    def _read(self) -> bool:
        """Read what has changed; prices with it, because the first question needs them."""
        context = self._context
        prices.rates(context.workspace.config.model, context.now())
        return context.material.refresh()

    async def catalogue(self) -> Catalogue:
        """Every report and its state now; built only where something has changed."""
        async with self._building:
            await self.load()
            await self._read_history()
            if self._recovery.is_due():
                await self._recovery.rebuild()
            context = self._context
            files = self._scanner.scan(context.material.report_paths())
            read = self.proofs.generation
            seen = (files, context.ledger.change_mark, context.material.generation, read)
            if self.known is not None and self._seen == seen:
                self.proofs.expect(self.known, files)
                return self.known
            provenance = context.ledger.provenance()
            states = viewing.request_states(context)
            published = Publications(context.ledger).all()
            built = await asyncio.to_thread(
                context.material.catalogue,
                files,
                provenance,
                states,
                published,
                self.proofs.false_claims(files),
            )
            if changed := built != self.known:  # whoever shows the same one need not do it again
                self.known = built
            with suppress(LedgerError):  # a full disk hides no report
                self._note_copies(built, files, published)
                if changed:
                    context.ledger.set_meta(snapshot.KEY, snapshot.to_json(built))
            self._seen = (files, context.ledger.change_mark, context.material.generation, read)
            self.proofs.expect(self.known, files)
            return self.known

    def _note_copies(
        self, catalogue: Catalogue, files: Mapping[str, str], published: Mapping[str, Published]
    ) -> None:
        """Remember copies that are their drafts, as in a fresh clone: what was published is known
        then, once the draft has changed."""
        for status in catalogue.reports.values():
            path = self._context.material.published_path_of(status.key)
            blob = files.get(status.path)
            if path is not None and blob is not None and files.get(path) == blob:
                same = Published(blob, blob)
                if published.get(path) != same:
                    Publications(self._context.ledger).put(path, same)

    def sweep(self) -> None:
        """Remove what killed processes left half written."""
        workspace = self._context.workspace
        f, private = workspace.config.folders, workspace.private
        names = (f.rounds, f.drafts, f.published, f.requests, f.results)
        sweep([*(workspace.root / n for n in names), private, private / HELD, private / REPLACED])

    async def recover(self) -> None:
        """Fill a new ledger with what the workspace's files tell, where there are any."""
        try:
            if not self._recovery.is_due():
                return
            async with self._building:
                await self.load()
                await self._read_history()
                await self._recovery.rebuild()
        except TegError as error:
            log.warning("the ledger can't be filled yet: %s", error)

    async def take_in(self, base: Path) -> Imported:
        """Take the history of an old workspace into the ledger; and again what lies in this one.

        Raises TegError where the scores can't be used.
        """
        async with self._building:
            await self.load()
            await self._read_history()
            own, other = own_places(self._context), places(base)
            return await importing.take(self._context, own.and_also(other), lost=False)

    async def _read_history(self) -> None:
        """Take from the commits what the ledger does not know.

        A fresh clone knows nothing, and a pull brings what others wrote.
        """
        if self._head_moved is None:
            self._reflog = await asyncio.to_thread(self._commits.reflog)
        moved = (mark_of(self._reflog) if self._reflog else None,)
        if moved == self._head_moved:
            return
        context, first = self._context, self._head_moved is None
        head, read = await asyncio.to_thread(self._commits.head), context.ledger.meta(_HEAD)
        if head == read and not first:
            return  # git writes its log before it moves HEAD: asked again at the next look
        self._head_moved = moved
        if head is None or head == read:
            return
        try:
            newest = await asyncio.to_thread(self._newest_in_history, read)
        except StoreError as error:
            log.warning("the history of reports can't be read: %s", error)
            return
        known = context.ledger.provenance()
        fresh = [p for p in newest.values() if p.key not in known or _younger(p, known[p.key])]
        try:
            with context.ledger.transaction():
                context.ledger.put_provenance(fresh)
                context.ledger.set_meta(_HEAD, head)
        except LedgerError:  # once it can be written all of that is read again
            self._head_moved = None if context.ledger.unwritable is None else moved
            return
        if fresh:
            log.info("provenance of %d reports read from the commits", len(fresh))

    def _newest_in_history(self, since: str | None) -> dict[ReportKey, Provenance]:
        newest: dict[ReportKey, Provenance] = {}
        try:
            for provenance in self._commits.provenance_log(since):
                newest.setdefault(provenance.key, provenance)
        except StoreError:
            if since is None:
                raise
            return self._newest_in_history(None)  # what was read last may be gone for good
        return newest

    def folders(self) -> frozenset[Path]:
        """Where a change may mean another catalogue; some may not be there."""
        history = {self._reflog.parent} if self._reflog else set()
        return self._context.material.folders() | history


def _younger(one: Provenance, other: Provenance) -> bool:
    """Whether a commit knows more: a report written later, or the same one with other tables."""
    renewed = one.written_at == other.written_at and one.blob != other.blob
    return renewed or one.written_at > other.written_at
