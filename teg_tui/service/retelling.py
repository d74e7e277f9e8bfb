"""What the files of a batch tell, as the ledger has it.

Of our own batches info and summary tell all. Of those of old scripts it is put together: what was
asked from the request file, what was used from the raw results, when from the info. Nothing is
filed by it: an outcome here is what became of the result then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.requests import parse_custom_id
from teg_tui.service import results
from teg_tui.service.context import Context
from teg_tui.service.old_batches import Found, FoundBatch, RequestFile, instant
from teg_tui.service.reasons import RESULTS_KEPT
from teg_tui.service.results import Result
from teg_tui.service.submission import LOST
from teg_tui.service.told import RunMark, Told, endpoint_of, is_pretend, money_range, run_mark
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store import trailers
from teg_tui.store.files import blob_id, decode, inside, read_bytes
from teg_tui.store.past import PastBatch
from teg_tui.store.records import RequestRecord
from teg_tui.store.salvage import Flaw, is_text


@dataclass(frozen=True)
class Telling:
    """A batch as its files tell it."""

    name: str
    title: str
    made_at: datetime
    guessed: bool
    """Whether `made_at` is only the time of a file."""
    past: PastBatch
    run: RunMark | None
    under_way: bool
    """Whether its results are still to be collected, by this workspace."""
    origins: tuple[tuple[str, Provenance], ...]
    """Path and origin of each report that it is known to have written."""
    sent_from: RequestFile | None
    number: int | None = None
    """What its run is called, where it was imported before."""
    doubtful: bool = False
    """Whether nobody knows if it was ever made: it is looked for, and not sent again."""

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        """What it asked for, as far as these are reports of this tour."""
        return self.past.requests

    @property
    def pretend(self) -> bool:
        """Whether a simulator wrote it."""
        return bool(self.past.columns["pretend"])


class Reteller:
    """Tells batches from what was found in some folders."""

    def __init__(self, context: Context, found: Found) -> None:
        self._context = context
        self._found = found
        folder = context.workspace.config.folders.results
        self._home = (context.root / folder).resolve()

    def tell(self, batch: FoundBatch, rows: Mapping[str, Result]) -> Telling | None:
        """A batch, with its raw results by custom_id; None where nothing in it is ours."""
        named = dict.fromkeys([*batch.custom_ids, *batch.reports, *rows])
        file = self._found.requests_of(batch, tuple(named))
        ids = dict.fromkeys([*(file.requests if file else ()), *named])
        keys = self._keys(ids)
        if ids and not keys:
            self._flaw(batch, f"none of its {len(ids)} requests is a report of this tour")
            return None
        if len(keys) < len(ids):
            strays = [custom_id for custom_id in ids if custom_id not in keys]
            words = f"{len(strays)} of {len(ids)} requests are no reports of this tour"
            self._flaw(batch, f"{words} ({', '.join(strays[:3])})")
        elif ids and (batch.total or 0) > len(ids):
            self._flaw(batch, f"{batch.total} requests, of which {len(ids)} are named anywhere")
        told = batch.created_at or (file.made_at if file else None)
        made_at = told or batch.seen_at or self._context.now()
        if told is None:
            day = f"{made_at:%Y-%m-%d}"
            self._flaw(batch, f"when it was made is told nowhere: taken for {day}, as its file is")
        under_way = self._is_under_way(batch, made_at, ids)
        asked = file.requests if file else {}
        requests, origins = [], []
        for place, (custom_id, key) in enumerate(keys.items()):
            one = Told(batch, custom_id, key, asked.get(custom_id), rows.get(custom_id), made_at)
            request, origin = self._request(one, place, under_way)
            requests.append(request)
            if origin is not None:
                origins.append((request.path, origin))
        run = run_mark(batch)
        title = self._title(keys.values())
        state = BatchState.COLLECTED
        if under_way:
            state = BatchState.ENDED if rows.keys() >= ids.keys() else BatchState.IN_PROGRESS
        return Telling(
            name=batch.name,
            title=title,
            made_at=made_at,
            guessed=told is None,
            past=PastBatch(
                wave=run.wave if run else 1,
                columns=self._columns(batch, file, keys.values(), made_at)
                | {"state": state, "title": title},
                requests=tuple(requests),
            ),
            run=run,
            under_way=under_way,
            origins=tuple(origins),
            sent_from=file,
        )

    def doubtful(self, told: Sequence[Telling]) -> Iterator[Telling]:
        """Batches that may have been sent when the ledger was lost: only their requests are here.

        What was written since by another batch is no matter of doubt, nor is what is so old that
        no results are kept of it. Ids of old scripts, without a nonce, would prove nothing.
        """
        context = self._context
        used = {telling.sent_from.path for telling in told if telling.sent_from}
        for file in self._found.requests:
            made_at, keys = file.made_at, self._keys(dict.fromkeys(file.requests))
            if file.path in used or made_at is None or not _have_nonces(file.requests):
                continue
            since = {r.key for its in told if its.made_at > made_at for r in its.requests}
            if (
                context.now() - made_at > RESULTS_KEPT
                or not keys
                or since.issuperset(keys.values())
            ):
                continue
            batch = FoundBatch(file.path.name)
            title = self._title(keys.values())
            before = [
                its
                for its in told
                if its.made_at < made_at
                and its.past.columns["batch_id"]
                and its.past.columns["endpoint"] == context.endpoint.base_url
            ]
            columns = self._columns(batch, file, keys.values(), made_at) | {
                "state": BatchState.UNCERTAIN,
                "title": title,
                "batch_id": None,
                "endpoint": context.endpoint.base_url,
                "pretend": context.endpoint.pretend,
                "key_mark": context.key_mark(),
                "before_id": max(before, key=lambda its: its.made_at).name if before else LOST,
                "submitted_at": made_at,
                "next_at": context.now(),
                "note": "the ledger was lost: whether it had been sent is being found out",
            }
            requests = [
                Told(batch, custom_id, key, file.requests[custom_id], None, made_at).asked_for(n)
                for n, (custom_id, key) in enumerate(keys.items())
            ]
            past = PastBatch(wave=1, columns=columns, requests=tuple(requests))
            yield Telling(
                name=batch.name,
                title=title,
                made_at=made_at,
                guessed=False,
                past=past,
                run=None,
                under_way=True,
                origins=(),
                sent_from=file,
                doubtful=True,
            )

    def _keys(self, ids: Mapping[str, None]) -> dict[str, ReportKey]:
        kinds, event = self._context.material.kinds, self._context.workspace.config.event
        meant = {custom_id: parse_custom_id(custom_id, kinds, event) for custom_id in ids}
        return {custom_id: its.key for custom_id, its in meant.items() if its is not None}

    def _is_under_way(self, batch: FoundBatch, made_at: datetime, ids: Mapping[str, None]) -> bool:
        """Whether this workspace sent it, and has not collected it, and still can."""
        return (
            bool(ids)
            and not batch.realtime
            and not batch.summary
            and is_text(batch.info.get("endpoint"))
            and batch.folder is not None
            and batch.folder.resolve() == self._home
            and self._context.now() - made_at < RESULTS_KEPT
        )

    def _request(
        self, one: Told, place: int, under_way: bool
    ) -> tuple[RequestRecord, Provenance | None]:
        """A request, and where its report came from if that is known."""
        request = one.asked_for(place)
        if under_way:
            return request, None
        outcome, reason = one.outcome()
        claims = trailers.tally_from(one.said.get("claims"))
        request = replace(one.used(request), outcome=outcome, reason=reason, claims=claims)
        if outcome is not Outcome.FILED:
            return replace(request, path=one.text("path")), None
        written = trailers.from_fields(one.said.get("provenance"))
        if written is not None and written.provenance.key == one.key:
            origin = written.provenance
            return (
                replace(request, path=written.path, blob=origin.blob, recipe=origin.recipe),
                origin,
            )
        return self._standing(one, request)

    def _standing(
        self, one: Told, request: RequestRecord
    ) -> tuple[RequestRecord, Provenance | None]:
        """Where the report that stands here is the result word for word, it came from there."""
        material = self._context.material
        try:
            path = material.path_of(one.key)
            data = read_bytes(inside(self._context.root, path))
        except TegError:
            return request, None
        if data is None or one.row is None or not self._is(one, one.row, decode(data)):
            return request, None
        blob = blob_id(data)
        cached = request.cache_write_tokens + request.cache_read_tokens
        origin = Provenance(
            key=one.key,
            recipe=request.recipe,
            blob=blob,
            batch_id=None if one.batch.realtime else one.batch.name,
            input_tokens=request.input_tokens + cached,
            output_tokens=request.output_tokens,
            cost_usd=request.cost_usd,
            pretend=is_pretend(self._context, one.batch),
            written_at=request.settled_at or one.made_at,
        )
        return replace(request, path=path, blob=blob), origin

    def _is(self, one: Told, row: Result, standing: str) -> bool:
        shown = results.shown(row.text)
        if shown.strip() == standing.strip():
            return True
        if one.key.teg not in self._context.material.tour.by_teg:
            return False
        return self._context.material.fill(shown, one.key).text.strip() == standing.strip()

    def _columns(
        self,
        batch: FoundBatch,
        file: RequestFile | None,
        keys: Collection[ReportKey],
        made_at: datetime,
    ) -> dict[str, Any]:
        kinds = {key.kind for key in keys}
        root = self._context.root.resolve()
        sent_from = file.path.resolve() if file else None
        inner = sent_from is not None and sent_from.is_relative_to(root)
        counts = batch.info.get("request_counts")
        return {
            "kind": kinds.pop() if len(kinds) == 1 else "",
            "request_file": str(sent_from.relative_to(root)) if sent_from and inner else "",
            "endpoint": endpoint_of(self._context, batch),
            "pretend": is_pretend(self._context, batch),
            "batch_id": None if batch.realtime else batch.name,
            "created_at": made_at,
            "ended_at": instant(batch.info.get("ended_at")),
            "counts": {n: c for n, c in counts.items() if type(c) is int}
            if isinstance(counts, dict)
            else {},
            "estimated": money_range(batch.info.get("estimated")),
            "via": Via.REALTIME if batch.realtime else Via.BATCH,
            "note": "" if keys else "nothing tells what was in it",
        }

    def _title(self, keys: Collection[ReportKey]) -> str:
        kinds = self._context.material.kinds
        names = sorted({key.kind for key in keys}, key=lambda name: kinds.order[name])
        return ", ".join(kinds[name].title for name in names) or "Reports"

    def _flaw(self, batch: FoundBatch, words: str) -> None:
        path = batch.raw or (batch.folder or self._home) / batch.name
        self._found.flaws.append(Flaw(path.with_name(batch.name), None, words))


def _have_nonces(custom_ids: Collection[str]) -> bool:
    return bool(custom_ids) and all("-" in custom_id for custom_id in custom_ids)
