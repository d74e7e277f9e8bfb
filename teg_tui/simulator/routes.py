"""The endpoints, each as the API's reference has it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from teg_tui.simulator import models
from teg_tui.simulator.account import Account
from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.broken_rows import broken
from teg_tui.simulator.faults import ConnectionDropped, Point
from teg_tui.simulator.intake import MAX_BYTES, RequestCheck, RequestReader
from teg_tui.simulator.liar import compose
from teg_tui.simulator.messages import answer, events
from teg_tui.simulator.paging import page
from teg_tui.simulator.params import check_count, check_create
from teg_tui.simulator.problems import invalid, not_found, too_large
from teg_tui.simulator.results import lines
from teg_tui.simulator.sending import hold, sent
from teg_tui.simulator.store import Draft

MAX_MESSAGE_BYTES = 32 * 1024 * 1024


class Endpoints:
    """All of them, over one account."""

    def __init__(self, account: Account) -> None:
        self._account = account

    async def create_batch(self, request: Request) -> Response:
        """`POST /v1/messages/batches`."""
        faults = self._account.faults
        faults.strike(Point.BEFORE_READ)
        draft = self._account.store.draft(_version(request))
        try:
            await _read_requests(request, draft)
            if faults.strike(Point.BESIDE_CREATE):
                self._account.create_stranger(draft.size, _version(request))
            faults.strike(Point.BEFORE_CREATE)
            record = self._account.create(draft)
        finally:
            draft.discard()
        if faults.strike(Point.AFTER_CREATE):
            await hold(request.receive)
        return JSONResponse(self._view(record, _base(request)))

    async def list_batches(self, request: Request) -> Response:
        """`GET /v1/messages/batches`."""
        listed = self._account.listed(request.query_params.values())
        shown = page([{"id": record.id} for record in listed], request.query_params)
        base = _base(request)
        shown["data"] = [
            self._view(self._account.batch(item["id"]), base) for item in shown["data"]
        ]
        return JSONResponse(shown)

    async def retrieve_batch(self, request: Request) -> Response:
        """`GET /v1/messages/batches/ID`."""
        self._account.faults.strike(Point.RETRIEVE)
        record = self._account.batch(request.path_params["id"])
        base = self._account.results_base(_base(request), record)
        return JSONResponse(self._view(record, base))

    async def cancel_batch(self, request: Request) -> Response:
        """`POST /v1/messages/batches/ID/cancel`."""
        record = self._account.cancel(request.path_params["id"])
        return JSONResponse(self._view(record, _base(request)))

    async def delete_batch(self, request: Request) -> Response:
        """`DELETE /v1/messages/batches/ID`."""
        batch_id = request.path_params["id"]
        self._account.delete(batch_id)
        return JSONResponse({"id": batch_id, "type": "message_batch_deleted"})

    async def batch_results(self, request: Request) -> Response:
        """`GET /v1/messages/batches/ID/results`."""
        account = self._account
        record = account.finished(request.path_params["id"])
        account.faults.strike(Point.RESULTS)
        rows = lines(account.store, record, account.truth)
        rows = broken(rows, account.faults.strike(Point.ROWS))
        stream = sent(rows, account.faults.strike(Point.STREAM), request.state.drop_connection)
        return StreamingResponse(stream, media_type="application/x-jsonl")

    def _view(self, record: BatchRecord, base: str) -> dict[str, Any]:
        return record.view(self._account.clock.now(), base, self._account.clock.told)

    async def create_message(self, request: Request) -> Response:
        """`POST /v1/messages`."""
        params = await _body(request)
        model = check_create(params, _version(request), in_batch=False)
        self._account.faults.strike(Point.BEFORE_ANSWER)
        self._account.limits.take(
            self._account.clock.now(),
            self._account.truth.input_tokens(params, model) + params["max_tokens"],
        )
        message_id = self._account.store.message_id(request.state.request_id)
        written = compose(params, self._account.lies, message_id)
        truth = self._account.truth
        message = answer(params, written.text, model, message_id, "standard", truth)
        headers = self._account.limits.headers(self._account.clock.now())
        self._account.store.add_message(
            {
                "id": message_id,
                "model": model.id,
                "usage": message["usage"],
                "lies": [{"custom_id": message_id, **asdict(lie)} for lie in written.lies],
            }
        )
        if params.get("stream"):
            stream = self._streamed(message, request)
            return StreamingResponse(stream, headers=headers, media_type="text/event-stream")
        await asyncio.sleep(self._account.pace)
        return JSONResponse(message, headers=headers)

    async def _streamed(self, message: dict[str, Any], request: Request) -> AsyncIterator[bytes]:
        pieces = list(events(message))
        for number, piece in enumerate(pieces):
            if number == len(pieces) // 2:
                try:
                    self._account.faults.strike(Point.WHILE_STREAMING)
                except ConnectionDropped:
                    request.state.drop_connection()
                    return
            yield piece
            await asyncio.sleep(self._account.pace / len(pieces))

    async def count_tokens(self, request: Request) -> Response:
        """`POST /v1/messages/count_tokens`."""
        params = await _body(request)
        model = check_count(params)
        self._account.faults.strike(Point.BEFORE_COUNT)
        now = self._account.clock.now()
        self._account.counts.take(now, 0)
        counted = self._account.truth.input_tokens(params, model)
        return JSONResponse({"input_tokens": counted}, headers=self._account.counts.headers(now))

    async def list_models(self, request: Request) -> Response:
        """`GET /v1/models`; retired ones would only be shown on demand, and there are none."""
        wanted = request.query_params.getlist("lifecycle") + request.query_params.getlist(
            "lifecycle[]"
        )
        views = [model.view() for model in models.MODELS]
        shown = [v for v in views if v["lifecycle"] in (wanted or ("active", "deprecated"))]
        return JSONResponse(page(shown, request.query_params))

    async def retrieve_model(self, request: Request) -> Response:
        """`GET /v1/models/ID`."""
        name = request.path_params["id"]
        model = models.find(name)
        if model is None:
            raise not_found(f"model: {name}")
        return JSONResponse(model.view())


def _version(request: Request) -> str:
    return request.headers["anthropic-version"]


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


async def _body(request: Request) -> dict[str, Any]:
    raw = bytearray()
    async for chunk in request.stream():
        if len(raw) <= MAX_MESSAGE_BYTES:
            raw += chunk
    if len(raw) > MAX_MESSAGE_BYTES:
        raise too_large("Request exceeds the maximum size")
    try:
        body = json.loads(raw)
    except ValueError:
        raise invalid("The request body is not valid JSON") from None
    if not isinstance(body, dict):
        raise invalid("Input should be a valid dictionary")
    return body


async def _read_requests(request: Request, draft: Draft) -> None:
    """Read a create call's body to its end, also where it is refused half-way.

    A caller that is still sending would otherwise see a broken pipe, not the reason.
    """
    chunks = request.stream()
    try:
        await _take(chunks, draft)
    except Exception:
        with contextlib.suppress(ClientDisconnect):
            async for _ in chunks:
                pass
        raise


async def _take(chunks: AsyncIterator[bytes], draft: Draft) -> None:
    reader, check, size = RequestReader(), RequestCheck(), 0
    async for chunk in chunks:
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large("Request exceeds the maximum size")
        for request in reader.feed(chunk):
            draft.add(check(request))
    for request in reader.finish():
        draft.add(check(request))
    check.finish()
