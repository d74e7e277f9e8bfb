"""Lines of results that are not as they should be. Several breaks can be made at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

STRANGE_ID = "nobody-asked-for-this"
PATH_ID = "../../../../outside/of-everything"
UNKNOWN_TYPE = "postponed"

Lines = Iterator[bytes]
"""Lines of results in the order in which they are sent, each with its newline."""


@dataclass(frozen=True)
class Break:
    """One thing that can be wrong with them."""

    about: str
    apply: Callable[[Lines], Lines]


def broken(lines: Lines, names: Iterable[str]) -> Lines:
    """The lines with every break named."""
    named = set(names)
    for name, its in BREAKS.items():
        if name in named:
            lines = its.apply(lines)
    return lines


def cut_short(lines: Lines) -> Lines:
    """Half of the last line is missing; where there is only one, half of that."""
    for line, is_last in _knowing_the_last(lines):
        yield line[: len(line) // 2] if is_last else line


def _without_last(lines: Lines) -> Lines:
    return (line for line, is_last in _knowing_the_last(lines) if not is_last)


def _without_first(lines: Lines) -> Lines:
    next(lines, None)
    yield from lines


def _with_blanks(lines: Lines) -> Lines:
    for line in lines:
        yield from (b"\n", line, b"  \r\n")


def _first_again(lines: Lines) -> Lines:
    first = next(lines, b"")
    yield first
    yield from lines
    yield first


def _backwards(lines: Lines) -> Lines:
    yield from reversed(list(lines))


def _with_another(custom_id: str) -> Callable[[Lines], Lines]:
    """The first row once more before all others, as the answer to something else."""

    def another(lines: Lines) -> Lines:
        for number, line in enumerate(lines):
            if number == 0:
                yield _line(json.loads(line) | {"custom_id": custom_id})
            yield line

    return another


def _of_unknown_type(lines: Lines) -> Lines:
    for number, line in enumerate(lines):
        if number:
            yield line
        else:
            row = json.loads(line)
            yield _line(row | {"result": row["result"] | {"type": UNKNOWN_TYPE}})


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def _knowing_the_last(lines: Lines) -> Iterator[tuple[bytes, bool]]:
    line = next(lines, None)
    while line is not None:
        following = next(lines, None)
        yield line, following is None
        line = following


BREAKS = {
    "results-missing-row": Break("the first result is missing", _without_first),
    "results-unknown-type": Break("the first result is of an unknown type", _of_unknown_type),
    "results-unknown-id": Break(
        "a result nobody asked for comes with the others", _with_another(STRANGE_ID)
    ),
    "results-path-id": Break(
        "a result comes whose custom_id leads out of any folder", _with_another(PATH_ID)
    ),
    "results-duplicate-row": Break("the first result comes once more at the end", _first_again),
    "results-shuffled": Break("results come in another order", _backwards),
    "results-cut-row": Break("results end before the last line", _without_last),
    "results-blank-line": Break("results have blank lines between them", _with_blanks),
    "results-cut-line": Break("results end in the middle of the last line", cut_short),
}
"""By the name of the fault, in the order in which they are made: some need whole lines."""
