"""Changes to a text: what goes where, and the text with all of them made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Edit:
    """Other words for a span of a text."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits made; they must not overlap."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits):
        out += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join(out) + text[at:]


def changes(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Those edits that change something."""
    return [edit for edit in edits if text[edit.start : edit.end] != edit.text]
