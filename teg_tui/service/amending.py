"""Amending reports by hand, figure by figure: put right, let stand, edited, filed, put back.

Whatever is replaced was read right before; what somebody wrote meanwhile is kept aside first. A
text that was ours stays ours when a figure of it is put right: its provenance goes on, and so does
the commit's trailer. What a person has edited stays edited, and is left to that person to commit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui.errors import StoreError, TegError
from teg_tui.reports.difference import difference
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.service.amend_views import Difference
from teg_tui.service.checking import Checked, in_words
from teg_tui.service.committing import commit_now, provenance_of
from teg_tui.service.context import Context, log
from teg_tui.service.library import Library
from teg_tui.service.reasons import FALSE_FIGURE, NONE_FALSE, NOT_CHECKED
from teg_tui.service.views import Outcome, ReportText
from teg_tui.store import trailers
from teg_tui.store.commits import Commits
from teg_tui.store.earlier import Earlier
from teg_tui.store.files import blob_id, decode, inside, read_bytes
from teg_tui.store.filing import REPLACED, Filed, file_report, hold, report_name

if TYPE_CHECKING:
    from teg_tui.golf.claims import Claim

EDITING = "editing"
"""Where under `.teg-tui/` a text lies while somebody edits it."""
_MARK = b"\xef\xbb\xbf"
_BY_HAND = "Edit it by hand: E"


@dataclass(frozen=True)
class _Standing:
    """A report as it stands now."""

    report: ReportText
    data: bytes
    """Of the file, or of the held text."""

    @property
    def key(self) -> ReportKey:
        return self.report.status.key

    @property
    def path(self) -> str:
        return self.report.status.path

    @property
    def blob(self) -> str:
        return blob_id(self.data)

    def encoded(self, text: str) -> bytes:
        """A text as this one is written. Raises TegError where that would change other bytes."""
        before = _MARK if self.data.startswith(_MARK) else b""
        if before + self.report.text.encode() != self.data:
            raise TegError(f"{self.path} is not UTF-8", way_out=_BY_HAND)
        return before + text.encode()


class Amender:
    """Changes reports on a person's word."""

    def __init__(self, context: Context, library: Library) -> None:
        self._context, self._library = context, library
        self._reads = Commits(context.root)  # one of its own: it may read while the other writes
        self._earlier = Earlier(context.root)
        self._amending = asyncio.Lock()
        self._begun: dict[ReportKey, bytes] = {}
        """What each text was when it was given out to be edited."""

    # claims

    async def accept(self, key: ReportKey, claim: Claim, reason: str) -> str:
        """Let a false claim stand; what was done, in words. Raises TegError where it can't be."""
        if not reason.strip():
            raise TegError("A reason is asked for: others will want to know why it stands")
        await self._context.checking.accept(key, claim, reason.strip())
        return f"It stands: {claim.said}."

    async def put_right(self, key: ReportKey, claim: Claim) -> str:
        """Put the right value in a false claim's place, and nothing else; what was done, in words.

        Raises TegError where it is not certain what to write, or would make something else false.
        """
        async with self._amending:
            standing = await self._standing(key)
            text = standing.report.text
            before = await self._checked(key, text)
            if claim not in before.false:
                raise TegError("The text has changed meanwhile", way_out="Look at it again")
            amended = put_right(text, claim, self._names())
            after = await self._checked(key, amended)
            if len(after.false) >= len(before.false):
                raise TegError(
                    f"With {claim.expected} in its place something is false still", way_out=_BY_HAND
                )
            subject = f"Correct figures: {self._context.material.named(key)}"
            message = f"{subject}\n\n{in_words(claim)}"
            done = await self._replace(standing, standing.encoded(amended), message, after)
        return f"{claim.said} is {claim.expected} now. {done}".strip()

    def _names(self) -> frozenset[str]:
        tour = self._context.material.tour
        players = (player for its in tour.tournaments for player in its.players)
        return frozenset(word for each in players for word in each.full_name.casefold().split())

    # held texts

    async def file_held(self, key: ReportKey) -> str:
        """File a held text as it is; what was done, in words.

        Raises TegError where it is not held, or says what is not so.
        """
        async with self._amending:
            standing = await self._standing(key)
            request = self._context.batches.newest_request(key)
            if not standing.report.held or request is None:
                raise TegError("There is no held text here")
            checked = await self._checked(key, standing.report.text)
            if checked.false and not self._context.material.kinds[key.kind].notes:
                raise TegError(
                    f"It has {checked.trouble}", way_out="Put them right, or let them stand"
                )
            path = self._context.material.path_of(key)
            filed = await self._file(path, standing.data, ours=True)
            settled = replace(
                request,
                outcome=Outcome.FILED,
                reason="",
                path=path,
                blob=filed.blob,
                claims=checked.tally,
                settled_at=self._context.now(),
            )
            batch = self._context.batches.get(request.batch)
            origin = provenance_of(batch, settled)
            with self._context.ledger.transaction():
                self._context.ledger.put_provenance([origin])
                self._context.batches.file_held(settled, batch.run)
            await self._commit(path, f"{batch.title}: {self._context.material.named(key)}", origin)
            log.info("%s filed by hand: it had been held (%s)", path, request.reason)
            return f"Filed as {path}. {self._aside(filed)}".strip()

    # editing

    async def begin_edit(self, key: ReportKey) -> Path:
        """A copy of the text for an editor. Raises TegError where there is none.

        What was left of an earlier edit that nobody ended is kept aside.
        """
        standing = await self._standing(key)
        root, draft = self._context.root, self._draft(key)
        place, aside = str(draft.relative_to(root)), self._context.workspace.private / REPLACED
        await asyncio.to_thread(file_report, root, place, standing.data, (), None, aside)
        self._begun[key] = standing.data
        return draft

    async def end_edit(self, key: ReportKey) -> str:
        """Take what an editor made of it; what was done, in words.

        Raises TegError where the text itself has changed meanwhile: the copy is kept then.
        """
        async with self._amending:
            draft, begun = self._draft(key), self._begun.pop(key, None)
            edited = await asyncio.to_thread(read_bytes, draft)
            if edited is None or begun is None or edited == begun:
                await asyncio.to_thread(draft.unlink, missing_ok=True)
                return "Nothing was changed."
            standing = await self._standing(key)
            if standing.data != begun:
                kept = draft.relative_to(self._context.root)
                raise TegError(f"The text has changed meanwhile: yours is in {kept}")
            checked = await self._checked(key, decode(edited))
            if standing.report.held:
                self._hold(standing, edited, checked)
            else:
                await self._file(standing.path, edited, ours=False)
            await asyncio.to_thread(draft.unlink, missing_ok=True)
        trouble = checked.trouble
        said = f"{trouble}." if trouble else "Nothing in it is false."
        if standing.report.held:
            return said if trouble else f"{said} F files it."
        return f"{said} Saved in {standing.path}, and yours to commit."

    def _draft(self, key: ReportKey) -> Path:
        return self._context.workspace.private / EDITING / report_name(key)

    # versions

    async def difference(self, key: ReportKey) -> Difference:
        """A report beside its version before. Raises TegError where git knows none."""
        standing = await self._standing(key)
        versions = await asyncio.to_thread(self._earlier.versions, standing.path)
        before = next((its for its in versions if its.blob != standing.blob), None)
        if standing.report.held or before is None:
            raise TegError("Git knows no version before this one")
        data = await asyncio.to_thread(self._earlier.content, before.blob)
        if data is None:
            raise TegError("Git no longer has the version before this one")
        lines = await asyncio.to_thread(difference, decode(data), standing.report.text)
        return Difference(key, standing.path, before.blob, before.at, before.subject, lines)

    async def put_back(self, shown: Difference) -> str:
        """Put the version before in place, as it was shown; what was done, in words."""
        async with self._amending:
            data = await asyncio.to_thread(self._earlier.content, shown.blob)
            if data is None:
                raise TegError("Git no longer has that version")
            origin = await asyncio.to_thread(self._origin_of, shown.key, shown.blob)
            filed = await self._file(shown.path, data, ours=True)
            if origin is not None:
                origin = replace(origin, written_at=self._context.now())
                self._context.ledger.put_provenance([origin])
            await self._commit(
                shown.path, f"Put back: {self._context.material.named(shown.key)}", origin
            )
        return f"The version before is back. {self._aside(filed)}".strip()

    def _origin_of(self, key: ReportKey, blob: str) -> Provenance | None:
        """How an earlier version came to be, as far as its commit tells."""
        try:
            known = self._reads.provenance_log()
            return next((its for its in known if its.key == key and its.blob == blob), None)
        except StoreError as error:
            log.warning("the history of reports can't be read: %s", error)
            return None

    # what they share

    async def _standing(self, key: ReportKey) -> _Standing:
        """A report's text as it is now, bytes and all. Raises TegError where there is none."""
        report = await self._library.read(key)
        request = self._context.batches.newest_request(key) if report.held else None
        path = request.path if request is not None else report.status.path
        data = read_bytes(inside(self._context.root, path))
        if data is None:
            raise TegError("There is no text here yet")
        return _Standing(replace(report, text=decode(data)), data)

    async def _checked(self, key: ReportKey, text: str) -> Checked:
        return (await self._context.checking.look({key: text}))[key]

    async def _replace(
        self, standing: _Standing, data: bytes, message: str, checked: Checked
    ) -> str:
        """Another text in place of one that stands, committed if that one was; in words."""
        if standing.report.held:
            self._hold(standing, data, checked)
            return "" if checked.trouble else "Nothing in it is false now: it can be filed."
        context, key, path = self._context, standing.key, standing.path
        origin = context.ledger.provenance().get(key)
        ours = origin is not None and origin.blob == standing.blob
        head = (await asyncio.to_thread(self._reads.head_blobs, [path])).get(path)
        commits = ours or head == standing.blob
        filed = await self._file(path, data, ours=commits)
        if not ours:
            origin = None
        if origin is not None:
            corrected = (origin.claims.corrected if origin.claims else 0) + 1
            tally = replace(checked.tally, corrected=corrected)
            origin = replace(origin, blob=filed.blob, claims=tally, written_at=context.now())
            context.ledger.put_provenance([origin])
        if not commits:
            return f"It is not committed: that text was being edited. {self._aside(filed)}"
        await self._commit(path, message, origin)
        return self._aside(filed)

    def _hold(self, standing: _Standing, data: bytes, checked: Checked) -> None:
        """Put another text in a held one's place, and say what it is held for now."""
        batches = self._context.batches
        hold(self._context.root, report_name(standing.key), data)
        request = batches.newest_request(standing.key)
        if request is not None and (
            FALSE_FIGURE in request.reason or request.reason == NOT_CHECKED
        ):
            reason = _held_for(checked, request.reason)
            batches.held_for(request, batches.get(request.batch).run, reason)

    async def _file(self, path: str, data: bytes, *, ours: bool) -> Filed:
        """Put a text in its place; what stands there unseen is kept aside.

        One that is not `ours` is a person's work, to be kept aside itself when its time comes.
        """
        context = self._context
        head = (await asyncio.to_thread(self._reads.head_blobs, [path])).get(path)
        known = context.ledger.known_blobs(path)
        if ours:
            context.ledger.know_blob(path, blob_id(data))
        aside = context.workspace.private / REPLACED
        return await asyncio.to_thread(file_report, context.root, path, data, known, head, aside)

    async def _commit(self, path: str, message: str, origin: Provenance | None) -> None:
        lines = [] if origin is None else [trailers.to_line(origin, path)]
        result = await commit_now(self._context, [path], message, lines)
        blob = result.blobs.get(path)
        if origin is not None and blob is not None and blob != origin.blob:  # a hook's own bytes
            with self._context.ledger.transaction():
                self._context.ledger.know_blob(path, blob)
                self._context.ledger.reformatted(origin.key, origin.blob, blob)

    def _aside(self, filed: Filed) -> str:
        if filed.replaced is None:
            return ""
        return f"What stood there is in {filed.replaced.relative_to(self._context.root)}."


def _held_for(checked: Checked, before: str) -> str:
    """What a text is held for as it is now; `before` may tell that it has been corrected."""
    if not checked.false:
        return checked.unread or NONE_FALSE
    corrected, false_figure, _ = before.partition(FALSE_FIGURE)
    times = corrected.rpartition(" ")[0] if false_figure else ""
    return f"{times} {checked.trouble}".strip()


def put_right(text: str, claim: Claim, names: Collection[str] = ()) -> str:
    """`text` with what is right in place of what a claim says; written as large or as small.

    `names` are the words of players' names, in small letters. Raises TegError where what is right
    is not certain, would not read on in its place, or markup stands between.
    """
    from teg_tui.service.in_place import fits_in_place  # late: it loads the checker's rules

    if not claim.expected:
        raise TegError("What is right is not certain", way_out=_BY_HAND)
    lines = text.split("\n")
    line = lines[claim.line - 1] if claim.line <= len(lines) else ""
    end = claim.column + len(claim.said)
    written = line[claim.column : end]
    if written.casefold() != claim.said.casefold():
        raise TegError("What is said is written with markup in between", way_out=_BY_HAND)
    if not fits_in_place(claim, line[: claim.column], line[end:], names):
        raise TegError(
            f"{claim.expected} does not read on in place of {claim.said}", way_out=_BY_HAND
        )
    right = _like(written)(claim.expected)
    lines[claim.line - 1] = line[: claim.column] + right + line[end:]
    return "\n".join(lines)


def _like(written: str) -> Callable[[str], str]:
    """How to write a word as another is written."""
    if len(written) > 1 and written.isupper():
        return str.upper
    if written[:1].isupper():
        return lambda word: word[:1].upper() + word[1:]
    return str
