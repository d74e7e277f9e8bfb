"""Any request file, as far as its cost goes: one request a line, as the API takes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teg_tui.costs.estimate import RequestSize
from teg_tui.errors import DataError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.requests import parse_custom_id


@dataclass(frozen=True)
class FileRequest:
    """One line of a request file."""

    key: ReportKey | None
    """The report its custom_id names; None where it is none of the kinds known."""
    size: RequestSize


def read_request_file(path: Path, kinds: Kinds, event: str) -> Iterator[FileRequest]:
    """The requests of a file, read a line at a time. Raises DataError naming file and line.

    What was learned of a kind counts for requests whose custom_id names it; `event` is the
    tour's word for one, which custom_ids begin with.
    """
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _request(line, f"{path}, line {number}", kinds, event)
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}", where=str(path)) from error


def _request(line: bytes, where: str, kinds: Kinds, event: str) -> FileRequest:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"this is not JSON ({error})", where=where) from error
    params = _field(request, "params", dict, where)
    custom_id = _field(request, "custom_id", str, where)
    max_tokens = _field(params, "max_tokens", int, where, inside="params.")
    messages = _field(params, "messages", list, where, inside="params.")
    meant = parse_custom_id(custom_id, kinds, event)
    size = RequestSize(
        kind=meant.key.kind if meant else "",
        model=_field(params, "model", str, where, inside="params."),
        system_chars=chars(params.get("system")),
        user_chars=sum(chars(m.get("content")) for m in messages if isinstance(m, dict)),
        max_tokens=max_tokens,
        words=kinds[meant.key.kind].words if meant else 0,
    )
    return FileRequest(meant.key if meant else None, size)


def _field(
    holder: object, name: str, kind: type, where: str, inside: str = ""
) -> Any:  # whatever JSON holds; its type has just been checked
    value = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise DataError(
            f"{inside}{name} is missing or of the wrong type",
            where=where,
            way_out='A request is {"custom_id": …, "params": {"model", "max_tokens", "messages"}}',
        )
    return value


def chars(content: object) -> int:
    """Characters of a prompt's text, given plainly or in blocks."""
    if isinstance(content, str):
        return len(content)
    if not isinstance(content, list):
        return 0
    texts = (block.get("text") for block in content if isinstance(block, dict))
    return sum(len(text) for text in texts if isinstance(text, str))
