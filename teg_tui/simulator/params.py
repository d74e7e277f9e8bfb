"""What a Messages call may say. In a batch the same is found out later, and one by one."""

from __future__ import annotations

from typing import Any

from teg_tui.simulator.models import Model, find
from teg_tui.simulator.problems import ApiError, invalid, not_found

VERSIONS = ("2023-06-01", "2026-10-21")
SAMPLING = ("temperature", "top_k", "top_p")
"""Refused from version 2026-10-21 on."""

_COUNTED = {
    *("cache_control", "messages", "model", "output_config", "speed", "system", "thinking"),
    *("tool_choice", "tools", "user_profile_id", "workspace_id"),
}
_CREATED = _COUNTED | {
    *("container", "diagnostics", "inference_geo", "max_tokens", "metadata", "service_tier"),
    *("stop_sequences", "stream", *SAMPLING),
}


def check_create(params: object, version: str, *, in_batch: bool) -> Model:
    """The model a call is for, or the `ApiError` it deserves."""
    call = _checked(params, _CREATED)
    for name in SAMPLING:
        if name in call and version != VERSIONS[0]:
            raise invalid(f"{name}: Extra inputs are not permitted")
    stream = call.get("stream", False)
    if not isinstance(stream, bool):
        raise invalid("stream: Input should be a valid boolean")
    if stream and in_batch:
        raise invalid("stream: Streaming is not supported in a Message Batch")
    model = _model(call)
    limit = call.get("max_tokens")
    if "max_tokens" not in call:
        raise invalid("max_tokens: Field required")
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise invalid("max_tokens: Input should be a valid integer")
    if limit < 1:
        raise invalid("max_tokens: Input should be greater than or equal to 1")
    if limit > model.max_tokens:
        raise invalid(
            f"max_tokens: {limit} > {model.max_tokens}, which is the maximum allowed number of "
            f"output tokens for {model.id}"
        )
    return model


def check_count(params: object) -> Model:
    """The model whose tokens are to be counted, or the `ApiError` the call deserves."""
    return _model(_checked(params, _COUNTED))


def error_in_batch(params: dict[str, Any], version: str) -> ApiError | None:
    """What will be the matter with a request of a batch once it is processed."""
    try:
        check_create(params, version, in_batch=True)
    except ApiError as error:
        return error
    return None


def _checked(params: object, known: set[str]) -> dict[str, Any]:
    if not isinstance(params, dict):
        raise invalid("Input should be a valid dictionary")
    for name in params:
        if name not in known:
            raise invalid(f"{name}: Extra inputs are not permitted")
    _check_messages(params.get("messages"), given="messages" in params)
    if "system" in params and not _is_content(params["system"]):
        raise invalid("system: Input should be a valid string or a list of text blocks")
    return params


def _check_messages(messages: object, *, given: bool) -> None:
    if not given:
        raise invalid("messages: Field required")
    if not isinstance(messages, list):
        raise invalid("messages: Input should be a valid list")
    if not messages:
        raise invalid("messages: at least one message is required")
    for index, message in enumerate(messages):
        if not isinstance(message, dict):
            raise invalid(f"messages.{index}: Input should be a valid dictionary")
        if message.get("role") not in ("user", "assistant", "system"):
            raise invalid(f"messages.{index}.role: Input should be 'user' or 'assistant'")
        if not _is_content(message.get("content")):
            raise invalid(f"messages.{index}.content: Input should be a valid string or list")


def _is_content(content: object) -> bool:
    if isinstance(content, str):
        return True
    return isinstance(content, list) and all(
        isinstance(block, dict) and isinstance(block.get("type"), str) for block in content
    )


def _model(call: dict[str, Any]) -> Model:
    name = call.get("model")
    if not isinstance(name, str):
        raise invalid("model: Field required")
    model = find(name)
    if model is None:
        raise not_found(f"model: {name}")
    return model
