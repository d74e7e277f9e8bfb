"""The files of a batch, named as people know them: requests, raw results, info, summary.

All of them can be made from the ledger and the raw results again, so that writing one twice
gives the same bytes; and should the ledger be lost, it is made again from them (`recovery.py`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from teg_tui.service.committing import provenance_of
from teg_tui.service.context import Context
from teg_tui.service.views import Outcome
from teg_tui.store import records, trailers
from teg_tui.store.files import inside, write_atomically
from teg_tui.store.records import BatchRecord, RequestRecord
from teg_tui.store.salvage import is_text, read_fields


def request_file(context: Context, stem: str, now: datetime) -> str:
    """A name for a new request file: nothing is there under it, nor in the ledger."""
    folder = context.workspace.config.folders.requests
    base = f"{folder}/{stem}_{now.astimezone():%Y%m%d_%H%M%S}"
    name, number = f"{base}.jsonl", 1
    while context.batches.request_file_known(name) or (context.root / name).exists():
        number += 1
        name = f"{base}_{number}.jsonl"
    return name


def raw_results(context: Context, batch: BatchRecord) -> str:
    """Where a batch's results lie as they came; of a wave in real time, its finished answers."""
    return f"{context.workspace.config.folders.results}/{_name(batch)}_results.jsonl"


def _name(batch: BatchRecord) -> str:
    return batch.batch_id or f"realtime_{batch.created_at:%Y%m%d_%H%M%S}_{batch.number}"


def write_info(
    context: Context, batch: BatchRecord, requests: Sequence[RequestRecord] = ()
) -> None:
    """What a batch is: enough to find it again, and go on with its requests, without the ledger."""
    run = context.runs.run(batch.run)
    _write(
        context,
        f"batch_{_name(batch)}_info.json",
        {
            "batch_id": batch.batch_id,
            "status": "ended" if batch.ended_at else "in_progress",
            "request_counts": batch.counts,
            "created_at": batch.created_at.isoformat(),
            "ended_at": batch.ended_at and batch.ended_at.isoformat(),
            "batch_type": batch.kind,
            "endpoint": batch.endpoint,
            "request_file": batch.request_file,
            "pretend": batch.pretend,
            "estimated": records.money_text(batch.estimated),
            "recipes": {r.custom_id: trailers.recipe_fields(r.recipe) for r in requests},
            "run": run
            and {
                "number": run.number,
                "title": run.title,
                "started_at": run.started_at.isoformat(),
                "waves": run.waves,
                "wave": batch.wave,
                "estimated": records.money_text(run.estimated),
                "corrects": run.corrects and _name(context.batches.get(run.corrects)),
                "standing": run.standing,
            },
        },
    )


def sent_as(context: Context, batch: BatchRecord, custom_ids: Collection[str]) -> str | None:
    """The id under which a request file was sent, should the files know more than the ledger.

    A ledger whose last writes were lost, or that was put back from a copy, may think it unsent.
    """
    folder = context.root / context.workspace.config.folders.results
    for path in sorted(folder.glob("batch_*_info.json")):
        fields = read_fields(path, [])
        asked = fields.get("recipes") or custom_ids
        if fields.get("request_file") == batch.request_file and set(asked) == set(custom_ids):
            batch_id = fields.get("batch_id")
            return batch_id if is_text(batch_id) else None
    return None


def write_summary(context: Context, batch: BatchRecord, requests: Sequence[RequestRecord]) -> None:
    """What became of a batch: counts, and outcome, usage and cost a report."""
    costs = [r.cost_usd for r in requests if r.cost_usd is not None]
    _write(
        context,
        f"batch_{_name(batch)}_summary.json",
        {
            "batch_id": batch.batch_id,
            "total_requests": len(requests),
            "successful": sum(r.outcome == Outcome.FILED for r in requests),
            "held": sum(r.outcome == Outcome.HELD for r in requests),
            "failed": sum(r.outcome == Outcome.FAILED for r in requests),
            "custom_ids": [r.custom_id for r in requests],
            "input_tokens": sum(r.input_tokens for r in requests),
            "output_tokens": sum(r.output_tokens for r in requests),
            "cost_usd": _plain(sum(costs, Decimal(0))) if costs else None,
            "pretend": batch.pretend,
            "reports": [_report(batch, r) for r in requests],
        },
    )


def _report(batch: BatchRecord, request: RequestRecord) -> dict[str, Any]:
    filed = request.outcome == Outcome.FILED
    return {
        "custom_id": request.custom_id,
        "teg": request.key.teg,
        "round": request.key.round,
        "kind": request.key.kind,
        "outcome": request.outcome,
        "reason": request.reason,
        "path": request.path,
        "model": request.model,
        "stop_reason": request.stop_reason,
        "max_tokens": request.max_tokens,
        "system_chars": request.system_chars,
        "user_chars": request.user_chars,
        "output_chars": request.output_chars,
        "input_tokens": request.input_tokens,
        "cache_write_tokens": request.cache_write_tokens,
        "cache_read_tokens": request.cache_read_tokens,
        "output_tokens": request.output_tokens,
        "cost_usd": _money(request.cost_usd),
        "in_doubt_usd": _money(request.in_doubt_usd),
        "estimated_usd": _money(request.estimated_usd),
        "settled_at": request.settled_at and request.settled_at.isoformat(),
        "claims": request.claims and trailers.tally_fields(request.claims),
        "provenance": (
            trailers.to_fields(provenance_of(batch, request), request.path) if filed else None
        ),
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else _plain(amount)


def _plain(money: Decimal) -> str:
    return f"{money.normalize():f}"


def _write(context: Context, name: str, fields: dict[str, Any]) -> None:
    path = inside(context.root, f"{context.workspace.config.folders.results}/{name}")
    write_atomically(path, (json.dumps(fields, indent=2) + "\n").encode())
