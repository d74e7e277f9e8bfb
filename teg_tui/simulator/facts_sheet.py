"""Reads the facts out of a prompt: `## NAME` heads a section, " | " parts cells.

It knows the look of facts, not their list: a section that is not there has no rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FACTS = re.compile(r"<facts>\n(.*?)\n</facts>", re.DOTALL)
_TITLE = re.compile(r"# FACTS: (.+)")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The facts of a round or a tournament."""

    title: Row
    """The cells of the first line: "TEG 17 ROUND 4 of 4", the course, the date."""
    sections: dict[str, tuple[Row, ...]]

    @property
    def of_round(self) -> bool:
        """Whether it is a round's."""
        return " ROUND " in self.title[0]

    @property
    def final(self) -> bool:
        """Whether no rounds remain, so that there are winners."""
        return bool(self.after("HOW IT WAS WON"))

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of the first section whose name begins so."""
        return next((rows for key, rows in self.sections.items() if key.startswith(name)), ())

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a section whose first row names its columns."""
        head, *rows = self.rows(name) or ((),)
        return [dict(zip(head, row, strict=False)) for row in rows]

    def after(self, word: str) -> list[tuple[str, tuple[Row, ...]]]:
        """The sections named `word` and something more, by the something."""
        return [
            (key.removeprefix(word).strip(), rows)
            for key, rows in self.sections.items()
            if key.startswith(f"{word} ")
        ]


def read(prompt: str) -> Sheet | None:
    """The facts in a prompt; None where there are none of this look."""
    found = _FACTS.search(prompt)
    if found is None:
        return None
    first, *lines = found[1].splitlines() or [""]
    title = _TITLE.fullmatch(first)
    if title is None:
        return None
    sections: dict[str, list[Row]] = {}
    rows: list[Row] = []
    for line in lines:
        if line.startswith("## "):
            rows = sections[line.removeprefix("## ")] = []
        elif line and line != "none":
            rows.append(_cells(line))
    return Sheet(_cells(title[1]), {name: tuple(its) for name, its in sections.items()})


def labelled(rows: Sequence[Row], label: str) -> Row:
    """The cells after a row's label; empty where no row has it."""
    return next((row[1:] for row in rows if row[0] == label), ())


def _cells(line: str) -> Row:
    return tuple(cell.strip() for cell in line.split(" | "))
