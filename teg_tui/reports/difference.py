"""What is different between two texts, line by line and, where a line was changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

_AROUND = 1
"""Unchanged lines shown beside a change."""
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


class Side(StrEnum):
    """Where a line stands."""

    BOTH = " "
    BEFORE = "-"
    AFTER = "+"
    LEFT_OUT = "…"
    """Lines that are the same, and not shown."""


@dataclass(frozen=True)
class DifferentLine:
    """A line, in parts."""

    side: Side
    parts: tuple[tuple[str, bool], ...]
    """(text, whether the other side does not have it)."""

    @property
    def text(self) -> str:
        """The line itself."""
        return "".join(text for text, _ in self.parts)


def difference(before: str, after: str) -> tuple[DifferentLine, ...]:
    """The changed lines, with a little of what is around them; nothing for equal texts."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    return tuple(_lines(old, new))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[DifferentLine]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    end = 0
    for group in matcher.get_grouped_opcodes(_AROUND):
        if group[0][1] > end:
            yield DifferentLine(Side.LEFT_OUT, ())
        for tag, old_from, old_to, new_from, new_to in group:
            if tag == "equal":
                yield from (_whole(Side.BOTH, line) for line in old[old_from:old_to])
            else:
                yield from _changed(old[old_from:old_to], new[new_from:new_to])
        end = group[-1][2]
    if end < len(old):
        yield DifferentLine(Side.LEFT_OUT, ())


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[DifferentLine]:
    """Each line that went beside the one that came in its place."""
    for before, after in zip_longest(old, new):
        if before is None or after is None:
            yield _whole(*((Side.AFTER, after) if before is None else (Side.BEFORE, before)), True)
            continue
        words = _WORDS.findall(before), _WORDS.findall(after)
        codes = SequenceMatcher(None, *words, autojunk=False).get_opcodes()
        yield DifferentLine(Side.BEFORE, tuple(_parts(words[0], [(c[0], *c[1:3]) for c in codes])))
        yield DifferentLine(Side.AFTER, tuple(_parts(words[1], [(c[0], *c[3:5]) for c in codes])))


def _parts(
    words: Sequence[str], codes: Sequence[tuple[str, int, int]]
) -> Iterator[tuple[str, bool]]:
    for tag, begin, end in codes:
        if begin < end:
            yield "".join(words[begin:end]), tag != "equal"


def _whole(side: Side, line: str, changed: bool = False) -> DifferentLine:
    return DifferentLine(side, ((line, changed),))
