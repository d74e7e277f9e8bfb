"""Pages of a list, newest first: `after_id` goes to older ones, `before_id` to newer ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from teg_tui.simulator.problems import invalid

DEFAULT, LARGEST = 20, 1000


def page(items: Sequence[dict[str, Any]], query: Mapping[str, str]) -> dict[str, Any]:
    """The page a query asks for; `items` are all of them, each with its `id`."""
    limit = _limit(query.get("limit"))
    ids = [item["id"] for item in items]
    start = _position(ids, query, "after_id") + 1 if "after_id" in query else 0
    end = _position(ids, query, "before_id") if "before_id" in query else len(items)
    if "before_id" in query and "after_id" not in query:
        data, has_more = items[max(0, end - limit) : end], end > limit
    else:
        data, has_more = items[start:end][:limit], max(0, end - start) > limit
    return {
        "data": list(data),
        "has_more": has_more,
        "first_id": data[0]["id"] if data else None,
        "last_id": data[-1]["id"] if data else None,
    }


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST:
        raise invalid(f"limit: Input should be between 1 and {LARGEST}")
    return int(text)


def _position(ids: Sequence[str], query: Mapping[str, str], name: str) -> int:
    try:
        return ids.index(query[name])
    except ValueError:
        raise invalid(f"{name}: there is no {query[name]!r}") from None
