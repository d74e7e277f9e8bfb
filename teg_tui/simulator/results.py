"""A batch's results, made one by one when somebody fetches them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.ids import make_id
from teg_tui.simulator.liar import compose
from teg_tui.simulator.messages import answer
from teg_tui.simulator.models import find
from teg_tui.simulator.odd_answers import odd
from teg_tui.simulator.problems import ApiError
from teg_tui.simulator.store import Store
from teg_tui.simulator.tokens import Truth


def results(store: Store, record: BatchRecord, truth: Truth) -> Iterator[dict[str, Any]]:
    """Every request's result, in any order but the sent one, the same each time."""
    for index, request in store.requests(record):
        result = _result(store, record, index, request, truth)
        yield {"custom_id": request["custom_id"], "result": result}


def lines(store: Store, record: BatchRecord, truth: Truth) -> Iterator[bytes]:
    """The results as JSON Lines."""
    for result in results(store, record, truth):
        yield json.dumps(result, separators=(",", ":")).encode() + b"\n"


def in_pieces(lines: Iterable[bytes], chunk: int = 65_536) -> Iterator[bytes]:
    """Lines in pieces of about `chunk` bytes, or one line where that is longer."""
    buffer = bytearray()
    for line in lines:
        buffer += line
        if len(buffer) >= chunk:
            yield bytes(buffer)
            buffer.clear()
    if buffer:
        yield bytes(buffer)


def _result(
    store: Store, record: BatchRecord, index: int, request: dict[str, Any], truth: Truth
) -> dict[str, Any]:
    outcome = record.outcome(index)
    custom_id = request["custom_id"]
    if outcome == "errored":
        error = ApiError(400, *record.error(index))
        return {"type": outcome, "error": error.body(make_id("req", record.id, custom_id))}
    if outcome != "succeeded":
        return {"type": outcome}
    params = request["params"]
    model = find(params["model"])
    if model is None:
        raise LookupError(f"{record.id}: {params['model']} was a model when the batch was created")
    message_id = store.message_id(record.id, custom_id)
    written = compose(params, record.lies, _name(record, index)).text
    message = answer(params, written, model, message_id, "batch", truth)
    if index == 0:
        message = odd(message, params["max_tokens"], record.odd)
    return {"type": outcome, "message": message}


def lies(store: Store, record: BatchRecord) -> Iterator[dict[str, str]]:
    """The lies in a batch's results, found by writing every text once more."""
    for index, request in store.requests(record):
        if record.outcome(index) == "succeeded":
            for lie in compose(request["params"], record.lies, _name(record, index)).lies:
                yield {"custom_id": request["custom_id"], **asdict(lie)}


def _name(record: BatchRecord, index: int) -> str:
    """What an answer's lies follow from: the same in every account of the same seed."""
    return f"{record.id} {index}"
