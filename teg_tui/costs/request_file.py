"""Any request file, as far as its cost goes: one request a line, as the API takes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from teg_tui.costs.estimate import RequestSize
from teg_tui.errors import DataError
from teg_tui.reports.kind import Kind

_CUSTOM_ID = re.compile(r".*?\d+_(?:R\d+_)?(?P<suffix>[^-]+)(?:-.*)?")
"""`TEG17_R4_story_notes`, `TEG17_main_report-x7k2q`."""


def sizes_of_request_file(path: Path, kinds: Iterable[Kind] = ()) -> Iterator[RequestSize]:
    """The requests of a file, read a line at a time. Raises DataError naming file and line.

    A custom_id that ends as those of one of `kinds` is a report of it: what was learned of the
    kind counts for this request too.
    """
    by_suffix = {kind.suffix: kind for kind in kinds}
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _size(line, f"{path}, line {number}", by_suffix)
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}", where=str(path)) from error


def _size(line: bytes, where: str, by_suffix: Mapping[str, Kind]) -> RequestSize:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"this is not JSON ({error})", where=where) from error
    params = _field(request, "params", dict, where)
    custom_id = _field(request, "custom_id", str, where)
    max_tokens = _field(params, "max_tokens", int, where, inside="params.")
    messages = _field(params, "messages", list, where, inside="params.")
    named = _CUSTOM_ID.fullmatch(custom_id)
    kind = by_suffix.get(named["suffix"]) if named else None
    return RequestSize(
        kind=kind.name if kind else "",
        model=_field(params, "model", str, where, inside="params."),
        system_chars=_chars(params.get("system")),
        user_chars=sum(_chars(m.get("content")) for m in messages if isinstance(m, dict)),
        max_tokens=max_tokens,
        words=kind.words if kind else 0,
    )


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


def _chars(content: object) -> int:
    """Characters of a prompt's text, given plainly or in blocks."""
    if isinstance(content, str):
        return len(content)
    if not isinstance(content, list):
        return 0
    texts = (block.get("text") for block in content if isinstance(block, dict))
    return sum(len(text) for text in texts if isinstance(text, str))
