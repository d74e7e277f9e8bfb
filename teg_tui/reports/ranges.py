"""Numbers as people type them: "17", "10-17", "3,5-7"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey

HIGHEST = 9999
"""No tournament or round has a higher number; a slip of the finger is no endless list."""

_PART = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?")


def parse_range(text: str) -> tuple[int, ...]:
    """The numbers meant, ascending, each once; a span may run either way. Raises TegError."""
    numbers: set[int] = set()
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise _not_a_range(text)
        first = int(match[1])
        last = int(match[2] or match[1])
        low, high = min(first, last), max(first, last)
        if low < 1 or high > HIGHEST:
            raise _not_a_range(text)
        numbers.update(range(low, high + 1))
    return tuple(sorted(numbers))


def cells(tegs: Iterable[int], rounds: Iterable[int] | None) -> frozenset[CellKey]:
    """The cells of these rounds of these tournaments; the tournaments' own for `rounds` None."""
    numbers: list[int | None] = [None] if rounds is None else list(rounds)
    return frozenset(CellKey(teg, number) for teg in tegs for number in numbers)


def _not_a_range(text: str) -> TegError:
    return TegError(
        f"{text!r} is no number or range of numbers",
        way_out=f"Write 17, 10-17 or 3,5-7, with numbers from 1 to {HIGHEST}",
    )
