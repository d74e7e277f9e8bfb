"""Provenance as commit trailers, so that a fresh clone knows where its reports came from.

One line a report: `Teg-Report: {...}`, compact JSON in ASCII. Whoever can commit can write such
lines, so what is read is checked value by value, and what does not fit is passed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe, Tally

NAME = "Teg-Report"

_VERSION = 1
_LONGEST_LINE = 100_000
_LONGEST_WORD = 500
_MOST = 10**12
_HEX = re.compile(r"[0-9a-f]{1,64}", re.ASCII)
_MONEY = re.compile(r"\d{1,12}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """What one trailer says."""

    provenance: Provenance
    path: str
    """Of the report, relative to the workspace; names the blob in its commit, never opened."""


def to_line(provenance: Provenance, path: str) -> str:
    """The trailer of a report that stands at `path` (relative to the workspace)."""
    fields = to_fields(provenance, path)
    return f"{NAME}: {json.dumps(fields, separators=(',', ':'))}"


def to_fields(provenance: Provenance, path: str) -> dict[str, Any]:
    """The same as JSON has it."""
    cost = provenance.cost_usd
    return {
        "v": _VERSION,
        "key": list(provenance.key),
        "path": path,
        "blob": provenance.blob,
        **recipe_fields(provenance.recipe),
        "batch": provenance.batch_id,
        "in": provenance.input_tokens,
        "out": provenance.output_tokens,
        "usd": None if cost is None else f"{cost:f}",
        "pretend": provenance.pretend,
        "at": provenance.written_at.astimezone(UTC).isoformat(),
        **({} if provenance.claims is None else {"claims": tally_fields(provenance.claims)}),
    }


def tally_fields(tally: Tally) -> dict[str, int]:
    """What the checker made of a report, as JSON has it."""
    return {
        "checked": tally.checked,
        "true": tally.true,
        "corrected": tally.corrected,
        "left": tally.false,
        "unchecked": tally.unchecked,
    }


def recipe_fields(recipe: Recipe) -> dict[str, Any]:
    """What a report is written from, as JSON has it."""
    return {
        "facts": recipe.facts,
        "needs": [[*key, blob] for key, blob in recipe.needs],
        "prompt": recipe.prompt,
        "model": recipe.model,
    }


def from_line(line: str) -> Entry | None:
    """What a line of a commit message says; None where that is no sound trailer of ours."""
    name, colon, value = line.partition(":")
    if not colon or name.strip() != NAME or len(line) > _LONGEST_LINE:
        return None
    try:
        return from_fields(json.loads(value))
    except (ValueError, RecursionError):
        return None


def from_fields(fields: Any) -> Entry | None:
    """What fields say that were read as JSON; None where they are not sound ones of ours."""
    try:
        return _entry(fields)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def recipe_from(fields: Any) -> Recipe | None:
    """What a report was written from; None where the fields are not sound ones of ours."""
    try:
        return _recipe(fields)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def tally_from(fields: Any) -> Tally | None:
    """What the checker made of a report; None where the fields are not sound ones of ours."""
    try:
        return _tally(fields)
    except (ValueError, TypeError, KeyError):
        return None


def _entry(fields: dict[str, Any]) -> Entry:
    if _number(fields["v"]) != _VERSION:
        raise ValueError("of another version")
    cost, batch = fields["usd"], fields["batch"]
    provenance = Provenance(
        key=_key(fields["key"]),
        recipe=_recipe(fields),
        blob=_hex(fields["blob"]),
        batch_id=None if batch is None else _word(batch),
        input_tokens=_number(fields["in"]),
        output_tokens=_number(fields["out"]),
        cost_usd=None if cost is None else Decimal(_matching(cost, _MONEY)),
        pretend=_flag(fields["pretend"]),
        written_at=_instant(fields["at"]),
        claims=_tally(fields.get("claims")),
    )
    return Entry(provenance, _word(fields["path"]))


def _recipe(fields: dict[str, Any]) -> Recipe:
    return Recipe(
        facts=_hex(fields["facts"]),
        needs=tuple((_key(key), _hex(blob)) for *key, blob in fields["needs"]),
        prompt=_hex(fields["prompt"]),
        model=_word(fields["model"]),
    )


def _tally(value: dict[str, Any] | None) -> Tally | None:
    """Of what was filed before claims were checked there is none."""
    if value is None:
        return None
    true, left, unchecked, corrected = (
        _number(value[name]) for name in ("true", "left", "unchecked", "corrected")
    )
    return Tally(true, left, unchecked, corrected)


def _key(value: list[Any]) -> ReportKey:
    teg, rnd, kind = value
    return ReportKey(_number(teg), None if rnd is None else _number(rnd), _word(kind))


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:  # True is an int, but no number
        raise ValueError("not a number")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _word(value: object) -> str:
    """Printable text: no control characters, no lone surrogates."""
    if not isinstance(value, str) or len(value) > _LONGEST_WORD or not value.isprintable():
        raise ValueError("not a word")
    return value


def _hex(value: object) -> str:
    return _matching(value, _HEX)


def _matching(value: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not of that form")
    return value


def _instant(value: object) -> datetime:
    instant = datetime.fromisoformat(_word(value))
    if instant.tzinfo is None:
        raise ValueError("no time zone")
    return instant.astimezone(UTC)
