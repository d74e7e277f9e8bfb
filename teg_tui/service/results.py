"""What a results file says: one row a request, read one at a time, trusted in nothing.

Raw results lie at `ID_results.jsonl` and are kept for good: they are paid for. All that follows
from them (reports, usage, summaries) can be made from that file again.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teg_tui.service.answers import TryLater, plain
from teg_tui.service.reasons import (
    CANCELED,
    CUT,
    EMPTY,
    EXPIRED,
    REFUSED,
    STOPPED_EARLY,
    TOO_LONG,
    UNKNOWN_KIND,
)

LONGEST = 200_000
"""Characters of a report. What is longer is no report: it is kept, not filed, and not checked."""
SUCCEEDED = "succeeded"
WITHOUT_TEXT = frozenset({"errored", "canceled", "expired"})
"""Kinds of result, besides the one with a text."""


@dataclass(frozen=True)
class Result:
    """One row."""

    custom_id: str
    text: str
    """What the model wrote; empty where nothing came."""
    stop_reason: str
    """Why it stopped; empty where it never began."""
    failure: str
    """Why nothing came, in words; empty where something did."""
    model: str
    kind: str = ""
    """What the API calls it: succeeded, or a kind we do not know; empty where nothing came."""
    input_tokens: int = 0
    cache_write_tokens: int = 0
    cache_read_tokens: int = 0
    output_tokens: int = 0

    @property
    def used(self) -> bool:
        """Whether it used any token: what did is billed, and nothing else."""
        prompt = self.input_tokens + self.cache_write_tokens + self.cache_read_tokens
        return prompt + self.output_tokens > 0


async def complete_lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The lines of a stream, each with its newline; a cut one at the end raises `TryLater`."""
    rest = b""
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if line.strip():
                yield line + b"\n"
    if rest.strip():
        if row_id(rest) is None:
            raise TryLater("the results broke off in the middle of a line")
        yield rest + b"\n"


def head(line: bytes) -> tuple[str, str] | None:
    """The custom_id of a line and its kind of result; None where it is no row at all."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    custom_id = row.get("custom_id") if isinstance(row, dict) else None
    if not isinstance(custom_id, str):
        return None
    result = row.get("result")
    return custom_id, _kind(result) if isinstance(result, dict) else ""


def row_id(line: bytes) -> str | None:
    """The custom_id of a line; None where it is no row at all."""
    found = head(line)
    return None if found is None else found[0]


def read(path: Path) -> Iterator[Result]:
    """The rows of a results file; what is no row is passed over."""
    with path.open("rb") as handle:
        for line in handle:
            if row_id(line) is not None:
                yield parse(json.loads(line))


def parse(row: dict[str, Any]) -> Result:
    """A row; whatever is odd about it becomes a failure with words."""
    custom_id, result = row["custom_id"], row.get("result")
    if not isinstance(result, dict):
        return Result(custom_id, "", "", "the result is empty", "")
    kind = _kind(result)
    if kind not in WITHOUT_TEXT and isinstance(result.get("message"), dict):
        return _answered(custom_id, kind, result["message"])
    if kind == "errored":
        return Result(custom_id, "", "", _error_words(result.get("error")), "")
    words = {"canceled": CANCELED, "expired": EXPIRED}
    return Result(custom_id, "", "", words.get(kind, f"{UNKNOWN_KIND}{kind})"), "")


def _kind(result: dict[str, Any]) -> str:
    return plain(str(result.get("type")))[:40]


def _answered(custom_id: str, kind: str, message: dict[str, Any]) -> Result:
    usage = message.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    content = message.get("content")
    texts = [
        block["text"]
        for block in (content if isinstance(content, list) else [])
        if isinstance(block, dict)
        and block.get("type") == "text"
        and isinstance(block.get("text"), str)
    ]
    text = "".join(texts)
    stop_reason = str(message.get("stop_reason") or "")
    empty = EMPTY if not text.strip() and stop_reason != "refusal" else ""
    return Result(
        custom_id=custom_id,
        text=text,
        stop_reason=plain(stop_reason),
        failure=empty,
        model=plain(str(message.get("model") or "")),
        kind=kind,
        input_tokens=_count(usage.get("input_tokens")),
        cache_write_tokens=_count(usage.get("cache_creation_input_tokens")),
        cache_read_tokens=_count(usage.get("cache_read_input_tokens")),
        output_tokens=_count(usage.get("output_tokens")),
    )


def _error_words(error: object) -> str:
    """`error` is {"type": "error", "error": {"type", "message"}}, or should be."""
    inner = error.get("error") if isinstance(error, dict) else None
    if not isinstance(inner, dict):
        return "it failed without a reason"
    return plain(f"{inner.get('type') or 'error'}: {inner.get('message') or ''}").rstrip(": ")


def _count(value: object) -> int:
    return value if type(value) is int and 0 <= value < 10**12 else 0


def held_reason(result: Result) -> str:
    """Why a text is not filed as the report; empty where it may be."""
    if result.kind != SUCCEEDED:
        return f"{UNKNOWN_KIND}{result.kind})"
    if len(result.text) > LONGEST:
        return f"{TOO_LONG}{len(result.text):,} characters"
    if result.stop_reason in ("end_turn", "stop_sequence"):
        return ""
    if result.stop_reason == "max_tokens":
        return f"{CUT}{result.output_tokens:,} tokens: a retry allows more"
    if result.stop_reason == "refusal":
        return REFUSED
    return f"{STOPPED_EARLY}{result.stop_reason or 'no reason given'})"


def shown(text: str) -> str:
    """A text with its control characters made visible, so that none is ever obeyed."""
    made = text.replace("\r\n", "\n").translate(_PICTURES)
    return made.encode("utf-8", "replace").decode()


_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"}
_PICTURES |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_PICTURES |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
"""Control pictures for C0 and DEL; U+FFFD for C1 and for marks that turn the writing around."""
