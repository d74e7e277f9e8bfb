"""What is typed after `/`: "10-17 missing", "2024", "r1-2 stale", "algarve"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teg_tui.reports.state import Cell, Row, State

_STATES = {
    "missing": State.MISSING,
    "stale": State.STALE,
    "false": State.FALSE,
    "held": State.HELD,
    "failed": State.FAILED,
    "edited": State.EDITED,
    "flight": State.IN_FLIGHT,
    "written": State.PRESENT,
    "present": State.PRESENT,
    "unknown": State.UNKNOWN_ORIGIN,
    "incomplete": State.INCOMPLETE,
}
_TEGS = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?$")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?$")
_ROUNDS = re.compile(r"r(\d)(?:-(\d))?$")
_IGNORED = {"in", "origin", "and", "by", "hand"}


@dataclass(frozen=True)
class GridFilter:
    """Which cells are meant; an empty one means all."""

    tegs: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    rounds: frozenset[int] = frozenset()
    tournaments: bool = False
    states: frozenset[State] = frozenset()
    words: tuple[str, ...] = ()
    """Of a tournament's name or place, lower case."""

    def admits(self, row: Row, cell: Cell) -> bool:
        """Whether a cell of a tournament is meant."""
        return self._admits_row(row) and self._admits_column(cell) and self._admits_state(cell)

    def _admits_row(self, row: Row) -> bool:
        return (
            (not self.tegs or row.teg in self.tegs)
            and (not self.years or row.year in self.years)
            and all(word in _name(row) for word in self.words)
        )

    def _admits_column(self, cell: Cell) -> bool:
        if not self.rounds and not self.tournaments:
            return True
        return self.tournaments if cell.key.round is None else cell.key.round in self.rounds

    def _admits_state(self, cell: Cell) -> bool:
        return not self.states or any(
            cell.state is state or any(report.is_in(state) for report in cell.reports)
            for state in self.states
        )


def parse_filter(text: str) -> GridFilter:
    """The filter that the words mean; a word that is nothing else is looked for in the places."""
    found: dict[str, set[int]] = {"tegs": set(), "years": set(), "rounds": set()}
    states: set[State] = set()
    words: list[str] = []
    tournaments = False
    for word in text.lower().replace(",", " ").split():
        ranges = {"years": _YEARS, "tegs": _TEGS, "rounds": _ROUNDS}
        name = next((name for name, pattern in ranges.items() if pattern.match(word)), "")
        if name:
            found[name] |= _numbers(ranges[name], word)
        elif word in ("t", "tournament", "tournaments"):
            tournaments = True
        elif word in _STATES:
            states.add(_STATES[word])
        elif word not in _IGNORED:
            words.append(word)
    return GridFilter(
        frozenset(found["tegs"]),
        frozenset(found["years"]),
        frozenset(found["rounds"]),
        tournaments,
        frozenset(states),
        tuple(words),
    )


def complaint(wanted: GridFilter, rows: Sequence[Row]) -> str:
    """Why a filter shows nothing; empty where it shows something."""
    for word in wanted.words:
        if not any(word in _name(row) for row in rows):
            return f"don't know {word!r}"
    cells = ((row, cell) for row in rows for cell in (*row.rounds, row.tournament))
    return "" if any(wanted.admits(row, cell) for row, cell in cells) else "nothing matches"


def _name(row: Row) -> str:
    return f"{row.name} {row.area}".lower()


def _numbers(pattern: re.Pattern[str], word: str) -> set[int]:
    match = pattern.match(word)
    if match is None:
        return set()
    ends = sorted(int(group) for group in match.groups() if group)
    return set(range(ends[0], ends[-1] + 1))
