"""From reports to write to request files: what is on disk is what is sent.

A batch is intended first, under the name its file will have; then the file is written whole;
then its requests are entered in the ledger. Killed in between, the same name is written again.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from teg_tui.costs.advice import Via
from teg_tui.reports import requests as wording
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.provenance import Recipe
from teg_tui.service import batch_files, pricing
from teg_tui.service.context import Context, log
from teg_tui.service.correcting import Correction, StandingCorrection
from teg_tui.service.correction_texts import mistakes
from teg_tui.service.reasons import WRITTEN_FROM
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.files import blob_id, decode, inside, read_bytes, stream_atomically
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord, RunReport

_NONCE_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_NONCE_LENGTH = 6
_MEGABYTE = 1_000_000
_AT_ONCE = 20
"""Requests built between two looks at what the screen asks."""


@dataclass(frozen=True)
class Built:
    """A request as it is remembered and as it is sent."""

    record: RequestRecord
    params: dict[str, Any]
    """Of the Messages call."""

    @property
    def line(self) -> bytes:
        """As it stands in a request file."""
        row = {"custom_id": self.record.custom_id, "params": self.params}
        return f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "replace")


class Composer(Protocol):
    """Composes the requests of a run."""

    def lacks(self, key: ReportKey, missed: Collection[ReportKey]) -> str:
        """Why a report can't be asked for, after what was `missed` before; empty where it can."""

    def compose(self, report: RunReport) -> tuple[dict[str, Any], Recipe]:
        """A request's parameters, and the recipe that they stand for."""


class _Writing:
    """Reports written from today's scores, prompts and texts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lacks(self, key: ReportKey, missed: Collection[ReportKey]) -> str:
        """Its scores, or a text it is written from."""
        return _lacks(self._context, key, missed)

    def compose(self, report: RunReport) -> tuple[dict[str, Any], Recipe]:
        """The prompt as it is now."""
        return prompt(self._context, report.key, report.max_tokens)


async def composer_of(context: Context, run: RunRecord, reports: Sequence[RunReport]) -> Composer:
    """Who composes a run's requests; what their texts claim has been checked then."""
    if run.corrects is not None:
        return Correction(context, run.corrects)
    if run.standing:
        return StandingCorrection(context)
    needs = {need for r in reports if not _unknown(context, r.key) for need in _needs(context, r)}
    texts = {need: _text(context, need) for need in needs}
    await context.checking.look({need: decode(data) for need, data in texts.items() if data})
    return _Writing(context)


def _needs(context: Context, report: RunReport) -> tuple[ReportKey, ...]:
    return context.material.needs_of(report.key)


def _text(context: Context, key: ReportKey) -> bytes | None:
    return read_bytes(inside(context.root, context.material.path_of(key)))


async def prepare(context: Context, run: RunRecord, wave: int) -> None:
    """Prepare batches for a wave's reports that have none yet.

    A report whose scores or needs are not there fails here, and nothing else does for it.
    """
    unprepared = context.runs.unprepared(run.number, wave)
    if not unprepared:
        return
    missed = context.runs.missed_before(run.number, wave)
    now, composer = context.now(), await composer_of(context, run, unprepared)
    by_kind: dict[str, list[RunReport]] = {}
    for report in unprepared:
        reason = composer.lacks(report.key, missed)
        if reason:
            context.runs.settle_report(run.number, report.key, Outcome.FAILED, reason)
        else:
            by_kind.setdefault(report.key.kind, []).append(report)
    for name, left in by_kind.items():
        while left:
            kind = context.material.kinds[name]
            left = left[await _prepare_one(context, run, wave, kind, left, now, composer) :]


def drop_unknown(context: Context, run: int, wave: int) -> None:
    """Fail what a wave can't even be asked about any more: files changed since it was planned."""
    for report in context.runs.unprepared(run, wave):
        if reason := _unknown(context, report.key):
            context.runs.settle_report(run, report.key, Outcome.FAILED, reason)


def _unknown(context: Context, key: ReportKey) -> str:
    """Why nothing can be said of a report: its kind or its tournament is gone."""
    if key.kind not in context.material.kinds.by_name:
        return f"there is no kind of report {key.kind!r} any more"
    if key.teg not in context.material.tour.by_teg:
        return "the scores no longer have this tournament"
    return ""


def _lacks(context: Context, key: ReportKey, missed: Collection[ReportKey]) -> str:
    material = context.material
    if reason := _unknown(context, key):
        return reason
    if not material.tour.by_teg[key.teg].ready(key.round):
        return "its scores are not complete any more"
    for need in material.needs_of(key):
        name = _name(context, need)
        if need in missed:
            return f"{WRITTEN_FROM}{name}, which did not come"
        if _text(context, need) is None:
            return f"{WRITTEN_FROM}{name}, which is not there"
    return ""


def _name(context: Context, key: ReportKey) -> str:
    """A report in words: "round notes of round 2"."""
    title = context.material.kinds[key.kind].title.lower()
    return title if key.round is None else f"{title} of round {key.round}"


async def _prepare_one(
    context: Context,
    run: RunRecord,
    wave: int,
    kind: Kind,
    reports: Sequence[RunReport],
    now: datetime,
    composer: Composer,
) -> int:
    """One batch of one kind, as full as it may be; how many of the reports it took."""
    batch = _intended(context, run, wave, kind, now)
    limits = context.workspace.config.batch
    room = limits.max_megabytes * _MEGABYTE
    nonce = new_nonce()
    records: list[RequestRecord] = []
    with stream_atomically(inside(context.root, batch.request_file)) as handle:
        for report in reports[: limits.max_requests]:
            built = build(context, batch, report, composer, nonce, place=len(records))
            line = built.line
            room -= len(line)
            if records and room < 0:
                break
            handle.write(line)
            records.append(built.record)
            if len(records) % _AT_ONCE == 0:
                await asyncio.sleep(0)  # let the screen's questions in
    estimated = pricing.price(pricing.estimate_of(context, records), Via.BATCH)
    with context.ledger.transaction():
        context.batches.fill(batch.number, run.number, records)
        context.batches.change(batch.number, estimated=estimated)
    log.info("batch %d: %d requests in %s", batch.number, len(records), batch.request_file)
    return len(records)


def _intended(
    context: Context, run: RunRecord, wave: int, kind: Kind, now: datetime
) -> BatchRecord:
    """The batch that was begun and not finished when a process died, or a new one."""
    for batch in context.batches.of_run(run.number):
        if (batch.wave, batch.kind, batch.ready) == (wave, kind.name, False):
            return batch
    return context.batches.intend(
        {
            "run": run.number,
            "wave": wave,
            "kind": kind.name,
            "title": kind.title,
            "state": BatchState.PREPARED,
            "request_file": batch_files.request_file(context, kind.stem, now),
            "endpoint": context.endpoint.base_url,
            "pretend": context.endpoint.pretend,
            "created_at": now,
        }
    )


def new_nonce() -> str:
    """What makes the custom_ids of one attempt its own."""
    return "".join(secrets.choice(_NONCE_LETTERS) for _ in range(_NONCE_LENGTH))


def prompt(
    context: Context, key: ReportKey, max_tokens: int | None = None
) -> tuple[dict[str, Any], Recipe]:
    """A request's parameters from today's scores, prompt and texts, and the recipe of them.

    What the scores contradict in a text is struck out; the recipe names the text as it stands.
    """
    material = context.material
    kind = material.kinds[key.kind]
    model = material.model_of(kind)
    texts, blobs, wrong = [], [], {}
    for need in material.needs_of(key):
        data = _text(context, need) or b""
        texts.append((need, decode(data)))
        blobs.append((need, blob_id(data)))
        wrong[need] = mistakes(context.checking.check(need, decode(data)))
    facts = material.facts_text(key) if kind.facts else ""
    params = wording.build_params(
        kind, key, facts, texts, model, max_tokens=max_tokens, mistakes=wrong
    )
    return params, wording.recipe(kind, material.fingerprint(key), blobs, model)


def build(
    context: Context,
    batch: BatchRecord,
    report: RunReport,
    composer: Composer,
    nonce: str,
    place: int,
) -> Built:
    """One request as it is composed now, with the recipe that it stands for."""
    key, material = report.key, context.material
    params, recipe = composer.compose(report)
    record = RequestRecord(
        custom_id=material.custom_id(key, nonce),
        batch=batch.number,
        place=place,
        key=key,
        recipe=recipe,
        model=recipe.model,
        max_tokens=params["max_tokens"],
        system_chars=sum(len(block["text"]) for block in params["system"]),
        user_chars=len(_user_text(params)),
    )
    price = pricing.price(pricing.estimate_of(context, [record]), Via(batch.via))
    return Built(replace(record, estimated_usd=price.likely if price else None), params)


def _user_text(params: dict[str, Any]) -> str:
    content = params["messages"][0]["content"]
    return content if isinstance(content, str) else ""
