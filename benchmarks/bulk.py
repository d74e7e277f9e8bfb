"""100,000 requests built, written and collected: flat memory, and little above writing the bytes.

Built and written are all of them, to as many batches as the limits make of them. Collected are
the batches with the first reports: each report is a file made durable, at milliseconds of the
disk's own time, and no batch knows of another. Facts and the network are not measured: facts are
at hand, results come from a transport in this process.

    python benchmarks/bulk.py [REQUESTS [COLLECTED]]
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx2
from measures import Figure, LongTour, demonstration, judged, show

from teg_tui.reports.key import ReportKey
from teg_tui.service import batch_files, collection, preparation
from teg_tui.service.context import Context
from teg_tui.service.gateway import Gateway
from teg_tui.service.service import Service
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.records import BatchRecord, RequestRecord
from teg_tui.store.run_book import NewRun

REQUESTS, COLLECTED = 100_000, 2_000
MOST = 3.0
FLAT = 1.25
"""How much more memory ten times the requests may take."""
MEGABYTE = 1_000_000
KIND = "round_notes"
ANSWER = "# {{title}}\n\n" + "A quiet day on the links, and then it was not. " * 70


def measure(requests: int = REQUESTS, collected: int = COLLECTED) -> list[Figure]:
    """A tenth first, for the memory that any run takes."""
    few = asyncio.run(_carry(requests // 10, 0, of=requests))
    many = asyncio.run(_carry(requests, collected, of=requests))
    growth = many.peak / few.peak
    return [
        _compared(f"{requests:,} requests built and written", many.written),
        _compared(f"{many.collected.count:,} of them collected", many.collected),
        Figure(
            f"peak memory, {requests:,} requests",
            f"{many.peak / MEGABYTE:.0f} MB",
            f"{requests // 10:,} requests {few.peak / MEGABYTE:.0f} MB",
            f"{growth:.2f}x",
            f"flat: <= {FLAT}x",
            judged(growth <= FLAT),
        ),
    ]


@dataclass(frozen=True)
class Work:
    """Seconds we took, and seconds that writing the same bytes to the same disk takes."""

    count: int
    size: int
    ours: float
    raw: float


@dataclass(frozen=True)
class Carried:
    """One run."""

    written: Work
    collected: Work
    peak: int
    """Bytes of memory, at the most, of this process so far."""


def _compared(what: str, work: Work) -> Figure:
    ratio = work.ours / work.raw
    return Figure(
        f"{what}, {work.size / MEGABYTE:,.0f} MB",
        f"{work.ours:.1f} s",
        f"raw write {work.raw:.1f} s",
        f"{ratio:.1f}x",
        f"<= {MOST:.0f}x",
        judged(ratio <= MOST),
    )


async def _carry(requests: int, collected: int, *, of: int) -> Carried:
    """One run in a tour of `of` rounds, which itself takes memory."""
    with demonstration('base_url = "http://127.0.0.1"') as found:
        service = Service(found)
        await service.open()
        try:
            context = service.context
            context.material = LongTour(found, of)
            context.gateway = Gateway(context.endpoint, Transport(context))
            await context.gateway.retrieve("msgbatch_0")  # the SDK is loaded once
            batches, written = await _write(context, requests)
            done = await _collect(context, batches, collected)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return Carried(written, done, peak * (1 if sys.platform == "darwin" else 1024))
        finally:
            await service.close()


async def _write(context: Context, requests: int) -> tuple[tuple[BatchRecord, ...], Work]:
    keys = [ReportKey(1 + n // 4, 1 + n % 4, KIND) for n in range(requests)]
    begun = NewRun("batch", "Benchmark", [keys], None, pretend=True, max_tokens={})
    number = context.runs.begin(begun, context.now())
    run = context.runs.run(number)
    assert run is not None
    before = perf_counter()
    await preparation.prepare(context, run, 1)
    ours = perf_counter() - before
    batches = context.batches.of_run(number)
    files = [context.root / batch.request_file for batch in batches]
    assert all(report.batch for report in context.runs.reports(number))
    return batches, Work(requests, _sizes(files), ours, _raw(context.root, files))


async def _collect(context: Context, batches: Sequence[BatchRecord], wanted: int) -> Work:
    files: list[Path] = []
    ours, count = 0.0, 0
    for batch in batches:
        if count >= wanted:
            break
        context.batches.change(
            batch.number, batch_id=f"msgbatch_{batch.number}", state=BatchState.ENDED
        )
        ended = context.batches.get(batch.number)
        before = perf_counter()
        await collection.collect(context, ended)
        ours += perf_counter() - before
        filed = context.batches.requests(batch.number)
        assert all(request.outcome == Outcome.FILED for request in filed)
        count += len(filed)
        files.append(context.root / batch_files.raw_results(context, ended))
        files += [context.root / request.path for request in filed]
    return Work(count, _sizes(files), ours, _raw(context.root, files))


def _sizes(files: Sequence[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _raw(root: Path, files: Sequence[Path]) -> float:
    """Seconds that it takes to write the same files plainly, each of them durably."""
    took = 0.0
    for file in files:
        data, copy = file.read_bytes(), root / "raw"
        before = perf_counter()
        with copy.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        took += perf_counter() - before
        copy.unlink()
    return took


class Transport(httpx2.AsyncBaseTransport):
    """Answers as the API does about batches that have ended, and with their results."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """`/v1/messages/batches/ID` or `.../ID/results`."""
        batch_id = request.url.path.split("/")[4]
        if request.url.path.endswith("/results"):
            requests = self._context.batches.requests(int(batch_id.rpartition("_")[2]))
            return httpx2.Response(200, stream=Rows(requests))
        return httpx2.Response(200, json=_ended(batch_id, f"{request.url}/results"))


class Rows(httpx2.AsyncByteStream):
    """Results as they come over the network."""

    def __init__(self, requests: Sequence[RequestRecord]) -> None:
        self._requests = requests

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """A row a request."""
        for request in self._requests:
            yield json.dumps(_row(request.custom_id)).encode() + b"\n"


def _row(custom_id: str) -> dict[str, Any]:
    message = {
        "id": f"msg_{custom_id}",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": [{"type": "text", "text": ANSWER}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 5000, "output_tokens": 900},
    }
    return {"custom_id": custom_id, "result": {"type": "succeeded", "message": message}}


def _ended(batch_id: str, results_url: str) -> dict[str, Any]:
    counts = dict.fromkeys(("processing", "succeeded", "errored", "canceled", "expired"), 0)
    return {
        "id": batch_id,
        "type": "message_batch",
        "processing_status": "ended",
        "request_counts": counts,
        "created_at": "2026-11-22T10:00:00Z",
        "expires_at": "2026-11-23T10:00:00Z",
        "ended_at": "2026-11-22T10:30:00Z",
        "results_url": results_url,
    }


if __name__ == "__main__":
    show(measure(*map(int, sys.argv[1:])))
