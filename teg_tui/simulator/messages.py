"""Answers: a message with its usage, and the same message as a stream of events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from teg_tui.simulator import tokens
from teg_tui.simulator.models import Model
from teg_tui.simulator.tokens import Truth


def answer(
    params: dict[str, Any], written: str, model: Model, message_id: str, tier: str, truth: Truth
) -> dict[str, Any]:
    """The message that answers a call with what was written; `tier` is "batch" or "standard"."""
    text, reason, stopped_by = _cut(written, params, model, truth)
    return {
        "id": message_id,
        "type": "message",
        "role": "assistant",
        "model": model.id,
        "content": [{"type": "text", "text": text, "citations": None}],
        "container": None,
        "stop_reason": reason,
        "stop_sequence": stopped_by,
        "stop_details": None,
        "usage": {
            "input_tokens": truth.input_tokens(params, model),
            "output_tokens": truth.output_tokens(params, text, model),
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": 0,
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
            "server_tool_use": None,
            "service_tier": tier,
            "inference_geo": "not_available",
        },
    }


def _cut(
    text: str, params: dict[str, Any], model: Model, truth: Truth
) -> tuple[str, str, str | None]:
    """The text as far as stop sequences and `max_tokens` let it go, and why it stops there."""
    found = [
        (position, stop)
        for stop in params.get("stop_sequences") or ()
        if (position := text.find(stop)) >= 0
    ]
    reason, stopped_by = "end_turn", None
    if found:
        position, stopped_by = min(found)
        text, reason = text[:position], "stop_sequence"
    ratio = tokens.characters(truth.characters(params, model), model)
    longest = int(params["max_tokens"] * ratio)
    if len(text) > longest:
        return text[:longest], "max_tokens", None
    return text, reason, stopped_by


def events(message: dict[str, Any]) -> Iterator[bytes]:
    """A message as server-sent events."""
    [block] = message["content"]
    usage = message["usage"]
    opening = {
        **message,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {**usage, "output_tokens": 1},
    }
    yield _event({"type": "message_start", "message": opening})
    yield _event({"type": "content_block_start", "index": 0, "content_block": block | {"text": ""}})
    yield _event({"type": "ping"})
    for piece in _pieces(block["text"]):
        delta = {"type": "text_delta", "text": piece}
        yield _event({"type": "content_block_delta", "index": 0, "delta": delta})
    yield _event({"type": "content_block_stop", "index": 0})
    yield _event(
        {
            "type": "message_delta",
            "delta": {
                "stop_reason": message["stop_reason"],
                "stop_sequence": message["stop_sequence"],
                "stop_details": None,
                "container": None,
            },
            "usage": {"output_tokens": usage["output_tokens"]},
        }
    )
    yield _event({"type": "message_stop"})


def _pieces(text: str, size: int = 40) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


def _event(data: dict[str, Any]) -> bytes:
    return f"event: {data['type']}\ndata: {json.dumps(data)}\n\n".encode()
